//! Reading values as officials write them in cells.
//!
//! Every reader takes the cell and gives the value or a [`ValueError`] that says what is right.
//! None of them takes a blank cell for a value, nor 无: what those mean is the caller's business
//! ([`is_none`] recognises 无).

mod boolean;
mod date;
mod error;
mod number;
mod text;

pub use boolean::parse_boolean;
pub use date::{DateValue, date_of, parse_date};
pub use error::ValueError;
pub use number::{parse_decimal, parse_integer};
pub use text::{clean_text, is_invisible, is_none, normalise_text};
