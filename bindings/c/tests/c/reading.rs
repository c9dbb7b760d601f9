//! Decisions read through C without JSON, text for text those of the report in Rust.

use std::fmt::Write;

use zhunru::decision::{Decision, Verdict};
use zhunru::explain::{Report, next_step, summary};
use zhunru::model::Coded;
use zhunru::text::Language;

use super::conformance::{cases, decided, engine, fed};

fn number(verdict: Verdict) -> usize {
    let place = Verdict::ALL.iter().position(|one| *one == verdict);
    place.unwrap() + 1
}

/// Adds the texts of one entry as `reading.c` prints them.
fn texts(told: &mut String, texts: &[Option<&str>]) {
    for text in texts {
        match text {
            Some(text) => writeln!(told, "  ={text}").unwrap(),
            None => writeln!(told, "  -").unwrap(),
        }
    }
}

/// What `reading.c` should print for a decision.
fn expected(decision: &Decision, language: Language) -> String {
    let report = decision.report(language);
    assert_eq!(report.summary, summary(decision, language));
    let possible = report.possible.iter();
    let possible: u32 = possible.map(|one| 1 << number(*one)).sum();
    let assignable = i32::from(report.assignable);
    let mut told = format!(
        "decision {} {assignable} {possible}\n",
        number(report.verdict)
    );
    let day = report.as_of.to_string();
    let whole = [
        report.proposal.as_deref(),
        Some(&*day),
        Some(&*report.summary),
    ];
    texts(&mut told, &whole);
    for demand in &report.demands {
        let assignable = i32::from(demand.assignable);
        writeln!(told, "demand {} {assignable}", number(demand.verdict)).unwrap();
    }
    findings(&mut told, &report, decision, language);
    rest(&mut told, &report);
    told
}

fn findings(told: &mut String, report: &Report, decision: &Decision, language: Language) {
    for (finding, decided) in report.findings.iter().zip(decision.findings.iter()) {
        writeln!(told, "finding {}", finding.demand).unwrap();
        let source = &finding.source;
        let document_date = source.date.map(|day| day.to_string());
        let in_force_from = source.in_force_from.map(|day| day.to_string());
        let procedure = finding.procedure.as_ref();
        let due = procedure.and_then(|one| one.due).map(|day| day.to_string());
        let next = decided.procedure.as_ref().and_then(|one| one.next.as_ref());
        let sentence = next.map(|next| next_step(next, language));
        let entry = [
            Some(&*finding.rule),
            Some(finding.outcome.code()),
            Some(finding.modality.code()),
            finding.verdict.map(Verdict::code),
            Some(&finding.title),
            Some(&finding.message),
            finding.remedy.as_deref(),
            finding.note.as_deref(),
            Some(&source.document),
            source.number.as_deref(),
            document_date.as_deref(),
            Some(&source.issuer),
            Some(source.kind.code()),
            Some(&source.clause),
            in_force_from.as_deref(),
            procedure.map(|one| &*one.id),
            procedure.map(|one| &*one.title),
            procedure.and_then(|one| one.state).map(Coded::code),
            procedure.and_then(|one| one.next_title.as_deref()),
            procedure.and_then(|one| one.next.as_deref()),
            sentence.as_deref(),
            due.as_deref(),
        ];
        texts(told, &entry);
    }
}

fn rest(told: &mut String, report: &Report) {
    for missing in &report.missing {
        let values = missing.values.len();
        writeln!(told, "missing {} {values}", missing.demand).unwrap();
        let entry = [
            Some(&*missing.fact),
            Some(&missing.question),
            Some(&missing.kind),
            missing.unit.map(Coded::code),
        ];
        texts(told, &entry);
        for value in &missing.values {
            texts(told, &[Some(value)]);
        }
    }
    for obligation in &report.obligations {
        writeln!(told, "obligation {}", obligation.demand).unwrap();
        let source = &obligation.source;
        let entry = [
            Some(&*obligation.id),
            Some(obligation.time.code()),
            Some(obligation.status.code()),
            Some(&obligation.message),
            obligation.remedy.as_deref(),
            Some(&obligation.rule),
            Some(&source.document),
            source.number.as_deref(),
            Some(&source.clause),
        ];
        texts(told, &entry);
    }
    for advice in &report.advice {
        writeln!(told, "advice").unwrap();
        let entry = [
            Some(advice.code.code()),
            Some(&*advice.message),
            advice.fact.as_deref(),
            advice.rule.as_deref(),
        ];
        texts(told, &entry);
    }
}

#[test]
fn a_decision_is_read_without_json_as_rust_reports_it() {
    let engine = engine();
    // Only what can be decided; what cannot has no decision to read.
    let mut cases = cases();
    cases.retain(|case| decided(&engine, case).is_some());
    for language in [Language::Zh, Language::En] {
        let told = String::from_utf8(fed("reading.c", &cases, language)).unwrap();
        let expected: Vec<String> = cases
            .iter()
            .map(|case| expected(&decided(&engine, case).unwrap(), language))
            .collect();
        let mut rest = told.as_str();
        for (case, expected) in cases.iter().zip(&expected) {
            let Some(behind) = rest.strip_prefix(expected.as_str()) else {
                panic!(
                    "{}: expected\n{expected}\nbut found\n{rest:.2000}",
                    case.name
                );
            };
            rest = behind;
        }
        assert_eq!(rest, "");
        for part in ["\nfinding ", "\nmissing ", "\nobligation ", "\nadvice\n"] {
            assert!(told.matches(part).count() > 10, "too few of{part}");
        }
    }
}
