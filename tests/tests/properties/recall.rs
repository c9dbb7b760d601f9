//! What an engine tells of a proposal hangs on the proposal alone, not on what it told before.

use serde_json::{Value as Json, json};
use zhunru::decision::{Decision, Outcome};
use zhunru::list::ListContent;
use zhunru::model::Proposal;
use zhunru::pack::Pack;
use zhunru::text::Language;
use zhunru::{DecideError, Engine, Request};
use zhunru_tests::conformance::decidable;
use zhunru_tests::random::{Loaded, Seed, Tape, Unknown, thinned, unsettled};

use super::check;

/// The decision, all worked out: what a trace tells more is taken away.
fn worked_out(
    engine: &Engine,
    proposal: &Proposal,
    request: &Request,
) -> Result<Decision, DecideError> {
    let mut decision = engine.decide(proposal, &request.clone().with_trace())?;
    let findings = decision.findings.iter();
    let told = findings.filter(|finding| finding.outcome != Outcome::NotApplicable);
    decision.findings = told
        .cloned()
        .map(|mut finding| {
            finding.facts = Vec::new();
            finding
        })
        .collect();
    Ok(decision)
}

/// What differs between a decision and what it should be, and between its text and its report.
fn difference(engine: &Engine, proposal: &Proposal, request: &Request) -> Option<String> {
    let expected = worked_out(engine, proposal, request);
    let found = engine.decide(proposal, request);
    if found != expected {
        return Some(format!("found {found:#?}\nexpected {expected:#?}"));
    }
    let decision = found.ok()?;
    [Language::Zh, Language::En]
        .into_iter()
        .find_map(|language| {
            let text = decision.to_json(language).unwrap();
            let written = serde_json::to_string(&decision.report(language)).unwrap();
            (text != written).then(|| format!("the text\n{text}\nis not\n{written}"))
        })
}

/// The names of the entries of all lists.
fn names<'p>(packs: impl Iterator<Item = &'p Pack>) -> Vec<String> {
    let lists = packs.flat_map(|pack| &pack.lists);
    let loaded = lists.filter_map(|list| match &list.content {
        ListContent::Loaded(entries) => Some(entries),
        ListContent::NotLoaded(_) => None,
    });
    let names = loaded.flatten().map(|entry| entry.name.as_str().to_owned());
    names.collect()
}

/// The same proposal with other days, numbers and an id of its own, of which rules mostly say the same, and
/// sometimes with a place whose name stands in front of an entry's.
fn varied(json: &Json, names: &[String], tape: &mut Tape<'_>) -> Json {
    let mut varied = json.clone();
    varied["id"] = json!(format!("“{}”\n", tape.below(1000)));
    varied["submitted_on"] = json!(format!("2024-02-{:02}", 1 + tape.below(28)));
    let acts = varied["approvals"].as_array_mut();
    for act in acts.into_iter().flatten() {
        act["on"] = json!(format!(
            "2023-{:02}-{:02}",
            1 + tape.below(12),
            1 + tape.below(28)
        ));
        act["number"] = json!(format!("〔2023〕{}号", tape.below(100)));
    }
    if tape.chance(50) && varied["issuer"]["level"].is_string() {
        let levels = ["province", "city", "county", "township"];
        varied["issuer"]["level"] = json!(tape.pick(&levels));
    }
    if tape.chance(30) && !names.is_empty() && varied["village"].is_object() {
        let name = tape.pick(names).chars();
        varied["village"]["name"] = json!(name.take(2).collect::<String>());
    }
    if tape.chance(25) {
        // Support of its own, of which nothing is known, stands for the header's.
        varied["demands"][0]["support"] = json!({});
    }
    if tape.chance(50) {
        varied["starts_on"] = json!(format!("2024-01-{:02}", 1 + tape.below(28)));
    }
    varied
}

/// Every proposal, and the like of it, each met twice.
fn differences(engine: &Engine, json: &Json, request: &Request, tape: &mut Tape<'_>) -> String {
    let names = names(engine.packs());
    let mut texts = vec![json.clone()];
    for _ in 0..3 {
        texts.push(varied(json, &names, tape));
        let thin = thinned(json, tape);
        texts.push(varied(&thin, &names, tape));
        texts.push(thin);
    }
    texts.extend(unsettled(json, engine.packs(), request.as_of, tape));
    for text in texts.iter().chain(&texts) {
        let Ok(proposal) = Proposal::from_json(&text.to_string()) else {
            continue;
        };
        if let Some(difference) = difference(engine, &proposal, request) {
            return format!("{difference}\n{text}");
        }
    }
    String::new()
}

fn of_random(seed: &Seed, case: &Loaded) -> String {
    let engine = Engine::builder().packs(case.packs.iter().cloned());
    let engine = engine.build().unwrap();
    let request = Request::on(case.date).named(case.packs.iter().map(|pack| pack.id.clone()));
    differences(&engine, &case.texts.proposal, &request, &mut seed.tape())
}

#[test]
fn what_was_told_before_changes_no_decision() {
    for unknown in [Unknown::Nothing, Unknown::Some] {
        for shape in [(1, 1), (3, 1), (2, 3)] {
            check(7, shape, unknown, of_random);
        }
    }
}

#[test]
fn what_was_told_before_changes_no_decision_by_the_built_in_packs() {
    let packs = zhunru_packs::built_in().unwrap();
    let engine = Engine::builder().packs(packs.iter().cloned());
    let engine = engine.build().unwrap();
    let bytes: Vec<u8> = (0..4096_u32)
        .map(|number| ((number * 167) >> 3) as u8)
        .collect();
    let tape = &mut Tape::new(&bytes);
    // All by one engine, so that what it keeps of one case is there in the others.
    for (path, json, request) in decidable() {
        let differences = differences(&engine, &json, &request, tape);
        assert!(differences.is_empty(), "{path}: {differences}");
    }
}
