#![allow(
    clippy::unwrap_used,
    reason = "a test must stop where something is not as it was assumed to be"
)]

use std::sync::Arc;

use crate::decision::Verdict;
use crate::model::{DemandType, Proposal};
use crate::pack::{Pack, example};
use crate::wide::{Column, Keeper, Kept, Likeness, Program, Programs, Said, Sheet};
use crate::{Engine, Request};

fn pack(id: &str, entries: &str) -> Pack {
    let entries = format!("[[entry]]\nname = '河道保洁'\n{entries}");
    let list = example::list("burdens", "negative_tasks", &entries);
    example::pack(id, &[("lists/burdens.toml", &list)])
}

fn engine(entries: &str) -> Engine {
    let pack = pack("example", entries);
    Engine::builder().packs([pack]).build().unwrap()
}

fn program(engine: &Engine) -> Arc<Program> {
    let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
    let mut programs = Programs::new(engine);
    let number = programs.find(DemandType::Work, None, &request).unwrap();
    programs.get(number).unwrap().clone()
}

/// A row that states this, kept for a program.
fn kept(program: &Arc<Program>, stated: &str) -> Kept {
    let text = format!(r#"{{"demands": [{{"type": "work", {stated}}}]}}"#);
    let part = Proposal::from_json(&text).unwrap();
    let mut column = Column::default();
    let class = column.class(&program.read(&part).unwrap());
    column.prepare(program);
    let mut keeper = Keeper::new(program);
    keeper.take(
        &mut Sheet::default(),
        1,
        [(&column, Said::Classes(&[class]))],
    );
    keeper.finish()
}

/// Whether a version asks the same of a row that states this.
fn is_alike(before: &Engine, after: &Engine, stated: &str) -> bool {
    let kept = kept(&program(before), stated);
    let matched = Likeness::new(before, after).inputs(&kept, &program(after));
    matched.is_some()
}

#[test]
fn an_entry_by_whose_name_membership_is_stated_must_be_there() {
    let ended = "[[entry]]\nname = '旧事项'\nin_force = { to = 2024-02-01 }\n";
    let (before, same, without) = (engine(ended), engine(ended), engine(""));
    let by_name = r#""facts": {"listed.example.burdens": "旧事项"}"#;
    assert!(is_alike(&before, &same, by_name));
    assert!(!is_alike(&before, &without, by_name));
    // Of the item itself only entries in force are asked.
    assert!(is_alike(&before, &without, r#""item": "河道保洁""#));
}

#[test]
fn programs_of_other_engines_than_are_compared_are_not_alike() {
    let (before, after) = (engine(""), engine(""));
    let kept = Keeper::new(&program(&before)).finish();
    let mut likeness = Likeness::new(&before, &after);
    assert!(likeness.inputs(&kept, &program(&after)).is_some());
    assert!(likeness.inputs(&kept, &program(&before)).is_none());
}

#[test]
fn membership_stated_by_a_name_of_lists_is_read_anew_where_there_are_more() {
    let before = engine("");
    let both = [pack("example", ""), pack("other", "")];
    let after = Engine::builder().packs(both).build().unwrap();
    let of_all = r#""facts": {"listed.burdens": true}"#;
    assert!(is_alike(&before, &before.clone(), of_all));
    // What the name of an entry says of a list that does not have it is a fault.
    assert!(!is_alike(&before, &after, of_all));
    assert!(is_alike(&before, &after, r#""item": "河道保洁""#));
}

#[test]
fn what_was_found_for_other_rows_decides_none() {
    let stated = r#""item": "河道保洁", "own_duty": false"#;
    let (before, after) = (engine(""), engine(""));
    let own = kept(&program(&before), stated);
    let others = kept(&program(&engine("")), stated);
    let matched = Likeness::new(&before, &after).inputs(&own, &program(&after));
    let matched = matched.unwrap();
    let decided = |kept: &Kept| kept.decide(&matched).count(Verdict::Deny);
    assert_eq!(decided(&own), 1);
    assert_eq!(decided(&others), 0);
    others.hits(&matched, |_, _| panic!("a rule is violated"));
}

#[test]
fn facts_of_other_demands_are_read_anew_where_these_ones_have_them_too() {
    let fact = |on: &str| {
        format!(
            "[[fact]]\npath = 'bears_costs'\ntype = 'boolean'\non = ['{on}']\nlabel = '承担费用'\n\
             label_en = 'costs'\nquestion = '是否承担费用？'\nquestion_en = 'Does it bear costs?'\n"
        )
    };
    let engine = |declared: &[(&str, &str)]| {
        let packs = declared.iter().map(|(id, on)| {
            let files = [("facts.toml", &*fact(on))];
            example::pack(id, &files)
        });
        Engine::builder().packs(packs).build().unwrap()
    };
    let before = engine(&[("example", "signboard")]);
    let after = engine(&[("example", "signboard"), ("other", "work")]);
    // The header may state it, of whatever kind: to demands that do not have it this is no fault.
    let stated = r#""role": "assist""#;
    assert!(is_alike(&before, &before.clone(), stated));
    assert!(!is_alike(&before, &after, stated));
}
