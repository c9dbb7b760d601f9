//! A proposal in the making: its rows, one after the other.

use std::sync::Arc;

use smol_str::SmolStr;
use zhunru::json::{Json, Object};
use zhunru::model::{DemandType, Proposal};

use super::Reading;
use super::assemble;
use super::layout::{Column, Layout};
use super::origins::Origins;
use crate::columns as cells;
use crate::columns::Choice;
use crate::columns::Wrong;
use crate::columns::{Field, Scope};
use crate::fault::{At, Fault};
use crate::incoming::{Fields, Incoming, Origin, Received};
use crate::sheet::SheetRow;

/// A proposal of which at least one row was read.
#[derive(Debug)]
pub(super) struct Draft {
    file: Arc<str>,
    /// The number by which rows belong together, as it stands in the table.
    pub(super) id: Option<SmolStr>,
    pub(super) header: Object,
    /// The fields of an act on record that stand in columns of their own.
    pub(super) approval_parts: Object,
    pub(super) demands: Vec<DraftDemand>,
    pub(super) origins: Origins,
    faults: Vec<Fault>,
}

/// What one row says of its demand.
#[derive(Debug, Default)]
pub(super) struct DraftDemand {
    pub(super) fields: Object,
    pub(super) facts: Object,
    pub(super) basis: Option<Json>,
    /// The fields of a basis that stand in columns of their own.
    pub(super) basis_parts: Object,
    /// By the path behind `support.`.
    pub(super) support: Object,
}

impl Draft {
    /// A proposal that begins with a row of the file.
    pub(super) fn new(
        file: &Arc<str>,
        id: Option<SmolStr>,
        layout: &Layout,
        row: &SheetRow,
    ) -> Self {
        let first = layout.row(row);
        Draft {
            file: Arc::clone(file),
            id,
            header: Object::default(),
            approval_parts: Object::default(),
            demands: Vec::new(),
            origins: Origins::new(first),
            faults: Vec::new(),
        }
    }

    /// Takes in the next row.
    pub(super) fn add(&mut self, reading: &Reading, layout: &Layout, row: &SheetRow) {
        let number = self.demands.len();
        self.demands.push(DraftDemand::default());
        let demand = self.demand_type(reading, layout, row, number);
        for column in &layout.columns {
            self.cell(reading, layout, row, column, number, demand);
        }
    }

    fn demand_type(
        &mut self,
        reading: &Reading,
        layout: &Layout,
        row: &SheetRow,
        number: usize,
    ) -> Option<DemandType> {
        let column = layout.type_column()?;
        let at = layout.cell(row, column);
        self.origins.put(format!("demands[{number}]"), at.clone());
        self.origins
            .put(format!("demands[{number}].type"), at.clone());
        let cell = row.cell(column.index);
        if cell.is_blank() {
            let wrong = Wrong::new("the type of the demand is missing", "缺少诉求类型");
            self.fault(at, &wrong_type(wrong, &reading.types));
            return None;
        }
        let code = match cells::choose(cell.to_string().trim(), &reading.types) {
            Ok(code) => code,
            Err(wrong) => {
                self.fault(at, &wrong);
                return None;
            }
        };
        let draft = self.demands.get_mut(number)?;
        draft
            .fields
            .insert("type".into(), cells::text(code.clone()));
        <DemandType as zhunru::model::Coded>::from_code(&code)
    }

    fn cell(
        &mut self,
        reading: &Reading,
        layout: &Layout,
        row: &SheetRow,
        column: &Column,
        number: usize,
        demand: Option<DemandType>,
    ) {
        let cell = row.cell(column.index);
        let at = || layout.cell(row, column);
        let field = match reading.field(column, demand) {
            Ok(Some(field)) => field,
            Ok(None) => return,
            Err(wrong) => {
                if !cell.is_blank() {
                    self.fault(at(), &wrong);
                }
                return;
            }
        };
        if demand.is_none() && matches!(field.scope, Scope::Demand | Scope::Facts) {
            return;
        }
        let value = if cell.is_blank() {
            let first = number == 0 || matches!(field.scope, Scope::Demand | Scope::Facts);
            match first && field.form.is_list() && reading.blank_means_none.contains(&field.path) {
                true => Json::Array(Vec::new()),
                false => return,
            }
        } else {
            match cells::read(cell, field, column.unit.as_deref()) {
                Ok(value) => value,
                Err(wrong) => {
                    self.fault(at(), &wrong);
                    return;
                }
            }
        };
        self.put(field, value, number, at());
    }

    /// Puts a value where its field belongs.
    fn put(&mut self, field: &Field, value: Json, number: usize, at: At) {
        let Some(demand) = self.demands.get_mut(number) else {
            return;
        };
        let name = field.path.rsplit('.').next().unwrap_or(&field.path);
        let (known, path) = match field.scope {
            Scope::Header => {
                let known = self.header.entry(field.path.clone());
                (
                    known.or_insert_with(|| value.clone()),
                    field.path.to_string(),
                )
            }
            Scope::Support => {
                let part = field.path.strip_prefix("support.").unwrap_or(&field.path);
                let known = demand.support.entry(part.into());
                let path = format!("demands[{number}].{}", field.path);
                self.origins.put(field.path.as_str(), at.clone());
                (known.or_insert_with(|| value.clone()), path)
            }
            Scope::Basis => {
                self.origins.put("basis", at.clone());
                let known = demand.basis.get_or_insert_with(|| value.clone());
                (known, format!("demands[{number}].basis"))
            }
            Scope::BasisPart => {
                self.origins.put("basis", at.clone());
                let known = demand.basis_parts.entry(name.into());
                let path = format!("demands[{number}].basis[0].{name}");
                (known.or_insert_with(|| value.clone()), path)
            }
            Scope::ApprovalPart => {
                let name = field.path.strip_prefix("approval.").unwrap_or(&field.path);
                self.origins.put("approvals", at.clone());
                let known = self.approval_parts.entry(name.into());
                (
                    known.or_insert_with(|| value.clone()),
                    format!("approvals[0].{name}"),
                )
            }
            Scope::Demand => {
                let known = demand.fields.entry(name.into());
                let path = format!("demands[{number}].{name}");
                (known.or_insert_with(|| value.clone()), path)
            }
            Scope::Facts => {
                let known = demand.facts.entry(field.path.clone());
                let path = format!("demands[{number}].facts.{}", field.path);
                (known.or_insert_with(|| value.clone()), path)
            }
        };
        if *known != value {
            let wrong = contradiction(field, known, &value);
            self.fault(at, &wrong);
            return;
        }
        self.origins.put(path, at);
    }

    fn fault(&mut self, at: At, wrong: &Wrong) {
        self.faults.push(Fault::new(
            &self.file,
            at,
            wrong.en.clone(),
            wrong.zh.clone(),
        ));
    }

    /// The proposal, or what is wrong with it.
    pub(super) fn finish(mut self) -> Incoming {
        let value = match assemble::proposal(&self) {
            Ok(value) => value,
            Err((path, wrong)) => {
                let at = self.origins.at(path);
                self.fault(at, &wrong);
                return Incoming::Faulty(self.faults);
            }
        };
        match Proposal::from_value(&value) {
            Ok(proposal) if self.faults.is_empty() => Incoming::Proposal(Box::new(Received {
                proposal,
                origin: Origin {
                    file: self.file,
                    fields: Fields::Table(self.origins),
                },
            })),
            Ok(_) => Incoming::Faulty(self.faults),
            Err(errors) => {
                for error in errors.errors() {
                    // A cell of which the value was refused is missing here, which was told.
                    if error.code == "missing-field" && !self.faults.is_empty() {
                        continue;
                    }
                    let at = self.origins.at(&error.path);
                    self.faults.push(Fault::of_input(&self.file, at, error));
                }
                Incoming::Faulty(self.faults)
            }
        }
    }
}

fn wrong_type(mut wrong: Wrong, types: &Choice) -> Wrong {
    let labels: Vec<&str> = types.values.iter().map(|value| value.label.zh()).collect();
    let labels = labels.join("、");
    wrong.en.push_str(&format!("; allowed are {labels}"));
    wrong.zh.push_str(&format!("；可填：{labels}"));
    wrong
}

fn contradiction(field: &Field, known: &Json, value: &Json) -> Wrong {
    let shown = |value: &Json| match value {
        Json::Text(text) => text.clone(),
        other => serde_json::to_string(other).map_or_else(|_| SmolStr::default(), SmolStr::from),
    };
    let (known, value) = (shown(known), shown(value));
    match field.scope {
        Scope::Header | Scope::ApprovalPart => Wrong::new(
            format!(
                "`{value}` contradicts `{known}` of an earlier row of the same proposal; leave the \
                 cell blank or give the rows numbers of their own"
            ),
            format!(
                "“{value}”与同一申请前一行的“{known}”不一致；请留空，或为各行填写不同的申请编号"
            ),
        ),
        _ => Wrong::new(
            format!("`{value}` contradicts `{known}` in another column of the same row"),
            format!("“{value}”与同一行另一列的“{known}”不一致"),
        ),
    }
}
