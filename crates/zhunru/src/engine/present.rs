//! From what rules came to, to what people are told.

use smol_str::SmolStr;

use super::judgement::{Judgement, RuleBits};
use super::logic::{Kleene, ThreeValued};
use super::reader::{Reader, Standing};
use super::rule::CompiledRule;
use super::situation::Situation;
use crate::decision::{
    Advice, AdviceCode, Finding, Obligation, ObligationStatus, Outcome, ProcedureProgress,
    ProcedureState, RuleId, Verdict,
};
use crate::pack::{Due, Modality};
use crate::text::LocalText;
use crate::vocabulary::FactState;

/// Whether completions differ in what a rule does.
pub(crate) fn is_undetermined(rule: &CompiledRule, bits: &RuleBits<Kleene>) -> bool {
    if bits.fires.is_unknown() {
        return true;
    }
    if bits.fires.is_false() {
        return false;
    }
    match rule.modality {
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden => {
            bits.complete.is_unknown() || bits.refused.is_unknown()
        }
        Modality::Required => bits.met.is_unknown(),
        Modality::Forbidden | Modality::Permitted | Modality::Advised => false,
    }
}

/// What a rule came to, and the verdict to which it alone would lead.
fn outcome(rule: &CompiledRule, bits: &RuleBits<Kleene>) -> (Outcome, Option<Verdict>) {
    if rule.is_gate() && bits.complete.is_true() {
        return (Outcome::Satisfied, Some(Verdict::Admit));
    }
    if is_undetermined(rule, bits) {
        return (Outcome::Undetermined, Some(Verdict::NeedsInformation));
    }
    if bits.fires.is_false() {
        return match bits.applies.is_true() {
            true => (Outcome::Excepted, None),
            false => (Outcome::NotApplicable, None),
        };
    }
    match rule.modality {
        Modality::Forbidden => (Outcome::Violated, Some(Verdict::Deny)),
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden => match bits.refused.is_true()
        {
            true => (Outcome::Violated, Some(Verdict::Deny)),
            false => (Outcome::Violated, Some(Verdict::NeedsApproval)),
        },
        Modality::Permitted => (Outcome::Satisfied, Some(Verdict::Admit)),
        // Nothing shows whether a standing duty is kept; it goes with the task from now on.
        Modality::Required if rule.met.is_none() => (Outcome::Satisfied, None),
        Modality::Required => match (bits.met.is_true(), rule.due) {
            (true, _) => (Outcome::Satisfied, None),
            (false, Some(Due::Standing)) => (Outcome::Violated, None),
            (false, _) => (Outcome::Violated, Some(Verdict::AdmitWithConditions)),
        },
        Modality::Advised => match bits.met.is_true() {
            true => (Outcome::Satisfied, None),
            false => (Outcome::Advised, None),
        },
    }
}

/// The findings of a demand, by severity, pack and rule.
pub(crate) fn findings(
    situation: &Situation<'_>,
    judgement: &Judgement,
    trace: bool,
) -> Vec<Finding> {
    let compiled = situation.compiled();
    let mut findings: Vec<Finding> = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let (outcome, verdict) = outcome(rule, bits);
        if outcome == Outcome::NotApplicable && !trace {
            continue;
        }
        // The two rules of one list are told once: as the prohibition while open, else as the one
        // that applies.
        let same = findings.iter().position(|finding| finding.rule == rule.id);
        if let Some(same) = same {
            let replaces = findings
                .get(same)
                .is_some_and(|finding| finding.outcome == Outcome::NotApplicable);
            if !replaces {
                continue;
            }
            findings.remove(same);
        }
        findings.push(Finding {
            demand: situation.number,
            rule: rule.id.clone(),
            outcome,
            modality: rule.modality,
            verdict,
            procedure: rule.is_gate().then(|| progress(situation, rule, bits)),
            title: rule.text.title.clone(),
            message: rule.text.message.clone(),
            remedy: rule.text.remedy.clone(),
            source: rule.text.source.clone(),
            note: rule.text.note.clone(),
            facts: if trace {
                facts_read(situation, rule)
            } else {
                Vec::new()
            },
        });
    }
    // The sort is stable, so within one severity the order stays that of packs and rules.
    findings.sort_by_key(|finding| {
        let severity = finding
            .verdict
            .map_or(Verdict::Admit as usize + 1, |verdict| verdict as usize);
        (severity, finding.outcome)
    });
    findings
}

/// How far the procedure of a gate has come.
fn progress(
    situation: &Situation<'_>,
    rule: &CompiledRule,
    bits: &RuleBits<Kleene>,
) -> ProcedureProgress {
    let procedure = rule
        .procedure
        .and_then(|index| situation.compiled().procedure(index));
    let (Some(index), Some(procedure)) = (rule.procedure, procedure) else {
        return ProcedureProgress {
            id: SmolStr::new_static("approver_not_named"),
            title: LocalText::fixed(
                "文件未明确审批机构",
                "the document does not name who approves",
            ),
            state: Some(ProcedureState::Incomplete),
            done: Vec::new(),
            next: Some(SmolStr::new_static("approver_not_named")),
            next_title: Some(LocalText::fixed(
                "书面说明理由,并请示文件制定机关由谁审批",
                "justify it in writing, and ask the issuer of the document who approves",
            )),
        };
    };
    let mut reader = Reader::new(situation, ThreeValued);
    let steps = reader.progress(index);
    let done = steps
        .reached
        .iter()
        .take_while(|reached| reached.is_true())
        .count();
    let state = if bits.complete.is_true() {
        Some(ProcedureState::Complete)
    } else if bits.refused.is_true() {
        Some(ProcedureState::Refused)
    } else if bits.complete.is_false() && bits.refused.is_false() {
        Some(ProcedureState::Incomplete)
    } else {
        None
    };
    let is_over = matches!(
        state,
        Some(ProcedureState::Complete | ProcedureState::Refused)
    );
    let next = procedure.steps.get(done).filter(|_| !is_over);
    ProcedureProgress {
        id: procedure.id.clone(),
        title: procedure.title.clone(),
        state,
        done: procedure
            .steps
            .iter()
            .take(done)
            .map(|step| step.id.clone())
            .collect(),
        next: next.map(|step| step.id.clone()),
        next_title: next.map(|step| step.title.clone()),
    }
}

/// The facts that a rule reads and what is known of them.
fn facts_read(situation: &Situation<'_>, rule: &CompiledRule) -> Vec<(SmolStr, Option<SmolStr>)> {
    let vocabulary = &situation.compiled().vocabulary;
    let mut facts = Vec::new();
    for &index in &rule.reads {
        let Some(fact) = vocabulary.at(index) else {
            continue;
        };
        let known = match situation.state(situation.stands_for(index)) {
            FactState::Unknown => None,
            FactState::Known(value) => Some(SmolStr::from(value.to_string())),
            FactState::Entries(_) => Some(entries_text(situation, &fact.path, index)),
        };
        facts.push((fact.path.clone(), known));
    }
    facts
}

fn entries_text(situation: &Situation<'_>, path: &str, index: usize) -> SmolStr {
    if path == "approvals" {
        let count = situation
            .proposed
            .proposal
            .approvals
            .as_ref()
            .map_or(0, Vec::len);
        return SmolStr::from(format!("[{count}]"));
    }
    let FactState::Entries(entries) = situation.state(index) else {
        return SmolStr::default();
    };
    let shown: Vec<String> = entries
        .iter()
        .map(|entry| {
            let fields = entry.iter().map(|field| match field {
                Some(value) => value.to_string(),
                None => "?".to_owned(),
            });
            fields.collect::<Vec<_>>().join("/")
        })
        .collect();
    SmolStr::from(format!("[{}]", shown.join(", ")))
}

/// What is owed with a demand.
pub(crate) fn obligations(situation: &Situation<'_>, judgement: &Judgement) -> Vec<Obligation> {
    let compiled = situation.compiled();
    let mut obligations = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let (Modality::Required, Some(due)) = (rule.modality, rule.due) else {
            continue;
        };
        if bits.fires.is_false() {
            continue;
        }
        let status = if bits.open.is_false() {
            ObligationStatus::Met
        } else if bits.open.is_true() && rule.met.is_some() {
            ObligationStatus::Unmet
        } else {
            ObligationStatus::ToBeConfirmed
        };
        obligations.push(Obligation {
            demand: situation.number,
            id: rule.id.rule.clone(),
            time: due,
            status,
            message: rule.text.message.clone(),
            rule: rule.id.clone(),
            source: rule.text.source.clone(),
        });
    }
    obligations.sort_by_key(|obligation| (obligation.time, obligation.status));
    obligations
}

/// The rules that grant a demand for certain.
pub(crate) fn grants(situation: &Situation<'_>, judgement: &Judgement) -> Vec<RuleId> {
    let compiled = situation.compiled();
    let mut grants = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let grants_it = match rule.modality {
            Modality::Permitted => bits.fires.is_true(),
            _ => rule.is_gate() && bits.complete.is_true(),
        };
        if grants_it && !grants.contains(&rule.id) {
            grants.push(rule.id.clone());
        }
    }
    grants
}

/// What an official should know of a demand besides the findings.
pub(crate) fn advice(
    situation: &Situation<'_>,
    judgement: &Judgement,
    verdict: Verdict,
) -> Vec<Advice> {
    let compiled = situation.compiled();
    let mut advice = Vec::new();
    let mut advise = |code, fact: Option<SmolStr>, rule: Option<RuleId>, message| {
        advice.push(Advice {
            demand: Some(situation.number),
            code,
            fact,
            rule,
            message,
        });
    };
    if verdict == Verdict::Deny
        && !judgement.rules.iter().any(|(index, bits)| {
            let rule = compiled.rules.get(*index);
            rule.is_some_and(|rule| {
                matches!(
                    outcome(rule, bits),
                    (Outcome::Violated, Some(Verdict::Deny))
                )
            })
        })
    {
        advise(
            AdviceCode::EachWayBarred,
            None,
            None,
            LocalText::fixed(
                "虽有情况尚未查明,但各种可能的情形均不予准入",
                "though not everything is known, each way is barred",
            ),
        );
    }
    if !judgement.exact {
        advise(
            AdviceCode::NotExact,
            None,
            None,
            LocalText::fixed(
                "未知情况过多,所列可能结论和待补材料可能偏多",
                "too much is unknown for an exact answer; more verdicts and facts may be listed than need be",
            ),
        );
    }
    for (fact, pack) in &situation.presumed {
        let (Some(fact), Some(pack)) = (compiled.vocabulary.at(*fact), compiled.packs.get(*pack))
        else {
            continue;
        };
        let declared = pack.presumptions.iter().find(|presumption| {
            presumption.fact == fact.path && presumption.on.contains(situation.demand_type)
        });
        let message = match declared {
            Some(presumption) => presumption.reason.clone(),
            None => LocalText::new(
                format!("{}:清单未公布也未导入,推定不在其内", fact.label.zh()),
                format!(
                    "{}: the list is neither printed nor loaded, presumed not on it",
                    fact.label.en().unwrap_or_default()
                ),
            ),
        };
        advise(AdviceCode::Presumed, Some(fact.path.clone()), None, message);
    }
    for (list, compiled_list) in compiled.lists.iter().enumerate() {
        let is_read = situation
            .rules()
            .any(|(_, rule)| rule.reads.contains(&compiled_list.membership));
        let Some(stated) = situation.stated_membership(list).filter(|_| is_read) else {
            continue;
        };
        let decided = match situation.standing(list) {
            Standing::On => true,
            Standing::Off => false,
            _ => continue,
        };
        let (Some(fact), Some(list)) = (
            compiled.vocabulary.at(compiled_list.membership),
            compiled.list(list),
        ) else {
            continue;
        };
        if decided != stated {
            let title = list.title.zh();
            let on = if decided { "在" } else { "不在" };
            advise(
                AdviceCode::StatementSetAside,
                Some(fact.path.clone()),
                None,
                LocalText::new(
                    format!("按《{title}》核对,该事项{on}清单之内;与之不符的填报未采用"),
                    format!(
                        "the list “{}” {} the item; the statement that disagrees was set aside",
                        list.title.en().unwrap_or(title),
                        if decided { "holds" } else { "does not hold" },
                    ),
                ),
            );
        }
    }
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        if matches!(outcome(rule, bits), (Outcome::Advised, _)) {
            advise(
                AdviceCode::Advised,
                None,
                Some(rule.id.clone()),
                rule.text.message.clone(),
            );
        }
    }
    advice
}
