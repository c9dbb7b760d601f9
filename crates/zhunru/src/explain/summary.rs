//! A decision in one sentence.

use super::typography::{alternatives, join};
use super::wording::label;
use crate::decision::{Decision, Verdict};
use crate::model::Coded;
use crate::text::Language;

/// The decision in one sentence, as [`Report::summary`](super::Report::summary) has it: the verdict,
/// whether the task may be assigned now and, of several demands, how each fared.
pub fn summary(decision: &Decision, language: Language) -> String {
    let verdict = conclusion(decision, language);
    let count = decision.demands.len();
    if count < 2 {
        return verdict;
    }
    let counted = counts(decision, language);
    match language {
        Language::Zh => format!("共{count}项诉求，{counted}；总体结论：{verdict}"),
        Language::En => {
            let verdict = verdict.to_lowercase();
            format!("Of {count} demands, {counted}; overall: {verdict}")
        }
    }
}

/// How many demands have which verdict, worst first.
pub(super) fn counts(decision: &Decision, language: Language) -> String {
    let parts = tally(decision)
        .map(|(verdict, count)| match language {
            Language::Zh => format!("{count}项{}", label(verdict, language)),
            Language::En => format!("{count} {}", label(verdict, language)),
        })
        .collect::<Vec<_>>();
    join(&parts, language)
}

/// The verdicts that demands of the decision have, worst first, each with their number.
fn tally(decision: &Decision) -> impl Iterator<Item = (Verdict, usize)> {
    Verdict::ALL.iter().filter_map(|&verdict| {
        let demands = decision.demands.iter();
        let count = demands.filter(|demand| demand.verdict == verdict).count();
        (count > 0).then_some((verdict, count))
    })
}

/// The verdict and what follows from it, as one sentence.
fn conclusion(decision: &Decision, language: Language) -> String {
    let possible: Vec<&str> = decision
        .possible
        .iter()
        .map(|verdict| label(verdict, language))
        .collect();
    let open = (possible.len() > 1).then(|| alternatives(&possible, language));
    match (language, decision.verdict) {
        (Language::Zh, Verdict::Deny) => "不予准入，不得派交。".to_owned(),
        (Language::Zh, Verdict::NeedsInformation) => match open {
            Some(open) => format!("须补正材料，补正前不得派交；补正后可能的结论为{open}。"),
            None => "须补正材料，补正前不得派交。".to_owned(),
        },
        (Language::Zh, Verdict::NeedsApproval) => "须报批，完成规定程序前不得派交。".to_owned(),
        (Language::Zh, Verdict::NotCovered) => {
            "规则未覆盖，不构成准入，须由人工判断，判断前不得派交。".to_owned()
        }
        (Language::Zh, Verdict::AdmitWithConditions) if decision.assignable => {
            "附条件准入，可以派交，并须落实所列要求。".to_owned()
        }
        (Language::Zh, Verdict::AdmitWithConditions) => {
            "附条件准入，须先落实事前要求，落实前不得派交。".to_owned()
        }
        (Language::Zh, Verdict::Admit) => "准予准入，可以派交。".to_owned(),
        (Language::En, Verdict::Deny) => "Denied; it may not be assigned.".to_owned(),
        (Language::En, Verdict::NeedsInformation) => match open {
            Some(open) => {
                format!("Information needed before it may be assigned; still possible: {open}.")
            }
            None => "Information needed before it may be assigned.".to_owned(),
        },
        (Language::En, Verdict::NeedsApproval) => {
            "Approval needed; it may not be assigned before the procedure is complete.".to_owned()
        }
        (Language::En, Verdict::NotCovered) => {
            "Not covered by rules and not admitted; a person must judge before it may be assigned."
                .to_owned()
        }
        (Language::En, Verdict::AdmitWithConditions) if decision.assignable => {
            "Admitted with conditions; it may be assigned now, and what is listed is owed."
                .to_owned()
        }
        (Language::En, Verdict::AdmitWithConditions) => {
            "Admitted with conditions; it may not be assigned before those due beforehand are met."
                .to_owned()
        }
        (Language::En, Verdict::Admit) => "Admitted; it may be assigned now.".to_owned(),
    }
}
