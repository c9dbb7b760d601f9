//! 海沧's six lists, of which the document gives counts only, before and after their revision.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where something is not as it says"
)]

use zhunru::list::{ItemList, percent};
use zhunru::model::parse_date;

/// Duties, matters to assist in, supervision, ledgers, contests, certificates to issue.
const SIX: [&str; 6] = [
    "duties",
    "assist",
    "supervision",
    "ledgers",
    "contests",
    "certificates-to-issue",
];

fn six_lists() -> Vec<&'static ItemList> {
    let packs = zhunru_packs::built_in().unwrap();
    let haicang = packs.iter().find(|pack| pack.id == "haicang").unwrap();
    let list = |id: &&str| haicang.lists.iter().find(|list| list.id == *id).unwrap();
    SIX.iter().map(list).collect()
}

#[test]
fn the_six_lists_went_from_165_items_to_119() {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for list in six_lists() {
        assert!(!list.is_loaded(), "{} prints no items", list.id);
        let counts: Vec<usize> = list
            .versions()
            .iter()
            .filter_map(|one| one.count())
            .collect();
        let [first, second] = counts.as_slice() else {
            panic!("{} has two versions: {counts:?}", list.id)
        };
        before.push(*first);
        after.push(*second);
    }
    assert_eq!(before, [38, 61, 11, 27, 8, 20]);
    assert_eq!(after, [24, 55, 10, 21, 7, 2]);
    let (before, after) = (before.iter().sum(), after.iter().sum());
    assert_eq!((before, after), (165, 119));
    assert_eq!(percent(before, after).unwrap().to_string(), "-27.88");
}

#[test]
fn each_count_holds_from_its_own_day() {
    let total = |day: &str| -> usize {
        let day = parse_date(day).unwrap();
        let versions = six_lists();
        let counts = versions
            .iter()
            .filter_map(|list| list.version_on(day)?.count());
        counts.sum()
    };
    assert_eq!(total("2015-12-31"), 0);
    assert_eq!(total("2016-01-01"), 165);
    assert_eq!(total("2019-12-31"), 165);
    assert_eq!(total("2020-01-01"), 119);
}
