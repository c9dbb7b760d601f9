//! What is owed with a demand.

use crate::decision::{MissingFact, Obligation, ObligationStatus, Verdict};
use crate::engine::diagram::Diagrams;
use crate::engine::judgement::Judgement;
use crate::engine::logic::{Logic, ThreeValued};
use crate::engine::missing::described;
use crate::engine::reader::Reader;
use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::engine::unknown::Unknown;
use crate::pack::Modality;

/// The steps that telling what would settle one demand's obligations may take.
const STEPS: usize = 1 << 16;

/// What is owed with a demand; with one that is denied only what is owed all the same.
pub(crate) fn obligations(
    situation: &Situation<'_>,
    judgement: &Judgement,
    verdict: Verdict,
) -> Vec<Obligation> {
    let compiled = situation.compiled();
    let mut obligations = Vec::new();
    let mut open = None;
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let (Modality::Required, Some(due)) = (rule.modality, rule.due) else {
            continue;
        };
        let is_idle = verdict == Verdict::Deny && !rule.even_when_denied;
        if bits.fires.is_false() || is_idle {
            continue;
        }
        let status = if bits.open.is_false() {
            ObligationStatus::Met
        } else if bits.open.is_true() && rule.met.is_some() {
            ObligationStatus::Unmet
        } else {
            ObligationStatus::ToBeConfirmed
        };
        let confirm = match bits.open.is_unknown() {
            true => open.get_or_insert_with(|| Open::new(situation)).facts(rule),
            false => Vec::new(),
        };
        obligations.push(Obligation {
            demand: situation.number,
            id: rule.id.rule.clone(),
            time: due,
            status,
            message: rule.text.message.clone(),
            remedy: rule.text.remedy.clone(),
            confirm,
            rule: rule.id.clone(),
            source: rule.text.source.clone(),
        });
    }
    obligations.sort_by_key(|obligation| (obligation.time, obligation.status));
    obligations
}

/// Finds the facts on which an obligation depends.
struct Open<'s, 'a> {
    situation: &'s Situation<'a>,
    reader: Reader<'s, 'a, Diagrams>,
}

impl<'s, 'a> Open<'s, 'a> {
    fn new(situation: &'s Situation<'a>) -> Self {
        Open {
            situation,
            reader: Reader::new(situation, Diagrams::new(STEPS)),
        }
    }

    /// The facts that would settle an obligation, in vocabulary order.
    fn facts(&mut self, rule: &CompiledRule) -> Vec<MissingFact> {
        let bit = is_open(&mut self.reader, rule);
        let mut unknowns: Vec<Unknown> = Vec::new();
        if self.reader.logic.is_full() || !self.reader.exact {
            // What is read at all asks too much rather than too little.
            let mut reader = Reader::new(self.situation, ThreeValued);
            is_open(&mut reader, rule);
            unknowns.extend(reader.unknowns.iter());
        } else {
            let variables = self.reader.logic.asked(bit).into_iter();
            unknowns.extend(variables.filter_map(|variable| self.reader.unknowns.get(variable)));
        }
        described(self.situation, unknowns, rule)
    }
}

/// Whether an obligation applies and is not met.
fn is_open<L: Logic>(reader: &mut Reader<'_, '_, L>, rule: &CompiledRule) -> L::Bit {
    let applies = reader.gate(rule.when);
    let lifted = reader.gate(rule.exception);
    let stands = reader.logic.not(lifted);
    let fires = reader.logic.and(applies, stands);
    let met = match rule.met {
        Some(met) => reader.gate(met),
        None => reader.logic.constant(false),
    };
    let not_met = reader.logic.not(met);
    reader.logic.and(fires, not_met)
}
