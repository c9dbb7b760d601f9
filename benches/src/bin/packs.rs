//! How long the built-in packs take to be read, checked and built into an engine, and what an engine
//! holds. `benches/README.md` has the figures and the command.
//!
//! Packs are read and checked by `load_packs`, from the bytes of their files to finished packs, one of them with its
//! parents there already; reading their own tests and working out their digests, which building has no need of, is told
//! apart. An engine of one pack is of it and its ancestors. The bytes of an engine are
//! those on the heap after it was built less those before there were its packs: it holds them, so they
//! are among its bytes, and the part of them is told. What it keeps of what it decided is told apart.
//!
//! Arguments: rounds.
#![forbid(unsafe_code)]

use std::error::Error;
use std::time::Duration;

use allocation_counter::measure;
use zhunru::diagnostic::Diagnostics;
use zhunru::pack::{Pack, PackFiles, load_packs};
use zhunru::{Engine, EngineError, Request};
use zhunru_benches::arguments::Arguments;
use zhunru_benches::clock;

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = Arguments::of_process().number(0, 51)?;
    let files = zhunru_packs::built_in_files()?;
    let packs = load(&files, &[])?;

    for one in &files {
        let family = family(one.name(), &packs);
        let parents = family.get(1..).unwrap_or_default();
        tell(
            rounds,
            one.name(),
            || load(std::slice::from_ref(one), parents),
            &family,
        )?;
    }
    tell(rounds, "all", || load(&files, &[]), &packs)?;

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

/// Tells how long it takes to load packs, to build an engine of them and their ancestors, and to work out
/// what is left for later.
fn tell(
    rounds: usize,
    what: &str,
    load: impl Fn() -> Result<Vec<Pack>, Diagnostics>,
    family: &[Pack],
) -> Result<(), Box<dyn Error>> {
    let nothing = || Ok::<(), Diagnostics>(());
    let read = clock::rounds(rounds, nothing, |()| load())?;
    let built = clock::rounds(rounds, || Ok(()), |()| build(family))?;
    let digests = clock::rounds(rounds, &load, |packs| {
        packs.iter().for_each(|pack| {
            pack.digest();
        });
        Ok(())
    })?;
    let cases = clock::rounds(rounds, &load, |packs| {
        for pack in packs {
            pack.cases().map_err(Diagnostics::clone)?;
        }
        Ok(())
    })?;
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{what}: read and checked {:.3} ms, engine built {:.3} ms, both {:.3} ms; digest {:.3} ms, tests read {:.3} ms",
        milliseconds(read),
        milliseconds(built),
        milliseconds(read + built),
        milliseconds(digests),
        milliseconds(cases),
    );
    Ok(())
}

/// Tells what the packs of these files hold, an engine with them, and the engine when it has decided all tests
/// of the packs.
fn tell_bytes(what: &str, files: &[PackFiles]) -> Result<(), Box<dyn Error>> {
    let read = load(files, &[])?;
    let mut packs = Ok(Vec::new());
    let of_packs = measure(|| packs = load(files, &[])).bytes_current;
    let packs = packs?;
    let mut engine = Engine::builder().build();
    let built = measure(|| engine = Engine::builder().packs(packs).build()).bytes_current;
    let engine = engine?;
    let mut learnt = 0;
    for pack in &read {
        for case in pack.cases().map_err(Diagnostics::clone)? {
            let request = Request::on(case.as_of).named([pack.id.clone()]);
            let decide = || drop(engine.decide(&case.proposal, &request));
            learnt += measure(decide).bytes_current;
        }
    }
    println!(
        "{what}: an engine holds {} KiB, of which the packs are {} KiB; when it has decided their tests {} KiB",
        (of_packs + built) / 1024,
        of_packs / 1024,
        (of_packs + built + learnt) / 1024,
    );
    Ok(())
}
