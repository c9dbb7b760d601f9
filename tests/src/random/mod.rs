//! Random packs and proposals, drawn from small vocabularies so that rules meet each other.
//!
//! A case is drawn from tapes of bytes, one tape for each part, which `proptest` makes and shrinks:
//! a byte of 0 always means the simplest choice, and a part that is not needed is dropped whole.

mod atoms;
mod packs;
mod proposals;
mod tape;
mod thinned;
mod unsettled;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value as Json;
use zhunru::model::Proposal;
use zhunru::pack::Pack;

use crate::packs::{PackText, load};
pub use tape::Tape;
pub use thinned::thinned;
pub use unsettled::unsettled;

/// The bytes from which a pack is drawn.
#[derive(Clone, Debug)]
pub struct PackSeed {
    header: Vec<u8>,
    rules: Vec<Vec<u8>>,
    lists: Vec<Vec<u8>>,
    procedures: Vec<Vec<u8>>,
}

/// The bytes from which a case is drawn.
#[derive(Clone, Debug)]
pub struct Seed {
    theme: Vec<u8>,
    packs: Vec<PackSeed>,
    header: Vec<u8>,
    demands: Vec<Vec<u8>>,
    approvals: Vec<Vec<u8>>,
    stock: Vec<Vec<u8>>,
}

/// How much of a proposal is left unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nothing that may be stated.
    Nothing,
    /// Some facts.
    Some,
}

/// A case as text.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The packs, parents first.
    pub packs: Vec<PackText>,
    /// The proposal in the interchange form.
    pub proposal: Json,
    /// The day of the decision.
    pub date: NaiveDate,
}

/// A case as the library has it.
pub struct Loaded {
    /// The texts it came from; presumptions that the loader refused are gone.
    pub texts: Texts,
    /// The packs, parents first.
    pub packs: Vec<Pack>,
    /// The proposal.
    pub proposal: Proposal,
    /// The day of the decision.
    pub date: NaiveDate,
}

/// Random seeds of up to this many packs and demands.
pub fn seeds(packs: usize, demands: usize) -> impl Strategy<Value = Seed> {
    let bytes = |length: usize| vec(any::<u8>(), length);
    let pack = (
        bytes(12),
        vec(bytes(28), 0..=6),
        vec(bytes(14), 0..=2),
        vec(bytes(18), 0..=2),
    )
        .prop_map(|(header, rules, lists, procedures)| PackSeed {
            header,
            rules,
            lists,
            procedures,
        });
    (
        bytes(24),
        vec(pack, 1..=packs),
        bytes(48),
        vec(bytes(40), 1..=demands),
        vec(bytes(14), 0..=3),
        vec(bytes(6), 0..=3),
    )
        .prop_map(|(theme, packs, header, demands, approvals, stock)| Seed {
            theme,
            packs,
            header,
            demands,
            approvals,
            stock,
        })
}

impl Seed {
    /// Draws the case.
    pub fn texts(&self, unknown: Unknown) -> Texts {
        let theme = atoms::Theme::draw(&mut Tape::new(&self.theme));
        let packs = packs::draw(self, &theme);
        let (proposal, date) = proposals::draw(self, &theme, &packs, unknown);
        Texts {
            packs,
            proposal,
            date,
        }
    }

    /// A tape for further choices.
    pub fn tape(&self) -> Tape<'_> {
        Tape::new(&self.header)
    }

    /// Draws the case and takes it through the loader.
    pub fn loaded(&self, unknown: Unknown) -> Loaded {
        self.texts(unknown).load()
    }
}

impl Texts {
    /// Takes the case through the loader.
    ///
    /// A presumption that would make a prohibition or gate bite is an error by the contract, and
    /// which of the drawn ones would is not known here: presumptions are left out where the pack is
    /// refused with them.
    ///
    /// # Panics
    /// When the loader refuses the packs without presumptions, or the proposal.
    pub fn load(mut self) -> Loaded {
        let packs = load(&self.packs).unwrap_or_else(|_| {
            for pack in &mut self.packs {
                pack.presumptions.clear();
                for list in &mut pack.lists {
                    list.not_loaded = list.not_loaded.as_ref().map(|_| "ask".to_owned());
                }
            }
            load(&self.packs).unwrap_or_else(|error| panic!("{error}\n{}", self.show()))
        });
        let proposal = Proposal::from_json(&self.proposal.to_string())
            .unwrap_or_else(|error| panic!("{error}\n{}", self.show()));
        Loaded {
            packs,
            proposal,
            date: self.date,
            texts: self,
        }
    }

    /// The case for people.
    pub fn show(&self) -> String {
        let mut text = String::new();
        for pack in &self.packs {
            for (path, file) in pack.files() {
                text.push_str(&format!("--- {}/{path}\n{file}", pack.id));
            }
        }
        let proposal = serde_json::to_string_pretty(&self.proposal).unwrap();
        format!("{text}--- proposal, decided on {}\n{proposal}\n", self.date)
    }
}

/// How many cases a property runs: its share, in percent, of `ZHUNRU_CASES`, or of 10 000.
pub fn cases(percent: u32) -> u32 {
    let all: u32 = std::env::var("ZHUNRU_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(10_000);
    (all / 100 * percent + all % 100 * percent / 100).max(1)
}
