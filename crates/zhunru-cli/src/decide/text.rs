//! Decisions as text for a terminal: one block for each proposal.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use zhunru::Engine;
use zhunru::decision::{Decision, Finding, MissingFact, ObligationStatus, Outcome, Verdict};
use zhunru::explain;

use super::decided::{Decided, Sink, cited, issuers, item, label, packs, printable, village};
use super::summary::Summary;
use crate::arguments::{DecideArguments, Lang};
use crate::failure::Failure;
use crate::sheet_out::{Paragraph, display_width, pad};
use crate::terminal;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Blocks of text.
pub(super) struct TextOutput<'a> {
    output: Box<dyn Write>,
    engine: &'a Engine,
    lang: Lang,
    trace: bool,
    width: usize,
    any: bool,
}

impl<'a> TextOutput<'a> {
    /// Writes blocks as they come, as wide as the terminal allows.
    pub(super) fn new(
        output: Box<dyn Write>,
        arguments: &DecideArguments,
        engine: &'a Engine,
    ) -> Self {
        TextOutput {
            output,
            engine,
            lang: arguments.lang,
            trace: arguments.trace,
            width: terminal::width(),
            any: false,
        }
    }
}

impl Sink for TextOutput<'_> {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        if self.any {
            self.output.write_all(b"\n")?;
        }
        self.any = true;
        let block = Block {
            lang: self.lang,
            width: self.width,
            text: String::new(),
        };
        self.output.write_all(block.of(decided).as_bytes())?;
        if self.trace {
            let language = self.lang.language();
            let vocabulary = self.engine.vocabulary();
            let trace = explain::trace(decided.decision, decided.proposal, vocabulary, language);
            self.output.write_all(b"\n")?;
            self.output.write_all(trace.plain().as_bytes())?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        if self.any {
            self.output.write_all(b"\n")?;
        }
        writeln!(self.output, "{BOLD}{}{BOLD:#}", summary.line(self.lang))?;
        Ok(self.output.flush()?)
    }
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

/// The mark of a finding, and its colour.
fn mark(outcome: Outcome) -> (&'static str, Style) {
    match outcome {
        Outcome::Violated => ("✗", AnsiColor::Red.on_default()),
        Outcome::Undetermined => ("?", AnsiColor::Magenta.on_default()),
        Outcome::Advised => ("!", AnsiColor::Yellow.on_default()),
        Outcome::Excepted => ("○", AnsiColor::Blue.on_default()),
        Outcome::Satisfied => ("✓", AnsiColor::Green.on_default()),
        Outcome::NotApplicable => ("-", FAINT),
    }
}

/// The text of one proposal.
struct Block {
    lang: Lang,
    width: usize,
    text: String,
}

impl Block {
    fn of(mut self, decided: &Decided<'_>) -> String {
        self.title(decided);
        let decision = decided.decision;
        for demand in &decision.demands {
            self.demand(decided, demand.index, demand.verdict);
        }
        for advice in decision
            .advice
            .iter()
            .filter(|advice| advice.demand.is_none())
        {
            let text = advice.message.get(self.lang.language()).to_owned();
            self.line("  ", "! ", AnsiColor::Yellow.on_default(), &text);
        }
        self.text
    }

    /// The verdict, the number and title; and below, who asks it of whom and by what it was decided.
    fn title(&mut self, decided: &Decided<'_>) {
        let Decided {
            proposal, decision, ..
        } = decided;
        let verdict = label(decision.verdict, self.lang);
        let style = colour(decision.verdict);
        // Under each other the numbers of proposals are easy to run through.
        let column = self.lang.pick("附条件准入", "admitted with conditions");
        let indent = display_width(column) + 2;
        let title: Vec<&str> = [proposal.id.as_deref(), proposal.title.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let title = match title.is_empty() {
            true => self.lang.pick("（无编号）", "(no number)").to_owned(),
            false => printable(&title.join("  ")),
        };
        let set = Paragraph {
            width: self.width,
            first: " ".repeat(indent),
            indent,
        }
        .set(&title);
        let rest = set.trim_start();
        let verdict = pad(verdict, indent);
        self.text.push_str(&format!(
            "{style}{verdict}{style:#}{BOLD}{}{BOLD:#}",
            rest.trim_end()
        ));
        self.text.push('\n');
        let who: Vec<String> = [issuers(proposal), village(proposal)]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let mut about = who.join(" → ");
        for part in [decision.as_of.to_string(), packs(decision)] {
            if !about.is_empty() && !part.is_empty() {
                about.push_str(" · ");
            }
            about.push_str(&part);
        }
        let set = Paragraph {
            width: self.width,
            first: " ".repeat(indent),
            indent,
        }
        .set(&printable(&about));
        for line in set.lines() {
            self.text.push_str(&format!("{FAINT}{line}{FAINT:#}\n"));
        }
    }

    fn demand(&mut self, decided: &Decided<'_>, index: usize, verdict: Verdict) {
        let decision = decided.decision;
        let Some(demand) = decided.proposal.demands.get(index) else {
            return;
        };
        let mut subject = label(demand.demand_type(), self.lang).to_owned();
        if let Some(item) = item(demand) {
            subject.push_str(self.lang.pick("：", ": "));
            subject.push_str(&printable(&item));
        }
        if decision.demands.len() > 1 {
            subject.push_str(self.lang.pick("　", "  "));
            subject.push_str(label(verdict, self.lang));
        }
        self.line("  ", &format!("{}. ", index + 1), colour(verdict), &subject);
        let of_demand = |finding: &&Finding| {
            finding.demand == index && finding.outcome != Outcome::NotApplicable
        };
        for finding in decision.findings.iter().filter(of_demand) {
            self.finding(finding);
        }
        self.questions(decision, index);
        self.duties(decision, index);
    }

    fn finding(&mut self, finding: &Finding) {
        let language = self.lang.language();
        let (mark, style) = mark(finding.outcome);
        let brief = matches!(finding.outcome, Outcome::Satisfied | Outcome::Excepted);
        let text = match brief {
            true => finding.title.get(language),
            false => finding.message.get(language),
        };
        self.line("     ", &format!("{mark} "), style, text);
        let source = format!("{} [{}]", cited(&finding.source, self.lang), finding.rule);
        self.line("       ", "", FAINT, &source);
        if brief {
            return;
        }
        let next = finding
            .procedure
            .as_ref()
            .and_then(|procedure| procedure.next_title.as_ref());
        if let Some(next) = next {
            let text = format!(
                "{}{}",
                self.lang.pick("下一步：", "next: "),
                next.get(language)
            );
            self.line("       ", "→ ", Style::new(), &text);
        }
        if let Some(remedy) = &finding.remedy {
            self.line("       ", "→ ", Style::new(), remedy.get(language));
        }
    }

    fn questions(&mut self, decision: &Decision, index: usize) {
        let asked = |missing: &&MissingFact| missing.demand == index;
        let missing: Vec<&MissingFact> = decision.missing.iter().filter(asked).collect();
        if missing.is_empty() {
            return;
        }
        let heading = self.lang.pick("请补正：", "please say:");
        self.line("     ", "", BOLD, heading);
        for missing in missing {
            let language = self.lang.language();
            let values: Vec<&str> = missing
                .values
                .iter()
                .map(|value| value.label.get(language))
                .collect();
            let values = match values.is_empty() {
                true => String::new(),
                false => format!(" {}", values.join(self.lang.pick("、", ", "))),
            };
            let text = format!(
                "{}{values} [{}]",
                missing.question.get(language),
                missing.fact
            );
            self.line("       ", "· ", Style::new(), &text);
        }
    }

    fn duties(&mut self, decision: &Decision, index: usize) {
        let language = self.lang.language();
        let owed = decision.obligations.iter().filter(|obligation| {
            obligation.demand == index && obligation.status != ObligationStatus::Met
        });
        for obligation in owed {
            let text = format!(
                "{}{}{} [{}]",
                label(obligation.time, self.lang),
                self.lang.pick("：", ": "),
                obligation.message.get(language),
                obligation.rule
            );
            self.line("     ", "□ ", AnsiColor::Cyan.on_default(), &text);
        }
        let advice = decision
            .advice
            .iter()
            .filter(|advice| advice.demand == Some(index));
        for advice in advice {
            let text = advice.message.get(language).to_owned();
            self.line("     ", "! ", AnsiColor::Yellow.on_default(), &text);
        }
    }

    /// A line with a mark before it, wrapped under its own beginning.
    fn line(&mut self, indent: &str, mark: &str, style: Style, text: &str) {
        let first = format!("{indent}{mark}");
        let set = Paragraph::hanging(&first, self.width).set(&printable(text));
        if mark.is_empty() {
            for line in set.lines() {
                let start = line.len() - line.trim_start().len();
                let (space, words) = line.split_at_checked(start).unwrap_or(("", line));
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
