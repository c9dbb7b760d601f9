//! The sentences of letters: labels of verdicts, what they mean for a demand, sources.

use super::typography::{clause, line, title};
use crate::decision::{Citation, DemandDecision, RuleId, Verdict};
use crate::model::{Coded, DemandType, OrganKind};
use crate::text::{Language, LocalText};

/// The label of a coded value.
pub(super) fn label<T: Coded>(value: T, language: Language) -> &'static str {
    match language {
        Language::Zh => value.label_zh(),
        Language::En => value.label_en(),
    }
}

/// The label of a verdict at the start of a sentence.
pub(super) fn verdict(verdict: Verdict, language: Language) -> String {
    match language {
        Language::Zh => verdict.label_zh().to_owned(),
        Language::En => super::typography::capitalised(verdict.label_en()),
    }
}

/// What is done with a demand of this type from this issuer when it is admitted: in Chinese a verb
/// (可以派交), in English a participle (may be assigned).
pub(super) fn verb(
    demand: DemandType,
    issuer: Option<OrganKind>,
    language: Language,
) -> &'static str {
    // Only who stands above a village hands work down to it.
    let is_own = matches!(
        issuer,
        Some(OrganKind::VillageOrganisation | OrganKind::VillagersAssembly)
    );
    let (zh, en) = match demand {
        DemandType::Work if is_own => ("实施", "carried out"),
        DemandType::DataRequest if is_own => ("办理", "carried out"),
        DemandType::Work | DemandType::DataRequest => match issuer {
            Some(OrganKind::Resident) => ("办理", "carried out"),
            _ => ("派交", "assigned"),
        },
        DemandType::Mechanism | DemandType::DedicatedPost => ("设立", "set up"),
        DemandType::Signboard => ("挂牌", "put up"),
        DemandType::Certificate => ("要求出具", "required"),
        DemandType::CertificateRequest => ("出具", "issued"),
        DemandType::Assessment | DemandType::Inspection => ("开展", "held"),
        DemandType::OneVoteVeto => ("实行", "applied"),
        DemandType::ResponsibilityLetter => ("签订", "signed"),
        DemandType::DigitalTool => ("使用", "used"),
        DemandType::ChatGroup => ("建群", "set up"),
        DemandType::Document => ("印发", "sent"),
        DemandType::Meeting => ("召开", "held"),
        DemandType::SealUse => ("用章", "used"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Why a demand is denied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    /// A prohibition is hit.
    Prohibited,
    /// A procedure was refused, and no prohibition is hit.
    Refused,
    /// Each way is barred, though no single rule is certain.
    EachWayBarred,
}

/// What the verdict on one demand means, as a sentence to stand after the verdict's label.
pub(super) fn conclusion(
    demand: &DemandDecision,
    verb: &str,
    denial: Denial,
    language: Language,
) -> String {
    match language {
        Language::Zh => conclusion_zh(demand, verb, denial),
        Language::En => conclusion_en(demand, verb, denial),
    }
}

fn conclusion_zh(demand: &DemandDecision, verb: &str, denial: Denial) -> String {
    match demand.verdict {
        Verdict::Deny => match denial {
            Denial::Prohibited => format!("该项触及禁止性规定，不得{verb}。"),
            Denial::Refused => format!("该项所需程序未获同意，不得{verb}。"),
            Denial::EachWayBarred => {
                format!("虽有情况尚未查明，但各种可能的情形均不予准入，不得{verb}。")
            }
        },
        Verdict::NeedsInformation => {
            let possible = possible(demand, Language::Zh);
            format!("现有材料不足以作出结论，补正前不得{verb}；补正后可能的结论为{possible}。")
        }
        Verdict::NeedsApproval => format!("该项须先履行规定程序，程序完成前不得{verb}。"),
        Verdict::NotCovered => format!(
            "现行规则没有允许该项的规定，也没有禁止该项的规定，不构成准入，须由人工判断；判断前不得{verb}。"
        ),
        Verdict::AdmitWithConditions if demand.assignable => {
            format!("可以{verb}，并须落实下列要求。")
        }
        Verdict::AdmitWithConditions => {
            format!("须先落实下列事前要求，落实前不得{verb}。")
        }
        Verdict::Admit => format!("可以{verb}。"),
    }
}

fn conclusion_en(demand: &DemandDecision, verb: &str, denial: Denial) -> String {
    match demand.verdict {
        Verdict::Deny => match denial {
            Denial::Prohibited => format!("a prohibition is hit, so it may not be {verb}."),
            Denial::Refused => {
                format!("the procedure that it needs was refused, so it may not be {verb}.")
            }
            Denial::EachWayBarred => format!(
                "though not everything is known, each way is barred, so it may not be {verb}."
            ),
        },
        Verdict::NeedsInformation => {
            let possible = possible(demand, Language::En);
            format!(
                "what is known does not suffice, and until it does it may not be {verb}; still possible: {possible}."
            )
        }
        Verdict::NeedsApproval => {
            format!("a procedure comes first, and until it is complete it may not be {verb}.")
        }
        Verdict::NotCovered => format!(
            "no rule in force grants it and none objects; this is no admission, a person must judge, and until then it may not be {verb}."
        ),
        Verdict::AdmitWithConditions if demand.assignable => {
            format!("it may be {verb} now, and what is listed below is owed.")
        }
        Verdict::AdmitWithConditions => {
            format!("it may not be {verb} before what is due beforehand is met.")
        }
        Verdict::Admit => format!("it may be {verb} now."),
    }
}

fn possible(demand: &DemandDecision, language: Language) -> String {
    let labels: Vec<&str> = demand
        .possible
        .iter()
        .map(|verdict| label(verdict, language))
        .collect();
    super::typography::alternatives(&labels, language)
}

/// The document and clause of a rule, and of what kind the document is.
pub(super) fn source(source: &Citation, language: Language) -> String {
    let document = document(source, language);
    let clause = line(&source.clause, language);
    let kind = label(source.kind, language);
    match language {
        Language::Zh => format!("{document}{clause}（{kind}）"),
        Language::En => format!("{document}, {clause} ({kind})"),
    }
}

/// A document as it is cited: its title in title marks and, in brackets, who issued it and its
/// number (文件名称、发布机关、文号). The issuer is left out where the title names it.
pub fn document(source: &Citation, language: Language) -> String {
    let document = title(source.document.get(language), language);
    let by: Vec<String> = provenance(source)
        .map(|part| line(part, language))
        .collect();
    match language {
        _ if by.is_empty() => document,
        Language::Zh => format!("{document}（{}）", by.join("，")),
        Language::En => format!("{document} ({})", by.join(", ")),
    }
}

/// What tells a document from others of a like title: who issued it, where its title does not say
/// so already, and its number.
fn provenance(source: &Citation) -> impl Iterator<Item = &str> {
    let issuer = source.issuer.as_str();
    let is_told = issuer.is_empty() || source.document.zh().contains(issuer);
    let issuer = (!is_told).then_some(issuer);
    issuer.into_iter().chain(source.number.as_deref())
}

/// A rule's title with its id in brackets; a list's stands in title marks.
pub(super) fn rule(text: &LocalText, of_list: bool, id: &RuleId, language: Language) -> String {
    let text = text.get(language);
    let title = match of_list {
        true => title(text, language),
        false => clause(text, language),
    };
    match language {
        Language::Zh => format!("{title}［{id}］"),
        Language::En => format!("{} [{id}]", super::typography::capitalised(&title)),
    }
}
