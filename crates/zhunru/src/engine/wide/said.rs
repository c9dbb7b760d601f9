//! What the rows of a column say to a program.

use super::column::Class;

/// What the rows of a column say, in the classes of a [`Column`](super::Column).
#[derive(Clone, Copy, Debug)]
pub enum Said<'c> {
    /// By row, the class; nothing is stated in rows beyond.
    Classes(&'c [Class]),
    /// By row, no or yes.
    Bits(Bits<'c>),
}

/// Yes and no of many rows; eight columns share a byte of each row.
#[derive(Clone, Copy, Debug)]
pub struct Bits<'c> {
    /// By row, the bytes with the values; rows beyond say no.
    pub values: &'c [u8],
    /// By row, the bytes that tell of which rows something is stated; of all where there are none.
    pub stated: Option<&'c [u8]>,
    /// Which bit of the bytes is the column's, counted from the lowest.
    pub bit: u32,
    /// The class of no.
    pub no: Class,
    /// The class of yes.
    pub yes: Class,
}
