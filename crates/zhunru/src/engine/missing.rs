//! The facts to ask for, in the order in which they help most.

use std::cmp::Reverse;

use smol_str::SmolStr;

use super::judgement::{Judgement, asked};
use super::present::is_undetermined;
use super::reader::Standing;
use super::rule::CompiledRule;
use super::situation::Situation;
use super::unknown::{Asked, Unknown};
use crate::decision::{MissingFact, RuleId};
use crate::list::ListContent;
use crate::model::{Act, AdminLevel, ApprovalOutcome, OrganKind};
use crate::pack::Pack;
use crate::text::LocalText;
use crate::vocabulary::{AllowedValue, Fact, FactIndex, FactKind, FactOrigin, FactPlace};

/// Of the entries that are similar to an item, so many are offered.
const OFFERED: usize = 5;

/// The facts that could change the outcome of a demand: first those that most undetermined rules
/// read, then in vocabulary order.
pub(crate) fn missing_facts(situation: &Situation<'_>, judgement: &Judgement) -> Vec<MissingFact> {
    let compiled = situation.compiled();
    let undetermined: Vec<&CompiledRule> = judgement
        .rules
        .iter()
        .filter_map(|(index, bits)| Some((compiled.rules.get(*index)?, bits)))
        .filter(|(rule, bits)| is_undetermined(rule, bits))
        .map(|(rule, _)| rule)
        .collect();
    let mut facts: Vec<(usize, Asked, MissingFact)> = Vec::new();
    for &asked in &judgement.missing {
        let Some(fact) = compiled.vocabulary.at(asked.fact) else {
            continue;
        };
        let readers = |rules: &mut dyn Iterator<Item = &CompiledRule>| {
            let mut ids: Vec<RuleId> = Vec::new();
            for rule in rules {
                if reads(situation, rule, asked.fact) && !ids.contains(&rule.id) {
                    ids.push(rule.id.clone());
                }
            }
            ids
        };
        let weight = readers(&mut undetermined.iter().copied());
        let number = weight.len();
        let decides = match weight.is_empty() {
            false => weight,
            // A procedure that may grant without its gate firing is read by no undetermined rule.
            true => readers(&mut situation.rules().map(|(_, rule)| rule)),
        };
        facts.push((number, asked, describe(situation, fact, asked, decides)));
    }
    facts.sort_by_key(|(number, asked, _)| (Reverse(*number), *asked));
    facts.into_iter().map(|(_, _, fact)| fact).collect()
}

/// The facts by which unknown things are asked for on behalf of one rule, in vocabulary order.
pub(crate) fn described(
    situation: &Situation<'_>,
    unknowns: impl IntoIterator<Item = Unknown>,
    rule: &CompiledRule,
) -> Vec<MissingFact> {
    let compiled = situation.compiled();
    let asked = asked(situation, unknowns.into_iter());
    let facts = asked.into_iter().filter_map(|asked| {
        let fact = compiled.vocabulary.at(asked.fact)?;
        Some(describe(situation, fact, asked, vec![rule.id.clone()]))
    });
    facts.collect()
}

/// Whether a rule's conditions read the base fact, itself or through what follows from it.
pub(super) fn reads(situation: &Situation<'_>, rule: &CompiledRule, fact: FactIndex) -> bool {
    let vocabulary = &situation.compiled().vocabulary;
    let direct = rule.reads.contains(&fact);
    let through = |path: &str| {
        vocabulary
            .index(path)
            .is_some_and(|fact| rule.reads.contains(&fact))
    };
    let path = vocabulary
        .at(fact)
        .map(|fact| fact.path.as_str())
        .unwrap_or_default();
    let lists = situation.compiled().lists.iter();
    let by_item = situation.item == Some(fact)
        && lists
            .map(|list| list.membership)
            .any(|membership| rule.reads.contains(&membership));
    let by_stock = match path {
        "signboard.name"
        | "signboard.placement"
        | "signboard.sponsor_level"
        | "signboard.filed" => through("village.signboards"),
        "mechanism.name" => through("village.mechanisms"),
        "digital_tool.name" => through("village.digital_tools") || through("village.chat_groups"),
        "issuer.level" => {
            through("signboard.sponsor_level")
                || through("village.signboards")
                || through("approvals")
        }
        _ => false,
    };
    direct || by_item || by_stock
}

fn describe(
    situation: &Situation<'_>,
    fact: &Fact,
    asked: Asked,
    decides: Vec<RuleId>,
) -> MissingFact {
    let whole = MissingFact {
        fact: asked.path(fact, situation.number),
        demand: situation.number,
        of_header: fact.place == FactPlace::Header && !situation.replaces(&fact.path),
        label: fact.label.clone(),
        question: fact.question.clone(),
        kind: fact.kind.name(),
        unit: fact.unit,
        values: offered_values(situation, fact),
        allows_none: fact.allows_none
            || matches!(fact.kind, FactKind::List { .. } | FactKind::Approvals),
        decides,
    };
    if let (Some(entry), Some(number)) = (asked.entry, asked.field) {
        return match asked.entry_field(fact) {
            Some(field) => of_entry(
                whole,
                fact,
                entry,
                &field.label,
                &field.kind,
                field.allows_none,
            ),
            None => of_approval(whole, fact, entry, number),
        };
    }
    match &fact.origin {
        FactOrigin::List { .. } => of_membership(situation, whole, asked),
        _ => whole,
    }
}

fn of_entry(
    whole: MissingFact,
    list: &Fact,
    entry: usize,
    label: &LocalText,
    kind: &FactKind,
    allows_none: bool,
) -> MissingFact {
    let number = entry + 1;
    let en = |text: &LocalText| text.en().unwrap_or(text.zh()).to_owned();
    MissingFact {
        label: LocalText::new(
            format!("{}第{number}项的{}", list.label.zh(), label.zh()),
            format!("{} of entry {number} of {}", en(label), en(&list.label)),
        ),
        question: LocalText::new(
            format!("{}中第{number}项的{}是什么？", list.label.zh(), label.zh()),
            format!(
                "What is the {} of entry {number} of {}?",
                en(label),
                en(&list.label)
            ),
        ),
        kind: kind.name(),
        unit: None,
        values: kind.allowed_values().to_vec(),
        allows_none,
        ..whole
    }
}

fn of_approval(whole: MissingFact, list: &Fact, entry: usize, field: usize) -> MissingFact {
    let date = FactKind::Date;
    let text = FactKind::Text;
    let (label, kind, allows_none) = match field {
        0 => (
            LocalText::fixed("办理环节", "act"),
            FactKind::enumeration::<Act>(),
            false,
        ),
        1 => (
            LocalText::fixed("机构类别", "kind of organ"),
            FactKind::enumeration::<OrganKind>(),
            false,
        ),
        2 => (
            LocalText::fixed("机构层级", "level"),
            FactKind::enumeration::<AdminLevel>(),
            false,
        ),
        3 => (LocalText::fixed("日期", "date"), date, true),
        4 => (LocalText::fixed("文号", "document number"), text, true),
        _ => (
            LocalText::fixed("办理结果", "outcome"),
            FactKind::enumeration::<ApprovalOutcome>(),
            false,
        ),
    };
    of_entry(whole, list, entry, &label, &kind, allows_none)
}

/// A membership is asked for with the entries that are similar to the item.
fn of_membership(situation: &Situation<'_>, whole: MissingFact, asked: Asked) -> MissingFact {
    let compiled = situation.compiled();
    let number = compiled
        .lists
        .iter()
        .position(|list| list.membership == asked.fact);
    let Some((number, list)) = number.and_then(|number| Some((number, compiled.list(number)?)))
    else {
        return whole;
    };
    let (Standing::Open(similar), ListContent::Loaded(entries)) =
        (situation.standing(number), &list.content)
    else {
        return match (&list.remedy, &list.content) {
            // Where the list is to be had.
            (Some(remedy), ListContent::NotLoaded(_)) => MissingFact {
                question: with_hint(&whole.question, remedy),
                ..whole
            },
            _ => whole,
        };
    };
    let mut values: Vec<AllowedValue> = similar
        .iter()
        .filter_map(|&entry| entries.get(entry))
        .take(OFFERED)
        .map(|entry| AllowedValue {
            code: SmolStr::from(entry.name.as_str()),
            label: LocalText::chinese(entry.name.as_str()),
        })
        .collect();
    if values.is_empty() {
        return whole;
    }
    values.push(AllowedValue {
        code: SmolStr::new_static("none"),
        label: LocalText::fixed("以上都不是", "none of these"),
    });
    let (zh, en) = (list.title.zh(), list.title.en().unwrap_or(list.title.zh()));
    MissingFact {
        question: LocalText::new(
            format!("该事项与《{zh}》中的下列事项相近，是否为其中之一？"),
            format!("The item is similar to these on the list “{en}”. Is it one of them?"),
        ),
        kind: "entry",
        values,
        ..whole
    }
}

/// A question, and what helps to answer it.
fn with_hint(question: &LocalText, hint: &LocalText) -> LocalText {
    let zh = format!("{}（{}）", question.zh(), hint.zh().trim_end_matches('。'));
    match (question.en(), hint.en()) {
        (Some(question), Some(hint)) => {
            let hint = hint.trim_end_matches('.');
            LocalText::new(zh, format!("{question} ({hint})"))
        }
        (Some(question), None) => LocalText::new(zh, question.to_owned()),
        (None, _) => LocalText::chinese(zh),
    }
}

/// The values of a fact, without matters that only packs declare which do not take part, and with
/// the labels that those give which do.
fn offered_values(situation: &Situation<'_>, fact: &Fact) -> Vec<AllowedValue> {
    let values = fact.kind.allowed_values().iter();
    if fact.path != "work.matter" {
        return values.cloned().collect();
    }
    let packs = &situation.compiled().packs;
    let declared = |pack: &Pack, code: &SmolStr| {
        let mut matters = pack.matters.iter();
        matters.find(|matter| matter.code == *code).cloned()
    };
    let offered = |value: &AllowedValue| {
        let mut taking_part = situation.proposed.packs.iter();
        let own = taking_part.find_map(|&pack| declared(packs.get(pack)?, &value.code));
        own.or_else(|| {
            let is_of_others = packs
                .iter()
                .any(|pack| declared(pack, &value.code).is_some());
            (!is_of_others).then(|| value.clone())
        })
    };
    values.filter_map(offered).collect()
}
