//! What the texts of a column of demand types name, each found out once.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use smol_str::SmolStr;
use zhunru::model::{Coded, DemandType};

use super::recent::{Ends, Recent};
use crate::columns::{Wrong, choose};
use crate::proposals::Reading;

/// More texts than this are not kept: faulty tables may hold any number of them.
const MOST_KEPT: usize = 1 << 10;

/// The texts that were met, and the types that they name.
#[derive(Debug, Default)]
pub(crate) struct TypeNames {
    recent: Recent,
    numbers: HashMap<SmolStr, u32, RandomState>,
    /// By number, the text and the type that it names, or what is wrong with it.
    names: Vec<(SmolStr, Result<DemandType, Wrong>)>,
}

impl TypeNames {
    /// The type that a text names.
    pub(crate) fn find(&mut self, text: &str, reading: &Reading) -> Result<DemandType, Wrong> {
        self.find_by(Ends::of(text), || text, reading)
    }

    /// The same for a text of which these are the ends.
    #[inline(always)]
    pub(super) fn find_by<'t>(
        &mut self,
        ends: Ends,
        text: impl Fn() -> &'t str,
        reading: &Reading,
    ) -> Result<DemandType, Wrong> {
        let known = |number: u32| self.names.get(number as usize);
        let is_same = |number| known(number).is_some_and(|(known, _)| known == text());
        match self.recent.get(ends, is_same).and_then(known) {
            Some((_, Ok(found))) => Ok(*found),
            _ => self.look_up(ends, text(), reading),
        }
    }

    /// The type that a text names which was not met lately, or is faulty.
    fn look_up(&mut self, ends: Ends, text: &str, reading: &Reading) -> Result<DemandType, Wrong> {
        if let Some(number) = self.numbers.get(text).copied()
            && let Some((_, found)) = self.names.get(number as usize)
        {
            self.recent.note(ends, number);
            return found.clone();
        }
        let found = choose(text.trim(), &reading.types).and_then(|code| {
            let known = DemandType::from_code(&code);
            known.ok_or_else(|| Wrong::choice(text, &reading.types))
        });
        if let Ok(number) = u32::try_from(self.names.len())
            && self.names.len() < MOST_KEPT
        {
            self.names.push((text.into(), found.clone()));
            self.numbers.insert(text.into(), number);
            self.recent.note(ends, number);
        }
        found
    }
}
