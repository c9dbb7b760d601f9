//! What an official should know of a demand besides the findings.

use super::outcome::outcome;
use crate::decision::{Advice, AdviceCode, Outcome, Verdict};
use crate::engine::atom::ListIndex;
use crate::engine::judgement::Judgement;
use crate::engine::plan::Presumed;
use crate::engine::reader::Standing;
use crate::engine::situation::Situation;
use crate::text::LocalText;
use crate::vocabulary::{FactState, Value};

/// The advice on a demand, in the order of [`AdviceCode`] as far as each kind goes.
pub(crate) fn advice(
    situation: &Situation<'_>,
    judgement: &Judgement,
    verdict: Verdict,
) -> Vec<Advice> {
    let compiled = situation.compiled();
    let outcomes = || {
        judgement.rules.iter().filter_map(|(index, bits)| {
            let rule = compiled.rules.get(*index)?;
            Some((rule, outcome(rule, bits)))
        })
    };
    let mut advice = Vec::new();
    let is_barred = |outcome| outcome == (Outcome::Violated, Some(Verdict::Deny));
    if verdict == Verdict::Deny && !outcomes().any(|(_, outcome)| is_barred(outcome)) {
        advice.push(plain(
            situation,
            AdviceCode::EachWayBarred,
            LocalText::fixed(
                "虽有情况尚未查明，但各种可能的情形均不予准入",
                "though not everything is known, each way is barred",
            ),
        ));
    }
    if !judgement.exact {
        advice.push(plain(
            situation,
            AdviceCode::NotExact,
            LocalText::fixed(
                "未知情况过多，所列可能结论和待补材料可能偏多",
                "too much is unknown for an exact answer; more verdicts and facts may be listed than need be",
            ),
        ));
    }
    let presumed = situation.presumed();
    advice.extend(presumed.filter_map(|presumed| of_presumption(situation, presumed)));
    let lists = situation.lists_read().iter();
    advice.extend(lists.filter_map(|&list| of_statement(situation, list)));
    for (rule, outcome) in outcomes() {
        if outcome.0 == Outcome::Advised {
            advice.push(Advice {
                rule: Some(rule.id.clone()),
                ..plain(situation, AdviceCode::Advised, rule.text.message.clone())
            });
        }
    }
    advice
}

fn plain(situation: &Situation<'_>, code: AdviceCode, message: LocalText) -> Advice {
    Advice {
        demand: Some(situation.number),
        code,
        fact: None,
        rule: None,
        message,
    }
}

/// That a fact was presumed, and why.
fn of_presumption(situation: &Situation<'_>, presumed: &Presumed) -> Option<Advice> {
    let fact = situation.compiled().vocabulary.at(presumed.fact)?;
    Some(Advice {
        fact: Some(fact.path.clone()),
        ..plain(situation, AdviceCode::Presumed, presumed.reason.clone())
    })
}

/// That a statement on membership disagrees with the list and was set aside.
fn of_statement(situation: &Situation<'_>, number: ListIndex) -> Option<Advice> {
    let compiled = situation.compiled();
    let membership = compiled.lists.get(number)?.membership;
    let FactState::Known(Value::Boolean(stated)) = *situation.stated().get(membership) else {
        return None;
    };
    let decided = match situation.standing(number) {
        Standing::On => true,
        Standing::Off => false,
        Standing::Open(_) | Standing::UnknownItem => return None,
    };
    if decided == stated {
        return None;
    }
    let (fact, list) = (compiled.vocabulary.at(membership)?, compiled.list(number)?);
    let title = list.title.zh();
    let (zh, en) = if decided {
        ("在", "holds")
    } else {
        ("不在", "does not hold")
    };
    let message = LocalText::new(
        format!("按《{title}》核对，该事项{zh}清单之内；与之不符的填报未采用"),
        format!(
            "the list “{}” {en} the item; the statement that disagrees was set aside",
            list.title.en().unwrap_or(title),
        ),
    );
    Some(Advice {
        fact: Some(fact.path.clone()),
        ..plain(situation, AdviceCode::StatementSetAside, message)
    })
}
