//! Running a pack's own cases (规则包自测).

use smol_str::SmolStr;
use zhunru::decision::{Decision, Finding, ObligationStatus, Outcome};
use zhunru::diagnostic::Diagnostics;
use zhunru::list::ListEffect;
use zhunru::model::Coded;
use zhunru::pack::{Case, Modality, Pack, natural_order};
use zhunru::{Engine, EngineError, Request};

/// What running the cases of a pack came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseRun {
    /// The pack's id.
    pub pack: SmolStr,
    /// How many cases came out as they should.
    pub passed: usize,
    /// Those that did not, in the order of the pack's files.
    pub failures: Vec<CaseFailure>,
    /// Which outcomes of each rule and each list that acts as one the passed cases expect, in
    /// natural order of their ids.
    pub coverage: Vec<RuleCoverage>,
}

/// A case that did not come out as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseFailure {
    /// The case's name.
    pub name: SmolStr,
    /// The file that holds it, inside the pack.
    pub file: SmolStr,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What differs, at least one thing.
    pub differences: Vec<Difference>,
}

/// One thing that a case expects otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What it is, such as `verdict` or `rules.prohibition-6`.
    pub what: String,
    /// What the case expects.
    pub expected: String,
    /// What was found.
    pub found: String,
}

/// Which outcomes of a rule cases expect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleCoverage {
    /// The id of the rule or list within the pack.
    pub rule: SmolStr,
    /// It acts: it objects, it grants if it is a rule that grants, or it is owed if it is an
    /// obligation of which nothing shows that it is met.
    pub hit: bool,
    /// It does not bear on the demand.
    pub not_hit: bool,
    /// Its exception lifts it, its procedure is complete, or what it requires is met.
    pub lifted: bool,
    /// It cannot be told whether it applies.
    pub unknown: bool,
}

/// Why the cases of a pack cannot be run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaseRunError {
    /// No engine can be built, such as when an ancestor is absent.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The cases are at fault.
    #[error("{0}")]
    Cases(Diagnostics),
}

/// Decides the cases of a pack with the pack and its ancestors alone, and compares what comes out
/// with what they expect. `others` are packs among which its ancestors are found.
///
/// # Errors
/// See [`CaseRunError`].
pub fn run_cases(pack: &Pack, others: &[Pack]) -> Result<CaseRun, CaseRunError> {
    let cases = pack.cases();
    let cases = cases.map_err(|found| CaseRunError::Cases(found.clone()))?;
    let engine = Engine::builder().packs(family(pack, others)).build()?;
    let mut run = CaseRun {
        pack: pack.id.clone(),
        passed: 0,
        failures: Vec::new(),
        coverage: Vec::new(),
    };
    let mut passed = Vec::new();
    for case in cases {
        let request = Request::on(case.as_of).named([pack.id.clone()]);
        let differences = match engine.decide(&case.proposal, &request) {
            Ok(decision) => compare(case, &decision, &pack.id),
            Err(error) => vec![Difference {
                what: "decision".to_owned(),
                expected: "one".to_owned(),
                found: error.to_string(),
            }],
        };
        if differences.is_empty() {
            run.passed += 1;
            passed.push(case);
        } else {
            run.failures.push(CaseFailure {
                name: case.name.clone(),
                file: case.file.clone(),
                line: case.line,
                differences,
            });
        }
    }
    run.coverage = coverage(pack, &passed);
    Ok(run)
}

/// The pack and its ancestors.
fn family(pack: &Pack, others: &[Pack]) -> Vec<Pack> {
    let mut family = vec![pack.clone()];
    let mut waiting = pack.parents.clone();
    while let Some(id) = waiting.pop() {
        if family.iter().any(|known| known.id == id) {
            continue;
        }
        if let Some(parent) = others.iter().find(|other| other.id == id) {
            waiting.extend(parent.parents.iter().cloned());
            family.push(parent.clone());
        }
    }
    family
}

/// What a case expects otherwise than it came out.
fn compare(case: &Case, decision: &Decision, pack: &SmolStr) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut differ = |what: String, expected: String, found: String| {
        if expected != found {
            differences.push(Difference {
                what,
                expected,
                found,
            });
        }
    };
    let expect = &case.expect;
    if let Some(verdict) = &expect.verdict {
        let found = decision.verdict.code().to_owned();
        differ("verdict".to_owned(), verdict.to_string(), found);
    }
    if let Some(assignable) = expect.assignable {
        let found = decision.assignable.to_string();
        differ("assignable".to_owned(), assignable.to_string(), found);
    }
    if let Some(possible) = &expect.possible {
        let found = decision.possible.iter().map(Coded::code);
        differ(
            "possible".to_owned(),
            listed(possible),
            listed(&found.collect::<Vec<_>>()),
        );
    }
    for (rule, outcome) in &expect.rules {
        let outcomes = outcomes(decision, pack, rule);
        let found = match outcomes.iter().find(|found| **found == outcome.as_str()) {
            Some(found) => (*found).to_owned(),
            None if outcomes.is_empty() => Outcome::NotApplicable.code().to_owned(),
            None => listed(&outcomes),
        };
        differ(format!("rules.{rule}"), outcome.to_string(), found);
    }
    if let Some(missing) = &expect.missing {
        let found: Vec<&SmolStr> = decision.missing.iter().map(|one| &one.fact).collect();
        differ("missing".to_owned(), listed(missing), listed(&found));
    }
    if let Some(next) = &expect.next {
        let steps = decision.findings.iter().filter_map(open_step);
        let steps: Vec<&SmolStr> = steps.collect();
        let found = match steps.contains(&next) {
            true => next.to_string(),
            false => listed(&steps),
        };
        differ("next".to_owned(), next.to_string(), found);
    }
    if let Some(obligations) = &expect.obligations {
        let open = decision
            .obligations
            .iter()
            .filter(|one| one.status != ObligationStatus::Met);
        let found: Vec<&SmolStr> = open.map(|one| &one.id).collect();
        differ(
            "obligations".to_owned(),
            listed(obligations),
            listed(&found),
        );
    }
    differences
}

/// The outcomes of a rule, named by its id within the pack or with that of another before it.
fn outcomes(decision: &Decision, pack: &SmolStr, rule: &str) -> Vec<&'static str> {
    let (pack, rule) = match rule.split_once('/') {
        Some(parts) => parts,
        None => (pack.as_str(), rule),
    };
    let of_rule = |finding: &&Finding| finding.rule.pack == pack && finding.rule.rule == rule;
    let mut outcomes: Vec<&'static str> = Vec::new();
    for finding in decision.findings.iter().filter(of_rule) {
        let outcome = finding.outcome.code();
        if !outcomes.contains(&outcome) {
            outcomes.push(outcome);
        }
    }
    outcomes
}

/// The next step of a procedure that a finding waits for.
fn open_step(finding: &Finding) -> Option<&SmolStr> {
    let next = finding.procedure.as_ref()?.next.as_ref()?;
    Some(&next.id)
}

fn listed<T: std::fmt::Display>(values: &[T]) -> String {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("[{}]", values.join(", "))
}

/// Which outcomes of each rule and acting list the cases expect.
fn coverage(pack: &Pack, cases: &[&Case]) -> Vec<RuleCoverage> {
    // Satisfied is what a rule that grants comes to, and an obligation that only stands.
    let rules = pack.rules.iter().map(|rule| {
        let only_stands = rule.modality == Modality::Required && rule.met_when.is_none();
        (
            &rule.id,
            only_stands || rule.modality == Modality::Permitted,
        )
    });
    let lists = pack.lists.iter().filter_map(|list| {
        let grants = match list.kind.effect() {
            ListEffect::Grants | ListEffect::GrantsOwnActs | ListEffect::GrantsAndForbidsOthers => {
                true
            }
            ListEffect::Forbids | ListEffect::ForbidsResponsibility => false,
            ListEffect::Informs => return None,
        };
        Some((&list.id, grants))
    });
    let mut coverage: Vec<RuleCoverage> = rules
        .chain(lists)
        .map(|(id, acts_satisfied)| {
            let expected: Vec<&str> = cases
                .iter()
                .filter_map(|case| case.expect.rules.get(id))
                .map(SmolStr::as_str)
                .collect();
            let any = |outcome: Outcome| expected.contains(&outcome.code());
            RuleCoverage {
                rule: id.clone(),
                hit: any(Outcome::Violated)
                    || any(Outcome::Advised)
                    || acts_satisfied && any(Outcome::Satisfied),
                not_hit: any(Outcome::NotApplicable),
                lifted: any(Outcome::Excepted) || !acts_satisfied && any(Outcome::Satisfied),
                unknown: any(Outcome::Undetermined),
            }
        })
        .collect();
    coverage.sort_by(|a, b| natural_order(&a.rule, &b.rule));
    coverage
}
