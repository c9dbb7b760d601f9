//! Kept tables are decided by what was kept where a version of a pack asks the same, and nowhere else.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use zhunru::list::ListContent;
use zhunru::model::DivisionCode;
use zhunru::pack::Pack;
use zhunru::{Engine, Selection};
use zhunru_table::{Decider, Options, OutputColumn, WhatIf};

use crate::what_if::is_same;
use crate::{batch, example, reader, text};

#[test]
fn rows_between_proposals_of_one_id_part_them() {
    // Taken for one proposal, the first and the last of one id would contradict each other.
    let batch = batch([
        ("id", text(["A", "A", "B", "A", "A", "C"].map(Some))),
        ("type", text([Some("work"); 6])),
        ("item", text([Some("河道保洁"); 6])),
        (
            "issuer.level",
            text(["county", "county", "county", "city", "city", "county"].map(Some)),
        ),
    ]);
    let found = by_all(&[county("示例县", "", &["河道保洁"])], &batch);
    assert_eq!(found[0].rows_anew(), 4);
    assert_eq!(found[0].faulty_rows(), 0);
}

#[test]
fn a_proposal_with_too_many_rows_is_faulty_to_its_end() {
    // Its last rows stand in a block of their own, and would be few enough.
    let ids = (0..7_000).map(|row| row.to_string());
    let ids: Vec<String> = ids.chain((0..1_500).map(|_| "X".to_owned())).collect();
    let each = |value| -> ArrayRef { Arc::new(StringArray::from(vec![value; ids.len()])) };
    let batch = batch([
        ("id", Arc::new(StringArray::from(ids.clone()))),
        ("type", each("work")),
        ("item", each("河道保洁")),
    ]);
    let found = by_all(&[county("示例县", "", &["河道保洁"])], &batch);
    assert_eq!(found[0].faulty_rows(), 1_500);
}

#[test]
fn rows_are_read_anew_where_a_version_parts_their_days() {
    let batch = batch([
        ("submitted_on", text(["2024-03-04", "2024-03-08"].map(Some))),
        ("type", text([Some("work"); 2])),
        ("item", text([Some("路灯维修"); 2])),
    ]);
    let before = county("示例县", "", &["河道保洁", "路灯维修"]);
    let mut after = before.clone();
    if let ListContent::Loaded(entries) = &mut after.lists[0].content {
        entries[1].in_force.to = Some("2024-03-06".parse().unwrap());
    }
    let mut options = Options::default();
    options.packs = Selection::Named(vec!["example".into()]);
    // What is the same on the days of the rows may be otherwise on the day that is given for all.
    let mut ended = before.clone();
    if let ListContent::Loaded(entries) = &mut ended.lists[0].content {
        entries[1].in_force.to = Some("2024-04-01".parse().unwrap());
    }
    let mut later = options.clone();
    later.as_of = Some("2024-05-01".parse().unwrap());
    let versions = vec![
        (vec![before.clone()], options.clone()),
        (vec![before], options.clone()),
        (vec![after], options),
        (vec![ended], later),
    ];
    let found = by_engines(versions, &batch);
    let anew: Vec<u64> = found.iter().map(WhatIf::rows_anew).collect();
    assert_eq!(anew, [0, 0, 2, 2]);
    assert_ne!(found[0].row_verdicts(), found[2].row_verdicts());
    assert_ne!(found[2].row_verdicts(), found[3].row_verdicts());
}

#[test]
fn rows_are_read_anew_where_packs_cover_other_villages() {
    let batch = batch([
        (
            "village.code",
            text(["340304100201", "340304101201"].map(Some)),
        ),
        ("type", text([Some("work"); 2])),
        ("item", text([Some("河道保洁"); 2])),
    ]);
    let mut own = county("示例县", "", &["河道保洁"]);
    own.place.code = Some(DivisionCode::parse("340304").unwrap());
    let mut town = county("示例县", "", &["路灯维修"]);
    town.id = "town".into();
    town.place.code = Some(DivisionCode::parse("340304101000").unwrap());
    let mut options = Options::default();
    options.as_of = Some("2024-03-04".parse().unwrap());
    let versions = [vec![own.clone()], vec![own.clone(), town]];
    let versions = versions.map(|packs| (packs, options.clone()));
    let found = by_engines(versions.into(), &batch);
    let anew: Vec<u64> = found.iter().map(WhatIf::rows_anew).collect();
    assert_eq!(anew, [0, 2]);
}

/// A pack of a county in which a list bars work, and a rule work in villages with two signs that count.
fn county(place: &str, rule: &str, entries: &[&str]) -> Pack {
    let list = example::burdens(entries);
    let mut files = vec![("lists/burdens.toml", &*list)];
    if !rule.is_empty() {
        files.push(("rules/rules.toml", rule));
    }
    example::pack(place, "", &files)
}

/// Keeps a table for the first of these versions and decides it by all.
fn by_all(versions: &[Pack], batch: &RecordBatch) -> Vec<WhatIf> {
    let mut options = Options::default();
    options.as_of = Some("2024-03-04".parse().unwrap());
    options.packs = Selection::Named(vec!["example".into()]);
    let versions = versions
        .iter()
        .map(|pack| (vec![pack.clone()], options.clone()));
    by_engines(versions.collect(), batch)
}

/// Keeps a table for the first of these engines and decides it by all, each with its options.
fn by_engines(versions: Vec<(Vec<Pack>, Options)>, batch: &RecordBatch) -> Vec<WhatIf> {
    let deciders = versions.into_iter().map(|(packs, mut options)| {
        options.columns = vec![OutputColumn::Verdict, OutputColumn::Rules];
        let engine = Engine::builder().packs(packs).build().unwrap();
        Decider::new(&engine, options).unwrap()
    });
    let deciders: Vec<Decider> = deciders.collect();
    let kept = deciders[0].keep(reader(vec![batch.clone()])).unwrap();
    let found = deciders.iter().enumerate().map(|(version, decider)| {
        let batches = std::slice::from_ref(batch);
        is_same(&kept, decider, batches, None, &format!("version {version}")).0
    });
    found.collect()
}

#[test]
fn names_are_read_anew_where_lists_or_places_differ() {
    let batch = batch([
        ("type", text([Some("work"); 4])),
        (
            "item",
            text(["示例县河道保洁", "河道保洁", "清溪县河道保洁", "路灯维修"].map(Some)),
        ),
    ]);
    let entries = ["河道保洁"];
    let found = by_all(
        &[
            county("示例县", "", &entries),
            county("示例县", "", &entries),
            county("清溪县", "", &entries),
            county("示例县", "", &["河道保洁", "路灯维修"]),
        ],
        &batch,
    );
    let anew: Vec<u64> = found.iter().map(WhatIf::rows_anew).collect();
    // Three values leave a similar name open.
    assert_eq!(anew[0], anew[1]);
    assert!(anew[0] < 4 && anew[2] == 4 && anew[3] == 4, "{anew:?}");
    assert_ne!(found[0].row_verdicts(), found[2].row_verdicts());
    assert_ne!(found[0].rules(), found[3].rules());
}

#[test]
fn signs_that_nobody_counted_are_read_anew() {
    let rule = |least: u32| {
        format!(
            "[[rule]]\nid = 'signs'\ntitle = '牌子'\non = ['signboard']\nmodality = 'forbidden'\n\
             when = 'village.signboards.exists(x, x.name == \"妇女之家\") && \
             count(village.signboards, x, x.placement == \"exterior_sign\") >= {least}'\n\
             message = '已有牌子'\nsource = {{ document = 'notice', clause = '第二条' }}\n"
        )
    };
    let batch = batch([
        ("type", text([Some("signboard"); 3])),
        (
            "signboard.name",
            text([Some("党员之家"), Some("妇女之家"), Some("妇女之家")]),
        ),
        ("signboard.placement", text([Some("exterior_sign"); 3])),
        (
            "village.signboards",
            text(["妇女之家", "妇女之家", "无"].map(Some)),
        ),
    ]);
    let versions =
        ["".to_owned(), rule(1), rule(2)].map(|rule| county("示例县", &rule, &["河道保洁"]));
    by_all(&versions, &batch);
    by_all(
        &[
            versions[2].clone(),
            versions[1].clone(),
            versions[0].clone(),
        ],
        &batch,
    );
}

/// A pack with what it presumes, and with a procedure in which these bodies must consent.
fn gated(presumption: &str, bodies: &str) -> Pack {
    let procedures = format!(
        "[[procedure]]\nid = 'consent'\ntitle = '审批'\n\
         source = {{ document = 'notice', clause = '第一条' }}\n\
         [[procedure.step]]\nid = 'consent'\ntitle = '同意'\nact = 'approval'\n\
         by = [[{bodies}]]\n"
    );
    let rules = "[[rule]]\nid = 'forced'\ntitle = '强行要求'\non = ['work']\nmodality = 'forbidden'\n\
        when = 'forced'\nmessage = '不得强行要求'\n\
        source = { document = 'notice', clause = '第二条' }\n\
        [[rule]]\nid = 'gate'\ntitle = '审批'\non = ['meeting']\nmodality = 'forbidden_without'\n\
        procedure = 'consent'\nmessage = '须经审批'\n\
        source = { document = 'notice', clause = '第三条' }\n\
        [[rule]]\nid = 'level'\ntitle = '层级'\non = ['meeting']\nmodality = 'advised'\n\
        when = 'issuer.level == \"county\"'\nmessage = '县级宜少开会'\n\
        source = { document = 'notice', clause = '第四条' }\n";
    let files = [
        ("procedures.toml", &*procedures),
        ("rules/rules.toml", rules),
    ];
    example::pack("示例县", presumption, &files)
}

#[test]
fn rows_are_read_anew_where_presumptions_or_steps_differ() {
    let batch = batch([
        (
            "type",
            text(["work", "work", "meeting", "meeting"].map(Some)),
        ),
        ("issuer.level", text([Some("county"); 4])),
        ("forced", text([None, Some("true"), None, None])),
        (
            "approval.act",
            text([None, None, Some("approval"), Some("preliminary_review")]),
        ),
        ("approval.by.level", text([Some("county"); 4])),
        ("approval.by.kind", text([Some("government"); 4])),
        ("approval.on", text([Some("2024-03-01"); 4])),
        ("approval.number", text([Some("示政〔2024〕1号"); 4])),
        ("approval.outcome", text([Some("approved"); 4])),
    ]);
    let presumed =
        "[[presume]]\nfact = 'forced'\non = ['work']\nvalue = false\nreason = '未说明'\n";
    let government = "{ kind = 'government', level = 'county' }";
    let both = format!("{government}, {{ kind = 'party_committee', level = 'county' }}");
    let found = by_all(
        &[
            gated(presumed, government),
            gated(presumed, government),
            gated("", government),
            gated(presumed, &both),
        ],
        &batch,
    );
    let anew: Vec<u64> = found.iter().map(WhatIf::rows_anew).collect();
    assert_eq!(anew, [0, 0, 2, 2]);
    assert_eq!(found[0].verdicts(), found[1].verdicts());
    assert_ne!(found[0].row_verdicts(), found[2].row_verdicts());
    assert_ne!(found[0].row_verdicts(), found[3].row_verdicts());
}

#[test]
fn stock_is_read_anew_where_lists_of_its_names_differ() {
    let rule = "[[rule]]\nid = 'signs'\ntitle = '牌子'\non = ['meeting']\nmodality = 'forbidden'\n\
        when = 'village.signboards.exists(x, listed(\"burdens\", x.name))'\n\
        message = '已有牌子'\nsource = { document = 'notice', clause = '第二条' }\n";
    let batch = batch([
        ("type", text([Some("meeting"); 3])),
        (
            "village.signboards",
            text(["河道保洁", "路灯维修", "无"].map(Some)),
        ),
    ]);
    let found = by_all(
        &[
            county("示例县", rule, &["河道保洁"]),
            county("示例县", rule, &["河道保洁"]),
            county("示例县", rule, &["河道保洁", "路灯维修"]),
        ],
        &batch,
    );
    let anew: Vec<u64> = found.iter().map(WhatIf::rows_anew).collect();
    assert_eq!(anew, [0, 0, 3]);
    assert_ne!(found[0].row_verdicts(), found[2].row_verdicts());
}

#[test]
fn acts_are_read_anew_where_another_level_is_presumed() {
    let batch = batch([
        ("type", text([Some("meeting")])),
        ("approval.act", text([Some("approval")])),
        ("approval.by.level", text([Some("county")])),
        ("approval.by.kind", text([Some("government")])),
        ("approval.on", text([Some("2024-03-01")])),
        ("approval.number", text([Some("示政〔2024〕1号")])),
        ("approval.outcome", text([Some("approved")])),
    ]);
    let presumed = "[[presume]]\nfact = 'issuer.level'\non = ['meeting']\nvalue = 'county'\nreason = '未说明'\n";
    let own_level = "{ kind = 'government', level = 'issuer' }";
    let before = gated(presumed, own_level);
    let mut after = before.clone();
    // What no rule reads is not presumed.
    after.rules.retain(|rule| rule.id != "level");
    let found = by_all(&[before, after], &batch);
    assert_ne!(found[0].row_verdicts(), found[1].row_verdicts());
}
