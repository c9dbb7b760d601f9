//! "One demand, all facts known."

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;
use zhunru::condition::ListReference;
use zhunru::decision::{ProcedureState, Verdict};
use zhunru::list::ListEffect;
use zhunru::model::OrganKind;
use zhunru::model::demand::WorkRole;
use zhunru::pack::{Due, Modality, Pack, Rule};

use super::condition::holds;
use super::inheritance::{Reading, listed, root};
use super::membership::on_list;
use super::procedure::{progress, state};
use super::stated::code;
use super::world::World;

/// What a completion comes to; the order is that of verdicts, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeClass {
    /// It is denied.
    Deny,
    /// It needs approval.
    NeedsApproval,
    /// No rule covers it.
    NotCovered,
    /// It is admitted, with open obligations or without.
    Admission,
}

/// What a rule does in a completion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It does not apply.
    NotApplicable,
    /// It is lifted.
    Excepted,
    /// It objects.
    Forbids,
    /// It grants.
    Grants,
    /// Its gate stands, with its procedure in this state.
    Gate(&'static str),
    /// It obliges, and that is met or not; nothing where it does not say what would show it.
    Obliges(Option<bool>),
    /// It advises, and that is followed or not.
    Advises(bool),
}

/// A completion decided.
#[derive(Clone, Debug)]
pub struct Settled {
    /// What it comes to.
    pub class: OutcomeClass,
    /// What each rule, list and limit does, by `pack/id`.
    pub effects: BTreeMap<String, Effect>,
    /// What grants.
    pub grants: BTreeSet<String>,
    /// Whether an obligation due before the task is open.
    pub open_before: bool,
    /// Whether an obligation due before or after is open.
    pub open: bool,
    /// The next step of each gate's procedure, where the acts on record are given.
    pub next: BTreeMap<String, Option<SmolStr>>,
}

impl Settled {
    /// The verdicts as which such an outcome may be shown among those possible.
    pub fn verdicts(&self) -> &'static [Verdict] {
        match self.class {
            OutcomeClass::Deny => &[Verdict::Deny],
            OutcomeClass::NeedsApproval => &[Verdict::NeedsApproval],
            OutcomeClass::NotCovered => &[Verdict::NotCovered],
            // Admission is shown once, with conditions where some completion has them.
            OutcomeClass::Admission if self.open => &[Verdict::AdmitWithConditions],
            OutcomeClass::Admission => &[Verdict::Admit, Verdict::AdmitWithConditions],
        }
    }
}

/// Decides a completion.
pub(super) fn settle(world: &World<'_, '_>) -> Settled {
    let case = world.case;
    let mut settled = Settled {
        class: OutcomeClass::Admission,
        effects: BTreeMap::new(),
        grants: BTreeSet::new(),
        open_before: false,
        open: false,
        next: BTreeMap::new(),
    };
    for (pack, rule) in &case.rules {
        settle_rule(world, pack, rule, &mut settled);
    }
    for (pack, list) in &case.lists {
        let reference = ListReference {
            pack: pack.id.clone(),
            list: list.id.clone(),
        };
        let effect = list.kind.effect();
        if effect == ListEffect::Informs {
            continue;
        }
        let on = on_list(world, case.demand, &reference);
        let granted = listed(
            world,
            case.demand,
            &root(case, &reference),
            Reading::Narrowest,
        );
        let came = match effect {
            ListEffect::Grants if granted => Effect::Grants,
            ListEffect::GrantsOwnActs if granted => {
                let village = [OrganKind::VillageOrganisation, OrganKind::VillagersAssembly];
                match village.map(code).contains(&world.value("issuer.kind")) {
                    true => Effect::Grants,
                    false => Effect::NotApplicable,
                }
            }
            ListEffect::Forbids if on => Effect::Forbids,
            ListEffect::ForbidsResponsibility
                if on
                    && case.has("work.role")
                    && world.value("work.role") == code(WorkRole::Responsible) =>
            {
                Effect::Forbids
            }
            ListEffect::GrantsAndForbidsOthers if !on => Effect::Forbids,
            ListEffect::GrantsAndForbidsOthers if granted => Effect::Grants,
            _ => Effect::NotApplicable,
        };
        let id = format!("{}/{}", pack.id, list.id);
        if came == Effect::Grants {
            settled.grants.insert(id.clone());
        }
        settled.effects.insert(id, came);
    }
    for (pack, limit) in &case.limits {
        let id = format!("{}/{limit}", pack.id);
        settled.grants.insert(id.clone());
        settled.effects.insert(id, Effect::Grants);
    }
    settled.class = class(&settled);
    settled
}

/// The five steps of the contract, with the two admissions taken as one.
fn class(settled: &Settled) -> OutcomeClass {
    let any = |wanted: &[Effect]| {
        settled
            .effects
            .values()
            .any(|effect| wanted.contains(effect))
    };
    if any(&[Effect::Forbids, Effect::Gate("refused")]) {
        OutcomeClass::Deny
    } else if any(&[Effect::Gate("incomplete")]) {
        OutcomeClass::NeedsApproval
    } else if settled.grants.is_empty() {
        OutcomeClass::NotCovered
    } else {
        OutcomeClass::Admission
    }
}

fn settle_rule(world: &World<'_, '_>, pack: &Pack, rule: &Rule, settled: &mut Settled) {
    let id = format!("{}/{}", pack.id, rule.id);
    let gate = matches!(
        rule.modality,
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden
    );
    // "Where the document names nobody … nothing completes it."
    let procedure = match &rule.procedure {
        Some(procedure) if gate => state(world, procedure),
        _ => ProcedureState::Incomplete,
    };
    // "A procedure that is complete for a demand grants it whether or not the gate's own condition
    // holds, provided the rule's `on` names the demand's type."
    if gate && procedure == ProcedureState::Complete {
        settled.grants.insert(id.clone());
    }
    if let Some(reference) = &rule.procedure
        && gate
        && world.case.approvals_given()
    {
        settled
            .next
            .insert(id.clone(), progress(world, reference).next);
    }
    // "A lower place can add and tighten, never loosen."
    let reading = match rule.modality {
        Modality::Permitted => Reading::Narrowest,
        _ => Reading::Widest,
    };
    let effect = if !holds(world, &rule.when, reading) {
        Effect::NotApplicable
    } else if excepted(world, pack, rule, reading) {
        Effect::Excepted
    } else {
        match rule.modality {
            Modality::Forbidden => Effect::Forbids,
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden => {
                Effect::Gate(zhunru::model::Coded::code(procedure))
            }
            Modality::Required => {
                let met = rule
                    .met_when
                    .as_ref()
                    .map(|met| holds(world, met, Reading::Narrowest));
                match rule.due {
                    Some(Due::Before) if met == Some(false) => {
                        settled.open_before = true;
                        settled.open = true;
                    }
                    Some(Due::After) if met == Some(false) => settled.open = true,
                    _ => {}
                }
                Effect::Obliges(met)
            }
            Modality::Permitted => {
                settled.grants.insert(id.clone());
                Effect::Grants
            }
            Modality::Advised => Effect::Advises(
                rule.met_when
                    .as_ref()
                    .is_some_and(|met| holds(world, met, Reading::Narrowest)),
            ),
        }
    };
    settled.effects.insert(id, effect);
}

/// Whether an exception lifts a rule that applies: its own, or a special rule that applies and is
/// not lifted itself. The reading is that of the rule's own condition.
fn excepted(world: &World<'_, '_>, pack: &Pack, rule: &Rule, reading: Reading) -> bool {
    let lifting = reading.denied();
    holds(world, &rule.unless, lifting)
        || rule.yields_to.iter().any(|special| {
            world
                .case
                .rules
                .iter()
                .filter(|(of, other)| of.id == pack.id && other.id == *special)
                .any(|(_, other)| {
                    holds(world, &other.when, lifting) && !excepted(world, pack, other, lifting)
                })
        })
}
