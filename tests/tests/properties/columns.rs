//! A program that reads the parts of a proposal one by one decides as the engine does.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use zhunru::decision::Outcome;
use zhunru::list::normalise_name;
use zhunru::model::Proposal;
use zhunru::wide::{Bits, Column, Letters, Program, Programs, SINGLY, Said, Sheet, UNSTATED};
use zhunru::{Engine, Request};
use zhunru_tests::random::{Loaded, Seed, Unknown};

use crate::check;

/// The steps that lead to a part of a proposal, and what stands there.
type Part = (Vec<String>, Json);

/// More rows than are one word.
const ROWS: usize = 70;

/// A proposal of its first demand, without bases or support of that demand's own, in parts; what is not
/// read by parts stands in the first.
fn parts(proposal: &Json) -> (Json, Vec<Part>) {
    let mut whole = json!({"demands": [{"type": proposal["demands"][0]["type"]}]});
    let mut parts: Vec<Part> = Vec::new();
    let mut take = |path: &[&str], object: &Json| {
        for (name, value) in object.as_object().into_iter().flatten() {
            let path = path.iter().copied().chain([name.as_str()]);
            parts.push((path.map(str::to_owned).collect(), value.clone()));
        }
    };
    let mut header = proposal.as_object().unwrap().clone();
    let mut demand = header.remove("demands").unwrap()[0].take();
    for inner in ["village", "support", "facts"] {
        take(&[inner], &header.remove(inner).unwrap_or_default());
    }
    take(&[], &Json::from(header));
    let demand = demand.as_object_mut().unwrap();
    let facts = demand.remove("facts").unwrap_or_default();
    take(&["demands", "facts"], &facts);
    for other in ["type", "basis", "support"] {
        demand.remove(other);
    }
    take(&["demands"], &Json::from(demand.clone()));
    parts.retain(|(path, value)| {
        let is_place =
            path[0] == "village" && ["code", "name", "within"].contains(&path[1].as_str());
        if is_place {
            put(&mut whole, path, value);
        }
        !is_place
    });
    (whole, parts)
}

fn put(whole: &mut Json, path: &[String], value: &Json) {
    let [first, rest @ ..] = path else {
        *whole = value.clone();
        return;
    };
    let inner = match first.as_str() {
        "demands" => &mut whole["demands"][0],
        name => whole
            .as_object_mut()
            .unwrap()
            .entry(name)
            .or_insert_with(|| Json::Object(Map::new())),
    };
    put(inner, rest, value);
}

fn read(json: &Json) -> Proposal {
    Proposal::from_json(&json.to_string()).unwrap_or_else(|errors| panic!("{errors}\n{json}"))
}

/// A part as a column, with the class that it has where it is stated; of acts on record the one beside the
/// issuer, and then the one without.
type PartColumn = (Column, [u8; 2]);

/// The parts as columns, for the day of the decision.
fn columns(program: &Program, whole: &Json, parts: &[Part], day: NaiveDate) -> Vec<PartColumn> {
    let village = whole["village"]["name"].as_str();
    let village = village.map(|name| Letters::of(&normalise_name(name)));
    let issuer = parts.iter().find(|(path, _)| *path == ["issuer"]);
    let mut columns: Vec<PartColumn> = Vec::new();
    for (path, value) in parts {
        let mut column = Column::default();
        let classes = [issuer, None].map(|beside| {
            let mut part = json!({"demands": [{"type": whole["demands"][0]["type"]}]});
            put(&mut part, path, value);
            let are_acts = *path == ["approvals"] && value != &json!([]);
            let statement = match are_acts {
                true => {
                    if let Some((path, value)) = beside {
                        put(&mut part, path, value);
                    }
                    program.read_acts(&read(&part), day)
                }
                false => program.read(&read(&part)),
            };
            let statement = statement.filter(|statement| {
                !columns.iter().any(|(other, _)| other.meets(statement))
                    && !village.is_some_and(|village| statement.letters().may_hold(village))
            });
            statement.map_or(SINGLY, |statement| column.class(&statement))
        });
        column.prepare(program);
        columns.push((column, classes));
    }
    columns
}

/// What differs between a program's rows and the engine's decisions; counts the rows decided.
fn differences(seed: &Seed, case: &Loaded, decided: &Cell<usize>) -> String {
    let tape = &mut seed.tape();
    let engine = Engine::builder().packs(case.packs.iter().cloned());
    let engine = engine.build().unwrap();
    let request = Request::on(case.date).named(case.packs.iter().map(|pack| pack.id.clone()));
    let (whole, parts) = parts(&case.texts.proposal);
    let bare = read(&whole);
    let village = bare.village.and_then(|village| village.code);
    let mut programs = Programs::new(&engine);
    let found = programs.find(bare.demands[0].demand_type(), village.as_ref(), &request);
    let Some(program) = found.and_then(|number| programs.get(number)) else {
        return String::new();
    };
    // All parts in the first of three rows, some in the others, again and again.
    let stated: Vec<Vec<bool>> = (0..3)
        .map(|row| parts.iter().map(|_| row == 0 || !tape.chance(15)).collect())
        .collect();
    let columns = columns(program, &whole, &parts, case.date);
    let issuer = parts.iter().position(|(path, _)| *path == ["issuer"]);
    let classes: Vec<Vec<u8>> = columns
        .iter()
        .enumerate()
        .map(|(part, (_, [beside, alone]))| {
            let of = |row: usize| match (stated[row % 3][part], issuer) {
                (false, _) => UNSTATED,
                (true, Some(issuer)) if !stated[row % 3][issuer] => *alone,
                (true, _) => *beside,
            };
            (0..ROWS).map(of).collect()
        })
        .collect();
    // The same as bits, among those of other columns.
    let bit = |part: usize| u32::try_from(part % 8).unwrap();
    let bytes = |part: usize, is_set: &dyn Fn(u8) -> bool| -> Vec<u8> {
        let others = !(1_u8 << bit(part));
        let byte = |(row, class): (usize, &u8)| {
            let own = u8::from(is_set(*class)) << bit(part);
            own | others & u8::try_from(row % 251).unwrap()
        };
        classes[part].iter().enumerate().map(byte).collect()
    };
    let octets: Vec<(Vec<u8>, Vec<u8>)> = columns
        .iter()
        .enumerate()
        .map(|(part, (_, [beside, _]))| {
            let values = bytes(part, &|class| class == *beside);
            (values, bytes(part, &|class| class != UNSTATED))
        })
        .collect();
    let as_bits: Vec<bool> = columns.iter().map(|_| tape.chance(40)).collect();
    let said = |part: usize| {
        let [beside, alone] = columns[part].1;
        let (values, stated) = &octets[part];
        let is_whole = !classes[part].contains(&UNSTATED);
        let said = match as_bits[part] {
            true => Said::Bits(Bits {
                values,
                stated: (!is_whole).then_some(stated),
                bit: bit(part),
                no: alone,
                yes: beside,
            }),
            false => Said::Classes(&classes[part]),
        };
        (&columns[part].0, said)
    };
    let mut sheet = Sheet::default();
    // What a sheet held before must not show, whether columns spoke then or speak now.
    sheet.run(program, ROWS, (0..columns.len()).step_by(2).map(said));
    let silent = |part: usize| (&columns[part].0, Said::Classes(&[]));
    sheet.run(program, 3, (0..columns.len()).map(silent));
    sheet.run(program, ROWS, (0..columns.len()).map(said));

    let ids: Vec<String> = program.hits().map(ToString::to_string).collect();
    let mut hits = vec![Vec::new(); ROWS];
    sheet.hits(program, |hit, row| hits[row].push(ids[hit].clone()));
    let ids: Vec<String> = program.grants().map(ToString::to_string).collect();
    let mut grants = vec![Vec::new(); ROWS];
    sheet.grants(program, |grant, row| grants[row].push(ids[grant].clone()));
    for row in 3..ROWS {
        let of = |row: usize| (sheet.verdict(row), &hits[row], &grants[row]);
        if of(row) != of(row % 3) {
            return format!("row {row} differs from row {}", row % 3);
        }
    }
    for row in 0..3 {
        let Some((verdict, assignable)) = sheet.verdict(row) else {
            continue;
        };
        decided.set(decided.get() + 1);
        let mut proposal = whole.clone();
        for ((path, value), stated) in parts.iter().zip(&stated[row]) {
            if *stated {
                put(&mut proposal, path, value);
            }
        }
        let decision = engine.decide(&read(&proposal), &request).unwrap();
        let rules = |outcome: Outcome| -> Vec<String> {
            let findings = decision.findings.iter();
            let findings = findings.filter(|finding| finding.outcome == outcome);
            findings.map(|finding| finding.rule.to_string()).collect()
        };
        let granted = decision.demands[0].grants.iter();
        let granted: Vec<String> = granted.map(ToString::to_string).collect();
        let possible: BTreeSet<_> = decision.demands[0].possible.iter().collect();
        let expected = (
            decision.verdict,
            decision.assignable,
            rules(Outcome::Violated),
            granted,
        );
        let found = (verdict, assignable, hits[row].clone(), grants[row].clone());
        if found != expected
            || possible != BTreeSet::from([verdict])
            || !rules(Outcome::Undetermined).is_empty()
        {
            return format!("found {found:?}, expected {expected:?}, {possible:?}\n{proposal}");
        }
    }
    String::new()
}

#[test]
fn a_program_decides_as_the_engine_does() {
    for (unknown, share) in [(Unknown::Nothing, 50), (Unknown::Some, 50)] {
        let decided = Cell::new(0);
        check(share, (3, 1), unknown, |seed, case| {
            differences(seed, case, &decided)
        });
        println!("{unknown:?}: {} rows decided", decided.get());
        assert!(decided.get() > 0);
    }
}
