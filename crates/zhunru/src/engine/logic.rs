//! The logics in which one circuit is run: three values for a proposal, decision diagrams for the
//! exact answer over what is unknown.

/// A number given to each thing that is unknown in one decision, in the order in which they are met.
pub(crate) type Variable = u32;

/// A logic in which gates are run.
pub(crate) trait Logic {
    /// The value of a gate.
    type Bit: Copy;

    /// A value that is known.
    fn constant(&mut self, value: bool) -> Self::Bit;

    /// Whether an unknown thing takes one of the choices that `accepts` names, out of `choices`.
    fn choice(
        &mut self,
        variable: Variable,
        choices: usize,
        accepts: &mut dyn FnMut(usize) -> bool,
    ) -> Self::Bit;

    /// Negation.
    fn not(&mut self, bit: Self::Bit) -> Self::Bit;

    /// Conjunction.
    fn and(&mut self, left: Self::Bit, right: Self::Bit) -> Self::Bit;

    /// Disjunction.
    fn or(&mut self, left: Self::Bit, right: Self::Bit) -> Self::Bit;

    /// What the value is, whatever is unknown.
    fn known(&self, bit: Self::Bit) -> Kleene;

    /// Whether the room for values was used up, so that going on is of no use.
    fn is_full(&self) -> bool {
        false
    }
}

/// True, false, or unknown: whether it can be true and whether it can be false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kleene {
    pub(crate) can_be_true: bool,
    pub(crate) can_be_false: bool,
}

impl Kleene {
    pub(crate) const TRUE: Kleene = Kleene {
        can_be_true: true,
        can_be_false: false,
    };
    pub(crate) const FALSE: Kleene = Kleene {
        can_be_true: false,
        can_be_false: true,
    };
    pub(crate) const UNKNOWN: Kleene = Kleene {
        can_be_true: true,
        can_be_false: true,
    };

    pub(crate) fn of(value: bool) -> Kleene {
        if value { Kleene::TRUE } else { Kleene::FALSE }
    }

    pub(crate) fn is_true(self) -> bool {
        self == Kleene::TRUE
    }

    pub(crate) fn is_false(self) -> bool {
        self == Kleene::FALSE
    }

    pub(crate) fn is_unknown(self) -> bool {
        self == Kleene::UNKNOWN
    }

    pub(crate) fn not(self) -> Kleene {
        Kleene {
            can_be_true: self.can_be_false,
            can_be_false: self.can_be_true,
        }
    }

    pub(crate) fn and(self, other: Kleene) -> Kleene {
        Kleene {
            can_be_true: self.can_be_true && other.can_be_true,
            can_be_false: self.can_be_false || other.can_be_false,
        }
    }

    pub(crate) fn or(self, other: Kleene) -> Kleene {
        Kleene {
            can_be_true: self.can_be_true || other.can_be_true,
            can_be_false: self.can_be_false && other.can_be_false,
        }
    }
}

/// The three-valued logic of Kleene: sound for every completion, and fast, but it takes two unknown
/// things that depend on each other for independent.
pub(crate) struct ThreeValued;

impl Logic for ThreeValued {
    type Bit = Kleene;

    fn constant(&mut self, value: bool) -> Kleene {
        Kleene::of(value)
    }

    fn choice(
        &mut self,
        _variable: Variable,
        choices: usize,
        accepts: &mut dyn FnMut(usize) -> bool,
    ) -> Kleene {
        let mut bit = Kleene {
            can_be_true: false,
            can_be_false: false,
        };
        for choice in 0..choices {
            if accepts(choice) {
                bit.can_be_true = true;
            } else {
                bit.can_be_false = true;
            }
            if bit.is_unknown() {
                break;
            }
        }
        bit
    }

    fn not(&mut self, bit: Kleene) -> Kleene {
        bit.not()
    }

    fn and(&mut self, left: Kleene, right: Kleene) -> Kleene {
        left.and(right)
    }

    fn or(&mut self, left: Kleene, right: Kleene) -> Kleene {
        left.or(right)
    }

    fn known(&self, bit: Kleene) -> Kleene {
        bit
    }
}

/// Whether at least `least` of the terms hold.
pub(crate) fn at_least<L: Logic>(
    logic: &mut L,
    terms: impl IntoIterator<Item = L::Bit>,
    least: u32,
) -> L::Bit {
    let least = least as usize;
    let (yes, no) = (logic.constant(true), logic.constant(false));
    // reached[n] says whether at least n of the terms so far hold.
    let mut reached = vec![no; least + 1];
    if let Some(first) = reached.first_mut() {
        *first = yes;
    }
    for term in terms {
        if logic.known(term).is_false() {
            continue;
        }
        for count in (1..=least).rev() {
            if let [below, at] = reached.get_mut(count - 1..=count).unwrap_or_default() {
                let one_more = logic.and(term, *below);
                *at = logic.or(*at, one_more);
            }
        }
    }
    reached.last().copied().unwrap_or(yes)
}
