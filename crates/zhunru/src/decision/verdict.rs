//! The six verdicts, from worst to best.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::Coded;
use crate::model::coded::coded;

coded! {
    /// What the engine answers (准入结论), from worst to best.
    pub enum Verdict ("verdict", ordered) {
        /// An absolute prohibition is hit, or a required procedure was refused.
        Deny = "deny", "不予准入", "denied";
        /// A fact that is not known could change the outcome.
        NeedsInformation = "needs_information", "补正材料", "information needed";
        /// Allowed only after a procedure.
        NeedsApproval = "needs_approval", "须报批", "approval needed";
        /// No rule in force grants it and none objects: a person must judge.
        NotCovered = "not_covered", "规则未覆盖", "not covered by rules";
        /// Admitted, with obligations open.
        AdmitWithConditions = "admit_with_conditions", "附条件准入", "admitted with conditions";
        /// Admitted, with nothing outstanding but standing duties.
        Admit = "admit", "准予准入", "admitted";
    }
}

impl Verdict {
    /// The verdict with this place in the order from worst to best.
    pub(crate) fn of_index(index: u8) -> Option<Self> {
        Verdict::ALL.get(usize::from(index)).copied()
    }
}

/// A set of verdicts.
///
/// ```
/// use zhunru::decision::{Verdict, Verdicts};
/// let both = Verdicts::of(&[Verdict::Admit, Verdict::Deny]);
/// assert_eq!(both.worst(), Some(Verdict::Deny));
/// assert_eq!(both.iter().count(), 2);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Verdicts(u8);

impl Verdicts {
    /// The set of these verdicts.
    pub fn of(verdicts: &[Verdict]) -> Self {
        verdicts
            .iter()
            .fold(Verdicts(0), |set, &verdict| set.with(verdict))
    }

    /// This set and one more verdict.
    #[must_use]
    pub fn with(self, verdict: Verdict) -> Self {
        Verdicts(self.0 | 1 << verdict as u8)
    }

    /// Whether the verdict is in the set.
    pub fn contains(self, verdict: Verdict) -> bool {
        self.0 & (1 << verdict as u8) != 0
    }

    /// The verdicts in the set, worst first.
    pub fn iter(self) -> impl Iterator<Item = Verdict> {
        Verdict::ALL
            .iter()
            .copied()
            .filter(move |&verdict| self.contains(verdict))
    }

    /// The worst verdict in the set.
    pub fn worst(self) -> Option<Verdict> {
        self.iter().next()
    }

    /// The verdict, when there is only one.
    pub fn single(self) -> Option<Verdict> {
        let mut verdicts = self.iter();
        verdicts.next().filter(|_| verdicts.next().is_none())
    }

    /// The worst of each pair of a verdict of this set and one of the other.
    #[must_use]
    pub fn worst_of_each(self, other: Verdicts) -> Verdicts {
        let mut set = Verdicts(0);
        for left in self.iter() {
            for right in other.iter() {
                set = set.with(left.min(right));
            }
        }
        set
    }
}

impl fmt::Debug for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for Verdicts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
