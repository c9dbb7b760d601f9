//! What decides a block.

use super::block::ProposalRows;
use super::decode::Decoded;
use super::encode::Output;

/// Decides proposals of a block and hands every row of theirs to the output, in order.
///
/// [`super::rows::Rows`] goes the single path, proposal by proposal. [`super::wide::Wide`] reads whole
/// columns and leaves to it what it does not settle.
pub(crate) trait Evaluate: Send + Sync + std::fmt::Debug {
    /// Looks at a block before its proposals are decided, some at a time.
    fn prepare(&mut self, decoded: &Decoded<'_>);

    /// Whether what is left to do for the block at hand is so little that it is done at once.
    fn is_quick(&self) -> bool {
        false
    }

    /// Decides these proposals.
    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output);
}
