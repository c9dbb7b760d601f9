//! The rules as plain code, as one would write them by hand.

use rustc_hash::FxHashSet;

use zhunru_benches::workload::Lists;

use crate::facts::{
    Act, Bearer, Criterion, Demand, Facts, Hanging, Kind, Level, Outcome, Placement, Rank, Role,
};
use crate::peer::{Failure, Peer};
use crate::rules as bits;
use crate::rules::Answer;

/// The lists, for looking up.
#[derive(Debug)]
pub struct Ifs {
    assist: FxHashSet<String>,
    autonomous: FxHashSet<String>,
    not_to_bear: FxHashSet<String>,
    not_to_issue: FxHashSet<String>,
    interior: FxHashSet<String>,
    rooms: FxHashSet<String>,
}

impl Peer for Ifs {
    type Input<'p> = Facts;

    fn name() -> String {
        "Rust by hand".to_owned()
    }

    fn build(lists: &Lists) -> Result<Self, Failure> {
        let set = |name| lists.items(name).iter().cloned().collect();
        Ok(Ifs {
            assist: set("assist"),
            autonomous: set("autonomous"),
            not_to_bear: set("not_to_bear"),
            not_to_issue: set("not_to_issue"),
            interior: set("interior"),
            rooms: set("rooms"),
        })
    }

    fn input(&self, text: &str) -> Result<Facts, Failure> {
        Ok(serde_json::from_str(text)?)
    }

    fn decide(&self, facts: &Facts) -> Result<Answer, Failure> {
        let mut hits = 0;
        let by_authority = !matches!(
            facts.issuer.kind,
            Kind::VillagersAssembly
                | Kind::VillageOrganisation
                | Kind::Court
                | Kind::Enterprise
                | Kind::Resident
                | Kind::Other
        );
        let is_assessment = matches!(facts.demand, Demand::Assessment { .. });
        if by_authority && facts.any.sole_yardstick && !is_assessment {
            hits |= bits::P5_ELSEWHERE;
        }
        if by_authority && facts.any.forced && !is_assessment {
            hits |= forced(facts);
        }
        hits |= match &facts.demand {
            Demand::Work {
                item,
                matter,
                role,
                own_duty,
            } => self.work(facts, by_authority, (item, matter), *role, *own_duty),
            Demand::DataRequest { sole_means, .. } => {
                data_request(facts, by_authority, *sole_means)
            }
            Demand::Mechanism {
                centrally_required,
                statutorily_required,
                existing_body_can_carry,
            } => {
                let mandated = (*centrally_required && is_central(facts.basis.rank))
                    || (*statutorily_required && is_statute(facts.basis.rank));
                mechanism(facts, by_authority, mandated, *existing_body_can_carry)
            }
            Demand::Signboard { .. } => self.signboard(facts, by_authority),
            Demand::Certificate {
                item,
                able_to_verify,
            } => self.certificate(facts, by_authority, item, *able_to_verify),
            Demand::Assessment { criteria } => {
                let barred = |criterion: &Criterion| {
                    !matches!(criterion, Criterion::Satisfaction | Criterion::Results)
                };
                match by_authority && facts.any.sole_yardstick && criteria.iter().any(barred) {
                    true => bits::P5,
                    false => bits::GRANTED,
                }
            }
        };
        Ok(Answer::of(hits))
    }
}

impl Ifs {
    fn work(
        &self,
        facts: &Facts,
        by_authority: bool,
        (item, matter): (&str, &str),
        role: Role,
        own_duty: bool,
    ) -> u64 {
        let mut hits = 0;
        let deployed = procedure(facts, Act::UnifiedDeployment, Level::County);
        let assist = self.assist.contains(item);
        if assist || self.autonomous.contains(item) || deployed == Some(Outcome::Approved) {
            hits |= bits::GRANTED;
        }
        if self.not_to_bear.contains(item) {
            hits |= bits::NOT_TO_BEAR;
        }
        if !by_authority {
            return hits;
        }
        if own_duty && !assist {
            hits |= gate(bits::P1, deployed);
        }
        if role == Role::Responsible
            && matches!(
                matter,
                "administrative_enforcement"
                    | "demolition"
                    | "investment_promotion"
                    | "work_safety"
            )
        {
            hits |= bits::P2;
        }
        if facts.any.arranged_by_mechanism_only {
            hits |= bits::P10;
        }
        if role == Role::Agent
            && facts.support.funds != Bearer::Township
            && !from_above(facts, facts.support.funds)
        {
            hits |= bits::TASK_3;
        }
        hits
    }

    fn signboard(&self, facts: &Facts, by_authority: bool) -> u64 {
        let Demand::Signboard {
            name,
            placement,
            sponsor_level,
            counterpart,
            typical_work,
            filed,
            statutorily_required,
            hanging,
        } = &facts.demand
        else {
            return 0;
        };
        let mut hits = 0;
        let interior = *placement == Placement::InteriorSign;
        let listed = self.interior.contains(name);
        let catalogue = interior && listed;
        let statutory = *statutorily_required && is_statute(facts.basis.rank);
        let issuer = !matches!(
            facts.issuer.kind,
            Kind::Court | Kind::Enterprise | Kind::Resident | Kind::Other
        );
        let level = matches!(sponsor_level, Level::City | Level::County | Level::Township);
        let extra = interior && !listed && level && *typical_work && issuer;
        let room = *placement == Placement::FunctionRoomSign;
        let consent = procedure(facts, Act::Consent, Level::Province);
        if catalogue || extra || room || statutory || consent == Some(Outcome::Approved) {
            hits |= bits::GRANTED;
        }
        let permitted = statutory || catalogue || extra || (room && self.rooms.contains(name));
        if by_authority && *counterpart && !permitted {
            hits |= gate(bits::P9, consent);
        }
        if by_authority && facts.any.arranged_by_mechanism_only {
            hits |= bits::P10;
        }
        if *placement == Placement::ExteriorSign {
            hits |= bits::P11;
        }
        if interior && !listed && !extra && !statutory {
            hits |= bits::INTERIOR_ONLY;
        }
        if interior && hanging.interior + 1 > 12 {
            hits |= bits::INTERIOR_LIMIT;
        }
        if interior && !listed && !statutory && extras(hanging, *sponsor_level) + 1 > 1 {
            hits |= bits::INTERIOR_LEVEL;
        }
        if extra && !statutory && !filed {
            hits |= bits::FILING;
        }
        hits
    }

    fn certificate(
        &self,
        facts: &Facts,
        by_authority: bool,
        item: &str,
        able_to_verify: bool,
    ) -> u64 {
        let mut hits = 0;
        let adequate = matches!(
            facts.basis.rank,
            Rank::Constitution
                | Rank::Law
                | Rank::AdministrativeRegulation
                | Rank::LocalRegulation
                | Rank::StateCouncilDecision
                | Rank::CentralPartyDocument
                | Rank::CentralJointDocument
        );
        if self.not_to_issue.contains(item) {
            hits |= bits::NOT_TO_ISSUE;
        }
        if by_authority && !adequate {
            hits |= bits::P12;
        }
        if by_authority && !able_to_verify {
            hits |= bits::UNVERIFIABLE;
        }
        if by_authority && adequate && able_to_verify {
            hits |= bits::GRANTED;
        }
        hits
    }
}

fn data_request(facts: &Facts, by_authority: bool, sole_means: bool) -> u64 {
    let mut hits = 0;
    let deployed = procedure(facts, Act::UnifiedDeployment, Level::County);
    if deployed == Some(Outcome::Approved) {
        hits |= bits::GRANTED;
    }
    if by_authority {
        hits |= gate(bits::P3, deployed);
    }
    if by_authority && sole_means {
        hits |= bits::P4;
    }
    hits
}

fn mechanism(facts: &Facts, by_authority: bool, mandated: bool, existing_body: bool) -> u64 {
    let mut hits = 0;
    let consent = procedure(facts, Act::Consent, Level::Province);
    if mandated || consent == Some(Outcome::Approved) {
        hits |= bits::GRANTED;
    }
    if !by_authority {
        return hits;
    }
    let support = &facts.support;
    if !mandated {
        hits |= gate(bits::P6, consent);
    }
    if !mandated && existing_body {
        hits |= bits::P7;
    }
    if support.funds == Bearer::Village || support.staff == Bearer::Village {
        hits |= bits::P8;
    }
    if facts.any.arranged_by_mechanism_only {
        hits |= bits::P10;
    }
    if !from_above(facts, support.funds) {
        hits |= bits::TASK_11_FUNDS;
    }
    if !from_above(facts, support.staff) {
        hits |= bits::TASK_11_STAFF;
    }
    hits
}

fn forced(facts: &Facts) -> u64 {
    let mut hits = 0;
    if !facts.any.lawful {
        hits |= bits::P13_UNLAWFUL;
    }
    if facts.basis.deployment {
        hits |= bits::P13_BASIS;
    }
    if !from_above(facts, facts.support.funds) {
        hits |= bits::P13_FUNDS;
    }
    if !facts.any.practical_effect {
        hits |= bits::P13_EFFECT;
    }
    if !facts.any.accepted_by_villagers {
        hits |= bits::P13_REJECTED;
    }
    hits
}

/// What came of the procedure that such an act of the party committee and government completes.
fn procedure(facts: &Facts, act: Act, level: Level) -> Option<Outcome> {
    let record = &facts.record;
    let counts = record.act == act
        && record.level == level
        && record.kind == Kind::PartyCommitteeAndGovernment
        && record.on <= facts.day;
    counts.then_some(record.outcome)
}

fn gate(rule: u64, outcome: Option<Outcome>) -> u64 {
    match outcome {
        Some(Outcome::Approved) => 0,
        Some(Outcome::Rejected) => rule | bits::REFUSED,
        None => rule,
    }
}

fn from_above(facts: &Facts, bearer: Bearer) -> bool {
    match bearer {
        Bearer::Issuer | Bearer::Superior => true,
        Bearer::Township => facts.issuer.level == Level::Township,
        Bearer::Village | Bearer::Nobody => false,
    }
}

fn extras(hanging: &Hanging, level: Level) -> i64 {
    match level {
        Level::City => hanging.city,
        Level::County => hanging.county,
        Level::Township => hanging.township,
        _ => 0,
    }
}

fn is_statute(rank: Rank) -> bool {
    matches!(
        rank,
        Rank::Law | Rank::AdministrativeRegulation | Rank::LocalRegulation
    )
}

fn is_central(rank: Rank) -> bool {
    matches!(
        rank,
        Rank::CentralPartyDocument | Rank::CentralJointDocument
    )
}
