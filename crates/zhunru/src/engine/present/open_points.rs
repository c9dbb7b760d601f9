//! The rival readings that an official should know of: of rules that were touched, and of rules that
//! only a presumption kept silent.

use crate::decision::{Finding, OpenPoint, Outcome, Verdict, Verdicts};
use crate::engine::judgement::Judgement;
use crate::engine::logic::ThreeValued;
use crate::engine::reader::Reader;
use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::pack::{Due, Modality};
use crate::vocabulary::FactIndex;

/// The open points of a demand: the notes of its findings in their order, then those of rules that
/// a presumption silenced, by pack and rule.
pub(crate) fn open_points(
    situation: &Situation<'_>,
    judgement: &Judgement,
    findings: &[Finding],
) -> Vec<OpenPoint> {
    let mut points: Vec<OpenPoint> = Vec::new();
    for finding in findings {
        if finding.outcome == Outcome::NotApplicable {
            continue;
        }
        let Some(note) = &finding.note else { continue };
        let point = OpenPoint {
            demand: situation.number,
            rule: finding.rule.clone(),
            title: finding.title.clone(),
            of_list: finding.of_list,
            note: note.clone(),
        };
        if !points.contains(&point) {
            points.push(point);
        }
    }
    for rule in silenced(situation, judgement) {
        let Some(note) = &rule.text.note else {
            continue;
        };
        // Rules that share one reading tell it once.
        if points.iter().all(|point| point.note != *note) {
            points.push(OpenPoint {
                demand: situation.number,
                rule: rule.id.clone(),
                title: rule.text.title.clone(),
                of_list: rule.list.is_some(),
                note: note.clone(),
            });
        }
    }
    points
}

/// The rules with a note that do not apply only because of what is presumed, and that could make
/// the outcome another one if they did.
fn silenced<'a>(situation: &Situation<'a>, judgement: &Judgement) -> Vec<&'a CompiledRule> {
    let compiled = situation.compiled();
    let presumed: Vec<FactIndex> = situation.presumed().map(|known| known.fact).collect();
    if presumed.is_empty() {
        return Vec::new();
    }
    let quiet: Vec<&CompiledRule> = judgement
        .rules
        .iter()
        .filter(|(_, bits)| bits.fires.is_false() && !bits.applies.is_true())
        .filter_map(|(index, _)| compiled.rules.get(*index))
        .filter(|rule| {
            rule.text.note.is_some()
                && could_matter(rule, judgement.possible)
                && rule.reads.iter().any(|fact| presumed.contains(fact))
        })
        .collect();
    if quiet.is_empty() {
        return quiet;
    }
    let open = situation.without_presumptions();
    let mut reader = Reader::new(&open, ThreeValued);
    quiet
        .into_iter()
        .filter(|rule| {
            let applies = reader.gate(rule.when);
            let lifted = reader.gate(rule.exception);
            applies.can_be_true && lifted.can_be_false
        })
        .collect()
}

/// Whether one more rule of this kind could change what the demand comes to.
fn could_matter(rule: &CompiledRule, possible: Verdicts) -> bool {
    match rule.modality {
        Modality::Forbidden => possible.iter().any(|verdict| verdict > Verdict::Deny),
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden => possible
            .iter()
            .any(|verdict| verdict > Verdict::NeedsApproval),
        Modality::Required if matches!(rule.due, Some(Due::Before | Due::After)) => {
            possible.contains(Verdict::Admit) || possible.contains(Verdict::AdmitWithConditions)
        }
        Modality::Permitted => possible.contains(Verdict::NotCovered),
        Modality::Required | Modality::Advised => false,
    }
}
