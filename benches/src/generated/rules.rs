//! The files of a generated pack.

use std::error::Error;
use std::fmt::Write;

use zhunru::pack::{Pack, PackFiles};

use super::{
    BEARERS, FLAGS, ITEMS, KINDS, LEVELS, LISTED, LISTS, NUMBERS, ROLES, flag, item, name, number,
};
use crate::random::Numbers;

const MANIFEST: &str = r#"
format = 1
id = "generated"
version = "1"
title = "生成的规则包"
place = { name = "示例县", code = "349901", level = "county" }
in_force = { from = 2024-01-01 }
document = [{ id = "notice", kind = "notice", title = "通知", issuer = "示例县" }]
regulates = [{ on = ["work"], by = "admission" }]
"#;

const PROCEDURES: &str = r#"
[[procedure]]
id = "consent"
title = "县级同意"
source = { document = "notice", clause = "一" }

[[procedure.step]]
id = "consent"
title = "县级同意"
act = "consent"
by = [[{ kind = "party_committee_and_government", level = "county" }]]
"#;

/// A pack of so many rules, its lists beside.
///
/// # Errors
/// The faults, when the generated files make no pack.
pub fn pack(rules: usize) -> Result<Pack, Box<dyn Error>> {
    let mut files = vec![
        ("pack.toml".to_owned(), MANIFEST.to_owned()),
        ("procedures.toml".to_owned(), PROCEDURES.to_owned()),
        ("facts.toml".to_owned(), facts()),
    ];
    let mut numbers = Numbers::from_seed(10);
    files.extend((0..LISTS).map(|place| {
        (
            format!("lists/list-{place}.toml"),
            list(place, &mut numbers),
        )
    }));
    let mut numbers = Numbers::from_seed(1_000);
    let rules = (0..rules).map(|place| rule(place, &mut numbers)).collect();
    files.push(("rules/rules.toml".to_owned(), rules));
    let files = files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()));
    Ok(Pack::load(&PackFiles::collect("generated", files)?, &[])?)
}

fn facts() -> String {
    let flags = (0..FLAGS).map(|place| (flag(place), "boolean"));
    let numbers = (0..NUMBERS).map(|place| (number(place), "integer"));
    let mut text = String::new();
    for (path, kind) in flags.chain(numbers) {
        let _ = writeln!(
            text,
            "[[fact]]\npath = \"{path}\"\ntype = \"{kind}\"\non = [\"work\"]\nlabel = \"{path}\"\nquestion = \"{path}？\""
        );
    }
    text
}

fn list(place: usize, numbers: &mut Numbers) -> String {
    let mut text = format!(
        "id = \"list-{place}\"\ntitle = \"清单{place}\"\nkind = \"assist\"\nsource = {{ document = \"notice\", clause = \"二\" }}\n"
    );
    let mut listed: Vec<usize> = Vec::new();
    while listed.len() < LISTED {
        let next = numbers.below(ITEMS);
        if !listed.contains(&next) {
            listed.push(next);
            let (code, name) = (item(next), name(next));
            let _ = writeln!(text, "[[entry]]\ncode = \"{code}\"\nname = \"{name}\"");
        }
    }
    text
}

fn rule(place: usize, numbers: &mut Numbers) -> String {
    let parts = 3 + numbers.below(3);
    let parts: Vec<String> = (0..parts).map(|_| part(numbers)).collect();
    let more = match place % 10 {
        0..=4 => "modality = \"forbidden\"".to_owned(),
        5 | 6 => "modality = \"forbidden_without\"\nprocedure = \"consent\"".to_owned(),
        7 => format!(
            "modality = \"required\"\ndue = \"before\"\nmet_when = \"{}\"",
            test(numbers)
        ),
        8 => "modality = \"permitted\"".to_owned(),
        _ => "modality = \"advised\"".to_owned(),
    };
    format!(
        "[[rule]]\nid = \"rule-{place:04}\"\ntitle = \"第{place}条\"\non = [\"work\"]\n{more}\nwhen = \"{}\"\n\
         message = \"第{place}条的说明\"\nsource = {{ document = \"notice\", clause = \"第{place}条\" }}\n",
        parts.join(" && ")
    )
}

/// A test, or one of two, or what does not pass one.
fn part(numbers: &mut Numbers) -> String {
    match numbers.below(6) {
        0 => format!("({} || {})", test(numbers), test(numbers)),
        1 => format!("!({})", test(numbers)),
        _ => test(numbers),
    }
}

fn test(numbers: &mut Numbers) -> String {
    let bound = 1 + numbers.below(9);
    match numbers.below(10) {
        0..=3 => flag(numbers.below(FLAGS)),
        4 => format!("{} >= {bound}", number(numbers.below(NUMBERS))),
        5 => format!("{} < {bound}", number(numbers.below(NUMBERS))),
        6 | 7 => format!("listed('list-{}')", numbers.below(LISTS)),
        8 => match numbers.below(2) {
            0 => format!(
                "issuer.level >= '{}'",
                numbers.one_of(LEVELS.get(1..4).unwrap_or_default())
            ),
            _ => format!("issuer.kind == '{}'", numbers.one_of(KINDS)),
        },
        _ => match numbers.below(2) {
            0 => format!("work.role == '{}'", numbers.one_of(ROLES)),
            _ => format!("support.funds.borne_by == '{}'", numbers.one_of(BEARERS)),
        },
    }
}
