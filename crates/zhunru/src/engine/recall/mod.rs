//! Deciding one proposal after another, where what was told of a demand is told again of the like.

mod kept;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::assemble::{Frame, ToldOfDemand};
use super::build::Compiled;
use super::decide;
use super::error::DecideError;
use super::evaluator::Desks;
use super::request::Request;
use crate::decision::Decision;
use crate::model::Proposal;
pub(super) use kept::Kept;

/// So many threads that decide at once find what they learnt before.
const MOST_THREADS: usize = 64;
/// One thread learns at most so much, in units of some 200 bytes, and then begins anew: names are without
/// number.
const MOST_LEARNT: usize = 1 << 17;
/// How much is taken by what is told of a demand, but for its findings, and by each of these.
const TOLD: usize = 16;
const FINDING: usize = 8;

/// What the threads that decide by one engine learnt, while none of them uses it.
#[derive(Default)]
pub(crate) struct Recalls(Mutex<Vec<Recall>>);

impl fmt::Debug for Recalls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl Recalls {
    /// Decides a proposal.
    pub(crate) fn decide(
        &self,
        compiled: &Arc<Compiled>,
        proposal: &Proposal,
        request: &Request,
    ) -> Result<Decision, DecideError> {
        let mut recall = self.kept(|kept| kept.pop()).unwrap_or_default();
        let decision = recall.decide(compiled, proposal, request);
        // What a panic interrupted is not put back.
        if recall.learnt < MOST_LEARNT {
            let left = self.kept(|kept| match kept.len() < MOST_THREADS {
                true => {
                    kept.push(recall);
                    None
                }
                false => Some(recall),
            });
            drop(left);
        }
        decision
    }

    fn kept<T>(&self, of: impl FnOnce(&mut Vec<Recall>) -> T) -> T {
        // Whole recalls are taken and put back, so what a panicking thread left behind is as good.
        of(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What one thread after another learnt.
#[derive(Debug, Default)]
struct Recall {
    desks: Desks,
    learnt: usize,
}

/// By number of a demand, the desk that is to keep what is told of it, and what was noted of it.
type ToKeep = Vec<(usize, usize, Box<[u8]>)>;

impl Recall {
    fn decide(
        &mut self,
        compiled: &Arc<Compiled>,
        proposal: &Proposal,
        request: &Request,
    ) -> Result<Decision, DecideError> {
        self.desks.turn_to(compiled, request);
        let mut to_keep = ToKeep::new();
        if let Some(decision) = self.recall(compiled, proposal, request, &mut to_keep) {
            return Ok(decision);
        }
        let (frame, told) = decide::tell(compiled, proposal, request)?;
        for (number, desk, noted) in to_keep {
            if let (Some(told), Some(desk)) = (told.get(number), self.desks.at(desk))
                && let alone = frame.alone(told.clone())
                && let Some(kept) = Kept::new(compiled, &desk.plan().rules, alone)
            {
                desk.recollection.keep(noted, kept);
                self.learnt += TOLD + FINDING * told.findings.len();
            }
        }
        Ok(frame.decision(told))
    }

    /// What was told of the like of all demands before; else it is noted what is to be kept.
    fn recall(
        &mut self,
        compiled: &Arc<Compiled>,
        proposal: &Proposal,
        request: &Request,
        to_keep: &mut ToKeep,
    ) -> Option<Decision> {
        let mut told: Vec<ToldOfDemand> = Vec::new();
        let mut packs = None;
        for (number, demand) in proposal.demands.iter().enumerate() {
            let kind = demand.demand_type();
            let at = self.desks.number(compiled, proposal, request, kind);
            let desk = at.and_then(|at| Some((at, self.desks.at(at)?)));
            let Some((at, desk)) = desk else { continue };
            if desk.counts_others(proposal, number) {
                continue;
            }
            let before = desk.learnt;
            let is_noted = desk.note(proposal, (number, demand), request.as_of);
            self.learnt += desk.learnt - before;
            if !is_noted {
                continue;
            }
            match desk.recollection.recall() {
                Some(kept) if proposal.demands.len() == 1 => {
                    let frame = Frame::of(proposal, request, Arc::clone(&kept.decision.packs));
                    let findings = kept.findings(compiled, proposal, request);
                    return Some(frame.around(&kept.decision, findings));
                }
                Some(kept) => {
                    packs = Some(Arc::clone(&kept.decision.packs));
                    told.extend(kept.told(compiled, proposal, request, number));
                }
                None => to_keep.push((number, at, desk.recollection.noted())),
            }
        }
        let is_whole = !told.is_empty() && told.len() == proposal.demands.len();
        let packs = packs.filter(|_| is_whole)?;
        Some(Frame::of(proposal, request, packs).decision(told))
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test must stop where something is not as it was assumed to be"
    )]

    use super::{MOST_LEARNT, TOLD};
    use crate::model::Proposal;
    use crate::pack::example;
    use crate::{Engine, Request};

    fn engine() -> Engine {
        let list = example::list(
            "burdens",
            "negative_tasks",
            "[[entry]]\nname = '催收水费'\n",
        );
        let pack = example::pack("example", &[("lists/burdens.toml", &list)]);
        Engine::builder().packs([pack]).build().unwrap()
    }

    #[test]
    fn names_without_number_are_forgotten_past_a_bound() {
        let engine = engine();
        let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
        let learnt = || -> usize {
            engine
                .recalls
                .kept(|kept| kept.iter().map(|one| one.learnt).sum())
        };
        let mut most = 0;
        for number in 0..MOST_LEARNT + 100 {
            let text = format!(r#"{{"demands": [{{"type": "work", "item": "{number}"}}]}}"#);
            let proposal = Proposal::from_json(&text).unwrap();
            engine.decide(&proposal, &request).unwrap();
            most = most.max(learnt());
        }
        assert!(most > MOST_LEARNT / 2, "nothing was learnt: {most}");
        assert!(most < MOST_LEARNT, "{most} was kept");
        assert!(learnt() < 100 + 4 * TOLD, "{} is left", learnt());
    }
}
