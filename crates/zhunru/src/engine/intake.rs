//! From a proposal to the states of its facts, checked against the vocabulary.

use rust_decimal::Decimal;
use smol_str::{SmolStr, format_smolstr};

use super::build::Compiled;
use super::places::Places;
use super::rule::PackIndex;
use super::states::States;
use crate::diagnostic::nearest;
use crate::input::{InputError, allowed_codes};
use crate::list::{ListContent, normalise_name};
use crate::model::{Demand, Facts, Proposal, StatedFact, parse_date};
use crate::pack::Pack;
use crate::vocabulary::{
    Fact, FactIndex, FactKind, FactOrigin, FactPlace, FactState, ItemName, Value,
};

/// The names of the village and of the places above it, as the proposal and the places of the packs
/// give them, in the form in which names are compared.
pub(crate) fn places(compiled: &Compiled, proposal: &Proposal, packs: &[PackIndex]) -> Places {
    let village = proposal.village.iter();
    let named = village
        .flat_map(|village| village.name.iter().chain(&village.within))
        .map(|name| normalise_name(name));
    let of_packs = packs
        .iter()
        .filter_map(|&pack| compiled.place_names.get(pack))
        .flatten();
    Places::new(named.collect(), of_packs.cloned())
}

/// The names of a pack's place, in the form in which names are compared: 安徽省蚌埠市禹会区 names
/// three places, each of which may stand in front of a name.
pub(super) fn place_names(pack: &Pack) -> Vec<SmolStr> {
    const LAST: [char; 6] = ['省', '市', '州', '县', '区', '旗'];
    let parts = pack.place.name.zh().split_inclusive(LAST);
    parts
        .filter(|part| part.ends_with(LAST) && part.chars().nth(1).is_some())
        .map(normalise_name)
        .collect()
}

/// What is known of the facts of a demand. Faults are noted and their facts left unknown.
pub(crate) fn states(
    compiled: &Compiled,
    proposal: &Proposal,
    number: usize,
    demand: &Demand,
    places: &[SmolStr],
    faults: &mut Vec<InputError>,
) -> States {
    let body_start = compiled.known.body_start(demand.demand_type());
    let mut states = States::of_form(proposal, demand, body_start);
    check_matter(compiled, number, &mut states, faults);
    let intake = Intake { compiled, demand };
    intake.take(&proposal.facts, None, &mut states, faults);
    intake.take(&demand.facts, Some(number), &mut states, faults);
    for state in states.iter_mut() {
        match state {
            FactState::Known(Value::Item(name)) => name.strip_places(places),
            FactState::Entries(entries) => {
                for field in entries.iter_mut().flat_map(|entry| entry.iter_mut()) {
                    if let Some(Value::Item(name)) = field {
                        name.strip_places(places);
                    }
                }
            }
            _ => {}
        }
    }
    states
}

/// Refuses a matter that no pack declares; all other codes of the form are of closed sets.
fn check_matter(
    compiled: &Compiled,
    number: usize,
    states: &mut States,
    faults: &mut Vec<InputError>,
) {
    let matter = compiled.known.matter;
    let fact = matter.and_then(|matter| compiled.vocabulary.at(matter));
    let (Some(matter), Some(fact)) = (matter, fact) else {
        return;
    };
    if let FactState::Known(Value::Code(code)) = states.get(matter)
        && fact.kind.position(code).is_none()
    {
        let place = format_smolstr!("demands[{number}].matter");
        faults.push(unknown_code(fact, code, place));
        states.set(matter, FactState::Unknown);
    }
}

struct Intake<'a> {
    compiled: &'a Compiled,
    demand: &'a Demand,
}

impl Intake<'_> {
    /// Takes in the facts of the header (`None`) or of the demand with that number.
    fn take(
        &self,
        facts: &Facts,
        number: Option<usize>,
        states: &mut States,
        faults: &mut Vec<InputError>,
    ) {
        // A statement on the lists of one name yields to one on the list of one pack.
        let mut ordered: Vec<(&SmolStr, &StatedFact)> = facts.iter().collect();
        ordered.sort_by_key(|(path, _)| path.bytes().filter(|&byte| byte == b'.').count());
        for (path, stated) in ordered {
            let take = &mut |index| self.take_one(index, path, stated, number, states, faults);
            let vocabulary = &self.compiled.vocabulary;
            if let Some(index) = vocabulary.index(path) {
                match vocabulary.at(index).map(|fact| fact.place) {
                    Some(FactPlace::Facts) => take(index),
                    _ => faults.push(self.unknown_path(path, place(path, number))),
                }
                continue;
            }
            let named = self.of_lists_named(path);
            if named.is_empty() {
                faults.push(self.unknown_path(path, place(path, number)));
            } else {
                named.into_iter().for_each(take);
            }
        }
    }

    fn take_one(
        &self,
        index: FactIndex,
        path: &str,
        stated: &StatedFact,
        number: Option<usize>,
        states: &mut States,
        faults: &mut Vec<InputError>,
    ) {
        let Some(fact) = self.compiled.vocabulary.at(index) else {
            return;
        };
        if !fact.on.contains(self.demand.demand_type()) {
            if number.is_some() {
                faults.push(self.wrong_type(fact, place(path, number)));
            }
            return;
        }
        match self.value(index, fact, stated, &|| place(path, number)) {
            Ok(value) => states.set(index, FactState::Known(value)),
            Err(fault) => faults.push(fault),
        }
    }

    /// The facts that are the membership in the lists of one name, whatever their packs.
    fn of_lists_named(&self, path: &str) -> Vec<FactIndex> {
        let Some(name) = path.strip_prefix("listed.") else {
            return Vec::new();
        };
        let lists = self.compiled.vocabulary.facts().enumerate().filter(
            |(_, fact)| matches!(&fact.origin, FactOrigin::List { list, .. } if list == name),
        );
        lists.map(|(index, _)| index).collect()
    }

    fn value(
        &self,
        index: FactIndex,
        fact: &Fact,
        stated: &StatedFact,
        place: &dyn Fn() -> SmolStr,
    ) -> Result<Value, InputError> {
        let value = match (stated, &fact.kind) {
            (StatedFact::Boolean(value), FactKind::Boolean) => Some(Value::Boolean(*value)),
            (StatedFact::Text(text), FactKind::Boolean) => {
                self.membership(index, text).map(Value::Boolean)
            }
            (StatedFact::Text(text), _) if text == "none" && fact.allows_none => Some(Value::None),
            (StatedFact::Text(code), FactKind::Enumeration { .. }) => {
                if fact.kind.position(code).is_none() {
                    return Err(unknown_code(fact, code, place()));
                }
                Some(Value::Code(code.clone()))
            }
            (StatedFact::Integer(number), FactKind::Integer) => Some(Value::Integer(*number)),
            (StatedFact::Text(text), FactKind::Decimal) => {
                text.parse::<Decimal>().ok().map(Value::Decimal)
            }
            (StatedFact::Text(text), FactKind::Date) => parse_date(text).map(Value::Date),
            (StatedFact::Text(text), FactKind::Text) => Some(Value::Text(text.clone())),
            (StatedFact::Text(text), FactKind::Item) => {
                Some(Value::Item(ItemName::new(text.clone())))
            }
            _ => None,
        };
        value.ok_or_else(|| wrong_value(fact, place()))
    }

    /// A statement on membership by the name of an entry, or that it is none of them.
    fn membership(&self, index: FactIndex, text: &str) -> Option<bool> {
        let list = self
            .compiled
            .lists
            .iter()
            .position(|list| list.membership == index)?;
        if text == "none" {
            return Some(false);
        }
        let ListContent::Loaded(entries) = &self.compiled.list(list)?.content else {
            return None;
        };
        let name = normalise_name(text);
        let is_named = |known: &ItemName| known.normalised() == name;
        entries
            .iter()
            .any(|entry| {
                is_named(&entry.name)
                    || entry.code.as_ref().is_some_and(is_named)
                    || entry.aliases.iter().any(is_named)
            })
            .then_some(true)
    }

    fn unknown_path(&self, path: &str, place: SmolStr) -> InputError {
        let vocabulary = &self.compiled.vocabulary;
        if let Some(fact) = vocabulary.fact(path) {
            let field = fact.path.rsplit('.').next().unwrap_or_default();
            let wanted = match fact.place {
                FactPlace::Demand => format!("the field `{field}` of the demand"),
                _ => format!("the field `{path}` of the proposal"),
            };
            return fault(
                "fact-is-a-field",
                place,
                format!("`{path}` is stated in {wanted}, not in `facts`"),
                format!("“{path}”应写在申请或诉求的相应字段里，而不是写在 facts 里"),
            );
        }
        let known = vocabulary
            .facts()
            .filter(|fact| fact.place == FactPlace::Facts)
            .map(|fact| fact.path.as_str());
        let (mut message, mut message_zh) = (
            format!("no pack knows a fact `{path}`"),
            format!("规则包中没有事实“{path}”"),
        );
        if let Some(near) = nearest(path, known) {
            message.push_str(&format!(", did you mean `{near}`?"));
            message_zh.push_str(&format!("，是否应为“{near}”？"));
        }
        fault("unknown-fact", place, message, message_zh)
    }

    fn wrong_type(&self, fact: &Fact, place: SmolStr) -> InputError {
        let (path, on) = (&fact.path, fact.on);
        fault(
            "fact-of-another-type",
            place,
            format!(
                "`{path}` is a fact of {on}, not of {}",
                self.demand.demand_type()
            ),
            format!("“{path}”不是这类诉求的事实"),
        )
    }
}

/// Where a fact is stated: in the header (`None`) or in the demand with that number.
fn place(path: &str, number: Option<usize>) -> SmolStr {
    match number {
        None => format_smolstr!("facts.{path}"),
        Some(number) => format_smolstr!("demands[{number}].facts.{path}"),
    }
}

fn wrong_value(fact: &Fact, place: SmolStr) -> InputError {
    let (wanted, wanted_zh) = match &fact.kind {
        FactKind::Boolean => ("`true` or `false`", "true 或 false"),
        FactKind::Enumeration { .. } => ("a code in a string", "代码字符串"),
        FactKind::Integer => ("a whole number", "整数"),
        FactKind::Decimal => ("a decimal number in a string", "写在引号里的十进制数"),
        FactKind::Date => ("a date such as `2024-03-04`", "日期，例如 2024-03-04"),
        _ => ("a string", "字符串"),
    };
    fault(
        "wrong-type",
        place,
        format!("expected {wanted} for `{}`", fact.path),
        format!("“{}”应为{wanted_zh}", fact.label.zh()),
    )
}

fn unknown_code(fact: &Fact, code: &str, place: SmolStr) -> InputError {
    let what = fact.label.en().unwrap_or(&fact.path);
    let known = fact
        .kind
        .allowed_values()
        .iter()
        .map(|value| value.code.as_str());
    let (message, message_zh) = allowed_codes(code, what, known);
    fault("unknown-value", place, message, message_zh)
}

fn fault(code: &'static str, path: SmolStr, message: String, message_zh: String) -> InputError {
    InputError {
        code,
        path,
        message,
        message_zh,
        line: None,
        column: None,
    }
}
