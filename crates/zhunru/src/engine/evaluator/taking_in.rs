//! What a proposal tells a desk.

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::desk::{Beyond, Desk, NONE, SlotAnswer, SlotNumber};
use super::gates::value_of;
use super::slot::{Answer, FULL, Found};
use crate::engine::intake;
use crate::engine::net::{item_names, may_be_among};
use crate::engine::wide::{FactAnswers, Letters};
use crate::model::{Demand, Proposal, StatedFact};
use crate::vocabulary::{Told, ToldEntries, tell_header};

impl Desk {
    /// Sets the inputs to what the proposal tells.
    pub(super) fn take_in(
        &mut self,
        proposal: &Proposal,
        (number, demand): (usize, &Demand),
        day: NaiveDate,
    ) -> Result<(), Beyond> {
        let mut is_beyond = false;
        let mut letters = Letters::NONE;
        let mut is_new = false;
        {
            let Desk {
                slots,
                values,
                answered,
                key,
                acts_at,
                ..
            } = self;
            acts_at.clear();
            let mut take = |slot: SlotNumber, told: Told<'_>| {
                let place = usize::from(slot);
                let (Some(slot_at), Some(answer)) = (slots.get(place), answered.get_mut(place))
                else {
                    return;
                };
                if matches!(told, Told::Unknown) {
                    return;
                }
                if let Told::Entries(ToldEntries::Acts(acts)) = told {
                    acts_at.extend(acts.places().map(|(place, _)| place));
                }
                // What is said twice may be faulty in the place that does not count.
                is_beyond |= matches!(told, Told::Whole) || *answer != SlotAnswer::Unstated;
                *answer = match slot_at.find(told, key, values) {
                    Found::Compared => SlotAnswer::Compared,
                    Found::Known(number) => {
                        let known = slot_at.answer(number);
                        letters = letters.and(known.map_or(Letters::NONE, |one| one.letters));
                        SlotAnswer::Kept(number)
                    }
                    Found::New => {
                        is_new = true;
                        SlotAnswer::New
                    }
                };
            };
            let form = (self.header.as_slice(), self.body.as_slice());
            each_of_form(form, proposal, (number, demand), day, &mut take);
            for (facts, is_own) in [(&proposal.facts, false), (&demand.facts, true)] {
                for (path, stated) in facts {
                    match self.further.get(path) {
                        // A fact of other demands, which the header may state and a demand may not.
                        Some(&NONE) if !is_own => {}
                        Some(&NONE) | None => return Err(Beyond::Whole),
                        Some(&slot) => take(slot, told_of(stated)),
                    }
                }
            }
        }
        if is_beyond {
            return Err(Beyond::Whole);
        }
        if is_new {
            letters = letters.and(self.learn(proposal, (number, demand), day)?);
        }
        if let Some(village) = &proposal.village
            && let Some(places) = self.places_of(village)
        {
            if places.is_before_entries {
                return Err(Beyond::Whole);
            }
            if letters.may_hold(places.letters) {
                let places = (village, places.letters);
                self.take_in_behind_places(proposal, (number, demand), day, places)?;
            }
        }
        self.may_hang = self.may_hang_already();
        Ok(())
    }

    /// Works out what the proposal tells that was not met before, and gives the letters of the names
    /// in it.
    fn learn(
        &mut self,
        proposal: &Proposal,
        (number, demand): (usize, &Demand),
        day: NaiveDate,
    ) -> Result<Letters, Beyond> {
        let mut told: Vec<(SlotNumber, Told<'_>)> = Vec::new();
        let form = (self.header.as_slice(), self.body.as_slice());
        each_of_form(form, proposal, (number, demand), day, &mut |slot, one| {
            told.push((slot, one));
        });
        let facts = proposal.facts.iter().chain(&demand.facts);
        told.extend(
            facts.filter_map(|(path, stated)| Some((*self.further.get(path)?, told_of(stated)))),
        );
        let compiled = self.program.compiled();
        let mut faults = Vec::new();
        let mut states = |places: &[SmolStr]| {
            intake::states(compiled, proposal, number, demand, places, &mut faults)
        };
        let (written, read) = (states(&[]), states(self.program.places()));
        if !faults.is_empty() {
            return Err(Beyond::Whole);
        }
        let mut letters = Letters::NONE;
        for (slot, told) in told {
            let place = usize::from(slot);
            let is_open = self.answered.get(place) == Some(&SlotAnswer::New);
            let Some(slot) = self.slots.get_mut(place) else {
                continue;
            };
            if !is_open || matches!(told, Told::Unknown) {
                continue;
            }
            let state = read.get(slot.fact);
            let said = match told {
                Told::Entries(ToldEntries::Acts(acts)) => {
                    let issuer = self.program.compiled().known.issuer_level;
                    let issuer = issuer.map(|issuer| (issuer, read.get(issuer)));
                    self.program.answers_of_acts(acts, day, issuer)
                }
                _ => self.program.answers_of(slot.fact, state),
            };
            let FactAnswers { values, together } = said.ok_or(Beyond::Whole)?;
            let answer = Answer {
                values: values.into_iter().map(value_of).collect(),
                letters: Letters::in_states(std::iter::once(written.get(slot.fact))),
                names: item_names(state),
                together: together.map(Box::new),
            };
            letters = letters.and(answer.letters);
            let Some(number) = slot.keep(told, answer, &mut self.values) else {
                self.learnt += FULL;
                return Err(Beyond::Whole);
            };
            self.learnt += slot.size_of_last();
            if let Some(answered) = self.answered.get_mut(place) {
                *answered = SlotAnswer::Kept(number);
            }
        }
        Ok(letters)
    }

    fn kept(&self, slot: SlotNumber) -> Option<&Answer> {
        match self.answered.get(usize::from(slot))? {
            SlotAnswer::Kept(number) => self.slots.get(usize::from(slot))?.answer(*number),
            _ => None,
        }
    }

    /// Whether the sign demanded may be one that the village has.
    fn may_hang_already(&self) -> bool {
        let Some((name, stock)) = self.signs else {
            return false;
        };
        let Some(stock) = self.kept(stock) else {
            return false;
        };
        let name = self.kept(name).and_then(|name| name.names.as_deref());
        may_be_among(name, stock.names.as_deref())
    }
}

/// Hands out what the fields of the form tell, with the slots of their facts, which are those of the header
/// and those of the body.
pub(super) fn each_of_form<'p>(
    (header, body): (&[SlotNumber], &[SlotNumber]),
    proposal: &'p Proposal,
    (number, demand): (usize, &'p Demand),
    day: NaiveDate,
    take: &mut impl FnMut(SlotNumber, Told<'p>),
) {
    let mut of_header = header.iter();
    tell_header(proposal, (number, demand), day, &mut |told| {
        take(of_header.next().copied().unwrap_or(NONE), told);
    });
    let mut of_body = body.iter();
    demand.body.tell(&mut |told| {
        take(of_body.next().copied().unwrap_or(NONE), told);
    });
}

/// What a fact beside the form says.
pub(super) fn told_of(stated: &StatedFact) -> Told<'_> {
    match stated {
        StatedFact::Boolean(value) => Told::boolean(*value),
        StatedFact::Integer(value) => Told::Integer(*value),
        StatedFact::Text(text) => Told::Text(text),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test must stop where something is not as it was assumed to be"
    )]

    use crate::model::Proposal;
    use crate::pack::example;
    use crate::{Engine, Evaluator, Request};

    fn engine() -> Engine {
        let source = "source = { document = 'notice', clause = '第一条' }\n";
        let rules = format!(
            "[[rule]]\nid = 'consent'\ntitle = '同意'\nmessage = '须经同意'\non = ['work']\n\
            modality = 'forbidden_without'\nprocedure = 'consent'\n{source}\
            [[rule]]\nid = 'signs'\ntitle = '挂牌'\nmessage = '不得超过一块'\non = ['signboard']\n\
            modality = 'forbidden'\n\
            when = \"count(village.signboards, s, s.sponsor_level == 'county') > 1\"\n{source}"
        );
        let procedures = format!(
            "[[procedure]]\nid = 'consent'\ntitle = '同意'\n{source}[[procedure.step]]\n\
            id = 'step-1'\ntitle = '同意'\nact = 'consent'\n\
            by = [[{{ kind = 'government', level = 'county' }}]]\n"
        );
        let files = [
            ("rules/rules.toml", &*rules),
            ("procedures.toml", &*procedures),
        ];
        let pack = example::pack("example", &files);
        Engine::builder().packs([pack]).build().unwrap()
    }

    /// The verdicts that are possible and what is missing, as the engine tells it too.
    fn told(evaluator: &mut Evaluator, text: &str) -> String {
        let proposal = Proposal::from_json(text).unwrap();
        let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
        let decision = evaluator
            .engine()
            .decide(&proposal, &request.clone().with_trace());
        let decision = decision.unwrap();
        let evaluation = evaluator.evaluate(&proposal, &request).unwrap();
        let missing: Vec<&str> = evaluation.demands().flat_map(|one| one.missing()).collect();
        let told = format!("{:?} {missing:?}", evaluation.possible());
        let missing = decision.missing.iter().map(|missing| missing.fact.as_str());
        let missing: Vec<&str> = missing.collect();
        assert_eq!(told, format!("{:?} {missing:?}", decision.possible));
        told
    }

    #[test]
    fn acts_of_unknown_days_are_for_the_desk() {
        let mut evaluator = engine().evaluator();
        let act = |on: &str, outcome: &str| {
            format!(
                r#"{{"act": "consent", "by": {{"kind": "government", "level": "county"}},
                "number": "1号", "outcome": "{outcome}"{on}}}"#
            )
        };
        let past = r#"{"act": "consent", "ends_on": "2023-12-31"}"#;
        let of_acts = |acts: &[String]| {
            let acts = acts.join(", ");
            format!(r#"{{"approvals": [{acts}], "demands": [{{"type": "work"}}]}}"#)
        };
        let approved = act("", "approved");
        let refused = |on: &str| act(&format!(r#", "on": "{on}""#), "rejected");
        let alone = of_acts(std::slice::from_ref(&approved));
        let behind = of_acts(&[past.to_owned(), approved.clone()]);
        // Behind a refusal of today there is no day left for an approval.
        let yesterday = of_acts(&[refused("2024-03-03"), approved.clone()]);
        let today = of_acts(&[refused("2024-03-04"), approved]);
        for _ in 0..2 {
            let told = &mut |text: &str| told(&mut evaluator, text);
            assert!(told(&alone).ends_with(r#"["approvals[0].on"]"#));
            assert!(told(&behind).ends_with(r#"["approvals[1].on"]"#));
            assert!(told(&yesterday).ends_with(r#"["approvals[1].on"]"#));
            assert!(told(&today).ends_with("[]"));
        }
        assert_eq!(evaluator.decided_at_length(), 0);
    }

    #[test]
    fn a_sign_that_may_hang_already_is_remembered_with_its_placement() {
        let mut evaluator = engine().evaluator();
        let sign = |placement: &str| {
            format!(r#""name": "综治中心", "sponsor_level": "county", "placement": "{placement}""#)
        };
        let demand = |hangs: &str, demanded: &str| {
            let (hangs, demanded) = (sign(hangs), sign(demanded));
            format!(
                r#"{{"village": {{"signboards": [{{{hangs}}}]}},
                "demands": [{{"type": "signboard", {demanded}}}]}}"#
            )
        };
        let placements = ["interior_sign", "exterior_sign"];
        for _ in 0..2 {
            for hangs in placements {
                for demanded in placements {
                    let is_denied = told(&mut evaluator, &demand(hangs, demanded)).contains("Deny");
                    assert_eq!(is_denied, hangs != demanded);
                }
            }
        }
        assert_eq!(evaluator.decided_at_length(), 4);
    }
}
