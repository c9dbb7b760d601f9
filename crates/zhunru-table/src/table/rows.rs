//! Deciding a block row by row: each proposal is built from its cells and goes the single path.

use std::sync::{Mutex, PoisonError};

use smol_str::SmolStr;
use zhunru::model::{Approval, Demand, DemandBody, Issuer, LegalBasis, Organ, Proposal, Support};
use zhunru::{DecideError, Engine, Evaluator, Request, Selection};

use super::block::{PROPOSAL_ROWS, ProposalRows};
use super::decode::Decoded;
use super::encode::Output;
use super::evaluate::Evaluate;
use super::layout::Column;
use super::overlay;
use super::patch::Patch;
use super::row_error::{RowError, RowErrorCode};
use super::symbols::{NOT_OF_TYPE, ReadCell, UNKNOWN, WRONG_TYPE};
use crate::columns::{Wrong, not_of_type};

/// The single path, proposal by proposal.
#[derive(Debug)]
pub(crate) struct Rows {
    engine: Engine,
    as_of: Option<chrono::NaiveDate>,
    packs: Selection,
    /// Those that no thread has at hand, where verdicts and their rules are all that comes out.
    evaluators: Option<Mutex<Vec<Evaluator>>>,
}

/// The single path at one thread's hand.
struct Hand<'r> {
    rows: &'r Rows,
    evaluator: Option<Evaluator>,
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        if let (Some(evaluators), Some(evaluator)) = (&self.rows.evaluators, self.evaluator.take())
            // What a panic interrupted is not used again.
            && !std::thread::panicking()
        {
            let mut free = evaluators.lock().unwrap_or_else(PoisonError::into_inner);
            free.push(evaluator);
        }
    }
}

impl Rows {
    /// Decides by an engine's packs, for this day or that of each proposal; `is_of_verdicts` says that
    /// no more comes out than an evaluator tells.
    pub(crate) fn new(
        engine: Engine,
        as_of: Option<chrono::NaiveDate>,
        packs: Selection,
        is_of_verdicts: bool,
    ) -> Self {
        Rows {
            engine,
            as_of,
            packs,
            evaluators: is_of_verdicts.then(Mutex::default),
        }
    }

    fn hand(&self) -> Hand<'_> {
        let evaluator = self.evaluators.as_ref().map(|evaluators| {
            let mut free = evaluators.lock().unwrap_or_else(PoisonError::into_inner);
            free.pop().unwrap_or_else(|| self.engine.evaluator())
        });
        Hand {
            rows: self,
            evaluator,
        }
    }

    /// What is asked of the engine for a proposal.
    fn request(
        &self,
        decoded: &Decoded<'_>,
        rows: &ProposalRows,
        proposal: &Proposal,
    ) -> Result<Request, Vec<RowError>> {
        let first = decoded.block.row(rows.rows.start);
        let Some(as_of) = self.as_of.or(proposal.submitted_on) else {
            let column = decoded.layout.column_of("submitted_on");
            let wrong = Wrong::new(
                "the proposal has no day of submission; give `submitted_on`, or the day of decision",
                "没有提交日期；请填写提交日期，或指定结论日期",
            );
            let code = RowErrorCode::MissingValue;
            return Err(vec![RowError::new(first, column, code, wrong)]);
        };
        let mut request = Request::on(as_of);
        request.packs.clone_from(&self.packs);
        Ok(request)
    }
}

impl Hand<'_> {
    fn decide(&mut self, decoded: &Decoded<'_>, rows: &ProposalRows, output: &mut Output) {
        let decided = build(decoded, rows).and_then(|proposal| {
            let request = self.rows.request(decoded, rows, &proposal)?;
            let told = |error: DecideError| errors(decoded, rows, &error);
            match (&mut self.evaluator, proposal.demands.len()) {
                // Of a fact that several demands ask for a decision tells once.
                (Some(evaluator), 1) => {
                    let evaluation = evaluator.evaluate(&proposal, &request).map_err(told)?;
                    output.evaluated(decoded, rows, &proposal, &evaluation);
                }
                _ => {
                    let decision = self.rows.engine.decide(&proposal, &request).map_err(told)?;
                    output.decided(decoded, rows, &proposal, &decision);
                }
            }
            Ok(())
        });
        if let Err(errors) = decided {
            output.faulty(decoded, rows, errors);
        }
    }
}

/// Why the engine does not decide a proposal, told of its rows.
fn errors(decoded: &Decoded<'_>, rows: &ProposalRows, error: &DecideError) -> Vec<RowError> {
    let DecideError::Input(errors) = error else {
        let first = decoded.block.row(rows.rows.start);
        let wrong = Wrong::new(error.to_string(), error.message_zh());
        let column = decoded.layout.column_of("village.code");
        return vec![RowError::new(first, column, RowErrorCode::NoPack, wrong)];
    };
    let errors = errors.errors().iter().map(|error| {
        let wrong = Wrong::new(error.message.clone(), error.message_zh.clone());
        let column = decoded.layout.column_of(&error.path);
        let demand = demand_of(&error.path).unwrap_or_default();
        let row = decoded.block.row(rows.rows.start + demand);
        RowError::new(row, column, RowErrorCode::WrongValue, wrong)
    });
    errors.collect()
}

impl Evaluate for Rows {
    fn prepare(&mut self, _: &Decoded<'_>) {}

    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output) {
        let mut hand = self.hand();
        for rows in proposals {
            hand.decide(decoded, rows, output);
        }
    }
}

/// The number of the demand that a JSON path speaks of.
fn demand_of(path: &str) -> Option<usize> {
    let (number, _) = path.strip_prefix("demands[")?.split_once(']')?;
    number.parse().ok()
}

/// Builds the proposal that rows make, or tells everything that is wrong with it.
pub(crate) fn build(decoded: &Decoded<'_>, rows: &ProposalRows) -> Result<Proposal, Vec<RowError>> {
    let mut draft = Draft::new(decoded, rows);
    if let Some(fault) = rows.fault {
        draft.whole(fault);
        return Err(draft.errors);
    }
    for place in rows.rows.clone() {
        draft.row(place);
    }
    draft.finish()
}

/// A proposal in the making.
struct Draft<'a> {
    decoded: &'a Decoded<'a>,
    first: usize,
    proposal: Proposal,
    issuers: Option<(Vec<Organ>, usize)>,
    approval: Option<Approval>,
    errors: Vec<RowError>,
}

/// What one row says of its demand besides the body and facts.
#[derive(Default)]
struct Beside {
    support: Option<Support>,
    basis: Option<Vec<LegalBasis>>,
    part: Option<LegalBasis>,
}

impl<'a> Draft<'a> {
    fn new(decoded: &'a Decoded<'a>, rows: &ProposalRows) -> Self {
        let first = rows.rows.start;
        let proposal = Proposal {
            id: decoded.block.ids.get(first).cloned().flatten(),
            demands: Vec::with_capacity(rows.rows.len().min(PROPOSAL_ROWS)),
            ..Proposal::default()
        };
        Draft {
            decoded,
            first,
            proposal,
            issuers: None,
            approval: None,
            errors: Vec::new(),
        }
    }

    /// Notes what is wrong with the proposal as a whole.
    fn whole(&mut self, fault: RowErrorCode) {
        let wrong = match fault {
            RowErrorCode::TooManyRows => Wrong::new(
                format!(
                    "a proposal has at most {PROPOSAL_ROWS} rows; is this the column of its id?"
                ),
                format!("一份申请最多 {PROPOSAL_ROWS} 行；请核对申请编号一栏"),
            ),
            _ => Wrong::new(
                "the proposal that begins here may lack rows and was not decided",
                "从此行开始的申请可能缺行，没有作出结论",
            ),
        };
        let place = self.decoded.layout.id;
        let column = place.and_then(|place| self.decoded.layout.name(place));
        let row = self.decoded.block.row(self.first);
        self.errors.push(RowError::new(row, column, fault, wrong));
    }

    /// Takes in the row at a place.
    fn row(&mut self, place: usize) {
        let block = self.decoded.block;
        let demand_type = block.types.get(place).copied().flatten();
        if demand_type.is_none()
            && let Some(error) = block.wrong_types.get(&block.row(place))
        {
            self.errors.push(error.clone());
        }
        let mut demand = demand_type.map(|one| Demand::new(DemandBody::unknown(one)));
        let mut beside = Beside::default();
        for cells in self.decoded.columns() {
            let (column, key) = (cells.column, cells.get(place));
            if key == UNKNOWN {
                continue;
            }
            let wrong = match (key, cells.symbols.get(key)) {
                (NOT_OF_TYPE, _) => {
                    let wrong = demand_type.map(|demand| not_of_type(&column.name, demand));
                    wrong.map(|wrong| (RowErrorCode::NotOfType, wrong))
                }
                (WRONG_TYPE, _) => {
                    let wrong = column.problem.clone();
                    wrong.map(|wrong| (RowErrorCode::WrongType, wrong))
                }
                (_, None) => None,
                (
                    _,
                    Some(ReadCell {
                        says: Err(wrong), ..
                    }),
                ) => Some((RowErrorCode::WrongValue, wrong.clone())),
                (
                    _,
                    Some(ReadCell {
                        says: Ok(patch),
                        is_blank,
                    }),
                ) => {
                    let is_later = *is_blank && place > self.first && !column.is_of_demand;
                    let agrees = is_later || self.patch(patch, demand.as_mut(), &mut beside);
                    (!agrees).then(|| (RowErrorCode::Contradiction, contradiction(column)))
                }
            };
            if let Some((code, wrong)) = wrong {
                self.error(place, Some(&column.name), code, wrong);
            }
        }
        let Some(mut demand) = demand else { return };
        self.lay_beside(place, &mut demand, beside);
        self.proposal.demands.push(demand);
    }

    /// Lays what a cell says over the proposal; gives whether it agrees with what is there.
    fn patch(&mut self, patch: &Patch, demand: Option<&mut Demand>, beside: &mut Beside) -> bool {
        match patch {
            Patch::Unknown => true,
            Patch::Header(header) => overlay::header(&mut self.proposal, header),
            Patch::Issuers(organs) => self.issuers(organs),
            Patch::Support(support) => {
                overlay::support(beside.support.get_or_insert_with(Support::default), support)
            }
            Patch::Basis(basis) => match &beside.basis {
                None => {
                    beside.basis = Some(basis.clone());
                    true
                }
                Some(known) => known == basis,
            },
            Patch::BasisPart(part) => {
                overlay::basis(beside.part.get_or_insert_with(LegalBasis::default), part)
            }
            Patch::ApprovalPart(part) => {
                overlay::approval(self.approval.get_or_insert_with(Approval::default), part)
            }
            Patch::Body(body) => demand.is_none_or(|demand| demand.body.overlay(body)),
            Patch::Fact(path, stated) => {
                let Some(demand) = demand else { return true };
                match demand.facts.get(path) {
                    Some(known) => known == stated,
                    None => {
                        demand.facts.insert(path.clone(), stated.clone());
                        true
                    }
                }
            }
        }
    }

    /// Takes in a field of each issuer; the columns of issuers must name equally many.
    fn issuers(&mut self, organs: &[Organ]) -> bool {
        match &mut self.issuers {
            None => {
                self.issuers = Some((organs.to_vec(), organs.len()));
                true
            }
            Some((known, count)) => {
                let mut agrees = *count == organs.len();
                for (known, organ) in known.iter_mut().zip(organs) {
                    agrees &= overlay::organ(known, organ);
                }
                agrees
            }
        }
    }

    /// Lays a row's bases and support over the header, or over the demand where they differ.
    fn lay_beside(&mut self, place: usize, demand: &mut Demand, beside: Beside) {
        let Beside {
            support,
            mut basis,
            part,
        } = beside;
        if let Some(part) = part {
            match &basis {
                None => basis = Some(vec![part]),
                Some(_) => self.both(place, "basis", "basis.rank"),
            }
        }
        if self.proposal.demands.is_empty() && place == self.first {
            self.proposal.basis = basis;
            self.proposal.support = support;
            return;
        }
        if basis.is_some() && basis != self.proposal.basis {
            demand.basis = basis;
        }
        if support.is_some() && support != self.proposal.support {
            demand.support = support;
        }
    }

    fn both(&mut self, place: usize, list: &str, part: &str) {
        let column = self.decoded.layout.column_of(part).cloned();
        let wrong = Wrong::both(list, part);
        self.error(place, column.as_ref(), RowErrorCode::Contradiction, wrong);
    }

    fn error(&mut self, place: usize, column: Option<&SmolStr>, code: RowErrorCode, wrong: Wrong) {
        let row = self.decoded.block.row(place);
        self.errors.push(RowError::new(row, column, code, wrong));
    }

    fn finish(mut self) -> Result<Proposal, Vec<RowError>> {
        if let Some((organs, _)) = self.issuers.take() {
            self.proposal.issuer = Some(Issuer::new(organs));
        }
        if let Some(approval) = self.approval.take() {
            match &self.proposal.approvals {
                None => self.proposal.approvals = Some(vec![approval]),
                Some(_) => self.both(self.first, "approvals", "approval.act"),
            }
        }
        let count = self.proposal.demands.len();
        let acts = self.proposal.approvals.iter().flatten();
        let beyond = acts
            .filter_map(|act| act.demands.as_ref())
            .flatten()
            .find(|demand| **demand >= count);
        if let Some(beyond) = beyond
            && self.errors.is_empty()
        {
            let wrong = Wrong::new(
                format!(
                    "there is no demand {beyond}, the last one is {}",
                    count.saturating_sub(1)
                ),
                format!("没有第{beyond}项诉求（序号从0起）"),
            );
            let column = self.decoded.layout.column_of("approvals");
            self.error(self.first, column, RowErrorCode::WrongValue, wrong);
        }
        match self.errors.is_empty() {
            true => Ok(self.proposal),
            false => Err(self.errors),
        }
    }
}

fn contradiction(column: &Column) -> Wrong {
    if column
        .fields
        .iter()
        .any(|field| field.path.starts_with("issuer."))
    {
        return Wrong::new(
            "the value contradicts an earlier row of the same proposal, or another column, or names \
             not as many issuers as the other columns do",
            "与同一申请前一行或同一行另一列不一致，或所列派交单位的数目与其他栏不同",
        );
    }
    match column.is_of_demand {
        true => Wrong::new(
            "the value contradicts another column of the same row",
            "与同一行另一列不一致",
        ),
        false => Wrong::new(
            "the value contradicts an earlier row of the same proposal, or another column of the \
             same row; leave it null or give the rows ids of their own",
            "与同一申请前一行或同一行另一列不一致；请留空，或为各行填写不同的申请编号",
        ),
    }
}
