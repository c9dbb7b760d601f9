//! When the tests of a pack are read, and what they may name.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::cases::{self, CaseDraft};
use super::resolve::unknown;
use super::sink::Sink;
use crate::pack::cases::Cases;
use crate::pack::{Case, PackFiles};

/// When the tests of packs are read.
#[derive(Clone, Copy)]
pub(super) enum CaseReading {
    /// With all else, their faults among the pack's.
    Now,
    /// When they are first asked for.
    Later,
}

/// The tests of a pack before what they name is looked up.
pub(super) enum CasesDraft {
    Read(Vec<CaseDraft>),
    /// The files that hold them.
    Unread(PackFiles),
}

impl CasesDraft {
    pub(super) fn new(files: &PackFiles, reading: CaseReading, sink: &Sink) -> Self {
        match reading {
            CaseReading::Now => CasesDraft::Read(read(files, sink)),
            CaseReading::Later => CasesDraft::Unread(files.chosen(is_case_file)),
        }
    }

    /// The tests, those that are read with what they name looked up.
    pub(super) fn resolve(self, names: CaseNames, sink: &Sink) -> Cases {
        match self {
            CasesDraft::Read(drafts) => {
                let cases = names.resolve(drafts, sink);
                Cases::later(|| Ok(cases))
            }
            CasesDraft::Unread(files) => Cases::later(move || {
                let sink = Sink::default();
                let cases = names.resolve(read(&files, &sink), &sink);
                sink.finish().into_result(cases)
            }),
        }
    }
}

/// Whether a file holds tests.
pub(super) fn is_case_file(path: &str) -> bool {
    let name = path.strip_prefix("cases/");
    name.is_some_and(|name| name.ends_with(".toml") && !name.contains('/'))
}

fn read(files: &PackFiles, sink: &Sink) -> Vec<CaseDraft> {
    let mut drafts = Vec::new();
    for path in files.paths().filter(|path| is_case_file(path)) {
        cases::read(files, path, sink, &mut drafts);
    }
    drafts
}

/// What the tests of a pack may name.
#[derive(Default)]
pub(super) struct CaseNames {
    /// Rules, lists and limits, those of parents with the parent before them.
    pub(super) rules: BTreeSet<SmolStr>,
    /// The steps of all procedures.
    pub(super) steps: BTreeSet<SmolStr>,
}

impl CaseNames {
    fn resolve(&self, drafts: Vec<CaseDraft>, sink: &Sink) -> Vec<Case> {
        drafts
            .into_iter()
            .map(|draft| self.case(draft, sink))
            .collect()
    }

    fn case(&self, draft: CaseDraft, sink: &Sink) -> Case {
        for rule in &draft.rules {
            if !self.rules.contains(&rule.value) {
                unknown("rule, list or limit", rule, self.rules.iter(), sink);
            }
        }
        if let Some(step) = &draft.step
            && step.value != "approver_not_named"
            && !self.steps.contains(&step.value)
        {
            unknown("step of a procedure", step, self.steps.iter(), sink);
        }
        draft.case
    }
}
