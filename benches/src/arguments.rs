//! What the binaries of this crate are told behind their names.

use std::num::ParseIntError;

/// Arguments by place.
#[derive(Clone, Debug)]
pub struct Arguments(Vec<String>);

impl Arguments {
    /// Those of this process.
    pub fn of_process() -> Self {
        Arguments(std::env::args().skip(1).collect())
    }

    /// The number at a place, or the usual one where nothing stands there.
    ///
    /// # Errors
    /// When something else than a number stands there.
    pub fn number(&self, place: usize, usual: usize) -> Result<usize, ParseIntError> {
        self.text(place).map_or(Ok(usual), str::parse)
    }

    /// What stands at a place.
    pub fn text(&self, place: usize) -> Option<&str> {
        self.0.get(place).map(String::as_str)
    }
}
