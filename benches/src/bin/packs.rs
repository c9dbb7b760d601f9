//! How long the built-in packs take to be read, checked and built into an engine, and what an engine
//! holds. `benches/README.md` has the figures and the command.
//!
//! Packs are read and checked by `load_packs`, from the bytes of their files to finished packs, one of them with its
//! parents there already. An engine of one pack is of it and its ancestors. The bytes of an engine are
//! those on the heap after it was built less those before there were its packs: it holds them, so they
//! are among its bytes, and the part of them is told. Nothing was decided yet.
//!
//! Arguments: rounds.
#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use zhunru::diagnostic::Diagnostics;
use zhunru::pack::{Pack, PackFiles, load_packs};
use zhunru::{Engine, EngineError};
use zhunru_benches::arguments::Arguments;
use zhunru_benches::clock;

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = Arguments::of_process().number(0, 51)?;
    let files = zhunru_packs::built_in_files()?;
    let packs = load(&files, &[])?;

    for one in &files {
        let family = family(one.name(), &packs);
        let parents = family.get(1..).unwrap_or_default();
        let read = time(rounds, || load(std::slice::from_ref(one), parents))?;
        let built = time(rounds, || build(&family))?;
        tell(one.name(), read, built);
    }
    let read = time(rounds, || load(&files, &[]))?;
    let built = time(rounds, || build(&packs))?;
    tell("all", read, built);

    let yuhui: Vec<PackFiles> = files
        .iter()
        .filter(|one| {
            family("yuhui", &packs)
                .iter()
                .any(|pack| pack.id == one.name())
        })
        .cloned()
        .collect();
    tell_bytes("yuhui and its parents", &yuhui)?;
    tell_bytes("all", &files)?;
    Ok(())
}

fn load(files: &[PackFiles], known: &[Pack]) -> Result<Vec<Pack>, Diagnostics> {
    Ok(load_packs(files, known)?.packs)
}

fn build(packs: &[Pack]) -> Result<Engine, EngineError> {
    Engine::builder().packs(packs.iter().cloned()).build()
}

/// A pack and behind it its ancestors.
fn family(id: &str, packs: &[Pack]) -> Vec<Pack> {
    let mut family: Vec<Pack> = packs.iter().filter(|pack| pack.id == id).cloned().collect();
    let mut next = 0;
    while let Some(pack) = family.get(next) {
        let is_new = |other: &&Pack| {
            pack.parents.contains(&other.id) && family.iter().all(|known| known.id != other.id)
        };
        let parents: Vec<Pack> = packs.iter().filter(is_new).cloned().collect();
        family.extend(parents);
        next += 1;
    }
    family
}

/// The median of so many rounds, what they make being let go of outside of the time. They are shorter than
/// the steps in which some systems tell the time of a processor, so this is time that passes.
fn time<T, E>(rounds: usize, run: impl Fn() -> Result<T, E>) -> Result<Duration, E> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds.max(1) {
        let began = Instant::now();
        let made = black_box(run()?);
        times.push(began.elapsed());
        drop(made);
    }
    Ok(clock::median(times))
}

fn tell(what: &str, read: Duration, built: Duration) {
    println!(
        "{what}: read and checked {:.3} ms, engine built {:.3} ms, both {:.3} ms",
        read.as_secs_f64() * 1e3,
        built.as_secs_f64() * 1e3,
        (read + built).as_secs_f64() * 1e3,
    );
}

/// Tells what the packs of these files hold, and an engine with them.
fn tell_bytes(what: &str, files: &[PackFiles]) -> Result<(), Box<dyn Error>> {
    let mut packs = Ok(Vec::new());
    let of_packs = measure(|| packs = load(files, &[])).bytes_current;
    let packs = packs?;
    let mut engine = Engine::builder().build();
    let built = measure(|| engine = Engine::builder().packs(packs).build()).bytes_current;
    drop(black_box(engine?));
    println!(
        "{what}: an engine holds {} KiB, of which the packs are {} KiB",
        (of_packs + built) / 1024,
        of_packs / 1024
    );
    Ok(())
}
