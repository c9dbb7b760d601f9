//! What is measured of each peer.

use std::error::Error;
use std::hint::black_box;

use zhunru_benches::workload::Lists;

use crate::measure::each;
use crate::rules::Answer;
use crate::table::{Figures, tell};

/// What goes wrong.
pub type Failure = Box<dyn Error>;

/// Something that decides proposals by the same rules.
pub trait Peer: Sized {
    /// Its name, with its version.
    fn name() -> String;

    /// A proposal as it is decided best.
    type Input<'p>
    where
        Self: 'p;

    /// Reads its policy and takes the lists.
    ///
    /// # Errors
    /// When the policy is wrong.
    fn build(lists: &Lists) -> Result<Self, Failure>;

    /// Reads a proposal from JSON.
    ///
    /// # Errors
    /// When it is none.
    fn input(&self, text: &str) -> Result<Self::Input<'_>, Failure>;

    /// Decides.
    ///
    /// # Errors
    /// When it cannot.
    fn decide(&self, input: &Self::Input<'_>) -> Result<Answer, Failure>;
}

/// Measures a peer on these proposals.
///
/// # Errors
/// When it decides a proposal otherwise than expected.
pub fn measure<P: Peer>(
    lists: &Lists,
    texts: &[String],
    expected: &[Answer],
) -> Result<(), Failure> {
    let peer = P::build(lists)?;
    let inputs = texts.iter().map(|text| peer.input(text));
    let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
    let found = inputs.iter().map(|input| peer.decide(input));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    agree(&P::name(), &found, expected, texts)?;
    let prepared = each(inputs.len(), || {
        for input in &inputs {
            black_box(peer.decide(black_box(input))?);
        }
        Ok(())
    })?;
    let json = each(inputs.len(), || {
        for text in texts {
            black_box(peer.decide(&peer.input(black_box(text))?)?);
        }
        Ok(())
    })?;
    let build = each(1, || {
        black_box(P::build(black_box(lists))?);
        Ok(())
    })?;
    tell(
        &P::name(),
        &Figures {
            prepared,
            json,
            build,
        },
    );
    Ok(())
}

/// Holds what a peer decides against what is expected.
///
/// # Errors
/// Where they differ: on how many proposals, and the first of them.
pub fn agree(
    name: &str,
    found: &[Answer],
    expected: &[Answer],
    texts: &[String],
) -> Result<(), Failure> {
    let both = found.iter().zip(expected).zip(texts);
    let mut differing = both.filter(|((found, expected), _)| found != expected);
    let Some(((found, expected), text)) = differing.next() else {
        return Ok(());
    };
    let count = 1 + differing.count();
    let of = texts.len();
    Err(format!(
        "{name} and zhunru differ on {count} of {of} proposals, first {found} and {expected} on {text}"
    )
    .into())
}

/// The name of a crate with its version in the lock file.
pub fn locked(name: &str, package: &str) -> String {
    const LOCK: &str = include_str!("../Cargo.lock");
    let mut lines = LOCK.lines();
    let named = format!("name = \"{package}\"");
    lines.find(|line| **line == named);
    let version = lines
        .next()
        .and_then(|line| line.strip_prefix("version = "));
    format!("{name} {}", version.unwrap_or_default().trim_matches('"'))
}
