//! What demands of one type have in common, by the same packs and on days between the same changes.

mod maker;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::atom::ListIndex;
use super::build::Compiled;
use super::net::Net;
use super::reader::KnownNames;
use super::rule::{PackIndex, RuleIndex};
use super::situation::Situation;
use crate::model::{DemandType, Interval};
use crate::text::LocalText;
use crate::vocabulary::{FactIndex, FactState};

/// More plans than this are not kept: packs may be named in any combination.
const MOST_KEPT: usize = 4096;

/// What is presumed of a fact that is unknown.
#[derive(Debug)]
pub(crate) struct Presumed {
    pub(crate) fact: FactIndex,
    pub(crate) state: FactState,
    /// Why the pack that presumes it does.
    pub(crate) reason: LocalText,
}

/// A list that others inherit which take part.
#[derive(Debug)]
pub(crate) struct Inherited {
    list: ListIndex,
    /// The lists that inherit it and take part, themselves or through others.
    pub(crate) heirs: Vec<ListIndex>,
    /// Whether those stand in its place. It stands beside them when they only add to it, and when
    /// one of them is not loaded, so that nothing shows it to hold no more than this one.
    pub(crate) is_replaced: bool,
}

/// Which rules bear on a demand and what is presumed of it.
#[derive(Debug)]
pub(crate) struct Plan {
    packs: Box<[PackIndex]>,
    /// The rules in force that bear on the demand, by pack and id.
    pub(crate) rules: Box<[RuleIndex]>,
    /// The facts with a presumption, those of packs in vocabulary order before those of lists.
    pub(crate) presumptions: Box<[Presumed]>,
    /// The number of the presumption of each fact.
    presumption_of: FxHashMap<FactIndex, usize>,
    /// The lists that others inherit which take part.
    inherited: Box<[Inherited]>,
    /// The lists whose membership the rules read, themselves or through others, but for those that
    /// have no part in the demand.
    pub(crate) lists: Box<[ListIndex]>,
    /// The rules put together as a net, once it is first asked for.
    net: OnceLock<Option<Arc<Net>>>,
    /// The names that an unknown item may be, once they are first asked for.
    pub(crate) names: OnceLock<Arc<KnownNames>>,
}

impl Plan {
    /// The rules put together as a net, if they can be, for a demand that this is the plan of.
    pub(crate) fn net(&self, situation: &Situation<'_>) -> Option<&Arc<Net>> {
        let net = self
            .net
            .get_or_init(|| situation.knowing_nothing(Net::new).map(Arc::new));
        net.as_ref()
    }

    /// What is presumed of a fact that is unknown.
    pub(crate) fn presumption(&self, fact: FactIndex) -> Option<&Presumed> {
        self.presumptions.get(*self.presumption_of.get(&fact)?)
    }

    /// What inherits a list, if anything that takes part does.
    pub(crate) fn inherited(&self, list: ListIndex) -> Option<&Inherited> {
        self.inherited.iter().find(|known| known.list == list)
    }
}

/// Plans by how many changes lie before the day and by type of demand, one for each set of packs.
type Known = FxHashMap<(usize, DemandType), Vec<Arc<Plan>>>;

/// The plans made so far.
#[derive(Debug)]
pub(crate) struct Plans {
    /// The days on which a pack, a rule, a list or an entry of one begins to bind, or has ended.
    changes: Vec<NaiveDate>,
    known: RwLock<Known>,
}

impl Plans {
    /// No plans yet, where these intervals bound what binds.
    pub(super) fn new(intervals: impl Iterator<Item = Interval>) -> Self {
        let changes: BTreeSet<NaiveDate> = intervals
            .flat_map(|interval| [interval.from, interval.to.and_then(|to| to.succ_opt())])
            .flatten()
            .collect();
        Plans {
            changes: changes.into_iter().collect(),
            known: RwLock::default(),
        }
    }

    /// Between days with the same number nothing begins to bind, and nothing ends.
    pub(crate) fn days_alike(&self, day: NaiveDate) -> usize {
        self.changes.partition_point(|&change| change <= day)
    }

    /// The plan of a demand, made when it is first asked for.
    pub(crate) fn plan(
        &self,
        compiled: &Compiled,
        packs: &[PackIndex],
        day: NaiveDate,
        demand: DemandType,
    ) -> Arc<Plan> {
        let key = (self.days_alike(day), demand);
        // Plans are only ever added whole, so what a panicking thread left behind is as good.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let found = known
            .get(&key)
            .and_then(|plans| plans.iter().find(|plan| *plan.packs == *packs));
        if let Some(plan) = found {
            return plan.clone();
        }
        drop(known);
        let plan = Arc::new(maker::Maker::new(compiled, packs, day, demand).plan());
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let plans = known.entry(key).or_default();
        if plans.len() < MOST_KEPT && plans.iter().all(|plan| *plan.packs != *packs) {
            plans.push(plan.clone());
        }
        plan
    }
}
