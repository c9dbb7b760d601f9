//! How long one decision takes, from typed proposals and from JSON, and how long an engine takes to
//! build. `benches/README.md` has the figures and the command.

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use zhunru::text::Language;
use zhunru::{Engine, Request};
use zhunru_benches::{KNOWN, UNKNOWN, proposal};

fn decide(criterion: &mut Criterion) {
    let (Ok(packs), Some(day)) = (zhunru_packs::built_in(), NaiveDate::from_ymd_opt(2024, 3, 4))
    else {
        return;
    };
    let build = || Engine::builder().packs(packs.iter().cloned()).build();
    let Ok(engine) = build() else {
        return;
    };
    let request = Request::on(day);
    for (name, text) in [("known", KNOWN), ("unknown", UNKNOWN)] {
        let Ok(proposal) = proposal(text) else {
            continue;
        };
        criterion.bench_function(&format!("typed proposal to decision, {name}"), |bencher| {
            bencher.iter(|| engine.decide(black_box(&proposal), &request));
        });
        criterion.bench_function(&format!("JSON to JSON, {name}"), |bencher| {
            bencher.iter(|| {
                let proposal = zhunru_benches::proposal(black_box(text)).ok()?;
                let decision = engine.decide(&proposal, &request).ok()?;
                serde_json::to_string(&decision.report(Language::Zh)).ok()
            });
        });
    }
    criterion.bench_function("engine from the built-in packs", |bencher| bencher.iter(build));
}

criterion_group!(benches, decide);
criterion_main!(benches);
