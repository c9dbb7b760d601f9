#![allow(
    clippy::unwrap_used,
    reason = "a test must stop where something is not as it was assumed to be"
)]

use crate::model::{DemandType, Proposal};
use crate::pack::{Pack, PackFiles};
use crate::wide::{Column, Keeper, Likeness, Program, Programs, Said, Sheet};
use crate::{Engine, Request};

fn engine(entries: &str) -> Engine {
    let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
        place = { name = '示例县', level = 'county' }\nin_force = { from = 2024-01-01 }\n\
        [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '办法'\nissuer = '民政局'\n";
    let list = format!(
        "id = 'burdens'\ntitle = '负面清单'\nkind = 'negative_tasks'\non = ['work']\n\
         source = {{ document = 'notice', clause = '第一条' }}\n[[entry]]\nname = '河道保洁'\n{entries}"
    );
    let files = [
        ("pack.toml", pack.as_bytes().to_vec()),
        ("lists/burdens.toml", list.into_bytes()),
    ];
    let files = PackFiles::collect("", files).unwrap();
    let pack = Pack::load(&files, &[]).unwrap();
    Engine::builder().packs([pack]).build().unwrap()
}

fn program(engine: &Engine) -> std::sync::Arc<Program> {
    let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
    let mut programs = Programs::new(engine);
    let number = programs.find(DemandType::Work, None, &request).unwrap();
    programs.get(number).unwrap().clone()
}

/// Whether a version asks the same of a row that states this.
fn is_alike(before: &Engine, after: &Engine, stated: &str) -> bool {
    let text = format!(r#"{{"demands": [{{"type": "work", {stated}}}]}}"#);
    let part = Proposal::from_json(&text).unwrap();
    let own = program(before);
    let mut column = Column::default();
    let class = column.class(&own.read(&part).unwrap());
    column.prepare(&own);
    let mut keeper = Keeper::new(&own);
    let rows = [(&column, Said::Classes(&[class]))];
    keeper.take(&mut Sheet::default(), 1, rows);
    let matched = Likeness::new(before, after).inputs(&keeper.finish(), &program(after));
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
