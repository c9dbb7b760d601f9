use std::collections::BTreeMap;

use super::*;

fn entry(row: u32, name: &str) -> Entry {
    let mut entry = Entry {
        at: At { sheet: None, row },
        values: BTreeMap::new(),
        from: None,
        to: None,
    };
    entry.set(Field::Name, name);
    entry
}

fn entries(names: &[&str]) -> Vec<Entry> {
    let rows = 1..;
    rows.zip(names)
        .map(|(row, name)| entry(row, name))
        .collect()
}

/// Row, row of the other, and similarity of the near duplicates.
fn near(names: &[&str]) -> Vec<(u32, u32, f64)> {
    let (told, all) = near_duplicates(&entries(names));
    assert!(all);
    let places = told.iter().map(|doubt| match &doubt.kind {
        DoubtKind::NearDuplicate {
            other_at,
            similarity,
            ..
        } => (doubt.at.row, other_at.row, *similarity),
        other => panic!("{other:?}"),
    });
    places.collect()
}

#[test]
fn near_duplicates_are_those_of_the_measure_of_the_core() {
    assert_eq!(
        near(&["残疾人两项补贴发放", "农家书屋管理", "残疾人两项补贴申请"]),
        [(3, 1, 0.75)]
    );
    // One contains the other, in either order, though their bigrams are not alike.
    let long = "森林防火和草原防火期间的日常巡查值守";
    assert_eq!(near(&["巡查值守", long]).len(), 1);
    assert_eq!(near(&[long, "巡查值守"]).len(), 1);
    assert_eq!(near(&["防汛", "抗旱", "殡葬管理"]), []);
}

#[test]
fn all_pairs_that_the_core_finds_alike_are_found() {
    // Names of few characters in many arrangements, so that many pairs are close to the bound.
    let parts = ["防火", "巡查", "村级", "补贴", "发放", "登记", "核实"];
    let mut names: Vec<String> = Vec::new();
    for (i, one) in parts.iter().enumerate() {
        for (k, two) in parts.iter().enumerate() {
            let three = parts[(i * 3 + k * 5) % parts.len()];
            names.push(format!("{one}{two}{three}"));
            names.push(format!("{two}{one}"));
        }
    }
    names.sort();
    names.dedup();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let told: Vec<u32> = near(&all).iter().map(|(row, ..)| *row).collect();
    let expected = (1..).zip(&all).filter(|(row, name)| {
        let above = all.iter().take(*row as usize - 1);
        above.into_iter().any(|other| {
            let (name, other) = (
                zhunru::list::normalise_name(name),
                zhunru::list::normalise_name(other),
            );
            matches!(
                zhunru::list::similarity(&name, &other),
                zhunru::list::Similarity::Similar(_)
            )
        })
    });
    let expected: Vec<u32> = expected.map(|(row, _)| row).collect();
    assert_eq!(told, expected);
    assert!(told.len() > 10 && told.len() < all.len());
}

#[test]
fn rows_of_one_name_are_told_and_the_first_is_kept() {
    let mut all = entries(&["村农家 书屋管理", "综治中心", "农家书屋管理。", "书屋"]);
    all[3]
        .values
        .insert(Field::Aliases, vec!["综治中心".into()]);
    let (kept, faults) = find_duplicates(all);
    let rows = |rows: Vec<u32>| rows;
    assert_eq!(rows(kept.iter().map(|one| one.at.row).collect()), [1, 2]);
    assert_eq!(rows(faults.iter().map(|one| one.at.row).collect()), [3, 4]);
    assert_eq!(faults[1].text, "综治中心");
}

#[test]
fn one_name_may_come_again_after_its_end() {
    let day = |text: &str| text.parse().ok();
    let mut all = entries(&["农家书屋管理", "农家书屋管理"]);
    all[0].to = day("2023-12-31");
    all[1].from = day("2024-01-01");
    assert_eq!(find_duplicates(all).1, []);
}
