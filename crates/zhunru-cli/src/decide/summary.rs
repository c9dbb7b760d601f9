//! How many proposals had which verdict.

use zhunru::decision::Verdict;
use zhunru::model::Coded;

use super::decided::label;
use crate::arguments::Lang;

/// How many proposals had which verdict, and how many could not be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    counts: [u64; Verdict::ALL.len()],
    /// Faulty proposals, and files that could not be read on.
    pub(super) faulty: u64,
    /// What was found wrong with them.
    pub(super) faults: usize,
    /// Whether the first fault ended the run, so that not everything was read.
    pub(super) stopped: bool,
}

impl Summary {
    /// Counts so many decided demands of tables.
    pub(super) fn add(&mut self, verdict: Verdict, count: u64) {
        let place = Verdict::ALL.iter().position(|one| *one == verdict);
        if let Some(known) = place.and_then(|place| self.counts.get_mut(place)) {
            *known += count;
        }
    }

    /// Counts one decided proposal.
    pub(super) fn count(&mut self, verdict: Verdict) {
        self.add(verdict, 1);
    }

    /// The verdicts that occurred, worst first, with their numbers.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Verdict, u64)> {
        let all = Verdict::ALL.iter().copied().zip(self.counts);
        all.filter(|(_, count)| *count > 0)
    }

    /// How many were decided.
    pub(super) fn decided(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// All in one line.
    pub(super) fn line(&self, lang: Lang) -> String {
        let decided = self.decided();
        let counts: Vec<String> = self
            .counts()
            .map(|(verdict, count)| format!("{} {count}", label(verdict, lang)))
            .collect();
        let mut line = match lang {
            Lang::Zh => format!("已决 {decided} 件"),
            Lang::En if decided == 1 => "1 proposal decided".to_owned(),
            Lang::En => format!("{decided} proposals decided"),
        };
        if !counts.is_empty() {
            line.push_str(lang.pick("：", ": "));
            line.push_str(&counts.join(lang.pick("，", ", ")));
        }
        if self.faulty > 0 {
            let Summary { faulty, faults, .. } = self;
            line.push_str(&match lang {
                Lang::Zh => format!("；另有 {faulty} 件有误（共 {faults} 处），未作结论"),
                Lang::En => {
                    let plural = if *faults == 1 { "" } else { "s" };
                    format!("; {faulty} faulty ({faults} fault{plural}) and not decided")
                }
            });
        }
        if self.stopped {
            line.push_str(lang.pick("；其余未读", "; the rest was not read"));
        }
        line
    }
}
