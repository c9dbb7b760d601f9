//! What a part of a proposal says to a program.

use crate::engine::logic::Kleene;
use crate::vocabulary::{FactIndex, FactState, Value};

/// What a part of a proposal says to a program: the answers to the inputs that its facts answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The inputs that it answers otherwise than when nothing is stated, by number.
    pub(super) answers: Box<[Answer]>,
    pub(super) facts: Box<[FactIndex]>,
    pub(super) letters: Letters,
}

/// The number of an input and what is known of it.
pub(super) type Answer = (u16, Kleene);

impl Statement {
    /// The letters of the names of items in it.
    pub fn letters(&self) -> Letters {
        self.letters
    }
}

/// The letters of names, as a set that may seem to hold more than it does.
///
/// Names of items are compared without the names of places in front of them. A statement is read with
/// the places of the packs alone; those that a proposal adds, its village and what lies around it, change
/// nothing while some letter of theirs is in no name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    /// No letters.
    pub const NONE: Letters = Letters(0);

    /// The letters of a name in the form in which names are compared.
    ///
    /// ```
    /// use zhunru::list::normalise_name;
    /// use zhunru::wide::Letters;
    /// let sign = Letters::of(&normalise_name("下洪村村民委员会"));
    /// assert!(sign.may_hold(Letters::of(&normalise_name("下洪村"))));
    /// ```
    pub fn of(normalised: &str) -> Self {
        let letters = normalised.chars().map(|letter| {
            // The upper bits of a product tell neighbours apart.
            let mixed = u64::from(u32::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            1_u64 << (mixed >> 58)
        });
        Letters(letters.fold(0, |all, one| all | one))
    }

    /// Whether every letter of the other may be among these.
    pub fn may_hold(self, other: Letters) -> bool {
        other.0 & !self.0 == 0
    }

    /// These and the letters of the other.
    #[must_use]
    pub fn and(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }

    /// The letters that are among these and those of the other.
    #[must_use]
    pub fn common(self, other: Letters) -> Letters {
        Letters(self.0 & other.0)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The letters of all names of items in states of facts.
    pub(in crate::engine) fn in_states<'a>(states: impl Iterator<Item = &'a FactState>) -> Self {
        let mut letters = Letters::default();
        let mut note = |value: &Value| {
            if let Value::Item(name) = value {
                letters = letters.and(Letters::of(name.normalised()));
            }
        };
        for state in states {
            match state {
                FactState::Unknown => {}
                FactState::Known(value) => note(value),
                FactState::Entries(entries) => entries
                    .iter()
                    .flat_map(|entry| entry.iter())
                    .flatten()
                    .for_each(&mut note),
            }
        }
        letters
    }
}
