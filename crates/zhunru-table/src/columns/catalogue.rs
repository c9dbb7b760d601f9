//! Which column holds what: from headings to fields.

use std::collections::BTreeMap;

use smol_str::SmolStr;
use zhunru::model::{Act, AdminLevel, ApprovalOutcome, BasisRank, DemandTypes, OrganKind};
use zhunru::vocabulary::{Fact, FactOrigin, FactPlace, Vocabulary};

use super::form::{Choice, Form};
use super::headings::{HEADINGS, ITEM, READ_OVER, TYPE};
use crate::sheet::normalise_heading;

/// What a column holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Nothing that is read.
    ReadOver,
    /// The demand's type.
    Type,
    /// The demand's item.
    Item,
    /// A field; several with the same label, of which each demand type has one at most.
    Fields(Vec<Field>),
}

/// A field of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its path: that of the fact, or that in the interchange form.
    pub(crate) path: SmolStr,
    /// How its cells are read.
    pub(crate) form: Form,
    /// Whether it may be stated that there is none.
    pub(crate) allows_none: bool,
    /// What it speaks of.
    pub(crate) scope: Scope,
    /// The demand types that have it.
    pub(crate) on: DemandTypes,
}

/// What a field speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The proposal.
    Header,
    /// The support of the proposal or of one demand.
    Support,
    /// The legal bases of the proposal or of one demand.
    Basis,
    /// One field of the only legal basis of the proposal or of one demand.
    BasisPart,
    /// One field of the only act on record.
    ApprovalPart,
    /// The demand, in a field of its own.
    Demand,
    /// The demand, in its further facts.
    Facts,
}

/// All columns that a table may have.
#[derive(Debug)]
pub(crate) struct Columns {
    by_path: BTreeMap<SmolStr, Field>,
    /// What a column holds, by its heading in the form for comparison.
    by_heading: BTreeMap<String, Content>,
    /// The names of lists, which state membership for all packs.
    lists: Vec<SmolStr>,
}

impl Columns {
    /// The columns for the facts of a vocabulary.
    pub(crate) fn of(vocabulary: &Vocabulary) -> Self {
        let mut columns = Columns {
            by_path: BTreeMap::new(),
            by_heading: BTreeMap::new(),
            lists: Vec::new(),
        };
        for (path, form) in [
            ("id", Form::Identifier),
            ("title", Form::Text),
            ("village.code", Form::Identifier),
            ("village.name", Form::Text),
            ("village.within", Form::Texts),
        ] {
            let field = header(path, form);
            let content = Content::Fields(vec![field.clone()]);
            columns.by_heading.insert(path.to_owned(), content);
            columns.by_path.insert(path.into(), field);
        }
        for fact in vocabulary.facts() {
            columns.add(fact);
        }
        for (path, form, scope) in parts() {
            let allows_none = !matches!(form, Form::Enumeration(_) | Form::Boolean);
            let field = Field {
                scope,
                allows_none,
                ..header(path, form)
            };
            let content = Content::Fields(vec![field.clone()]);
            columns.by_heading.insert(path.to_owned(), content);
            columns.by_path.insert(path.into(), field);
        }
        // A heading of the table of headings stands before a label.
        for (content, headings) in HEADINGS {
            let content = match *content {
                READ_OVER => Content::ReadOver,
                TYPE => Content::Type,
                ITEM => Content::Item,
                path => match columns.by_path.get(path) {
                    Some(field) => Content::Fields(vec![field.clone()]),
                    None => continue,
                },
            };
            for heading in *headings {
                let key = comparable(&normalise_heading(heading).full);
                columns.by_heading.insert(key, content.clone());
            }
        }
        columns
    }

    fn add(&mut self, fact: &Fact) {
        let field = field_of(fact);
        if let FactOrigin::List { list, .. } = &fact.origin
            && !self.lists.contains(list)
        {
            self.lists.push(list.clone());
        }
        for heading in [
            Some(fact.path.as_str()),
            Some(fact.label.zh()),
            fact.label.en(),
        ] {
            let key = comparable(&normalise_heading(heading.unwrap_or_default()).full);
            if key.is_empty() {
                continue;
            }
            match self.by_heading.get_mut(&key) {
                None => {
                    self.by_heading
                        .insert(key, Content::Fields(vec![field.clone()]));
                }
                Some(Content::Fields(fields)) => {
                    // Among the fields of one label each demand type must find one only.
                    let free = fields.iter().all(|other| other.on.and(field.on).is_empty());
                    if free {
                        fields.push(field.clone());
                    }
                }
                Some(_) => {}
            }
        }
        self.by_path.insert(fact.path.clone(), field);
    }

    /// What a column with this heading holds; the heading is one that was made comparable.
    pub(crate) fn content(&self, heading: &str) -> Option<Content> {
        let key = comparable(heading);
        if let Some(content) = self.by_heading.get(&key) {
            return Some(content.clone());
        }
        let list = key.strip_prefix("listed.")?;
        self.lists.iter().find(|known| *known == list)?;
        Some(Content::Fields(vec![Field {
            form: Form::Boolean,
            scope: Scope::Facts,
            ..header(&key, Form::Boolean)
        }]))
    }

    /// The field with this path.
    pub(crate) fn field(&self, path: &str) -> Option<&Field> {
        self.by_path.get(path)
    }

    /// The path of the list that a column with this heading holds.
    pub(crate) fn list_path(&self, heading: &str) -> Option<SmolStr> {
        match self.content(&normalise_heading(heading).full)? {
            Content::Fields(fields) => {
                let mut lists = fields.into_iter().filter(|field| field.form.is_list());
                lists.next().map(|field| field.path)
            }
            _ => None,
        }
    }

    /// The heading nearest to an unknown one.
    pub(crate) fn nearest(&self, heading: &str) -> Option<&str> {
        let key = comparable(heading);
        zhunru::diagnostic::nearest(&key, self.by_heading.keys().map(String::as_str))
    }
}

/// The fields of a single legal basis and of a single act on record, each in a column of its own.
fn parts() -> [(&'static str, Form, Scope); 13] {
    use Scope::{ApprovalPart, BasisPart};
    let levels = Choice::of::<AdminLevel>;
    [
        (
            "basis.rank",
            Form::Enumeration(Choice::of::<BasisRank>()),
            BasisPart,
        ),
        ("basis.title", Form::Text, BasisPart),
        ("basis.number", Form::Text, BasisPart),
        ("basis.clause", Form::Text, BasisPart),
        ("basis.deployment", Form::Boolean, BasisPart),
        (
            "approval.act",
            Form::Enumeration(Choice::of::<Act>()),
            ApprovalPart,
        ),
        ("approval.by.name", Form::Text, ApprovalPart),
        (
            "approval.by.level",
            Form::Enumeration(levels()),
            ApprovalPart,
        ),
        (
            "approval.by.kind",
            Form::Enumeration(Choice::of::<OrganKind>()),
            ApprovalPart,
        ),
        ("approval.on", Form::Date, ApprovalPart),
        ("approval.number", Form::Text, ApprovalPart),
        (
            "approval.outcome",
            Form::Enumeration(Choice::of::<ApprovalOutcome>()),
            ApprovalPart,
        ),
        ("approval.ends_on", Form::Date, ApprovalPart),
    ]
}

/// A heading without case.
fn comparable(heading: &str) -> String {
    heading.to_lowercase()
}

fn header(path: &str, form: Form) -> Field {
    Field {
        path: path.into(),
        form,
        allows_none: false,
        scope: Scope::Header,
        on: DemandTypes::ALL,
    }
}

fn field_of(fact: &Fact) -> Field {
    let scope = match fact.place {
        FactPlace::Demand => Scope::Demand,
        FactPlace::Facts => Scope::Facts,
        FactPlace::Header if fact.path.starts_with("support.") => Scope::Support,
        FactPlace::Header if fact.path == "basis" => Scope::Basis,
        FactPlace::Header => Scope::Header,
    };
    let form = match fact.path.as_str() {
        // A joint notice has several issuers.
        "issuer.name" => Form::Texts,
        "issuer.level" | "issuer.kind" => match Form::of_fact(fact) {
            Form::Enumeration(choice) => Form::Choices(choice),
            form => form,
        },
        _ => Form::of_fact(fact),
    };
    Field {
        path: fact.path.clone(),
        form,
        allows_none: fact.allows_none,
        scope,
        on: fact.on,
    }
}
