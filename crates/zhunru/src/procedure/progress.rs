//! What is done of a procedure, what is next, by whom and by when.

use chrono::NaiveDate;

use super::{Body, Deadline, Procedure, Step, WorkingCalendar};
use crate::decision::{NextStep, ProcedureProgress, ProcedureState, StepAct, TakenStep};
use crate::engine::{ActBits, BodyBits, Kleene, Progress, StepBits, read_acts};
use crate::model::{AdminLevel, Approval, Stated};
use crate::text::LocalText;

/// On what a procedure runs.
pub(crate) struct Occasion<'a> {
    /// The acts on record.
    pub(crate) approvals: &'a [Approval],
    /// The day on which it was applied for.
    pub(crate) started_on: Option<NaiveDate>,
    pub(crate) as_of: NaiveDate,
    /// The issuer's level.
    pub(crate) issuer: Option<AdminLevel>,
    pub(crate) calendar: &'a WorkingCalendar,
}

impl Procedure {
    /// How far acts on record carry the procedure on a day.
    ///
    /// For procedures that are not about a demand, such as those by which a list is adopted or
    /// amended, or a form is cleared before it is sent out; for demands a
    /// [decision](crate::decision::Finding::procedure) says it. Acts count by the same rules: the
    /// demands that an act names make no difference here.
    ///
    /// `started_on` is the day on which the first step was applied for: from the day after it the
    /// time limit of that step runs, those of the others from the day after the step before was
    /// completed. `issuer` is the level that 同级 means; while it is absent, steps of the issuer's
    /// own level are not known to be done. The calendar may be that of
    /// [a pack of an engine](crate::Engine::calendar).
    ///
    /// ```
    /// use zhunru::model::parse_date;
    /// use zhunru::pack::{Pack, PackFiles};
    /// use zhunru::procedure::WorkingCalendar;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let pack = example_pack()?;
    /// let adoption = &pack.procedures[0];
    /// let acts: Vec<zhunru::model::Approval> = serde_json::from_str(r#"[{
    ///     "act": "study", "on": "2024-03-08", "number": "第12次常务会纪要", "outcome": "approved",
    ///     "by": {"kind": "government_executive_meeting", "level": "county"}
    /// }]"#)?;
    /// let (start, today) = (parse_date("2024-03-01"), parse_date("2024-04-01").ok_or("no day")?);
    /// let calendar = WorkingCalendar::monday_to_friday();
    /// let progress = adoption.progress(&acts, start, today, None, &calendar);
    ///
    /// assert_eq!(progress.done[0].id, "study");
    /// let next = progress.next.ok_or("it is not over")?;
    /// assert_eq!(next.bodies[0][0].zh(), "县级党委常委会");
    /// assert_eq!(next.due, parse_date("2024-03-22"));
    /// assert!(next.overdue);
    /// # Ok(())
    /// # }
    /// # fn example_pack() -> Result<Pack, zhunru::diagnostic::Diagnostics> {
    /// #     let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
    /// #         place = { name = '示例县', level = 'county' }\nin_force = { from = 2024-01-01 }\n\
    /// #         [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '办法'\nissuer = '民政局'\n";
    /// #     let adoption = "[[procedure]]\nid = 'adoption'\ntitle = '清单审定'\n\
    /// #         source = { document = 'notice', clause = '第一条' }\n\
    /// #         [[procedure.step]]\nid = 'study'\ntitle = '县政府常务会研究'\nact = 'study'\n\
    /// #         by = [[{ kind = 'government_executive_meeting', level = 'county' }]]\n\
    /// #         [[procedure.step]]\nid = 'ratify'\ntitle = '县委常委会审定'\nact = 'ratification'\n\
    /// #         by = [[{ kind = 'standing_committee', level = 'county' }]]\nworking_days = 10\n";
    /// #     let files = [("pack.toml", pack.as_bytes()), ("procedures.toml", adoption.as_bytes())];
    /// #     Pack::load(&PackFiles::collect("", files)?, &[])
    /// # }
    /// ```
    pub fn progress(
        &self,
        approvals: &[Approval],
        started_on: Option<NaiveDate>,
        as_of: NaiveDate,
        issuer: Option<AdminLevel>,
        calendar: &WorkingCalendar,
    ) -> ProcedureProgress {
        let occasion = Occasion {
            approvals,
            started_on,
            as_of,
            issuer,
            calendar,
        };
        let bits = read_acts(self, None, &occasion);
        tell(self, &bits, state(bits.complete, bits.refused), &occasion)
    }
}

/// The state of a procedure, when that is known.
pub(crate) fn state(complete: Kleene, refused: Kleene) -> Option<ProcedureState> {
    if complete.is_true() {
        Some(ProcedureState::Complete)
    } else if refused.is_true() {
        Some(ProcedureState::Refused)
    } else if complete.is_false() && refused.is_false() {
        Some(ProcedureState::Incomplete)
    } else {
        None
    }
}

/// Tells how far a procedure has come.
pub(crate) fn tell(
    procedure: &Procedure,
    progress: &Progress<Kleene>,
    state: Option<ProcedureState>,
    occasion: &Occasion<'_>,
) -> ProcedureProgress {
    let told = Telling { progress, occasion };
    let steps = || procedure.steps.iter().zip(&progress.steps);
    let done: Vec<TakenStep> = steps()
        .take_while(|(_, bits)| bits.done(Kleene::FALSE).is_true())
        .map(|(step, bits)| told.done(step, bits))
        .collect();
    let refused = steps().find(|(_, bits)| bits.refused.is_true());
    let refused = refused.filter(|_| state == Some(ProcedureState::Refused));
    let is_over = matches!(
        state,
        Some(ProcedureState::Complete | ProcedureState::Refused)
    );
    let next = procedure.steps.get(done.len()).filter(|_| !is_over);
    let next = next.map(|step| {
        let start = match done.last() {
            Some(before) => before.on,
            None => occasion.started_on,
        };
        let bits = progress.steps.get(done.len());
        let is_open = state == Some(ProcedureState::Incomplete)
            && bits.is_none_or(|bits| bits.done(Kleene::FALSE).is_false());
        told.next(step, bits, start, is_open)
    });
    ProcedureProgress {
        id: procedure.id.clone(),
        title: procedure.title.clone(),
        state,
        refused: refused.map(|(step, bits)| told.refused(step, bits)),
        done,
        next,
    }
}

struct Telling<'a> {
    progress: &'a Progress<Kleene>,
    occasion: &'a Occasion<'a>,
}

impl Telling<'_> {
    /// A step that is done, on the first day by which it is.
    fn done(&self, step: &Step, bits: &StepBits<Kleene>) -> TakenStep {
        let day = bits.done_by.iter().position(|done| done.is_true());
        let earlier = bits.done_by.iter().take_while(|done| !done.is_true());
        let is_certain = earlier.into_iter().all(|done| done.is_false());
        let alternatives = step.by.iter().zip(&bits.alternatives);
        let acts = day.and_then(|day| {
            let mut acts =
                alternatives.filter_map(|(bodies, bits)| self.completing(bodies, bits, day));
            acts.next()
        });
        TakenStep {
            id: step.id.clone(),
            title: step.title.clone(),
            on: day.filter(|_| is_certain).and_then(|day| self.day(day)),
            acts: acts.unwrap_or_default(),
        }
    }

    /// The last acts of all bodies of an alternative up to the day on which they completed it;
    /// nothing when they did not on that day.
    fn completing(
        &self,
        bodies: &[Body],
        bits: &[BodyBits<Kleene>],
        day: usize,
    ) -> Option<Vec<StepAct>> {
        let mut acts = Vec::with_capacity(bodies.len());
        for (body, bits) in bodies.iter().zip(bits) {
            let stands = |act: &ActBits<Kleene>| {
                let stands = bits.stands.get(act.day);
                act.day <= day
                    && act.approves.is_true()
                    && stands.is_some_and(|stands| stands.is_true())
            };
            acts.push(self.last_act(body, bits, stands)?);
        }
        let completed = self.day(day)?;
        acts.iter().any(|act| act.on == completed).then_some(acts)
    }

    /// The last of a body's acts of which something holds.
    fn last_act(
        &self,
        body: &Body,
        bits: &BodyBits<Kleene>,
        holds: impl Fn(&ActBits<Kleene>) -> bool,
    ) -> Option<StepAct> {
        let mut last: Option<&ActBits<Kleene>> = None;
        for act in bits.acts.iter().filter(|act| holds(act)) {
            // Of several on one day the first on record is named.
            if last.is_none_or(|last| act.day > last.day) {
                last = Some(act);
            }
        }
        let last = last?;
        let approval = self.occasion.approvals.get(last.approval)?;
        let name = approval.by.as_ref().and_then(|by| by.name.clone());
        let number = approval.number.as_ref().and_then(Stated::value);
        Some(StepAct {
            by: match name {
                Some(name) => LocalText::chinese(name),
                None => body.name(self.occasion.issuer),
            },
            on: self.day(last.day)?,
            number: number.cloned(),
        })
    }

    /// A step that was refused, on the day of the last refusal.
    fn refused(&self, step: &Step, bits: &StepBits<Kleene>) -> TakenStep {
        let mut acts: Vec<StepAct> = Vec::new();
        let all = step.by.iter().flatten();
        for (body, bits) in all.zip(bits.alternatives.iter().flatten()) {
            if !bits.refused.is_true() {
                continue;
            }
            let act = self.last_act(body, bits, |act| act.refuses.is_true());
            // Alternatives may name one body twice.
            acts.extend(act.filter(|act| !acts.contains(act)));
        }
        TakenStep {
            id: step.id.clone(),
            title: step.title.clone(),
            on: acts.iter().map(|act| act.on).max(),
            acts,
        }
    }

    fn next(
        &self,
        step: &Step,
        bits: Option<&StepBits<Kleene>>,
        start: Option<NaiveDate>,
        is_open: bool,
    ) -> NextStep {
        let Occasion {
            as_of, calendar, ..
        } = *self.occasion;
        let (mut bodies, mut acts) = (Vec::with_capacity(step.by.len()), Vec::new());
        let alternatives = bits.map_or(&[][..], |bits| &bits.alternatives);
        for (place, all) in step.by.iter().enumerate() {
            let bits = alternatives.get(place).map_or(&[][..], Vec::as_slice);
            let (waiting, standing) = self.half_done(all, bits);
            bodies.push(waiting);
            acts.extend(standing);
        }
        let deadline = start
            .zip(step.working_days)
            .and_then(|(start, days)| calendar.deadline(start, days));
        let (due, years_without_calendar) = match deadline {
            Some(Deadline {
                on,
                years_without_calendar,
            }) => (Some(on), years_without_calendar),
            None => (None, Vec::new()),
        };
        NextStep {
            id: step.id.clone(),
            title: step.title.clone(),
            bodies,
            acts,
            working_days: step.working_days,
            due,
            overdue: is_open && due.is_some_and(|due| due < as_of),
            years_without_calendar,
        }
    }

    /// Of bodies that must all act, those that have still to, and the acts of the others. Where all
    /// have acted but not in order, or none has, all have to.
    fn half_done(
        &self,
        bodies: &[Body],
        bits: &[BodyBits<Kleene>],
    ) -> (Vec<LocalText>, Vec<StepAct>) {
        let standing = |place: usize| {
            let (body, bits) = (bodies.get(place)?, bits.get(place)?);
            self.last_act(body, bits, |act| {
                let stands = bits.stands.get(act.day);
                act.approves.is_true() && stands.is_some_and(|stands| stands.is_true())
            })
        };
        let name = |body: &Body| body.name(self.occasion.issuer);
        let (mut waiting, mut acts) = (Vec::new(), Vec::new());
        for (place, body) in bodies.iter().enumerate() {
            match standing(place) {
                Some(act) => acts.push(act),
                None => waiting.push(name(body)),
            }
        }
        match waiting.is_empty() {
            true => (bodies.iter().map(name).collect(), Vec::new()),
            false => (waiting, acts),
        }
    }

    fn day(&self, day: usize) -> Option<NaiveDate> {
        self.progress.days.get(day).copied()
    }
}
