//! `zhunru list impact`.

mod table;
mod text;

use std::io::Write;

use serde::Serialize;
use zhunru::impact::{Flip, Impact, ImpactTotals, ProposalImpact};
use zhunru::pack::Pack;
use zhunru::{DecideError, Engine, Selection};

use super::named::{pack_and_list, part_day};
use crate::arguments::{ImpactFormat, Lang, ListImpactArguments};
use crate::failure::Failure;
use crate::input::Reading;
use crate::{packs, terminal};
use zhunru_table::Fault;
use zhunru_table::{Incoming, Received};

/// Decides past proposals under both, and tells what flips. Gives whether nothing was at fault.
pub(super) fn run(arguments: &ListImpactArguments) -> Result<bool, Failure> {
    let (before, packs_before) = engine(&arguments.before)?;
    let (after, packs_after) = engine(&arguments.after)?;
    let columns = zhunru_table::proposals::Reading::new(after.vocabulary(), &[])?;
    let columns = std::sync::Arc::new(columns);
    let impact = Impact::new(before, after).selecting(packs_before, packs_after);
    let mut found = Found::default();
    for file in &arguments.files {
        let reading = Reading {
            format: None,
            table: &columns,
        };
        match reading.open(file) {
            Err(fault) => found.faulty(&[*fault], arguments.lang),
            Ok(incoming) => incoming.for_each(|one| found.take(one, &impact, arguments)),
        }
    }
    let mut output = terminal::bytes();
    match arguments.format {
        ImpactFormat::Json => {
            let told = Told {
                format: 1,
                totals: &found.totals,
                flips: found.totals.flips(),
                proposals: &found.shown,
            };
            serde_json::to_writer_pretty(&mut output, &told)?;
            output.write_all(b"\n")?;
        }
        ImpactFormat::Text => output.write_all(text::text(&found, arguments).as_bytes())?,
        ImpactFormat::Csv => table::csv(&found, arguments.lang, &mut output)?,
    }
    output.flush()?;
    Ok(found.totals.faulty == 0)
}

/// An engine with the packs as they are named, and which of them decide.
fn engine(asked: &str) -> Result<(Engine, Selection), Failure> {
    let (name, day) = part_day(asked)?;
    let (pack, list) = pack_and_list(name)?;
    let pack = match (&list, day) {
        (None, None) => pack,
        (None, Some(day)) => pack.with_lists_as_of(day),
        (Some(list), Some(day)) => pack.with_list_as_of(list, day).unwrap_or(pack),
        (Some(_), None) => {
            return Err(Failure::usage(
                format_args!(
                    "`{asked}` names a list without a day; give `{asked}@DATE`, or the pack alone"
                ),
                format_args!("“{asked}”写明了清单而没有日期；请写 {asked}@日期，或只写规则包"),
            ));
        }
    };
    let id = pack.id.clone();
    // The others are there for the sake of parents.
    let others = packs::built_in()?
        .iter()
        .filter(|other| other.id != id)
        .cloned();
    let all: Vec<Pack> = others.chain([pack]).collect();
    let built = Engine::builder().packs(all).build();
    let engine = built.map_err(|error| Failure::fault(&error, "规则包无法一起使用"))?;
    Ok((engine, Selection::Named(vec![id])))
}

/// What was found over all proposals.
#[derive(Default)]
struct Found {
    totals: ImpactTotals,
    shown: Vec<Shown>,
}

/// A proposal that is told.
#[derive(Serialize)]
struct Shown {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(flatten)]
    impact: ProposalImpact,
}

#[derive(Serialize)]
struct Told<'a> {
    format: u32,
    totals: &'a ImpactTotals,
    flips: Vec<Flip>,
    proposals: &'a [Shown],
}

impl Found {
    fn take(&mut self, one: Incoming, impact: &Impact, arguments: &ListImpactArguments) {
        let lang = arguments.lang;
        let Received { proposal, origin } = match one {
            Incoming::Proposal(received) => *received,
            Incoming::Faulty(faults) => return self.faulty(&faults, lang),
            Incoming::Note(note) => {
                return terminal::say(terminal::NOTE, "note", note.told(lang));
            }
        };
        let fault = |path: &str, en: String, zh: String| {
            vec![Fault::new(&origin.file, origin.at(path), en, zh)]
        };
        let Some(as_of) = arguments.as_of.or(proposal.submitted_on) else {
            let (en, zh) = (
                "the proposal has no day of submission; give `submitted_on` or `--as-of`",
                "没有提交日期；请填写提交日期，或用 --as-of 指定日期",
            );
            return self.faulty(&fault("submitted_on", en.into(), zh.into()), lang);
        };
        let decided = impact.of(&proposal, as_of);
        match decided {
            Ok(impact) => {
                let told = impact.is_flipped() || (arguments.all && impact.is_changed());
                let counted: Result<ProposalImpact, DecideError> = Ok(impact);
                self.totals.add(&counted);
                if let Ok(impact) = counted
                    && told
                {
                    self.shown.push(Shown {
                        file: origin.file.to_string(),
                        title: proposal.title.as_ref().map(ToString::to_string),
                        impact,
                    });
                }
            }
            Err(DecideError::Input(errors)) => {
                let faults = errors.errors().iter();
                let faults: Vec<Fault> = faults
                    .flat_map(|error| {
                        fault(&error.path, error.message.clone(), error.message_zh.clone())
                    })
                    .collect();
                self.faulty(&faults, lang);
            }
            Err(error) => {
                self.faulty(&fault("", error.to_string(), error.message_zh()), lang);
            }
        }
    }

    /// Tells what is wrong with a proposal.
    fn faulty(&mut self, faults: &[Fault], lang: Lang) {
        for fault in faults {
            terminal::say(terminal::ERROR, "error", fault.told(lang));
        }
        self.totals.faulty += 1;
    }
}
