//! The acts on record, read for one procedure: which steps are done on which days, and by which acts.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use smol_str::SmolStr;

use super::source::Source;
use crate::engine::logic::{Kleene, Logic, ThreeValued};
use crate::engine::unknown::{ApprovalField, Unknown, Unknowns};
use crate::model::{Act, AdminLevel, Approval, ApprovalOutcome, Coded, Stated};
use crate::procedure::{Body, BodyLevel, Occasion, Procedure, Step};
use crate::vocabulary::Value;

/// So many unknown dates are told apart from each other; more are too many for an exact answer.
const UNKNOWN_DATES: u64 = 8;

/// The acts on record, and what decides which of them count.
pub(super) struct Acts<'r, L: Logic> {
    pub(super) logic: &'r mut L,
    pub(super) unknowns: &'r mut Unknowns,
    pub(super) approvals: &'r [Approval],
    /// The demand that an act must cover; none outside a proposal.
    pub(super) demand: Option<usize>,
    /// The day up to which acts count.
    pub(super) day: NaiveDate,
    /// The level of the issuer; none where there is no such fact.
    pub(super) issuer: Option<Source<L::Bit>>,
    /// Whether all unknown dates were told apart.
    pub(super) exact: bool,
}

/// How far a procedure has come, step by step.
pub(crate) struct Progress<B> {
    /// The days on which an act may matter, in order.
    pub(crate) days: Vec<NaiveDate>,
    pub(crate) steps: Vec<StepBits<B>>,
    pub(crate) complete: B,
    pub(crate) refused: B,
}

/// How far one step has come.
pub(crate) struct StepBits<B> {
    /// Whether it and the steps before it are done in order by each of the days.
    pub(crate) done_by: Vec<B>,
    pub(crate) refused: B,
    /// The acts of each body of each alternative.
    pub(crate) alternatives: Vec<Vec<BodyBits<B>>>,
}

/// What one body did.
pub(crate) struct BodyBits<B> {
    /// On which days an approval stands.
    pub(crate) stands: Vec<B>,
    /// Whether its last act is a refusal.
    pub(crate) refused: B,
    pub(crate) acts: Vec<ActBits<B>>,
}

/// One act on one of the days on which it may have been done.
pub(crate) struct ActBits<B> {
    /// Its place among the acts on record.
    pub(crate) approval: usize,
    /// The day's place among the days that matter.
    pub(crate) day: usize,
    pub(crate) approves: B,
    pub(crate) refuses: B,
}

/// How far acts carry a procedure, in three values: for the demand with a number, or for none.
pub(crate) fn read_acts(
    procedure: &Procedure,
    demand: Option<usize>,
    occasion: &Occasion<'_>,
) -> Progress<Kleene> {
    let issuer = match occasion.issuer {
        Some(level) => Source::Known(code(level)),
        None => {
            let levels = AdminLevel::ALL.iter().map(|&level| code(level));
            let owner = None;
            Source::Unknown(Unknown::Fact { owner, fact: 0 }, levels.collect())
        }
    };
    let mut acts = Acts {
        logic: &mut ThreeValued,
        unknowns: &mut Unknowns::default(),
        approvals: occasion.approvals,
        demand,
        day: occasion.as_of,
        issuer: Some(issuer),
        exact: true,
    };
    acts.progress(procedure)
}

impl<L: Logic> Acts<'_, L> {
    /// How far the acts carry a procedure.
    pub(crate) fn progress(&mut self, procedure: &Procedure) -> Progress<L::Bit> {
        let no = self.logic.constant(false);
        let days = self.days();
        let mut refused = no;
        let mut steps: Vec<StepBits<L::Bit>> = Vec::with_capacity(procedure.steps.len());
        for step in &procedure.steps {
            let before = steps.last().map(|before| before.done_by.as_slice());
            let step = self.step(step, before, &days);
            refused = self.logic.or(refused, step.refused);
            steps.push(step);
        }
        let not_refused = self.logic.not(refused);
        let last = steps.last().map_or(no, |step| step.done(no));
        let complete = self.logic.and(last, not_refused);
        Progress {
            days,
            steps,
            complete,
            refused,
        }
    }

    /// How far a step has come after the one before it, which is done by the days of `before`.
    fn step(
        &mut self,
        step: &Step,
        before: Option<&[L::Bit]>,
        days: &[NaiveDate],
    ) -> StepBits<L::Bit> {
        let no = self.logic.constant(false);
        let mut done_on = vec![no; days.len()];
        let (mut any_refused, mut any_approved) = (no, no);
        let mut alternatives = Vec::with_capacity(step.by.len());
        for group in &step.by {
            let mut all_by: Vec<L::Bit> = vec![self.logic.constant(true); days.len()];
            let mut one_on: Vec<L::Bit> = vec![no; days.len()];
            let (mut group_refused, mut group_approved) =
                (no, self.logic.constant(!group.is_empty()));
            let mut bodies = Vec::with_capacity(group.len());
            for body in group {
                let body = self.body(&step.acts, body, days);
                group_refused = self.logic.or(group_refused, body.refused);
                let mut by_now = no;
                for (day, &stands) in body.stands.iter().enumerate() {
                    by_now = self.logic.or(by_now, stands);
                    if let (Some(all), Some(one)) = (all_by.get_mut(day), one_on.get_mut(day)) {
                        *all = self.logic.and(*all, by_now);
                        *one = self.logic.or(*one, stands);
                    }
                }
                group_approved = self.logic.and(group_approved, by_now);
                bodies.push(body);
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
            alternatives.push(bodies);
        }
        let none_approved = self.logic.not(any_approved);
        let refused = self.logic.and(any_refused, none_approved);
        let mut done_by = Vec::with_capacity(days.len());
        let mut any = no;
        for (day, done) in done_on.into_iter().enumerate() {
            let ready = match before {
                None => self.logic.constant(true),
                Some(before) => before.get(day).copied().unwrap_or(no),
            };
            let now = self.logic.and(done, ready);
            any = self.logic.or(any, now);
            done_by.push(any);
        }
        StepBits {
            done_by,
            refused,
            alternatives,
        }
    }

    /// On which days an approval of a body stands, and whether its last outcome is a refusal.
    fn body(&mut self, step: &[Act], body: &Body, days: &[NaiveDate]) -> BodyBits<L::Bit> {
        let no = self.logic.constant(false);
        let acts = self.acts(step, body, days);
        let (mut approved, mut refused_on) = (vec![no; days.len()], vec![no; days.len()]);
        for act in &acts {
            if let (Some(approved), Some(refused)) =
                (approved.get_mut(act.day), refused_on.get_mut(act.day))
            {
                *approved = self.logic.or(*approved, act.approves);
                *refused = self.logic.or(*refused, act.refuses);
            }
        }
        let mut stands_on = vec![no; days.len()];
        let (mut refused_later, mut approved_later, mut refused) = (no, no, no);
        for (day, (&approves, &refuses)) in approved.iter().zip(&refused_on).enumerate().rev() {
            // Of two acts on one day the refusal counts.
            let stands = self.logic.not(approved_later);
            let last_refusal = self.logic.and(refuses, stands);
            refused = self.logic.or(refused, last_refusal);
            refused_later = self.logic.or(refused_later, refuses);
            let not_refused = self.logic.not(refused_later);
            if let Some(stands) = stands_on.get_mut(day) {
                *stands = self.logic.and(approves, not_refused);
            }
            approved_later = self.logic.or(approved_later, approves);
        }
        BodyBits {
            stands: stands_on,
            refused,
            acts,
        }
    }

    /// What a body did on which day.
    fn acts(&mut self, step: &[Act], body: &Body, days: &[NaiveDate]) -> Vec<ActBits<L::Bit>> {
        let mut acts = Vec::new();
        let approvals = self.approvals;
        for (number, approval) in approvals.iter().enumerate() {
            let covers = self.demand.is_none_or(|demand| approval.covers(demand));
            if !covers || approval.is_past(self.day) {
                continue;
            }
            let counts = self.counts(number, approval, step, body);
            if self.logic.known(counts).is_false() {
                continue;
            }
            let outcome = self.approval_field(number, ApprovalField::Outcome, approval.outcome);
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
                let approves = self.logic.and(counts, approved);
                let not_approved = self.logic.not(approved);
                let refuses = self.logic.and(counts, not_approved);
                acts.push(ActBits {
                    approval: number,
                    day,
                    approves,
                    refuses,
                });
            }
        }
        acts
    }

    fn holds(&mut self, source: &Source<L::Bit>, holds: impl Fn(&Value) -> bool) -> L::Bit {
        source.holds(self.logic, self.unknowns, holds)
    }

    /// Whether an act is that of the step by that body, with a number where one is needed.
    fn counts(&mut self, number: usize, approval: &Approval, step: &[Act], body: &Body) -> L::Bit {
        let by = approval.by.as_ref();
        let done = self.approval_field(number, ApprovalField::Act, approval.act);
        let is_act = self.holds(&done, |value| step.iter().any(|&act| *value == code(act)));

        let kind = by.and_then(|by| by.kind);
        let kind = self.approval_field(number, ApprovalField::Kind, kind);
        let wanted = code(body.kind);
        let is_kind = self.holds(&kind, |value| *value == wanted);

        let level = by.and_then(|by| by.level);
        let level = self.approval_field(number, ApprovalField::Level, level);
        let is_level = match body.level {
            BodyLevel::Fixed(fixed) => {
                let wanted = code(fixed);
                self.holds(&level, |value| *value == wanted)
            }
            BodyLevel::Issuer => match &self.issuer {
                Some(issuer) => level.equal(issuer, self.logic, self.unknowns),
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
                    Arc::from([Value::Boolean(false), Value::Boolean(true)]),
                ),
            };
            let has_number = self.holds(&source, |value| *value == Value::Boolean(true));
            counts = self.logic.and(counts, has_number);
        }
        counts
    }

    fn approval_field<T: Coded>(
        &self,
        number: usize,
        field: ApprovalField,
        known: Option<T>,
    ) -> Source<L::Bit> {
        match known {
            Some(value) => Source::Known(code(value)),
            None => {
                let unknown = Unknown::Approval {
                    approval: number,
                    field,
                };
                Source::Unknown(unknown, T::ALL.iter().map(|&value| code(value)).collect())
            }
        }
    }

    fn approval_date(
        &mut self,
        number: usize,
        approval: &Approval,
        days: &[NaiveDate],
    ) -> Source<L::Bit> {
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
        let today = self.day;
        let mut days = BTreeSet::new();
        let mut unknown = 0;
        for approval in self.approvals {
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

impl<B: Copy> StepBits<B> {
    /// Whether the step and those before it are done in order; `no` where no day matters.
    pub(crate) fn done(&self, no: B) -> B {
        self.done_by.last().copied().unwrap_or(no)
    }
}

fn code<T: Coded>(value: T) -> Value {
    Value::Code(SmolStr::new_static(value.code()))
}
