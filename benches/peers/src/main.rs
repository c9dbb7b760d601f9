//! Measures this library beside engines that a user could pick instead, on the same proposals by the
//! same rules, and fails where one of them decides otherwise. `benches/README.md` has the figures.
//!
//! Arguments: proposals (10 000 unless said otherwise).
#![forbid(unsafe_code)]

#[cfg(feature = "cedar")]
mod cedar;
mod cel;
mod expressions;
mod facts;
mod ifs;
mod measure;
mod ours;
mod peer;
mod rego;
mod rules;
mod table;
mod zen;

use std::process::ExitCode;

use zhunru_benches::workload::{Lists, Row, Rows, packs};

use crate::facts::Facts;
use crate::peer::{Failure, measure};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let count = std::env::args().nth(1);
    let count = count.map_or(Ok(10_000), |count| count.parse())?;
    let packs = packs().map_err(|faults| faults.to_string())?;
    let lists = Lists::of(&packs)?;
    let rows: Vec<Row> = Rows::new(count).collect();
    let expected = ours::answers(&packs, &rows)?;
    let own: Vec<String> = rows.iter().map(Row::json).collect();
    let texts = rows.iter().map(|row| Facts::of(row, &lists)?.json());
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let hits: usize = expected.iter().map(|answer| answer.ids().count()).sum();
    let mean = |sum: usize| sum as f64 / count.max(1) as f64;
    println!(
        "{count} proposals, {:.0} bytes of JSON each, {:.2} rules hit",
        mean(own.iter().map(String::len).sum()),
        mean(hits)
    );

    table::head();
    ours::measure(&packs, &rows, &own, &expected)?;
    measure::<ifs::Ifs>(&lists, &texts, &expected)?;
    measure::<zen::Zen>(&lists, &texts, &expected)?;
    measure::<cel::Cel>(&lists, &texts, &expected)?;
    measure::<rego::Rego>(&lists, &texts, &expected)?;
    #[cfg(feature = "cedar")]
    measure::<cedar::Cedar>(&lists, &texts, &expected)?;
    Ok(())
}
