//! Which columns hold what, and which rows belong together.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array};
use zhunru::model::DemandType;
use zhunru_table::{Decider, Options, OutputColumn, RowErrorCode, TableError};

use crate::{ENGINE, all, batch, decide, list, reader, text, texts};

const VILLAGE: Option<&str> = Some("340304100201");
const DAY: Option<&str> = Some("2024-03-04");

#[test]
fn columns_are_found_ignored_and_nearly_missed() {
    let table = batch([
        ("诉求类型", text([Some("会议")])),
        ("派交单位层级", text([Some("县级")])),
        ("派交单位层极", text([Some("县级")])),
        ("备注", text([Some("说明")])),
        ("经费数额(万元)", text([Some("2")])),
        ("x", text([None])),
    ]);
    let decider = Decider::new(&ENGINE, Options::default()).unwrap();
    let report = decider.columns(&table.schema()).unwrap();
    let found: Vec<_> = report
        .found
        .iter()
        .map(|one| (&*one.name, &*one.paths[0]))
        .collect();
    assert_eq!(
        found,
        [
            ("诉求类型", "type"),
            ("派交单位层级", "issuer.level"),
            ("经费数额(万元)", "support.funds.amount"),
        ]
    );
    let ignored: Vec<_> = report.ignored.iter().map(|one| &*one.name).collect();
    assert_eq!(ignored, ["派交单位层极", "备注", "x"]);
    let near: Vec<_> = report.near_misses().collect();
    assert_eq!(near, [("派交单位层极", "派交单位层级")]);
}

#[test]
fn a_table_needs_a_type_for_its_demands() {
    let decider = Decider::new(&ENGINE, Options::default()).unwrap();
    let table = batch([("title", text([Some("周报")]))]);
    let error = decider.columns(&table.schema()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "has no column headed 诉求类型 (type); the columns are title"
    );
    let mut options = Options::default();
    options.demand_type = Some(DemandType::Meeting);
    assert!(
        Decider::new(&ENGINE, options)
            .unwrap()
            .columns(&table.schema())
            .is_ok()
    );

    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let table = batch([("type", numbers)]);
    let error = decider.columns(&table.schema()).unwrap_err();
    assert!(
        matches!(error, TableError::WrongType { ref column, .. } if column == "type"),
        "{error}"
    );
}

#[test]
fn rows_of_one_id_are_one_proposal_across_batches() {
    // Five interior signs beside eight in stock: together they are too many.
    let stock: Vec<String> = (0..8)
        .map(|n| format!("牌子{n}(内部标牌、市级、已备案)"))
        .collect();
    let stock = stock.join(";");
    let sign = |id: Option<&'static str>, name: &'static str, stock: Option<&str>| {
        batch([
            ("id", text([id])),
            ("submitted_on", text([DAY])),
            ("village.code", text([VILLAGE])),
            ("type", text([Some("signboard")])),
            ("name", text([None])),
            ("signboard.name", text([Some(name)])),
            ("signboard.placement", text([Some("interior_sign")])),
            ("village.signboards", text([stock])),
        ])
    };
    let mut options = Options::default();
    options.columns = vec![
        OutputColumn::Id,
        OutputColumn::Row,
        OutputColumn::Rules,
        OutputColumn::Errors,
    ];
    let one = |names: &[&'static str], id: Option<&'static str>| {
        let rows = names
            .iter()
            .enumerate()
            .map(|(n, name)| sign(id, name, (n == 0 || id.is_none()).then_some(stock.as_str())));
        let (found, errors) = all(&mut decide(options.clone(), rows.collect()));
        assert!(errors.is_empty(), "{errors:#?}");
        (0..names.len())
            .map(|row| list(&found, "rules", row).unwrap())
            .collect::<Vec<_>>()
    };
    let names = ["甲室", "乙室", "丙室", "丁室", "戊室"];
    let together = one(&names, Some("A"));
    let apart = one(&names, None);
    let quota = |rules: &Vec<String>| rules.iter().any(|rule| rule.starts_with("yuhui/"));
    assert!(together.iter().all(quota), "{together:?}");
    assert_ne!(together, apart);
}

#[test]
fn an_id_that_comes_again_is_told_and_decided() {
    let table = batch([
        ("id", text([Some("A"), Some("A"), Some("B"), Some("A")])),
        ("submitted_on", text([DAY; 4])),
        ("village.code", text([VILLAGE; 4])),
        ("type", text([Some("meeting"); 4])),
    ]);
    let (found, errors) = all(&mut decide(Options::default(), vec![table]));
    assert_eq!(
        texts(&found, "id"),
        [Some("A"), Some("A"), Some("B"), Some("A")]
    );
    assert!(texts(&found, "verdict").iter().all(Option::is_some));
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].code, RowErrorCode::RepeatedId);
    assert_eq!(errors[0].row, 4);
    let told = found["errors"].as_list::<i32>();
    assert_eq!(told.value_length(3), 1);
    assert_eq!(told.value_length(0), 0);
}

#[test]
fn ids_far_apart_are_told_when_that_is_asked_for() {
    let one = |id: &'static str| {
        batch([
            ("id", text([Some(id)])),
            ("submitted_on", text([DAY])),
            ("village.code", text([VILLAGE])),
            ("type", text([Some("meeting")])),
        ])
    };
    for (check_ids, expected) in [(false, 0), (true, 1)] {
        let batches = ["A", "B", "C", "D", "A"].map(one).to_vec();
        let mut options = Options::default();
        options.check_ids = check_ids;
        let (_, errors) = all(&mut decide(options, batches));
        assert_eq!(errors.len(), expected, "{errors:#?}");
    }
}

#[test]
fn one_basis_and_one_act_stand_in_columns_of_their_own() {
    let flat = batch([
        ("submitted_on", text([DAY, DAY])),
        ("village.code", text([VILLAGE; 2])),
        ("type", text([Some("work"); 2])),
        ("work.item", text([Some("某项事务"); 2])),
        ("依据效力层级", text([Some("法律"), None])),
        ("basis.title", text([Some("某法"), None])),
        ("approval.act", text([Some("统一部署"), None])),
        ("approval.by.level", text([Some("县级"), None])),
        (
            "approval.by.kind",
            text([Some("party_committee_and_government"), None]),
        ),
        ("approval.on", text([Some("2024-02-20"), None])),
        ("审批文号", text([Some("禹发〔2024〕3号"), None])),
        ("approval.outcome", text([Some("approved"), None])),
    ]);
    let written = batch([
        ("submitted_on", text([DAY, DAY])),
        ("village.code", text([VILLAGE; 2])),
        ("type", text([Some("work"); 2])),
        ("work.item", text([Some("某项事务"); 2])),
        ("basis", text([Some("法律:《某法》"), None])),
        (
            "approvals",
            text([
                Some("(县级、党委和政府) 统一部署 2024-02-20 禹发〔2024〕3号 approved"),
                None,
            ]),
        ),
    ]);
    let options = || {
        let mut options = Options::default();
        options.columns = OutputColumn::ALL.to_vec();
        options
    };
    let (flat, errors) = all(&mut decide(options(), vec![flat]));
    assert!(errors.is_empty(), "{errors:#?}");
    let (written, errors) = all(&mut decide(options(), vec![written]));
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(flat, written);
    assert_ne!(list(&flat, "missing", 0), list(&flat, "missing", 1));
}

#[test]
fn joint_issuers_are_listed_alike() {
    let mut names = ListBuilder::new(StringBuilder::new());
    names.append_value([Some("甲局"), Some("乙办")]);
    names.append_value([Some("甲局"), Some("乙办")]);
    let table = batch([
        ("submitted_on", text([DAY; 2])),
        ("village.code", text([VILLAGE; 2])),
        ("type", text([Some("meeting"); 2])),
        ("issuer.name", Arc::new(names.finish()) as ArrayRef),
        ("issuer.level", text([Some("县级;市级"), Some("县级")])),
    ]);
    let (found, errors) = all(&mut decide(Options::default(), vec![table]));
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].row, errors[0].column.as_deref()),
        (2, Some("issuer.level"))
    );
    assert!(texts(&found, "verdict")[0].is_some());
}

#[test]
fn nulls_are_unknown_unless_said_to_mean_none() {
    let table = || {
        batch([
            ("submitted_on", text([DAY])),
            ("village.code", text([VILLAGE])),
            ("type", text([Some("data_request")])),
            ("approvals", text([None])),
        ])
    };
    let missing = |blank: &[&str]| {
        let mut options = Options::default();
        options.blank_means_none = blank.iter().map(|name| (*name).to_owned()).collect();
        let (found, errors) = all(&mut decide(options, vec![table()]));
        assert!(errors.is_empty(), "{errors:#?}");
        list(&found, "missing", 0).unwrap_or_default()
    };
    assert!(missing(&[]).contains(&"approvals".to_owned()));
    assert!(!missing(&["审批记录"]).contains(&"approvals".to_owned()));
}

#[test]
fn rules_come_as_a_list_or_as_a_column_each() {
    let table = batch([
        ("submitted_on", text([DAY; 2])),
        ("village.code", text([VILLAGE; 2])),
        ("issuer.level", text([Some("县级"); 2])),
        ("issuer.kind", text([Some("政府部门"); 2])),
        ("type", text([Some("data_request"); 2])),
        (
            "data_request.sole_means",
            Arc::new(BooleanArray::from(vec![Some(true), None])) as ArrayRef,
        ),
    ]);
    let mut options = Options::default();
    options.columns = vec![
        OutputColumn::RuleFlags,
        OutputColumn::Rules,
        OutputColumn::Undetermined,
    ];
    let (found, _) = all(&mut decide(options, vec![table]));
    let ids: std::collections::HashSet<_> = ENGINE.rules().collect();
    assert_eq!(found.num_columns(), ids.len() + 2);
    let rule = "yuhui/prohibition-4".to_owned();
    let flag = found[rule.as_str()].as_boolean();
    assert!(flag.value(0));
    assert!(flag.is_null(1));
    assert!(list(&found, "rules", 0).unwrap().contains(&rule));
    assert!(list(&found, "undetermined", 1).unwrap().contains(&rule));
    for id in ids {
        let is_hit = found[id.to_string().as_str()].as_boolean();
        let is_listed = list(&found, "rules", 0).unwrap().contains(&id.to_string());
        assert_eq!(is_hit.is_valid(0) && is_hit.value(0), is_listed, "{id}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_batches() {
    let rows = 5_000;
    let ids: Vec<Option<String>> = (0..rows).map(|row| Some(format!("P{}", row / 3))).collect();
    let numbers: Int64Array = (0..rows).map(|row| Some(row % 7_000)).collect();
    let same = |value: &str| -> ArrayRef {
        Arc::new(arrow_array::StringArray::from(vec![value; ids.len()]))
    };
    let table = batch([
        ("id", crate::arrays::texts(&ids, 0)),
        ("submitted_on", same("2024-03-04")),
        ("village.code", same("510604100201")),
        ("type", same("document")),
        ("document.characters", Arc::new(numbers) as ArrayRef),
    ]);
    let batches = |threads: usize| {
        let mut options = Options::default();
        options.threads = threads;
        let decider = Decider::new(&ENGINE, options).unwrap();
        let mut decided = decider.decide(reader(vec![table.clone()])).unwrap();
        let batches: Vec<_> = decided.by_ref().map(Result::unwrap).collect();
        (batches, decided.summary().clone())
    };
    let (one, summary) = batches(1);
    assert!(one.len() > 1);
    assert_eq!(summary.rows, 5_000);
    assert_eq!(summary.verdicts.total(), 5_000);
    assert_eq!((one, summary), batches(3));
}

/// 天津 asks that the bodies that act be of the issuer's own level, so that one refusal means something
/// else beside another issuer.
#[test]
fn an_act_is_read_beside_the_level_of_the_issuer() {
    let both = |value: &'static str| text([Some(value); 2]);
    let table = || {
        batch([
            ("submitted_on", both("2024-03-04")),
            ("village.code", both("120101100201")),
            ("village.kind", both("community")),
            ("type", both("work")),
            ("work.item", both("某项事务")),
            ("work.role", both("assist")),
            ("work.own_duty", both("false")),
            ("issuer.kind", both("government_department")),
            ("issuer.level", text([Some("county"), Some("city")])),
            ("support.funds.borne_by", both("issuer")),
            ("support.staff.borne_by", both("issuer")),
            ("approval.act", both("preliminary_review")),
            ("approval.by.level", both("county")),
            ("approval.by.kind", both("civil_affairs")),
            ("approval.on", both("2024-02-20")),
            ("approval.number", both("津民〔2024〕3号")),
            ("approval.outcome", both("rejected")),
            ("listed.tianjin.assist", both("false")),
            ("listed.tianjin.duties", both("false")),
        ])
    };
    let verdicts = |columns: &[OutputColumn]| {
        let mut options = Options::default();
        options.columns = columns.to_vec();
        let mut decided = decide(options, vec![table()]);
        let (found, errors) = all(&mut decided);
        assert!(errors.is_empty(), "{errors:#?}");
        let verdicts = texts(&found, "verdict").into_iter();
        let verdicts = verdicts.map(|verdict| verdict.map(str::to_owned));
        (verdicts.collect::<Vec<_>>(), decided.rows_by_columns())
    };
    let (one_by_one, _) = verdicts(&[OutputColumn::Verdict, OutputColumn::Message]);
    let (by_columns, rows) = verdicts(&[OutputColumn::Verdict]);
    assert_eq!(rows, 2);
    assert_eq!(by_columns, one_by_one);
    assert_eq!(
        by_columns,
        [Some("deny".to_owned()), Some("needs_approval".to_owned())]
    );
}

/// Of bases with numbers of their own there are more combinations than have a table.
#[test]
fn bases_of_very_many_numbers_are_read_together() {
    const ROWS: usize = 6_000;
    let every = |tell: &dyn Fn(usize) -> Option<String>| {
        let told: Vec<Option<String>> = (0..ROWS).map(tell).collect();
        crate::arrays::texts(&told, 0)
    };
    let same = |value: &'static str| every(&|_| Some(value.to_owned()));
    let one_of = |values: &'static [&'static str], step: usize| {
        every(&|row| {
            let value = values.get(row / step % (values.len() + 1));
            value.map(|value| (*value).to_owned())
        })
    };
    const RANKS: &[&str] = &[
        "law",
        "policy_document",
        "normative_document",
        "local_regulation",
        "central_joint_document",
    ];
    let table = batch([
        ("submitted_on", same("2024-03-04")),
        ("village.code", same("340304100201")),
        ("village.kind", same("village")),
        ("type", same("work")),
        ("work.item", same("某项事务")),
        ("work.matter", same("other")),
        ("work.role", same("assist")),
        ("work.own_duty", same("false")),
        ("listed.yuhui.assist", same("false")),
        ("listed.yuhui.autonomous-duties", same("false")),
        ("issuer.kind", same("government_department")),
        ("issuer.level", same("county")),
        ("support.funds.borne_by", same("issuer")),
        ("support.staff.borne_by", same("issuer")),
        ("support.equipment.borne_by", same("issuer")),
        ("forced", same("true")),
        ("lawful", same("true")),
        ("practical_effect", same("true")),
        ("accepted_by_villagers", same("true")),
        ("sole_yardstick", same("false")),
        ("arranged_by_mechanism_only", same("false")),
        ("approval.act", same("preliminary_review")),
        ("approval.by.level", same("county")),
        ("approval.by.kind", same("civil_affairs")),
        ("approval.on", same("2024-02-20")),
        ("approval.number", same("禹民〔2024〕3号")),
        ("approval.outcome", same("approved")),
        ("basis.rank", one_of(RANKS, 1)),
        (
            "basis.number",
            every(&|row| Some(format!("某发〔2024〕{}号", row % 5_000))),
        ),
        ("basis.title", one_of(&["某办法"], 2)),
        ("basis.clause", one_of(&["第三条"], 3)),
        ("basis.deployment", one_of(&["true", "false"], 5)),
    ]);
    let verdicts = |columns: &[OutputColumn], rows: usize| {
        let mut options = Options::default();
        options.columns = columns.to_vec();
        let mut decided = decide(options, vec![table.slice(0, rows)]);
        let (found, errors) = all(&mut decided);
        assert!(errors.is_empty(), "{errors:#?}");
        let rules = (0..rows).map(|row| list(&found, "rules", row));
        let rules: Vec<_> = rules.collect();
        let verdicts = texts(&found, "verdict").into_iter();
        let verdicts = verdicts.map(|verdict| verdict.map(str::to_owned));
        let told: Vec<_> = verdicts.zip(rules).collect();
        (told, decided.rows_by_columns())
    };
    use OutputColumn::{Message, Rules, Verdict};
    let (one_by_one, _) = verdicts(&[Verdict, Rules, Message], 300);
    let (by_columns, rows) = verdicts(&[Verdict, Rules], ROWS);
    assert!(rows > 1_000, "{rows}");
    assert_eq!(by_columns[..300], one_by_one);
    // But for their numbers the same bases come again after sixty rows.
    for (row, told) in by_columns.iter().enumerate().skip(60) {
        assert_eq!(*told, by_columns[row - 60], "{row}");
    }
    let distinct: std::collections::HashSet<_> = by_columns.iter().collect();
    assert!(distinct.len() > 1, "{distinct:?}");
}

/// Each row is decided by the packs of its own village, whatever villages and types came before.
#[test]
fn villages_of_many_places_are_decided_by_their_own_packs() {
    const ROWS: usize = 700;
    const PLACES: [&str; 7] = [
        "340304100201",
        "120101100201",
        "510604100201",
        "110101100201",
        "340304100202",
        "130702100201",
        "440511100201",
    ];
    let every = |tell: &dyn Fn(usize) -> Option<String>| {
        let told: Vec<Option<String>> = (0..ROWS).map(tell).collect();
        crate::arrays::texts(&told, 0)
    };
    let one_of = |values: &'static [&'static str], step: usize| {
        every(&|row| Some(values[row / step % values.len()].to_owned()))
    };
    // More and more villages, so that what is known of the first ones moves.
    let village = |row: usize| {
        let place = PLACES.get(row * row % (1 + row / 60).min(8));
        place.map(|place| (*place).to_owned())
    };
    let table = batch([
        ("submitted_on", one_of(&["2024-03-04", "2025-11-03"], 5)),
        ("village.code", every(&village)),
        ("village.kind", one_of(&["village", "community"], 2)),
        ("type", one_of(&["work", "certificate", "data_request"], 1)),
        ("issuer.kind", one_of(&["government_department"], 1)),
        ("issuer.level", one_of(&["county", "city"], 3)),
        ("forced", one_of(&["false", "true"], 7)),
    ]);
    let told = |columns: &[OutputColumn]| {
        let mut options = Options::default();
        options.columns = columns.to_vec();
        let mut decided = decide(options, vec![table.clone()]);
        let (found, errors) = all(&mut decided);
        assert!(errors.is_empty(), "{errors:#?}");
        let packs = (0..ROWS).map(|row| list(&found, "packs", row));
        let packs: Vec<_> = packs.collect();
        let verdicts = texts(&found, "verdict").into_iter();
        let verdicts = verdicts.map(|verdict| verdict.map(str::to_owned));
        (
            verdicts.zip(packs).collect::<Vec<_>>(),
            decided.rows_by_columns(),
        )
    };
    use OutputColumn::{Message, Packs, Verdict};
    let (one_by_one, _) = told(&[Verdict, Packs, Message]);
    let (by_columns, rows) = told(&[Verdict, Packs]);
    assert!(rows > 0);
    assert_eq!(by_columns, one_by_one);
    let packs: std::collections::HashSet<_> = by_columns.iter().map(|(_, packs)| packs).collect();
    assert!(packs.len() > 2, "{packs:?}");
}
