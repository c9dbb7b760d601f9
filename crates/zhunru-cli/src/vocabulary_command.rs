//! `zhunru vocabulary`.

use std::io::Write;

use zhunru::model::{Coded, DemandTypes};
use zhunru::vocabulary::{Fact, FactKind, FactOrigin, Vocabulary};

use crate::arguments::{Lang, VocabularyArguments, VocabularyFormat};
use crate::failure::Failure;
use crate::sheet_out::{Paragraph, markdown_table};
use crate::{packs, terminal};

/// Prints the facts that a rule may name.
pub(crate) fn run(arguments: &VocabularyArguments) -> Result<bool, Failure> {
    let chosen = packs::choose(&arguments.packs)?;
    let engine = chosen.engine()?;
    let named = chosen.named.as_deref();
    let of_asked = |fact: &&Fact| match (&fact.origin, named) {
        (FactOrigin::Pack(pack) | FactOrigin::List { pack, .. }, Some(named)) => {
            named.contains(pack)
        }
        _ => true,
    };
    let vocabulary: &Vocabulary = engine.vocabulary();
    let facts: Vec<&Fact> = vocabulary.facts().filter(of_asked).collect();
    let mut output = terminal::text();
    match arguments.format {
        VocabularyFormat::Json => {
            serde_json::to_writer_pretty(&mut output, &facts)?;
            output.write_all(b"\n")?;
        }
        VocabularyFormat::Markdown => {
            let headings = match arguments.lang {
                Lang::Zh => ["事实", "名称", "类型", "适用诉求", "问题"],
                Lang::En => ["fact", "label", "type", "demands", "question"],
            };
            let rows: Vec<Vec<String>> = facts
                .iter()
                .map(|fact| row(fact, arguments.lang).into())
                .collect();
            output.write_all(markdown_table(&headings, &rows).as_bytes())?;
        }
        VocabularyFormat::Text => {
            let width = terminal::width();
            for fact in &facts {
                let [path, label, kind, on, question] = row(fact, arguments.lang);
                writeln!(output, "{path}  {label}")?;
                let about = Paragraph::hanging("    ", width);
                let between = arguments.lang.pick("；", "; ");
                output.write_all(about.set(&format!("{kind}{between}{on}")).as_bytes())?;
                output.write_all(about.set(&question).as_bytes())?;
            }
        }
    }
    output.flush()?;
    Ok(true)
}

/// Path, label, type, demand types and question of a fact.
fn row(fact: &Fact, lang: Lang) -> [String; 5] {
    let language = lang.language();
    let label = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    let types = match fact.on == DemandTypes::ALL {
        true => label("各类诉求", "all demands"),
        false => {
            let labels = fact
                .on
                .iter()
                .map(|one| lang.pick(one.label_zh(), one.label_en()));
            labels.collect::<Vec<_>>().join(lang.pick("、", ", "))
        }
    };
    [
        fact.path.to_string(),
        fact.label.get(language).to_owned(),
        kind(fact, lang),
        types,
        fact.question.get(language).to_owned(),
    ]
}

/// The type of a fact with its values and unit.
fn kind(fact: &Fact, lang: Lang) -> String {
    let language = lang.language();
    let mut kind = fact.kind.label().get(language).to_owned();
    let fields: Vec<String> = match &fact.kind {
        FactKind::List { fields, .. } => fields
            .iter()
            .filter(|field| !field.name.is_empty())
            .map(|field| coded(&field.name, field.label.get(language), lang))
            .collect(),
        _ => Vec::new(),
    };
    let values = match &fact.kind {
        FactKind::List { fields, .. } => match fields.as_slice() {
            [code] if code.name.is_empty() => code.kind.allowed_values(),
            _ => &[],
        },
        kind => kind.allowed_values(),
    };
    let values: Vec<String> = values
        .iter()
        .map(|value| coded(&value.code, value.label.get(language), lang))
        .collect();
    let parts = if values.is_empty() { fields } else { values };
    if !parts.is_empty() {
        kind.push_str(lang.pick("：", ": "));
        kind.push_str(&parts.join(lang.pick("、", ", ")));
    }
    if let Some(unit) = fact.unit {
        let unit = lang.pick(unit.label_zh(), unit.label_en());
        kind.push_str(&match lang {
            Lang::Zh => format!("（{unit}）"),
            Lang::En => format!(" ({unit})"),
        });
    }
    if fact.allows_none {
        kind.push_str(lang.pick("，可为无（none）", ", or none"));
    }
    kind
}

/// What is written in JSON and conditions, with what it is called: in Chinese the label comes
/// first, since tables may hold it.
fn coded(code: &str, label: &str, lang: Lang) -> String {
    match (label, lang) {
        ("", _) => code.to_owned(),
        (label, Lang::Zh) => format!("{label}（{code}）"),
        (label, Lang::En) => format!("{code} ({label})"),
    }
}
