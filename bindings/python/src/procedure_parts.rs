//! What a procedure is made of, in a form that Python reads.

use serde::Serialize;
use zhunru::model::{Coded, OrganKind};
use zhunru::procedure::{Body, BodyLevel, Procedure};
use zhunru::text::Language;

use crate::pack_parts::{Clause, clause};

/// What Python has for the issuer's own level.
pub(crate) const ISSUER: &str = "issuer";

#[derive(Serialize)]
pub(crate) struct ProcedureParts<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    steps: Vec<StepParts<'a>>,
    source: Clause<'a>,
}

#[derive(Serialize)]
struct StepParts<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    acts: Vec<&'static str>,
    bodies: Vec<Vec<String>>,
    bodies_en: Vec<Vec<String>>,
    by: Vec<Vec<BodyParts>>,
    working_days: Option<u32>,
}

#[derive(Serialize)]
struct BodyParts {
    kind: OrganKind,
    level: &'static str,
}

/// What a procedure is made of.
pub(crate) fn procedure(procedure: &Procedure) -> ProcedureParts<'_> {
    let steps = procedure.steps.iter().map(|step| StepParts {
        id: &step.id,
        title: step.title.zh(),
        title_en: step.title.en(),
        acts: step.acts.iter().map(|act| act.code()).collect(),
        bodies: each(&step.by, |body| {
            body.name(None).get(Language::Zh).to_owned()
        }),
        bodies_en: each(&step.by, |body| {
            body.name(None).get(Language::En).to_owned()
        }),
        by: each(&step.by, |body| BodyParts {
            kind: body.kind,
            level: match body.level {
                BodyLevel::Fixed(level) => level.code(),
                BodyLevel::Issuer => ISSUER,
            },
        }),
        working_days: step.working_days,
    });
    ProcedureParts {
        id: &procedure.id,
        title: procedure.title.zh(),
        title_en: procedure.title.en(),
        steps: steps.collect(),
        source: clause(&procedure.source),
    }
}

/// What is told of each body of the alternatives.
fn each<T>(alternatives: &[Vec<Body>], told: impl Fn(&Body) -> T) -> Vec<Vec<T>> {
    let told = alternatives
        .iter()
        .map(|all| all.iter().map(&told).collect());
    told.collect()
}
