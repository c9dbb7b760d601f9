//! Places that stand in front of names, and of the names of entries.

use zhunru::Engine;
use zhunru::Selection;
use zhunru_table::{Decider, Options, OutputColumn};

use crate::{all, batch, example, reader, text, texts};

#[test]
fn an_entry_is_found_behind_the_name_of_the_village() {
    let list = example::burdens(&["东下洪村河道保洁"]);
    let pack = example::pack("示例县", "", &[("lists/burdens.toml", &list)]);
    let engine = Engine::builder().packs([pack]).build().unwrap();
    let mut options = Options::default();
    options.as_of = Some("2024-03-04".parse().unwrap());
    options.packs = Selection::Named(vec!["example".into()]);
    options.columns = vec![OutputColumn::Verdict];
    let decider = Decider::new(&engine, options).unwrap();
    let table = batch([
        ("type", text([Some("work"); 5])),
        (
            "village.name",
            text([
                None,
                Some("东下洪村"),
                Some("东下洪村"),
                Some("西村"),
                Some("东下洪村"),
            ]),
        ),
        (
            "work.item",
            text([
                Some("东下洪村河道保洁"),
                Some("东下洪村河道保洁"),
                Some("河道保洁"),
                Some("东下洪村河道保洁"),
                Some("路灯维修"),
            ]),
        ),
    ]);
    let mut decided = decider.decide(reader(vec![table])).unwrap();
    let (rows, errors) = all(&mut decided);
    assert!(errors.is_empty(), "{errors:?}");
    let denied: Vec<bool> = texts(&rows, "verdict")
        .iter()
        .map(|verdict| *verdict == Some("deny"))
        .collect();
    assert_eq!(denied, [true, true, true, true, false]);
}
