use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::*;
use crate::condition::syntax::parse;
use crate::condition::{Comparison, Condition, EntryCondition, ListReference, Test};
use crate::vocabulary::{Value, Vocabulary};

/// Types a condition of a pack `p` with a list `l` and a definition `d`.
fn typed(text: &str, on: Option<DemandTypes>) -> Result<Condition, Vec<TypeError>> {
    let vocabulary = Vocabulary::built_in();
    let list = ListReference {
        pack: "p".into(),
        list: "l".into(),
    };
    let definition = Definition {
        condition: Some(forced()),
        size: 1,
    };
    let names = Names {
        vocabulary: &vocabulary,
        definitions: &BTreeMap::from([(SmolStr::new("d"), definition)]),
        lists: &BTreeMap::from([(SmolStr::new("l"), list)]),
        procedures: &BTreeMap::new(),
    };
    type_condition(&parse(text).unwrap(), on, &names)
}

fn tree(text: &str) -> Condition {
    typed(text, None).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

fn fact(path: &str, test: Test) -> Condition {
    Condition::Fact {
        path: path.into(),
        test,
    }
}

fn forced() -> Condition {
    fact("forced", Test::OneOf(vec![Value::Boolean(true)]))
}

fn codes(codes: &[&str]) -> Test {
    Test::OneOf(
        codes
            .iter()
            .map(|code| Value::Code((*code).into()))
            .collect(),
    )
}

fn at_least(least: u32) -> Condition {
    Condition::CountAtLeast {
        list: "basis".into(),
        predicate: EntryCondition::Field {
            field: 0,
            test: codes(&["law"]),
        },
        least,
    }
}

#[test]
fn ordered_codes_are_written_out() {
    for (text, expected) in [
        ("issuer.level < 'county'", &["village", "township"][..]),
        ("issuer.level <= 'township'", &["village", "township"]),
        ("issuer.level > 'city'", &["province", "central"]),
        ("'province' <= issuer.level", &["province", "central"]),
        ("'township' > issuer.level", &["village"]),
    ] {
        assert_eq!(tree(text), fact("issuer.level", codes(expected)), "{text}");
    }
}

#[test]
fn numbers_take_the_type_of_their_fact() {
    let share = |comparison, bound: &str| {
        fact(
            "document.repeated_share",
            Test::Compare(comparison, Value::Decimal(bound.parse().unwrap())),
        )
    };
    assert_eq!(
        tree("document.repeated_share > 1"),
        share(Comparison::Greater, "1")
    );
    assert_eq!(
        tree("0.50 >= document.repeated_share"),
        share(Comparison::AtMost, "0.50")
    );
    let characters = Test::Compare(Comparison::AtMost, Value::Integer(5000));
    assert_eq!(
        tree("document.characters <= 5000"),
        fact("document.characters", characters)
    );
}

#[test]
fn counts_become_one_comparison() {
    let both = |least: u32, less: u32| Condition::And(vec![at_least(least), at_least(less).not()]);
    for (text, expected) in [
        (">= 2", at_least(2)),
        ("> 2", at_least(3)),
        ("< 2", at_least(2).not()),
        ("<= 2", at_least(3).not()),
        ("== 2", both(2, 3)),
        ("!= 2", both(2, 3).not()),
        ("== 0", at_least(1).not()),
        ("!= 0", at_least(1)),
        (">= 0", Condition::Constant(true)),
        ("< 0", Condition::Constant(false)),
        ("> 4294967295", Condition::Constant(false)),
    ] {
        assert_eq!(
            tree(&format!("count(basis, b, b.rank == 'law') {text}")),
            expected,
            "{text}"
        );
    }
    assert_eq!(tree("2 < count(basis, b, b.rank == 'law')"), at_least(3));
}

#[test]
fn all_is_the_opposite_of_one_that_fails() {
    let exists = |predicate| Condition::Exists {
        list: "basis".into(),
        predicate,
    };
    let field = EntryCondition::Field {
        field: 0,
        test: codes(&["law"]),
    };
    assert_eq!(
        tree("basis.exists(b, b.rank == 'law')"),
        exists(field.clone())
    );
    assert_eq!(
        tree("basis.all(b, b.rank == 'law')"),
        exists(field.clone().not()).not()
    );
    assert_eq!(tree("basis.all(b, b.rank != 'law')"), exists(field).not());
}

#[test]
fn none_is_a_value_of_its_own() {
    let none = Test::OneOf(vec![Value::None]);
    assert_eq!(tree("work.item == 'none'"), fact("work.item", none.clone()));
    assert_eq!(
        tree("work.matter != 'none'"),
        fact("work.matter", none.clone()).not()
    );
    assert_eq!(
        tree("support.funds.amount == 'none'"),
        fact("support.funds.amount", none)
    );
    assert!(typed("issuer.level == 'none'", None).is_err());
}

#[test]
fn constants_are_worked_in() {
    assert_eq!(tree("forced || true"), Condition::Constant(true));
    assert_eq!(tree("forced && true"), forced());
    assert_eq!(tree("!(!forced)"), forced());
    assert_eq!(tree("d"), forced());
    assert_eq!(tree("!(forced && false)"), Condition::Constant(true));
    let three = Condition::And(vec![forced(), forced(), forced()]);
    assert_eq!(tree("forced && (d && forced)"), three);
}

#[test]
fn facts_must_exist_on_every_type() {
    use crate::model::DemandType as D;
    let on = |types: &[D]| Some(DemandTypes::of(types));
    assert!(typed("work.own_duty", on(&[D::Work])).is_ok());
    assert!(typed("forced && d", on(&[D::Work, D::Inspection])).is_ok());
    assert!(
        typed(
            "mechanism.centrally_required",
            on(&[D::Mechanism, D::DedicatedPost])
        )
        .is_ok()
    );
    assert!(typed("listed('l')", on(&[D::Work, D::SealUse])).is_ok());
    for text in [
        "work.own_duty",
        "listed('l')",
        "assessment.criteria.exists(c, c == 'traces')",
    ] {
        let errors = typed(text, on(&[D::Work, D::Inspection])).unwrap_err();
        assert_eq!(errors[0].code, Code::ConditionFactNotApplicable, "{text}");
    }
}

#[test]
fn every_fault_is_found() {
    let errors = typed("a.b || forced == 1 && x in [] || !listed('k') || c()", None).unwrap_err();
    let found: Vec<Code> = errors.iter().map(|error| error.code).collect();
    assert_eq!(
        found,
        [
            Code::ConditionUnknownFact,
            Code::ConditionType,
            Code::ConditionUnknownFact,
            Code::ConditionUnknownList,
            Code::ConditionUnknownFunction,
        ]
    );
}
