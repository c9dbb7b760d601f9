//! Proposals drawn at random, over every fact of the vocabulary.

use serde_json::{Map, Value as Json, json};
use zhunru::model::{Act, AdminLevel, ApprovalOutcome, Coded, DemandType, OrganKind};
use zhunru::vocabulary::{Fact, FactKind, FactOrigin, FactPlace, Unit};

use crate::ENGINE;

/// Numbers that follow from a seed.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Draw(seed)
    }

    /// The next number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    fn code<T: Coded>(&mut self) -> Json {
        json!(self.pick(T::ALL).code())
    }
}

/// One row: a demand, and what is stated of each fact by path.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) demand: DemandType,
    pub(crate) stated: Map<String, Json>,
}

/// A proposal of one row or several.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) id: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// How proposals state acts on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acts {
    /// As a list.
    Listed,
    /// One act at most, in columns of its own.
    Flat,
}

/// Draws a proposal for a village with this code.
pub(crate) fn proposal(draw: &mut Draw, number: usize, village: Option<&str>, acts: Acts) -> Drawn {
    let count = match draw.chance(70) {
        true => 1,
        false => 2 + draw.below(2),
    };
    let given = match draw.chance(50) {
        // Where hardly anything is unknown, rows can be decided by columns.
        true => Given {
            known: 97 + draw.below(4),
            most_entries: 1,
            acts,
        },
        false => Given {
            known: 60 + draw.below(40),
            most_entries: 3,
            acts,
        },
    };
    let first = row(draw, village, given, None);
    let mut rows = vec![first.clone()];
    rows.extend((1..count).map(|_| row(draw, village, given, Some(&first))));
    let id = (count > 1 || draw.chance(60)).then(|| format!("P-{number}"));
    Drawn { id, rows }
}

/// Draws proposals of one row each that state every fact alike, but for those that are looked at together:
/// acts on record with the level of the issuer and the day, and a sign with those that hang.
pub(crate) fn varied(
    draw: &mut Draw,
    count: usize,
    village: Option<&str>,
    acts: Acts,
) -> Vec<Drawn> {
    const VARIED: [&str; 5] = [
        "approvals",
        "issuer.level",
        "submitted_on",
        "signboard.name",
        "village.signboards",
    ];
    let given = Given {
        known: 100,
        most_entries: 2,
        acts,
    };
    let first = row(draw, village, given, None);
    let others = (0..count).map(|number| {
        let mut own = row_of(draw, first.demand, village, given, None);
        for (path, value) in &mut own.stated {
            if !VARIED.contains(&path.as_str())
                && let Some(known) = first.stated.get(path)
            {
                value.clone_from(known);
            }
        }
        let id = draw.chance(60).then(|| format!("P-{number}"));
        Drawn {
            id,
            rows: vec![own],
        }
    });
    others.collect()
}

/// How much is given of proposals.
#[derive(Clone, Copy)]
struct Given {
    /// The percent of facts that are known.
    known: usize,
    /// Acts on record and entries of stock are fewer than this.
    most_entries: usize,
    acts: Acts,
}

fn row(draw: &mut Draw, village: Option<&str>, given: Given, first: Option<&Row>) -> Row {
    let demand = *draw.pick(DemandType::ALL);
    row_of(draw, demand, village, given, first)
}

fn row_of(
    draw: &mut Draw,
    demand: DemandType,
    village: Option<&str>,
    given: Given,
    first: Option<&Row>,
) -> Row {
    let mut stated = Map::new();
    for fact in ENGINE.vocabulary().facts() {
        let of_row = fact.place != FactPlace::Header
            || fact.path == "basis"
            || fact.path.starts_with("support.");
        if !fact.on.contains(demand)
            || !matches!(fact.origin, FactOrigin::BuiltIn | FactOrigin::Pack(_))
        {
            continue;
        }
        let value = match (first, of_row) {
            (Some(first), false) => {
                // What holds of all rows stands in later ones too, or is left out.
                let value = first.stated.get(fact.path.as_str()).cloned();
                value.filter(|_| draw.chance(50))
            }
            _ if fact.path == "submitted_on" => Some(json!(draw.pick(&[
                "2024-03-04",
                "2024-03-04",
                "2024-05-02"
            ]))),
            _ => draw.chance(given.known).then(|| value(draw, fact, given)),
        };
        if let Some(value) = value {
            stated.insert(fact.path.to_string(), value);
        }
    }
    if let (Some(code), None) = (village, first) {
        stated.insert("village.code".into(), json!(code));
        stated.insert("village.name".into(), json!("下洪村"));
    }
    Row { demand, stated }
}

fn value(draw: &mut Draw, fact: &Fact, given: Given) -> Json {
    if fact.allows_none && draw.chance(5) {
        return json!("none");
    }
    match &fact.kind {
        FactKind::Boolean => json!(draw.chance(50)),
        FactKind::Enumeration { values, .. } => json!(draw.pick(values).code),
        FactKind::Integer => json!(draw.pick(&[0, 1, 2, 3, 4, 9, 12, 100, 4_999, 5_000, 5_001])),
        FactKind::Decimal if fact.unit == Some(Unit::Share) => {
            json!(draw.pick(&["0", "0.5", "0.51", "1"]))
        }
        FactKind::Decimal => json!(draw.pick(&["0", "0.5", "9999.99", "10000", "20000"])),
        FactKind::Date => {
            json!(draw.pick(&["2024-02-29", "2024-03-04", "2024-03-06", "2023-01-01"]))
        }
        FactKind::Text => json!(draw.pick(&["禹会区民政局", "某局", "办公室"])),
        FactKind::Item => item(draw),
        FactKind::Approvals => {
            let count = match given.acts {
                Acts::Listed => draw.below(given.most_entries),
                Acts::Flat => 1,
            };
            Json::Array((0..count).map(|_| approval(draw)).collect())
        }
        FactKind::List { fields, stock } => {
            let count = match stock {
                true => draw.below(given.most_entries + 1),
                false => draw.below(3),
            };
            let entries = (0..count).map(|_| match fields.as_slice() {
                [code] if code.name.is_empty() => json!(draw.pick(code.kind.allowed_values()).code),
                fields => {
                    let mut entry = Map::new();
                    for field in fields {
                        if draw.chance(25) {
                            continue;
                        }
                        let value = match &field.kind {
                            FactKind::Boolean => json!(draw.chance(50)),
                            FactKind::Item => item(draw),
                            FactKind::Text => json!(draw.pick(&["禹发〔2024〕3号", "某通知"])),
                            kind => json!(draw.pick(kind.allowed_values()).code),
                        };
                        entry.insert(field.name.to_string(), value);
                    }
                    Json::Object(entry)
                }
            });
            Json::Array(entries.collect())
        }
    }
}

/// An entry of some list, or what is on none.
fn item(draw: &mut Draw) -> Json {
    let packs: Vec<_> = ENGINE.packs().collect();
    let lists = &draw.pick(&packs).lists;
    if lists.is_empty() || draw.chance(40) {
        return json!(draw.pick(&["未列入的事项", "为民服务大厅", "周报表", "整治办公室"]));
    }
    match draw.pick(lists).entries() {
        [] => json!("人居环境整治"),
        entries => json!(draw.pick(entries).name),
    }
}

fn approval(draw: &mut Draw) -> Json {
    let mut act = Map::new();
    act.insert("act".into(), draw.code::<Act>());
    if draw.chance(90) {
        let mut by = Map::new();
        by.insert("level".into(), draw.code::<AdminLevel>());
        by.insert("kind".into(), draw.code::<OrganKind>());
        act.insert("by".into(), Json::Object(by));
    }
    if draw.chance(80) {
        act.insert(
            "on".into(),
            json!(draw.pick(&["2024-02-20", "2024-03-04", "2024-05-01"])),
        );
    }
    if draw.chance(80) {
        act.insert(
            "number".into(),
            json!(draw.pick(&["禹发〔2024〕3号", "none"])),
        );
    }
    if draw.chance(90) {
        act.insert("outcome".into(), draw.code::<ApprovalOutcome>());
    }
    if draw.chance(20) {
        let ends = ["2024-03-01", "2024-03-04", "2025-01-01", "none"];
        act.insert("ends_on".into(), json!(draw.pick(&ends)));
    }
    Json::Object(act)
}

/// The proposal in the interchange form.
pub(crate) fn interchange(drawn: &Drawn) -> Json {
    let mut proposal = Map::new();
    if let Some(id) = &drawn.id {
        proposal.insert("id".into(), json!(id));
    }
    let mut demands = Vec::new();
    for (number, row) in drawn.rows.iter().enumerate() {
        let mut demand = Map::new();
        demand.insert("type".into(), json!(row.demand.code()));
        for (path, value) in &row.stated {
            let place = ENGINE.vocabulary().fact(path).map(|fact| fact.place);
            let own = path == "basis" || path.starts_with("support.");
            match place {
                Some(FactPlace::Demand) => {
                    let name = path.rsplit('.').next().unwrap();
                    demand.insert(name.to_owned(), value.clone());
                }
                Some(FactPlace::Facts) => {
                    let facts = demand.entry("facts").or_insert_with(|| json!({}));
                    facts[path] = value.clone();
                }
                _ if number > 0 && own => put(&mut demand, path, value),
                _ if number > 0 => {}
                _ => put(&mut proposal, path, value),
            }
        }
        // What a row says as the first does holds of the header.
        for part in ["basis", "support"] {
            if demand
                .get(part)
                .is_some_and(|own| proposal.get(part) == Some(own))
            {
                demand.remove(part);
            }
        }
        demands.push(Json::Object(demand));
    }
    proposal.insert("demands".into(), Json::Array(demands));
    Json::Object(proposal)
}

/// Puts a value at a path of objects.
fn put(object: &mut Map<String, Json>, path: &str, value: &Json) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value.clone());
        }
        Some((part, rest)) => {
            let inner = object.entry(part).or_insert_with(|| json!({}));
            put(inner.as_object_mut().unwrap(), rest, value);
        }
    }
}
