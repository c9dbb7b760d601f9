//! What decides a block.

use super::block::ProposalRows;
use super::decode::Decoded;
use super::encode::Output;

/// Decides proposals of a block and hands every row of theirs to the output, in order.
///
/// [`super::rows::Rows`] goes the single path, proposal by proposal. Another evaluator may read
/// the readings of whole columns ([`Decoded::columns`]) and leave to it what it does not settle.
pub(crate) trait Evaluate: Send + Sync + std::fmt::Debug {
    /// Decides these proposals.
    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output);
}
