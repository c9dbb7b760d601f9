//! The reply to a proposal: conclusion, reasons, what to do, what is missing, what was presumed.

mod demand;
mod missing;
mod notes;
mod obligations;
mod sections;

pub use self::demand::conclusion;

use self::sections::Sections;

use super::letter::{Letter, Lines, Role};
use super::subject;
use super::typography::{chinese_number, day, join};
use super::wording;
use crate::decision::Decision;
use crate::model::{DemandType, OrganKind, Proposal};
use crate::text::Language;

/// The reply to those who sent the proposal (答复意见), from the decision on that very proposal.
///
/// It names what is asked, concludes, gives the reasons with their documents, and says what would
/// make each demand admissible. Rules that object to nothing are left out.
///
/// ```
/// use zhunru::explain::letter;
/// use zhunru::model::Proposal;
/// use zhunru::text::Language;
/// use zhunru::{Engine, Request};
///
/// let proposal = Proposal::from_json(r#"{
///     "title": "农村人居环境整治周报", "village": {"code": "340304100201"},
///     "demands": [{"type": "data_request", "frequency": "weekly"}]
/// }"#)?;
/// let day = zhunru::model::parse_date("2024-03-04").ok_or("no date")?;
/// let decision = Engine::builder().build()?.decide(&proposal, &Request::on(day))?;
/// let text = letter(&decision, &proposal, Language::Zh).plain();
/// assert!(text.starts_with("关于《农村人居环境整治周报》的准入审核意见\n"));
/// assert!(text.contains("规则未覆盖：") && text.contains("不构成准入"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn letter(decision: &Decision, proposal: &Proposal, language: Language) -> Letter {
    let writer = Writer {
        decision,
        proposal,
        language,
    };
    let mut sections = Sections::new(language);
    if decision.demands.len() > 1 {
        sections.push("总体结论", "Conclusion", writer.overall());
        sections.open("各项意见", "Demands");
    }
    for demand in decision.demands.iter() {
        let is_within = decision.demands.len() > 1;
        let heading = writer.subject(demand.index);
        sections.demand(is_within, &heading, demand.verdict, writer.demand(demand));
    }
    sections.push("须补充的情况", "What is missing", writer.missing());
    sections.push("可有不同理解之处", "Open points", writer.open_points());
    sections.push("提示", "Advice", writer.advice());
    sections.push("审核依据的规则版本", "Rules applied", writer.packs());
    Letter {
        language,
        verdict: decision.verdict,
        title: writer.title(),
        opening: writer.opening().finish(),
        sections: sections.finish(),
    }
}

/// Writes the parts of one letter.
struct Writer<'a> {
    decision: &'a Decision,
    proposal: &'a Proposal,
    language: Language,
}

impl Writer<'_> {
    fn title(&self) -> String {
        let subject = subject::proposal(self.proposal, self.language);
        match (self.language, subject) {
            (Language::Zh, Some(subject)) => format!("关于{subject}的准入审核意见"),
            (Language::Zh, None) => "准入审核意见".to_owned(),
            (Language::En, Some(subject)) => format!("Opinion on the admission of {subject}"),
            (Language::En, None) => "Opinion on admission".to_owned(),
        }
    }

    fn opening(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        let issuer = subject::issuer(self.proposal, self.language);
        let day = day(self.decision.as_of, self.language);
        let village = subject::village(self.proposal, self.language);
        match self.language {
            Language::Zh => {
                if let Some(issuer) = &issuer {
                    lines.push(Role::Paragraph, &format!("{issuer}："));
                }
                let who = match (&issuer, self.is_from_resident()) {
                    (Some(_), false) => "你单位",
                    (Some(_), true) => "你",
                    (None, _) => "",
                };
                let village = match village {
                    Some(village) if who.is_empty() => format!("涉及{village}的"),
                    Some(village) => format!("就{village}提出的"),
                    None if who.is_empty() => String::new(),
                    None => "提出的".to_owned(),
                };
                lines.push(
                    Role::Paragraph,
                    &format!("{who}{village}申请收悉。按{day}有效的规则审核，意见如下。"),
                );
            }
            Language::En => {
                if let Some(issuer) = &issuer {
                    lines.push(Role::Paragraph, &format!("To {issuer}:"));
                }
                let village = village.map(|village| format!(" concerning {village}"));
                let village = village.unwrap_or_default();
                lines.push(
                    Role::Paragraph,
                    &format!(
                        "The proposal{village} was examined under the rules in force on {day}."
                    ),
                );
            }
        }
        lines
    }

    fn is_from_resident(&self) -> bool {
        self.issuer_kind() == Some(OrganKind::Resident)
    }

    /// The conclusion on a proposal of several demands.
    fn overall(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        let verdict = self.decision.verdict;
        let count = self.decision.demands.len();
        let counts = super::summary::counts(self.decision, self.language);
        let verb = self.common_verb();
        let head = wording::verdict(verdict, self.language);
        lines.push(
            Role::Verdict(verdict),
            &match (self.language, self.decision.assignable) {
                (Language::Zh, true) => {
                    format!("{head}：共{count}项诉求，{counts}；整份申请可以{verb}。")
                }
                (Language::Zh, false) => {
                    format!("{head}：共{count}项诉求，{counts}；整份申请目前不得{verb}。")
                }
                (Language::En, true) => {
                    format!("{head}: of {count} demands, {counts}; the whole may be {verb} now.")
                }
                (Language::En, false) => format!(
                    "{head}: of {count} demands, {counts}; the whole may not be {verb} now."
                ),
            },
        );
        let assignable = self.decision.demands.iter().filter(|one| one.assignable);
        let names: Vec<String> = assignable.map(|one| self.ordinal(one.index)).collect();
        if !self.decision.assignable && !names.is_empty() {
            let names = join(&names, self.language);
            lines.push(
                Role::Paragraph,
                &match self.language {
                    Language::Zh => format!("其中，{names}按下列意见可以办理。"),
                    Language::En => format!("Of them, {names} may go ahead as stated below."),
                },
            );
        }
        lines
    }

    /// What is done with all the demands, if it is the same.
    fn common_verb(&self) -> &'static str {
        let demands = self.proposal.demands.iter();
        let mut verbs = demands.map(|demand| self.verb(demand.demand_type()));
        match verbs.next() {
            Some(first) if verbs.all(|other| other == first) => first,
            _ => self.verb(DemandType::Work),
        }
    }

    /// What is done with a demand of this type of the proposal.
    fn verb(&self, demand: DemandType) -> &'static str {
        wording::verb(demand, self.issuer_kind(), self.language)
    }

    fn issuer_kind(&self) -> Option<OrganKind> {
        self.proposal.issuer.as_ref()?.kind()
    }

    /// What a demand asks for.
    fn subject(&self, index: usize) -> String {
        match self.proposal.demands.get(index) {
            Some(demand) => subject::demand(demand, self.issuer_kind(), self.language),
            None => self.ordinal(index),
        }
    }

    /// The demand by its number.
    fn ordinal(&self, index: usize) -> String {
        match self.language {
            Language::Zh => format!("第{}项诉求", chinese_number(index + 1)),
            Language::En => format!("demand {}", index + 1),
        }
    }

    fn packs(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        let packs = self.decision.packs.iter();
        let packs: Vec<String> = packs
            .map(|pack| match self.language {
                Language::Zh => format!("{}（版本{}）", pack.id, pack.version),
                Language::En => format!("{} (version {})", pack.id, pack.version),
            })
            .collect();
        if packs.is_empty() {
            return lines;
        }
        let packs = join(&packs, self.language);
        lines.push(
            Role::Paragraph,
            &match self.language {
                Language::Zh => format!("规则包：{packs}。"),
                Language::En => format!("Rule packs: {packs}."),
            },
        );
        lines
    }
}
