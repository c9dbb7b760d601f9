//! Which column of a table holds what.

use arrow_schema::{DataType, Field as ArrowField, Schema, TimeUnit};
use smol_str::SmolStr;
use zhunru::model::{Coded, DemandType};

use super::TableError;
use super::report::{ColumnReport, FoundColumn, IgnoredColumn};
use crate::columns::{Columns, Content, Field, Form, Scope, Wrong};
use crate::sheet::normalise_heading;

/// The columns of a table that are read.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The place of the column of ids.
    pub(crate) id: Option<usize>,
    /// The place of the column of demand types.
    pub(crate) demand_type: Option<usize>,
    /// The columns of facts.
    pub(crate) columns: Vec<Column>,
    /// What became of all columns.
    pub(crate) report: ColumnReport,
    /// The names of all columns.
    names: Vec<SmolStr>,
}

/// A column of facts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its place in the batches.
    pub(crate) place: usize,
    /// Its name.
    pub(crate) name: SmolStr,
    /// What stood in brackets at the name's end: a unit.
    pub(crate) unit: Option<String>,
    /// The fields that it may hold.
    pub(crate) fields: Vec<Field>,
    /// For each demand type, by its number, which of the fields it has.
    by_type: Vec<Option<usize>>,
    /// Whether it speaks of the demand alone, so that what its cells mean hangs on the type.
    pub(crate) is_of_demand: bool,
    /// Why its Arrow type cannot hold its facts.
    pub(crate) problem: Option<Wrong>,
}

impl Layout {
    /// Whether cells of a table are read as by another layout of it.
    pub(crate) fn reads_alike(&self, other: &Layout) -> bool {
        self.id == other.id
            && self.demand_type == other.demand_type
            && self.columns == other.columns
    }

    /// Finds the columns of a schema.
    ///
    /// # Errors
    /// When there is no column of demand types and none is said for the whole table, or the ids or
    /// types are of an Arrow type that cannot hold them, without which no row could be decided.
    pub(crate) fn of(
        schema: &Schema,
        known: &Columns,
        demand_type: Option<DemandType>,
    ) -> Result<Self, TableError> {
        let mut layout = Layout {
            id: None,
            demand_type: None,
            columns: Vec::new(),
            report: ColumnReport::default(),
            names: schema
                .fields()
                .iter()
                .map(|one| one.name().into())
                .collect(),
        };
        for (place, field) in schema.fields().iter().enumerate() {
            layout.add(place, field, known)?;
        }
        if layout.demand_type.is_none() && demand_type.is_none() {
            return Err(TableError::NoTypeColumn {
                found: layout.names.iter().map(SmolStr::to_string).collect(),
            });
        }
        Ok(layout)
    }

    fn add(&mut self, place: usize, arrow: &ArrowField, known: &Columns) -> Result<(), TableError> {
        let name = SmolStr::from(arrow.name());
        let heading = normalise_heading(&name);
        let of = |text: &str| known.content(text);
        let content = of(&heading.full).or_else(|| of(heading.bare.as_deref()?));
        let fields = match content {
            None => {
                let nearest = known.nearest(&heading.full).map(str::to_owned);
                self.ignored(name, nearest);
                return Ok(());
            }
            Some(Content::ReadOver) => {
                self.ignored(name, None);
                return Ok(());
            }
            Some(Content::Type) => {
                if self.demand_type.is_some() {
                    self.ignored(name, None);
                    return Ok(());
                }
                is_readable(&name, text_problem(arrow.data_type()))?;
                self.demand_type = Some(place);
                self.found(name, vec!["type".into()], None);
                return Ok(());
            }
            Some(Content::Item) => item_fields(known),
            Some(Content::Fields(fields)) => fields,
        };
        if fields.iter().any(|field| field.path == "id") {
            if self.id.is_some() {
                self.ignored(name, None);
                return Ok(());
            }
            is_readable(&name, problem(&fields, arrow.data_type()))?;
            self.id = Some(place);
            self.found(name, vec!["id".into()], None);
            return Ok(());
        }
        let by_type = DemandType::ALL.iter().map(|one| {
            let mut fields = fields.iter();
            fields.position(|field| field.on.contains(*one))
        });
        let column = Column {
            place,
            unit: heading.unit,
            by_type: by_type.collect(),
            is_of_demand: fields
                .iter()
                .any(|field| matches!(field.scope, Scope::Demand | Scope::Facts)),
            problem: problem(&fields, arrow.data_type()),
            name: name.clone(),
            fields,
        };
        let paths = column.fields.iter().map(|field| field.path.clone());
        self.found(name, paths.collect(), column.problem.clone());
        self.columns.push(column);
        Ok(())
    }

    fn ignored(&mut self, name: SmolStr, nearest: Option<String>) {
        self.report.ignored.push(IgnoredColumn { name, nearest });
    }

    fn found(&mut self, name: SmolStr, paths: Vec<SmolStr>, problem: Option<Wrong>) {
        self.report.found.push(FoundColumn {
            name,
            paths,
            problem: problem.map(|wrong| wrong.en),
        });
    }

    /// The name of the column at a place.
    pub(crate) fn name(&self, place: usize) -> Option<&SmolStr> {
        self.names.get(place)
    }

    /// The column that states the field with a JSON path inside of a proposal.
    pub(crate) fn column_of(&self, path: &str) -> Option<&SmolStr> {
        let path = match path.strip_prefix("demands[") {
            Some(rest) => rest.split_once("].").map_or("", |(_, rest)| rest),
            None => path,
        };
        let path = path.strip_prefix("facts.").unwrap_or(path);
        let plain: &str = path.split('[').next().unwrap_or(path);
        let states = |field: &Field| {
            let name = field.path.rsplit('.').next().unwrap_or_default();
            field.path == path
                || field.path == plain
                || (field.scope == Scope::Demand && name == plain)
                || (plain == "basis" && field.scope == Scope::BasisPart)
                || (plain == "approvals" && field.scope == Scope::ApprovalPart)
        };
        let found = self
            .columns
            .iter()
            .find(|column| column.fields.iter().any(states));
        found.map(|column| &column.name)
    }
}

impl Column {
    /// The field that a demand of a type has in this column.
    pub(crate) fn field(&self, demand: DemandType) -> Option<&Field> {
        let place = self.by_type.get(demand as usize).copied().flatten()?;
        self.fields.get(place)
    }

    /// Among how many meanings of a cell the column tells apart.
    pub(crate) fn slots(&self) -> usize {
        match self.is_of_demand {
            true => DemandType::ALL.len(),
            false => 1,
        }
    }
}

/// The fields that hold the item of a demand, one for each type that has one.
fn item_fields(known: &Columns) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for demand in DemandType::ALL {
        let field = demand.item_path().and_then(|path| known.field(path));
        if let Some(field) = field
            && fields.iter().all(|other| other.path != field.path)
        {
            fields.push(field.clone());
        }
    }
    fields
}

/// Why a type cannot hold any of the fields.
fn problem(fields: &[Field], found: &DataType) -> Option<Wrong> {
    let fits = |field: &Field| holds(&field.form, found);
    if fields.iter().any(fits) {
        return None;
    }
    Some(wrong_type(found, wanted(&fields.first()?.form)))
}

fn text_problem(found: &DataType) -> Option<Wrong> {
    (!is_text(found)).then(|| wrong_type(found, "strings"))
}

fn wrong_type(found: &DataType, wanted: &str) -> Wrong {
    Wrong::new(
        format!("the column has the type {found}; expected {wanted}"),
        format!("该列的类型是 {found}，应为 {wanted}"),
    )
}

fn is_readable(name: &SmolStr, problem: Option<Wrong>) -> Result<(), TableError> {
    match problem {
        None => Ok(()),
        Some(Wrong { en, zh }) => Err(TableError::WrongType {
            column: name.to_string(),
            message: en,
            message_zh: zh,
        }),
    }
}

/// Whether a type holds texts, plain or by dictionary, or nothing but nulls.
fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Whether cells of an Arrow type may hold values of a form.
fn holds(form: &Form, found: &DataType) -> bool {
    if is_text(found) {
        return true;
    }
    if let DataType::Dictionary(_, values) = found {
        return holds(form, values);
    }
    let number = found.is_integer() || is_decimal(found);
    let date = matches!(
        found,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None)
    );
    match form {
        Form::Boolean => *found == DataType::Boolean,
        Form::Integer | Form::Decimal { .. } => number || found.is_floating(),
        Form::Identifier => found.is_integer(),
        Form::Date => date,
        Form::Texts | Form::Choices(_) => element(found).is_some_and(is_text),
        Form::Basis(_) | Form::Approvals(_) | Form::Stock(_) => {
            matches!(element(found), Some(DataType::Struct(_)))
        }
        Form::Enumeration(_) | Form::Text => false,
    }
}

/// The type of a list's elements.
pub(crate) fn element(found: &DataType) -> Option<&DataType> {
    match found {
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::FixedSizeList(field, _)
        | DataType::ListView(field)
        | DataType::LargeListView(field) => Some(field.data_type()),
        _ => None,
    }
}

fn is_decimal(found: &DataType) -> bool {
    matches!(
        found,
        DataType::Decimal32(..)
            | DataType::Decimal64(..)
            | DataType::Decimal128(..)
            | DataType::Decimal256(..)
    )
}

/// The types that may hold values of a form, in words.
fn wanted(form: &Form) -> &'static str {
    match form {
        Form::Boolean => "booleans or strings",
        Form::Integer | Form::Decimal { .. } => "numbers or strings",
        Form::Identifier => "strings or integers",
        Form::Date => "dates, timestamps without a time zone, or strings",
        Form::Texts | Form::Choices(_) => "strings or lists of strings",
        Form::Basis(_) | Form::Approvals(_) | Form::Stock(_) => "strings or lists of structs",
        Form::Enumeration(_) | Form::Text => "strings",
    }
}

/// The unit of a timestamp as so many in a second.
pub(crate) fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}
