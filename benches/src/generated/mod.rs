//! Packs of as many rules as are asked for, and proposals on which they bear.
//!
//! Rules are about work: prohibitions, gates, duties, permissions and advice, each with a condition of three to five
//! parts over declared facts of yes and no, declared numbers, lists, and facts of the vocabulary. How many facts and lists
//! there are does not hang on the number of rules. All is the same on every run.
//!
//! ```
//! use zhunru_benches::generated::{pack, Rows};
//! let engine = zhunru::Engine::builder().pack(pack(10)?).build()?;
//! for row in Rows::new(3) {
//!     let decision = engine.decide(&row.proposal()?, &row.request()?)?;
//!     println!("{}", decision.verdict);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "tables")]
mod columns;
mod row;
mod rules;

#[cfg(feature = "tables")]
pub use columns::batch;
pub use row::{Row, Rows};
pub use rules::pack;

/// So many facts of yes and no are declared.
const FLAGS: usize = 24;

/// So many numbers are declared, each from 0 to 9.
const NUMBERS: usize = 8;

/// So many lists there are, each with so many items.
const LISTS: usize = 8;
const LISTED: usize = 25;

/// So many items there are; some are on several lists, some on none.
const ITEMS: usize = 160;

/// The day on which everything is decided.
const DAY: &str = "2024-03-04";

/// The only act on record, which is none of the procedure's.
const ACT: &str = "filing";

const VILLAGE: &str = "349901101201";
const LEVELS: &[&str] = &["province", "city", "county", "county", "township"];
const KINDS: &[&str] = &["government_department", "party_department", "enterprise"];
const ROLES: &[&str] = &["assist", "agent", "responsible"];
const BEARERS: &[&str] = &["issuer", "superior", "nobody"];

fn flag(number: usize) -> String {
    format!("work.flag_{number:02}")
}

fn number(number: usize) -> String {
    format!("work.number_{number}")
}

/// The code of an item, by which proposals name it.
fn item(number: usize) -> String {
    format!("SX-{number:03}")
}

/// The name of an item, which is not like that of any other.
fn name(number: usize) -> String {
    let number = u32::try_from(number).unwrap_or_default();
    let letters = [0x4e00, 0x5e00, 0x6e00, 0x7e00].map(|first| char::from_u32(first + number));
    letters.into_iter().flatten().collect()
}
