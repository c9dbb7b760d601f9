//! How far the acts on record carry a procedure, for one demand.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{Days, NaiveDate};

use super::source::Source;
use super::{ProcedureBits, Reader};
use crate::engine::atom::ProcedureIndex;
use crate::engine::logic::Logic;
use crate::engine::unknown::{ApprovalField, Unknown};
use crate::model::{Act, Approval, ApprovalOutcome, Coded, Stated};
use crate::procedure::{Body, BodyLevel, Step};
use crate::vocabulary::{FactKind, Value};

/// So many unknown dates are told apart from each other; more are too many for an exact answer.
const UNKNOWN_DATES: u64 = 8;

/// Acts of one body on the days that matter: whether it approved, whether it refused, day by day.
struct Record<B> {
    approved: Vec<B>,
    refused: Vec<B>,
}

/// How far a procedure has come, step by step.
pub(crate) struct Progress<B> {
    /// Whether the first n steps are done in order, from n = 1.
    pub(crate) reached: Vec<B>,
    pub(crate) complete: B,
    pub(crate) refused: B,
}

impl<L: Logic> Reader<'_, '_, L> {
    /// Whether a procedure is complete and whether it was refused.
    pub(crate) fn procedure(&mut self, index: ProcedureIndex) -> ProcedureBits<L::Bit> {
        if let Some(&known) = self.procedures.get(&index) {
            return known;
        }
        let bits = if self.situation.proposed.proposal.approvals.is_none()
            && !self.situation.presumes_no_approvals()
        {
            let variable = self.unknowns.variable(Unknown::Procedure(index), 3);
            (
                self.logic.choice(variable, 3, &mut |choice| choice == 0),
                self.logic.choice(variable, 3, &mut |choice| choice == 1),
            )
        } else {
            let progress = self.progress(index);
            (progress.complete, progress.refused)
        };
        self.procedures.insert(index, bits);
        bits
    }

    /// How far the acts on record carry a procedure; none, while no acts are given.
    pub(crate) fn progress(&mut self, index: ProcedureIndex) -> Progress<L::Bit> {
        let no = self.logic.constant(false);
        let mut progress = Progress {
            reached: Vec::new(),
            complete: no,
            refused: no,
        };
        let Some(procedure) = self.situation.compiled().procedure(index) else {
            return progress;
        };
        let days = self.days();
        // The days by which the steps so far can be done, each day by day.
        let mut before: Option<Vec<L::Bit>> = None;
        for step in &procedure.steps {
            let (done_on, refused) = self.step(step, &days);
            progress.refused = self.logic.or(progress.refused, refused);
            let mut by_day = Vec::with_capacity(days.len());
            let mut any = no;
            for (day, done) in done_on.into_iter().enumerate() {
                let ready = match &before {
                    None => self.logic.constant(true),
                    Some(before) => before.get(day).copied().unwrap_or(no),
                };
                let now = self.logic.and(done, ready);
                any = self.logic.or(any, now);
                by_day.push(any);
            }
            progress.reached.push(any);
            before = Some(by_day);
        }
        let not_refused = self.logic.not(progress.refused);
        let last = progress.reached.last().copied().unwrap_or(no);
        progress.complete = self.logic.and(last, not_refused);
        progress
    }

    /// On which days a step can be done, and whether it was refused.
    fn step(&mut self, step: &Step, days: &[NaiveDate]) -> (Vec<L::Bit>, L::Bit) {
        let no = self.logic.constant(false);
        let mut done_on = vec![no; days.len()];
        let (mut any_refused, mut any_approved) = (no, no);
        for group in &step.by {
            let mut all_by: Vec<L::Bit> = vec![self.logic.constant(true); days.len()];
            let mut one_on: Vec<L::Bit> = vec![no; days.len()];
            let (mut group_refused, mut group_approved) =
                (no, self.logic.constant(!group.is_empty()));
            for body in group {
                let record = self.record(step.act, body, days);
                let (valid, refused) = self.outcome(&record);
                group_refused = self.logic.or(group_refused, refused);
                let mut by_now = no;
                for (day, &valid) in valid.iter().enumerate() {
                    by_now = self.logic.or(by_now, valid);
                    if let (Some(all), Some(one)) = (all_by.get_mut(day), one_on.get_mut(day)) {
                        *all = self.logic.and(*all, by_now);
                        *one = self.logic.or(*one, valid);
                    }
                }
                group_approved = self.logic.and(group_approved, by_now);
            }
            for (day, done) in done_on.iter_mut().enumerate() {
                // The date of several bodies that must all approve is the last of theirs.
                let all = all_by.get(day).copied().unwrap_or(no);
                let one = one_on.get(day).copied().unwrap_or(no);
                let now = self.logic.and(all, one);
                *done = self.logic.or(*done, now);
            }
            any_refused = self.logic.or(any_refused, group_refused);
            any_approved = self.logic.or(any_approved, group_approved);
        }
        let none_approved = self.logic.not(any_approved);
        let refused = self.logic.and(any_refused, none_approved);
        (done_on, refused)
    }

    /// On which days an approval of a body stands, and whether its last outcome is a refusal.
    fn outcome(&mut self, record: &Record<L::Bit>) -> (Vec<L::Bit>, L::Bit) {
        let no = self.logic.constant(false);
        let mut valid = vec![no; record.approved.len()];
        let (mut refused_later, mut approved_later, mut refused) = (no, no, no);
        for (day, (&approves, &refuses)) in record
            .approved
            .iter()
            .zip(&record.refused)
            .enumerate()
            .rev()
        {
            // Of two acts on one day the refusal counts.
            let stands = self.logic.not(approved_later);
            let last_refusal = self.logic.and(refuses, stands);
            refused = self.logic.or(refused, last_refusal);
            refused_later = self.logic.or(refused_later, refuses);
            let not_refused = self.logic.not(refused_later);
            if let Some(valid) = valid.get_mut(day) {
                *valid = self.logic.and(approves, not_refused);
            }
            approved_later = self.logic.or(approved_later, approves);
        }
        (valid, refused)
    }

    /// What a body did on which day.
    fn record(&mut self, act: Act, body: &Body, days: &[NaiveDate]) -> Record<L::Bit> {
        let no = self.logic.constant(false);
        let mut record = Record {
            approved: vec![no; days.len()],
            refused: vec![no; days.len()],
        };
        let proposal = self.situation.proposed.proposal;
        for (number, approval) in proposal.approvals.iter().flatten().enumerate() {
            if !approval.covers(self.situation.number)
                || approval.is_past(self.situation.proposed.day)
            {
                continue;
            }
            let counts = self.counts(number, approval, act, body);
            if self.logic.known(counts).is_false() {
                continue;
            }
            let outcome = self.approval_field(
                number,
                ApprovalField::Outcome,
                approval.outcome.map(code),
                &FactKind::enumeration::<ApprovalOutcome>(),
            );
            let is_approved = code(ApprovalOutcome::Approved);
            let approved = self.holds(&outcome, |value| *value == is_approved);
            let on = self.approval_date(number, approval, days);
            let known = match &on {
                Source::Known(Value::Date(date)) => days.binary_search(date).ok(),
                Source::Known(_) | Source::Computed(_) => None,
                Source::Unknown(..) => Some(0),
            };
            let Some(first) = known else {
                continue;
            };
            let last = if matches!(on, Source::Known(_)) {
                first
            } else {
                days.len()
            };
            for (day, &date) in days.iter().enumerate().take(last + 1).skip(first) {
                let on_day = self.holds(&on, |value| *value == Value::Date(date));
                let counts = self.logic.and(counts, on_day);
                let yes = self.logic.and(counts, approved);
                let not_approved = self.logic.not(approved);
                let no = self.logic.and(counts, not_approved);
                if let (Some(approved), Some(refused)) =
                    (record.approved.get_mut(day), record.refused.get_mut(day))
                {
                    *approved = self.logic.or(*approved, yes);
                    *refused = self.logic.or(*refused, no);
                }
            }
        }
        record
    }

    /// Whether an act is that of the step by that body, with a number where one is needed.
    fn counts(&mut self, number: usize, approval: &Approval, act: Act, body: &Body) -> L::Bit {
        let by = approval.by.as_ref();
        let acts = FactKind::enumeration::<Act>();
        let done = self.approval_field(number, ApprovalField::Act, approval.act.map(code), &acts);
        let wanted = code(act);
        let is_act = self.holds(&done, |value| *value == wanted);

        let kinds = FactKind::enumeration::<crate::model::OrganKind>();
        let kind = by.and_then(|by| by.kind).map(code);
        let kind = self.approval_field(number, ApprovalField::Kind, kind, &kinds);
        let wanted = code(body.kind);
        let is_kind = self.holds(&kind, |value| *value == wanted);

        let levels = FactKind::enumeration::<crate::model::AdminLevel>();
        let level = by.and_then(|by| by.level).map(code);
        let level = self.approval_field(number, ApprovalField::Level, level, &levels);
        let is_level = match body.level {
            BodyLevel::Fixed(fixed) => {
                let wanted = code(fixed);
                self.holds(&level, |value| *value == wanted)
            }
            BodyLevel::Issuer => match self.situation.compiled().vocabulary.index("issuer.level") {
                Some(issuer) => {
                    let issuer = self.fact_source(issuer);
                    self.equal(&level, &issuer)
                }
                None => self.logic.constant(false),
            },
        };

        let mut counts = self.logic.and(is_act, is_kind);
        counts = self.logic.and(counts, is_level);
        if body.needs_number() {
            let source = match &approval.number {
                Some(stated) => Source::Known(Value::Boolean(stated.value().is_some())),
                None => Source::Unknown(
                    Unknown::Approval {
                        approval: number,
                        field: ApprovalField::Number,
                    },
                    Rc::from([Value::Boolean(false), Value::Boolean(true)]),
                ),
            };
            let has_number = self.holds(&source, |value| *value == Value::Boolean(true));
            counts = self.logic.and(counts, has_number);
        }
        counts
    }

    fn approval_field(
        &mut self,
        number: usize,
        field: ApprovalField,
        known: Option<Value>,
        kind: &FactKind,
    ) -> Source {
        match known {
            Some(value) => Source::Known(value),
            None => {
                let codes = kind.allowed_values().iter();
                let values = codes.map(|value| Value::Code(value.code.clone())).collect();
                Source::Unknown(
                    Unknown::Approval {
                        approval: number,
                        field,
                    },
                    values,
                )
            }
        }
    }

    fn approval_date(&mut self, number: usize, approval: &Approval, days: &[NaiveDate]) -> Source {
        match approval.on {
            Some(Stated::Value(date)) => Source::Known(Value::Date(date)),
            Some(Stated::None) => Source::Known(Value::None),
            None => {
                // A date after the decision does not count, which is as if there were none.
                let dates = days
                    .iter()
                    .map(|&day| Value::Date(day))
                    .chain([Value::None]);
                let unknown = Unknown::Approval {
                    approval: number,
                    field: ApprovalField::On,
                };
                Source::Unknown(unknown, dates.collect())
            }
        }
    }

    /// The days up to the decision on which an act may matter, in order: those on record, and where
    /// dates are unknown enough days around them for every order in which they could stand.
    fn days(&mut self) -> Vec<NaiveDate> {
        let today = self.situation.proposed.day;
        let approvals = self.situation.proposed.proposal.approvals.iter().flatten();
        let mut days = BTreeSet::new();
        let mut unknown = 0;
        for approval in approvals {
            match approval.on {
                Some(Stated::Value(date)) => {
                    days.insert(date);
                }
                Some(Stated::None) => {}
                None => unknown += 1,
            }
        }
        if unknown > UNKNOWN_DATES {
            self.exact = false;
            unknown = UNKNOWN_DATES;
        }
        if unknown > 0 {
            let known: Vec<NaiveDate> = days.iter().copied().chain([today]).collect();
            for date in known {
                days.insert(date);
                for step in 1..=unknown {
                    days.extend(date.checked_sub_days(Days::new(step)));
                    days.extend(date.checked_add_days(Days::new(step)));
                }
            }
        }
        days.into_iter().filter(|&date| date <= today).collect()
    }
}

impl super::Situation<'_> {
    /// Whether it is presumed that there are no acts on record.
    fn presumes_no_approvals(&self) -> bool {
        let approvals = self.compiled().vocabulary.index("approvals");
        self.presumed
            .iter()
            .any(|(fact, _)| Some(*fact) == approvals)
    }
}

fn code<T: Coded>(value: T) -> Value {
    Value::Code(value.code().into())
}
