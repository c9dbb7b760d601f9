//! The text of one proposal for a terminal: what was decided, why, and what comes next.
//!
//! A block tells what holds each verdict up and no more; letters and traces tell all.

use anstyle::{AnsiColor, Style};
use zhunru::decision::{
    AdviceCode, Citation, Decision, DemandDecision, Finding, MissingFact, ObligationStatus,
    Outcome, Verdict,
};
use zhunru::explain::{demand_kind, document, next_step, one_line, title_marks};

use super::decided::{Decided, issuers, item, label, packs, printable, village};
use crate::arguments::Lang;
use crate::sheet_out::{Paragraph, display_width, pad};
use zhunru_table::telling::{meaning, not_barring, telling};

pub(super) const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();

/// The text of a decided proposal, with its colours.
pub(super) fn block(decided: &Decided<'_>, lang: Lang, width: usize) -> String {
    let mut block = Block {
        lang,
        width,
        documents: Vec::new(),
        text: String::new(),
    };
    block.title(decided);
    let decision = decided.decision;
    for demand in decision.demands.iter() {
        block.demand(decided, demand);
    }
    block.advice(decision);
    block.open_points(decision);
    block.sources();
    block.text
}

/// The colour of a verdict.
fn colour(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Deny => AnsiColor::Red,
        Verdict::NeedsInformation => AnsiColor::Magenta,
        Verdict::NeedsApproval => AnsiColor::Yellow,
        Verdict::NotCovered => AnsiColor::Blue,
        Verdict::AdmitWithConditions => AnsiColor::Cyan,
        Verdict::Admit => AnsiColor::Green,
    };
    colour.on_default().bold()
}

struct Block {
    lang: Lang,
    width: usize,
    /// The documents cited so far.
    documents: Vec<String>,
    text: String,
}

impl Block {
    /// The verdict, the number and title; and below, who asks it of whom and by what it was decided.
    fn title(&mut self, decided: &Decided<'_>) {
        let Decided {
            proposal, decision, ..
        } = decided;
        // Under each other the numbers of proposals are easy to run through.
        let widest = self.lang.pick("附条件准入", "admitted with conditions");
        let verdict = pad(
            label(decision.verdict, self.lang),
            display_width(widest) + 2,
        );
        let title: Vec<&str> = [proposal.id.as_deref(), proposal.title.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let title = match title.is_empty() {
            true => self.lang.pick("（无编号）", "(no number)").to_owned(),
            false => title.join(" "),
        };
        let set = Paragraph::hanging(&verdict, self.width).set(&self.set(&title));
        let rest = set.strip_prefix(&verdict).unwrap_or(&set).trim_end();
        let style = colour(decision.verdict);
        self.text
            .push_str(&format!("{style}{verdict}{style:#}{BOLD}{rest}{BOLD:#}\n"));
        let who: Vec<String> = [issuers(proposal), village(proposal)]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let packs = packs(decision);
        let parts = [who.join(" → "), decision.as_of.to_string(), packs];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let indent = " ".repeat(display_width(&verdict));
        self.line(&indent, "", FAINT, &parts.join(" · "));
    }

    fn demand(&mut self, decided: &Decided<'_>, demand: &DemandDecision) {
        let decision = decided.decision;
        let Some(asked) = decided.proposal.demands.get(demand.index) else {
            return;
        };
        let colon = self.lang.pick("：", ": ");
        let issuer = decided.proposal.issuer.as_ref();
        let kind = issuer.and_then(|issuer| issuer.kind());
        let mut subject = demand_kind(asked.demand_type(), kind, self.lang.language()).to_owned();
        if let Some(item) = item(asked) {
            subject.push_str(&format!("{colon}{}", printable(&item)));
        }
        if decision.demands.len() > 1 {
            let dash = self.lang.pick(" —— ", " — ");
            subject.push_str(&format!("{dash}{}", label(demand.verdict, self.lang)));
        }
        let number = format!("{}. ", demand.index + 1);
        self.line("  ", &number, colour(demand.verdict), &subject);
        if matches!(
            demand.verdict,
            Verdict::NotCovered | Verdict::NeedsInformation
        ) {
            let text = meaning(decision, decided.proposal, demand, self.lang.language());
            self.line("     ", "! ", colour(demand.verdict), &text);
        }
        for finding in telling(decision, demand) {
            // What is undetermined is asked for.
            if finding.outcome != Outcome::Undetermined || demand.verdict == Verdict::Deny {
                self.finding(finding);
            }
        }
        self.questions(decision, demand.index);
        // Of a denied demand only what is owed all the same is listed.
        if demand.verdict != Verdict::NeedsInformation {
            self.duties(decision, demand.index);
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let language = self.lang.language();
        let against = finding.outcome == Outcome::Violated;
        let (mark, style, text) = match finding.outcome {
            Outcome::Violated => ("✗ ", AnsiColor::Red, &finding.message),
            Outcome::Undetermined => ("? ", AnsiColor::Magenta, &finding.message),
            Outcome::Excepted => ("○ ", AnsiColor::Blue, &finding.title),
            _ => ("✓ ", AnsiColor::Green, &finding.title),
        };
        let text =
            not_barring(finding, self.lang.language()).unwrap_or_else(|| match finding.of_list {
                true if !against => {
                    let on = self.lang.pick("列入", "on the list ");
                    format!("{on}{}", title_marks(text.get(language), language))
                }
                _ => text.get(language).to_owned(),
            });
        self.line("     ", mark, style.on_default(), &text);
        let clause = self.clause(&finding.source);
        self.line(
            "       ",
            "",
            FAINT,
            &format!("{clause} · {}", finding.rule),
        );
        if !against {
            return;
        }
        let procedure = finding.procedure.as_ref();
        if let Some(next) = procedure.and_then(|procedure| procedure.next.as_ref()) {
            let next = next_step(next, language);
            let text = format!("{}{next}", self.lang.pick("下一步：", "next: "));
            self.line("       ", "→ ", PLAIN, &text);
        }
        if let Some(remedy) = &finding.remedy {
            self.line("       ", "→ ", PLAIN, remedy.get(language));
        }
    }

    /// The clause, with the number of its document in this block.
    fn clause(&mut self, source: &Citation) -> String {
        let document = document(source, self.lang.language());
        let known = self.documents.iter().position(|one| *one == document);
        let number = known.unwrap_or(self.documents.len());
        if known.is_none() {
            self.documents.push(document);
        }
        format!("[{}] {}", number + 1, source.clause)
    }

    /// The points on which a document may be read otherwise.
    fn open_points(&mut self, decision: &Decision) {
        let language = self.lang.language();
        for point in decision.bearing_open_points() {
            let note = point.note.get(language);
            let title = point.title.get(language);
            let title = match point.of_list {
                true => title_marks(title, language),
                false => title.to_owned(),
            };
            let text = match self.lang {
                Lang::Zh => format!("可有不同理解（{title}）：{note} · {}", point.rule),
                Lang::En => format!("open to another reading ({title}): {note} · {}", point.rule),
            };
            self.line("  ", "† ", FAINT, &text);
        }
    }

    /// The documents that were cited.
    fn sources(&mut self) {
        for (index, document) in std::mem::take(&mut self.documents).into_iter().enumerate() {
            self.line("  ", &format!("[{}] ", index + 1), FAINT, &document);
        }
    }

    fn questions(&mut self, decision: &Decision, index: usize) {
        let language = self.lang.language();
        let asked = |missing: &&MissingFact| missing.demand == index;
        for missing in decision.missing.iter().filter(asked) {
            let values: Vec<&str> = missing
                .values
                .iter()
                .map(|value| value.label.get(language))
                .filter(|label| !label.is_empty())
                .collect();
            let mut text = missing.question.get(language).to_owned();
            // A long list of values is in the vocabulary; a short one may be in the question.
            let named = values.iter().all(|value| text.contains(value));
            if !named && values.len() <= 8 {
                let values = values.join(self.lang.pick("、", ", "));
                text.push_str(&match self.lang {
                    Lang::Zh => format!("（{values}）"),
                    Lang::En => format!(" ({values})"),
                });
            }
            self.line("     ", "? ", AnsiColor::Magenta.on_default(), &text);
            // The label may quote the title of a list.
            let heading = missing.label.get(language);
            let heading = heading.replace('“', "‘").replace('”', "’");
            let place = match self.lang {
                Lang::Zh => format!("（填入“{heading}”，{}）", missing.fact),
                Lang::En => format!("(fill in “{heading}”, {})", missing.fact),
            };
            self.line("       ", "", FAINT, &place);
        }
    }

    fn duties(&mut self, decision: &Decision, index: usize) {
        let language = self.lang.language();
        let owed = decision.obligations.iter().filter(|obligation| {
            obligation.demand == index && obligation.status != ObligationStatus::Met
        });
        for obligation in owed {
            let time = label(obligation.time, self.lang);
            let colon = self.lang.pick("：", ": ");
            let text = format!("{time}{colon}{}", obligation.message.get(language));
            self.line("     ", "□ ", AnsiColor::Cyan.on_default(), &text);
            for fact in &obligation.confirm {
                let question = fact.question.get(language);
                let text = match self.lang {
                    Lang::Zh => format!("须确认：{question}（{}）", fact.fact),
                    Lang::En => format!("to be confirmed: {question} ({})", fact.fact),
                };
                self.line("       ", "? ", AnsiColor::Magenta.on_default(), &text);
            }
            if let Some(remedy) = &obligation.remedy {
                self.line("       ", "→ ", PLAIN, remedy.get(language));
            }
            let clause = self.clause(&obligation.source);
            self.line(
                "       ",
                "",
                FAINT,
                &format!("{clause} · {}", obligation.rule),
            );
        }
    }

    /// What an official should know besides, each once; what was presumed comes last.
    fn advice(&mut self, decision: &Decision) {
        let language = self.lang.language();
        let (presumed, other): (Vec<_>, Vec<_>) = decision
            .advice
            .iter()
            .partition(|one| one.code == AdviceCode::Presumed);
        let mut told: Vec<&str> = Vec::new();
        for advice in other.into_iter().chain(presumed) {
            let style = match (advice.code, advice.demand) {
                (AdviceCode::Presumed, _) => FAINT,
                (_, None) => colour(Verdict::NeedsApproval),
                (_, Some(_)) => AnsiColor::Yellow.on_default(),
            };
            let text = advice.message.get(language);
            if !told.contains(&text) {
                told.push(text);
                self.line("  ", "! ", style, text);
            }
        }
    }

    /// A text as it is printed in this language.
    fn set(&self, text: &str) -> String {
        one_line(&printable(text), self.lang.language())
    }

    /// A line with a mark before it, wrapped under its own beginning. Without a mark the line itself
    /// is coloured.
    fn line(&mut self, indent: &str, mark: &str, style: Style, text: &str) {
        let first = format!("{indent}{mark}");
        let set = Paragraph::hanging(&first, self.width).set(&self.set(text));
        if mark.is_empty() {
            for line in set.lines() {
                let words = line.trim_start();
                let space = line.strip_suffix(words).unwrap_or_default();
                self.text
                    .push_str(&format!("{space}{style}{words}{style:#}\n"));
            }
            return;
        }
        let rest = set.strip_prefix(&first).unwrap_or(&set);
        self.text
            .push_str(&format!("{indent}{style}{mark}{style:#}{rest}"));
    }
}
