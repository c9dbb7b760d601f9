//! From cells to values, and from tables to proposals.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where something is not as it says"
)]

mod values;

use zhunru::model::Proposal;
use zhunru::text::Language;
use zhunru::vocabulary::Vocabulary;

use super::{Reading, TableProposals};
use crate::fault::Fault;
use crate::incoming::Incoming;
use crate::sheet::{Input, Limits};

/// What comes out of a CSV text.
fn read_with(text: &str, blank_means_none: &[&str]) -> Vec<Incoming> {
    let blank: Vec<String> = blank_means_none
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let reading = Reading::new(&Vocabulary::built_in(), &blank).unwrap();
    let limits = Limits::default();
    let input = Input::spool(text.as_bytes(), &limits).unwrap();
    let rows = crate::sheet::read(input, &limits).unwrap();
    TableProposals::new("t.csv".into(), &reading, rows).collect()
}

fn read(text: &str) -> Vec<Incoming> {
    read_with(text, &[])
}

/// The proposals as JSON, when there is nothing else.
fn proposals(text: &str) -> Vec<serde_json::Value> {
    json(read(text))
}

fn json(incoming: Vec<Incoming>) -> Vec<serde_json::Value> {
    let one = |one: Incoming| match one {
        Incoming::Proposal(received) => serde_json::to_value(&received.proposal).unwrap(),
        other => panic!("{other:?}"),
    };
    incoming.into_iter().map(one).collect()
}

/// The faults and notes, as they are printed in English.
fn faults(text: &str) -> Vec<String> {
    let told = |fault: &Fault| fault.told(Language::En);
    let mut all = Vec::new();
    for one in read(text) {
        match one {
            Incoming::Proposal(_) => {}
            Incoming::Faulty(faults) => all.extend(faults.iter().map(told)),
            Incoming::Note(note) => all.push(told(&note)),
        }
    }
    all
}

fn expected(text: &str) -> serde_json::Value {
    serde_json::to_value(Proposal::from_json(text).unwrap()).unwrap()
}

#[test]
fn rows_of_one_number_are_one_proposal() {
    let found = proposals(
        "准入申请汇总表,,,,\n\
         申请编号,提交日期*,诉求类型,事项名称,经费承担方\n\
         A-1,２０２４年３月４日,填表报数,周报表,派交单位\n\
         ,,挂牌,办公室,\n\
         A-1,2024/3/4,会议,调度会,无\n\
         A-2,,work,防汛,\n",
    );
    let joined = expected(
        r#"{"id": "A-1", "submitted_on": "2024-03-04",
            "support": {"funds": {"borne_by": "issuer"}},
            "demands": [
                {"type": "data_request", "item": "周报表"},
                {"type": "signboard", "name": "办公室"},
                {"type": "meeting", "title": "调度会", "support": {"funds": {"borne_by": "nobody"}}}
            ]}"#,
    );
    let single = expected(r#"{"id": "A-2", "demands": [{"type": "work", "item": "防汛"}]}"#);
    assert_eq!(found, [joined, single]);
}

#[test]
fn without_numbers_every_row_is_a_proposal() {
    let found = proposals("诉求类型,事项名称\n会议,甲\n会议,无\n");
    let first = expected(r#"{"demands": [{"type": "meeting", "title": "甲"}]}"#);
    let second = expected(r#"{"demands": [{"type": "meeting", "title": "none"}]}"#);
    assert_eq!(found, [first, second]);
}

#[test]
fn a_joint_notice_lists_its_issuers() {
    let found = proposals(
        "诉求类型,派交单位,派交单位层级,派交单位类别\n会议,甲局;乙局,县级;区级,政府部门;群团组织\n",
    );
    let joint = expected(
        r#"{"issuer": [
            {"name": "甲局", "level": "county", "kind": "government_department"},
            {"name": "乙局", "level": "county", "kind": "mass_organisation"}],
            "demands": [{"type": "meeting"}]}"#,
    );
    assert_eq!(found, [joint]);
    assert_eq!(
        faults("诉求类型,派交单位,派交单位层级\n会议,甲局;乙局,县级\n"),
        [
            "t.csv, row 2, column C (派交单位层级): 1 entries stand here, but 2 in the column before; \
             give one for each issuer, in the same order"
        ]
    );
}

#[test]
fn blank_cells_are_none_where_that_was_said() {
    let text = "诉求类型,审批记录,依据,考核依据\n会议,,,\n考核评价,,,\n";
    let found = json(read_with(text, &["approvals", "考核依据"]));
    let first = expected(r#"{"approvals": [], "demands": [{"type": "meeting"}]}"#);
    let second =
        expected(r#"{"approvals": [], "demands": [{"type": "assessment", "criteria": []}]}"#);
    assert_eq!(found, [first, second]);
    let none = Reading::new(&Vocabulary::built_in(), &["title".to_owned()]);
    assert!(
        none.unwrap_err()
            .to_string()
            .starts_with("`title` is no list column")
    );
}

#[test]
fn faults_name_their_cells_and_lose_no_other_rows() {
    let text = "申请编号,提交日期,诉求类型,报送频次,村(社区)代码\n\
         A-1,2024-02-30,填表报数,每礼拜,\n\
         A-2,,会议,每周,\n\
         A-3,,,,\n\
         A-4,,挂牌,,34030410020\n\
         A-5,,会议,,\n\
         A-6,2024-03-04,会议,,\n\
         A-6,2024-03-05,会议,,\n";
    let found = faults(text);
    let starts = [
        "t.csv, row 2, column D (报送频次): `每礼拜` is no frequency; allowed are 一次性 (`once`)",
        "t.csv, row 2, column B (提交日期): `2024-02-30` does not exist in the calendar",
        "t.csv, row 3, column D (报送频次): a demand of the type meeting has no `报送频次`",
        "t.csv, row 4, column C (诉求类型): the type of the demand is missing; allowed are",
        "t.csv, row 5, column E (村(社区)代码): a division code has 6 or 12 digits",
        "t.csv, row 8, column B (提交日期): `2024-03-05` contradicts `2024-03-04`",
    ];
    for start in starts {
        assert!(
            found.iter().any(|fault| fault.starts_with(start)),
            "{start}\n{found:#?}"
        );
    }
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    let good = read(text)
        .into_iter()
        .filter(|one| matches!(one, Incoming::Proposal(_)));
    assert_eq!(good.count(), 1);
}

#[test]
fn headings_are_told_when_unknown_twice_or_absent() {
    assert_eq!(
        faults("诉求类型,派交单位层极\n会议,县级\n"),
        [
            "t.csv, row 1, column B (派交单位层极): the heading `派交单位层极` is not known and its \
             column is not read, did you mean `派交单位层级`?"
        ]
    );
    assert_eq!(
        faults("诉求类型,标题,标题\n会议,甲,乙\n"),
        ["t.csv, row 1: row 1 has the heading `标题` twice: in columns B and C"]
    );
    assert_eq!(
        faults("甲,乙\n1,2\n"),
        ["t.csv: has no heading row: a column headed 诉求类型 (type) is needed in the first rows"]
    );
    assert_eq!(
        faults("申请编号,诉求类型\nA,会议\nB,会议\nA,会议\n"),
        [
            "t.csv, row 4, column A (申请编号): the number `A` came before; rows of one proposal must \
             stand together, so this begins another one"
        ]
    );
}

#[test]
fn two_columns_for_one_field_must_agree() {
    let same = "诉求类型,事项名称,会议名称\n会议,甲,甲\n";
    assert!(faults(same).is_empty());
    assert_eq!(
        faults("诉求类型,事项名称,会议名称\n会议,甲,乙\n"),
        [
            "t.csv, row 2, column C (会议名称): `乙` contradicts `甲` in another column of the same row"
        ]
    );
}
