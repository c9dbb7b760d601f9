use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::time::Instant;
use zhunru_tests::random::{Unknown, seeds};
use zhunru_tests::reference::{Reference, decide_demand};

#[test]
fn stats() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let strategy = seeds(3, 3);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |key: String| *seen.entry(key).or_default() += 1;
    let (mut load, mut decide) = (0.0, 0.0);
    for _ in 0..1000 {
        let seed = strategy.new_tree(&mut runner).unwrap().current();
        let t = Instant::now();
        let texts = seed.texts(Unknown::Some);
        let before: usize = texts.packs.iter().map(|p| p.presumptions.len()).sum();
        let case = texts.load();
        load += t.elapsed().as_secs_f64();
        let after: usize = case.texts.packs.iter().map(|p| p.presumptions.len()).sum();
        if before != after {
            add("presumptions stripped".into());
        }
        if after > 0 {
            add("with presumptions".into());
        }
        let packs: Vec<_> = case.packs.iter().collect();
        let t = Instant::now();
        for d in 0..case.proposal.demands.len() {
            match decide_demand(&packs, &case.proposal, d, case.date) {
                Reference::Exact(a) => {
                    let dt = t.elapsed().as_secs_f64();
                    if dt > 0.3 {
                        println!("slow {dt} completions {}", a.completions);
                    }
                    add(format!("verdict {}", a.verdict));
                    for f in a.findings.values() {
                        add(format!("outcome {:?}", f.outcome));
                    }
                    for m in &a.missing {
                        add(format!("missing {}", m.split(['[', '.']).next().unwrap()));
                    }
                    for o in a.obligations.values() {
                        add(format!("obligation {o}"));
                    }
                    add(format!(
                        "completions {}",
                        match a.completions {
                            1 => 1,
                            2..=16 => 16,
                            17..=256 => 256,
                            _ => 4096,
                        }
                    ));
                }
                Reference::TooMany(c) => {
                    add("too many".into());
                    if std::env::var("SHOW").is_ok() {
                        println!(
                            "{:?}",
                            c.bases()
                                .iter()
                                .map(|b| (b.path.clone(), b.domain.len()))
                                .collect::<Vec<_>>()
                        );
                    }
                }
            }
        }
        decide += t.elapsed().as_secs_f64();
    }
    for (k, v) in seen {
        println!("{v:6} {k}");
    }
    println!("load {load} decide {decide}");
}
