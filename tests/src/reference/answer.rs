//! What the outcomes of all completions come to.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;
use zhunru::decision::{ObligationStatus, Outcome, Verdict, Verdicts};
use zhunru::pack::Modality;

use super::case::Case;
use super::settle::{Effect, OutcomeClass, Settled};

/// The next step of a gate's procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The rule is no gate with a procedure, or the acts on record are absent.
    NotKept,
    /// Completions differ.
    Open,
    /// This step, or none when every step is taken.
    Step(Option<SmolStr>),
}

/// What a rule came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingSeen {
    /// Its outcome; nothing for a standing obligation that does not say what would show it met.
    pub outcome: Option<Outcome>,
    /// The next step of its procedure.
    pub next: Next,
}

/// The answer for one demand.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its verdict.
    pub verdict: Verdict,
    /// The verdicts still possible.
    pub possible: Verdicts,
    /// The paths of the facts that could change the outcome.
    pub missing: BTreeSet<String>,
    /// What each rule, list and limit came to, by `pack/id`; what was not touched is left out.
    pub findings: BTreeMap<String, FindingSeen>,
    /// The status of each obligation, by `pack/id`; nothing for one that is met wherever it applies
    /// but does not apply everywhere.
    pub obligations: BTreeMap<String, Option<ObligationStatus>>,
    /// What grants in every completion.
    pub grants: BTreeSet<String>,
    /// Whether it may be assigned now.
    pub assignable: bool,
    /// How many completions there are.
    pub completions: usize,
}

/// The answer for a proposal.
#[derive(Clone, Debug)]
pub struct ProposalAnswer {
    /// Its verdict.
    pub verdict: Verdict,
    /// The verdicts still possible.
    pub possible: Verdicts,
    /// The facts to ask for, each with its demand.
    pub missing: BTreeSet<(usize, String)>,
    /// Whether all may be assigned now.
    pub assignable: bool,
    /// The answer for each demand.
    pub demands: Vec<Answer>,
}

/// Joins the outcomes of all completions.
pub(super) fn answer(case: &Case<'_>, completions: &[Vec<usize>]) -> Answer {
    let settled: Vec<Settled> = completions.iter().map(|one| case.settle(one)).collect();
    let classes: BTreeSet<OutcomeClass> = settled.iter().map(|one| one.class).collect();
    let admitted = settled
        .iter()
        .filter(|one| one.class == OutcomeClass::Admission);
    // "Admission once: `admit` if every admitting completion has no open obligation."
    let admission = match admitted.clone().any(|one| one.open) {
        true => Verdict::AdmitWithConditions,
        false => Verdict::Admit,
    };
    let verdict_of = |class: &OutcomeClass| match class {
        OutcomeClass::Deny => Verdict::Deny,
        OutcomeClass::NeedsApproval => Verdict::NeedsApproval,
        OutcomeClass::NotCovered => Verdict::NotCovered,
        OutcomeClass::Admission => admission,
    };
    let possible = Verdicts::of(&classes.iter().map(verdict_of).collect::<Vec<_>>());
    let verdict = possible.single().unwrap_or(Verdict::NeedsInformation);
    let missing = match verdict {
        Verdict::NeedsInformation => missing(case, completions, &settled),
        _ => BTreeSet::new(),
    };
    let mut grants = settled[0].grants.clone();
    for one in &settled {
        grants.retain(|id| one.grants.contains(id));
    }
    Answer {
        verdict,
        possible,
        missing,
        findings: findings(&settled),
        obligations: obligations(case, &settled, verdict),
        grants,
        assignable: match verdict {
            Verdict::Admit => true,
            Verdict::AdmitWithConditions => !settled.iter().any(|one| one.open_before),
            _ => false,
        },
        completions: completions.len(),
    }
}

/// "`missing` exactly the facts for which, in some completion of the others, changing that fact
/// alone changes the outcome."
fn missing(case: &Case<'_>, completions: &[Vec<usize>], settled: &[Settled]) -> BTreeSet<String> {
    let mut missing = BTreeSet::new();
    for (number, base) in case.bases.iter().enumerate() {
        let mut by_others: BTreeMap<Vec<usize>, OutcomeClass> = BTreeMap::new();
        for (completion, settled) in completions.iter().zip(settled) {
            let mut others = completion.clone();
            others.remove(number);
            let first = *by_others.entry(others).or_insert(settled.class);
            if first != settled.class {
                missing.insert(base.path.clone());
                break;
            }
        }
    }
    missing
}

fn findings(settled: &[Settled]) -> BTreeMap<String, FindingSeen> {
    let mut findings = BTreeMap::new();
    for id in settled[0].effects.keys() {
        let effects: BTreeSet<&Effect> = settled.iter().map(|one| &one.effects[id]).collect();
        let fires = |effect: &&Effect| !matches!(effect, Effect::NotApplicable | Effect::Excepted);
        let cleared = |effect: &&Effect| {
            matches!(
                effect,
                Effect::NotApplicable | Effect::Excepted | Effect::Gate("complete")
            )
        };
        let grants = settled.iter().all(|one| one.grants.contains(id));
        let outcome = if grants && effects.iter().all(cleared) {
            // A gate whose procedure is complete grants, whether it applies, is lifted or not.
            Some(Outcome::Satisfied)
        } else if !effects.iter().any(fires) {
            match effects.contains(&Effect::NotApplicable) {
                true => continue,
                false => Some(Outcome::Excepted),
            }
        } else if effects
            .iter()
            .all(|effect| matches!(effect, Effect::Advises(_)))
        {
            // "It advises, and the advice is not known to be followed."
            match effects.contains(&Effect::Advises(false)) {
                true => Some(Outcome::Advised),
                false => Some(Outcome::Satisfied),
            }
        } else if effects.len() > 1 {
            Some(Outcome::Undetermined)
        } else {
            match effects.first().unwrap() {
                Effect::Forbids | Effect::Obliges(Some(false)) => Some(Outcome::Violated),
                Effect::Gate("complete") => Some(Outcome::Satisfied),
                Effect::Gate(_) => Some(Outcome::Violated),
                Effect::Grants | Effect::Obliges(Some(true)) => Some(Outcome::Satisfied),
                _ => None,
            }
        };
        let nexts: BTreeSet<_> = settled.iter().filter_map(|one| one.next.get(id)).collect();
        let next = match nexts.len() {
            0 => Next::NotKept,
            1 => Next::Step((*nexts.first().unwrap()).clone()),
            _ => Next::Open,
        };
        findings.insert(id.clone(), FindingSeen { outcome, next });
    }
    findings
}

/// "An obligation is met, unmet or to be confirmed."
///
/// With a denied demand nothing is owed but what its rule demands all the same.
fn obligations(
    case: &Case<'_>,
    settled: &[Settled],
    verdict: Verdict,
) -> BTreeMap<String, Option<ObligationStatus>> {
    let mut obligations = BTreeMap::new();
    let rules = case.rules.iter();
    for (pack, rule) in rules.filter(|(_, rule)| rule.modality == Modality::Required) {
        if verdict == Verdict::Deny && !rule.even_when_denied {
            continue;
        }
        let id = format!("{}/{}", pack.id, rule.id);
        let effects: BTreeSet<&Effect> = settled.iter().map(|one| &one.effects[&id]).collect();
        let applies = |effect: &&Effect| matches!(effect, Effect::Obliges(_));
        if !effects.iter().any(applies) {
            continue;
        }
        let obliges: Vec<_> = effects.iter().filter(|effect| applies(effect)).collect();
        let status = match (obliges.as_slice(), effects.len()) {
            ([Effect::Obliges(Some(true))], 1) => Some(ObligationStatus::Met),
            ([Effect::Obliges(Some(false))], 1) => Some(ObligationStatus::Unmet),
            // "Not known to be met or to apply": the contract can be read either way.
            ([Effect::Obliges(Some(true))], _) => None,
            _ => Some(ObligationStatus::ToBeConfirmed),
        };
        obligations.insert(id, status);
    }
    obligations
}
