//! Tables decide as their rows do one by one.

use std::cell::Cell;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use arrow_select::concat::concat_batches;
use proptest::prelude::*;
use serde_json::Value as Json;
use zhunru::model::{Coded, Proposal};
use zhunru::vocabulary::{Fact, FactKind};
use zhunru::{Request, Selection};
use zhunru_table::proposals::Reading;
use zhunru_table::{ArrowProposals, Decider, Encoder, Incoming, Options, OutputColumn};

use crate::generated::{Acts, Draw, Drawn, interchange, proposal, varied};
use crate::{ENGINE, all, arrays, reader};

/// Tables for each pack; of some rows each, so fewer than other properties have cases.
pub(crate) fn cases() -> u32 {
    let asked = std::env::var("ZHUNRU_CASES")
        .ok()
        .and_then(|text| text.parse::<u32>().ok());
    (asked.unwrap_or(10_000) / 250).max(1)
}

/// The values of a fact over all rows, in an encoding that may hold them, after a row of nothing
/// that is cut off again.
fn column(draw: &mut Draw, fact: Option<&Fact>, values: &[Option<Json>]) -> ArrayRef {
    let encoding = draw.below(256) as u8;
    let known = || values.iter().flatten();
    let all_numbers = known().all(Json::is_i64);
    let strings = || -> Vec<Option<String>> {
        let text = |value: &Json| match value {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        values
            .iter()
            .map(|value| value.as_ref().map(text))
            .collect()
    };
    let stated_none = known().any(|value| value == "none");
    let lists = || -> Vec<Option<Vec<Json>>> {
        let list = |value: &Json| value.as_array().unwrap().clone();
        values
            .iter()
            .map(|value| value.as_ref().map(list))
            .collect()
    };
    match fact.map(|fact| &fact.kind) {
        _ if stated_none => arrays::texts(&strings(), encoding),
        Some(FactKind::Boolean) => {
            let values = values
                .iter()
                .map(|value| value.as_ref().and_then(Json::as_bool));
            arrays::booleans(&values.collect::<Vec<_>>(), encoding)
        }
        Some(FactKind::Integer) if all_numbers => {
            let values = values
                .iter()
                .map(|value| value.as_ref().and_then(Json::as_i64));
            arrays::integers(&values.collect::<Vec<_>>(), encoding)
        }
        Some(FactKind::Decimal) => arrays::decimals(&strings(), encoding),
        Some(FactKind::Date) => arrays::dates(&strings(), encoding),
        Some(FactKind::Enumeration { values, .. }) => {
            // By code, or by the label that officials write.
            let labels = strings().into_iter().map(|code| {
                let value = values
                    .iter()
                    .find(|value| Some(value.code.as_str()) == code.as_deref());
                match value.filter(|_| draw.chance(50)) {
                    Some(value) => Some(value.label.zh().to_owned()),
                    None => code,
                }
            });
            arrays::texts(&labels.collect::<Vec<_>>(), encoding)
        }
        Some(FactKind::Approvals) => arrays::objects(&lists(), encoding),
        Some(FactKind::List { fields, .. }) => match fields.as_slice() {
            [code] if code.name.is_empty() => {
                let texts = |list: &Vec<Json>| -> Vec<String> {
                    list.iter()
                        .map(|code| code.as_str().unwrap().to_owned())
                        .collect()
                };
                let lists: Vec<Option<Vec<String>>> = lists()
                    .iter()
                    .map(|list| list.as_ref().map(texts))
                    .collect();
                arrays::text_lists(&lists, encoding)
            }
            _ => arrays::objects(&lists(), encoding),
        },
        _ => arrays::texts(&strings(), encoding),
    }
}

/// The columns of the only act on record of each row, by heading, with what they state.
fn columns_of_acts(rows: &[Option<&Json>]) -> Vec<(&'static str, Vec<Option<Json>>)> {
    let field = |path: &str| -> Vec<Option<Json>> {
        let stated = rows.iter().map(|act| {
            let act = (*act)?.as_array()?.first()?;
            path.split('.')
                .try_fold(act, |value, name| value.get(name))
                .cloned()
        });
        [None].into_iter().chain(stated).collect()
    };
    let paths = [
        ("approval.act", "act"),
        ("approval.by.level", "by.level"),
        ("approval.by.kind", "by.kind"),
        ("approval.on", "on"),
        ("approval.number", "number"),
        ("approval.outcome", "outcome"),
        ("approval.ends_on", "ends_on"),
    ];
    let columns = paths
        .into_iter()
        .map(|(heading, path)| (heading, field(path)));
    columns
        .filter(|(_, values)| values.iter().any(Option::is_some))
        .collect()
}

/// The proposals as one batch.
fn table(draw: &mut Draw, decider: &Decider, proposals: &[Drawn], acts: Acts) -> RecordBatch {
    let rows: Vec<_> = proposals
        .iter()
        .flat_map(|one| one.rows.iter().map(|row| (one.id.clone(), row)))
        .collect();
    let ids: Vec<Option<String>> = [None]
        .into_iter()
        .chain(rows.iter().map(|(id, _)| id.clone()))
        .collect();
    let types = rows.iter().map(|(_, row)| {
        let label = match draw.chance(50) {
            true => row.demand.code(),
            false => row.demand.label_zh(),
        };
        Some(label.to_owned())
    });
    let types: Vec<Option<String>> = [None].into_iter().chain(types).collect();
    let mut columns = vec![
        ("id".to_owned(), arrays::texts(&ids, draw.below(256) as u8)),
        (
            "诉求类型".to_owned(),
            arrays::texts(&types, draw.below(256) as u8),
        ),
    ];
    let mut paths: Vec<&String> = rows.iter().flat_map(|(_, row)| row.stated.keys()).collect();
    paths.sort();
    paths.dedup();
    if acts == Acts::Flat {
        paths.retain(|path| *path != "approvals");
        let acts = rows.iter().map(|(_, row)| row.stated.get("approvals"));
        for (heading, values) in columns_of_acts(&acts.collect::<Vec<_>>()) {
            let texts = values
                .iter()
                .map(|value| value.as_ref()?.as_str().map(str::to_owned));
            let texts: Vec<Option<String>> = texts.collect();
            let is_day = ["approval.on", "approval.ends_on"].contains(&heading);
            let array = match is_day && !texts.contains(&Some("none".to_owned())) {
                true => arrays::dates(&texts, draw.below(256) as u8),
                false => arrays::texts(&texts, draw.below(256) as u8),
            };
            columns.push((heading.to_owned(), array));
        }
    }
    for path in paths {
        let fact = ENGINE.vocabulary().fact(path);
        let stated = rows.iter().map(|(_, row)| row.stated.get(path).cloned());
        let values: Vec<Option<Json>> = [None].into_iter().chain(stated).collect();
        let array = column(draw, fact, &values);
        let label = fact.map_or("", |fact| fact.label.zh());
        let by_label = draw.chance(50) && names(decider, label, path);
        let name = if by_label { label } else { path };
        columns.push((name.to_owned(), array));
    }
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    batch.slice(1, rows.len())
}

/// Whether a heading names this fact and no other.
fn names(decider: &Decider, heading: &str, path: &str) -> bool {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let schema = Schema::new(vec![text("type"), text(heading)]);
    let found = decider.columns(&schema).unwrap().found;
    found
        .iter()
        .any(|one| one.name == heading && one.paths == [path])
}

/// The rows that come out when proposals go the single path.
fn one_by_one(decider: &Decider, packs: &Selection, proposals: &[Drawn]) -> RecordBatch {
    let mut encoder = Encoder::new(decider);
    let mut batches = Vec::new();
    for drawn in proposals {
        let text = interchange(drawn).to_string();
        let proposal =
            Proposal::from_json(&text).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
        let mut request = Request::on(proposal.submitted_on.unwrap());
        request.packs = packs.clone();
        let decision = ENGINE
            .decide(&proposal, &request)
            .unwrap_or_else(|error| panic!("{error}\n{text}"));
        batches.extend(encoder.push(&proposal, &decision).unwrap());
    }
    batches.extend(encoder.take().unwrap());
    concat_batches(&decider.schema(), &batches).unwrap()
}

/// The code of a village in a place.
fn village(place: &str) -> String {
    match place.get(6..9) {
        Some(_) => format!("{}201", place.get(..9).unwrap()),
        None => match place.strip_suffix("00") {
            Some(city) => match city.strip_suffix("00") {
                Some(province) => format!("{province}0101100201"),
                None => format!("{city}01100201"),
            },
            None => format!("{place}100201"),
        },
    }
}

/// The columns that come out where rows may be decided by columns.
fn of_verdicts() -> Vec<OutputColumn> {
    let told = OutputColumn::ALL.iter().copied();
    let is_text = |column: &OutputColumn| {
        matches!(
            column,
            OutputColumn::NextStep | OutputColumn::Obligations | OutputColumn::Message
        )
    };
    told.filter(|column| !is_text(column)).collect()
}

/// A table of proposals for one pack, batch by batch, with what it was drawn from and how it is decided.
pub(crate) fn tables(
    draw: &mut Draw,
    pack: &str,
    code: Option<&str>,
) -> (Vec<Drawn>, Options, Vec<RecordBatch>) {
    let village = code.map(village);
    // Now and then more than are looked at together, so that words of rows are filled.
    let (count, most_read) = match draw.chance(4) {
        true => (100 + draw.below(150), 200),
        false => (1 + draw.below(6), 5),
    };
    let acts = match draw.chance(50) {
        true => Acts::Listed,
        false => Acts::Flat,
    };
    let proposals: Vec<Drawn> = match draw.chance(30) {
        true => varied(draw, (4 * count).min(80), village.as_deref(), acts),
        false => (0..count)
            .map(|number| proposal(draw, number, village.as_deref(), acts))
            .collect(),
    };
    let mut options = Options::default();
    options.columns = match draw.chance(25) {
        true => OutputColumn::ALL.to_vec(),
        false => of_verdicts(),
    };
    options.threads = 1 + draw.below(2);
    if code.is_none() {
        options.packs = Selection::Named(vec![pack.into()]);
    }
    let decider = Decider::new(&ENGINE, options.clone()).unwrap();
    let whole = table(draw, &decider, &proposals, acts);
    let report = decider.columns(&whole.schema()).unwrap();
    assert!(report.ignored.is_empty(), "{:?}", report.ignored);
    let mut batches = Vec::new();
    let mut start = 0;
    while start < whole.num_rows() {
        // Some batches are empty, and most cut proposals.
        let length = draw.below(most_read).min(whole.num_rows() - start);
        batches.push(whole.slice(start, length));
        start += length;
    }
    (proposals, options, batches)
}

/// Checks a table of one pack; gives how many rows were decided by columns.
fn check(pack: &str, code: Option<&str>, seed: u64) -> u64 {
    let (proposals, mut options, batches) = tables(&mut Draw::new(seed), pack, code);
    let packs = options.packs.clone();
    let decider = Decider::new(&ENGINE, options.clone()).unwrap();
    let reading = Reading::new(ENGINE.vocabulary(), &[]).unwrap();
    let table = reader(batches.clone());
    let received = ArrowProposals::new("table".into(), reading.into(), table).unwrap();
    let received: Vec<Incoming> = received.collect();
    assert_eq!(received.len(), proposals.len());
    for (received, drawn) in received.iter().zip(&proposals) {
        let Incoming::Proposal(received) = received else {
            panic!("{pack} {seed}: {received:#?}")
        };
        let expected = Proposal::from_json(&interchange(drawn).to_string()).unwrap();
        assert_eq!(received.proposal, expected, "{pack} {seed}");
    }
    let mut decided = decider.decide(reader(batches.clone())).unwrap();
    let (found, errors) = all(&mut decided);
    assert!(errors.is_empty(), "{pack} {seed}: {errors:#?}");
    options.columns = OutputColumn::ALL.to_vec();
    let singly = Decider::new(&ENGINE, options).unwrap();
    let mut singly = singly.decide(reader(batches)).unwrap();
    all(&mut singly);
    assert_eq!(singly.rows_by_columns(), 0);
    assert_eq!(decided.summary(), singly.summary(), "{pack} {seed}");
    let expected = one_by_one(&decider, &packs, &proposals);
    for (field, (found, expected)) in found
        .schema()
        .fields()
        .iter()
        .zip(found.columns().iter().zip(expected.columns()))
    {
        assert_eq!(found, expected, "{pack} {seed}: {}", field.name());
    }
    assert_eq!(found, expected);
    decided.rows_by_columns()
}

#[test]
fn tables_decide_as_their_rows_do_one_by_one() {
    for pack in ENGINE.packs() {
        let by_columns = Cell::new(0);
        let code = pack.place.code.as_ref().map(|code| code.as_str());
        let config = ProptestConfig {
            cases: cases(),
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let tried = runner.run(&any::<u64>(), |seed| {
            by_columns.set(by_columns.get() + check(&pack.id, code, seed));
            Ok(())
        });
        tried.unwrap_or_else(|error| panic!("{}: {error}", pack.id));
        println!("{}: {} rows by columns", pack.id, by_columns.get());
        assert!(by_columns.get() > 0, "{}", pack.id);
    }
}
