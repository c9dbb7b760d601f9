//! The interchange form of a decision that is told again and again, kept as text.

use std::fmt::{self, Write};
use std::sync::{Arc, OnceLock};

use super::of_decision::procedure;
use crate::decision::{Decision, Finding};
use crate::text::Language;

/// The texts of a decision in the interchange form, kept for those that differ from it in the id of the
/// proposal, the day and how far procedures have come.
#[derive(Clone, Default)]
pub(crate) struct Written(Option<(Arc<Kept>, Arc<[Finding]>)>);

struct Kept {
    /// What the texts say.
    decision: Decision,
    zh: OnceLock<Option<Text>>,
    en: OnceLock<Option<Text>>,
}

/// A text without what differs.
struct Text {
    /// What differs, with what stands before it.
    parts: Vec<(Box<str>, Differs)>,
    end: Box<str>,
}

/// What differs between decisions that tell the same of a demand.
#[derive(Clone, Copy)]
enum Differs {
    Id,
    Day,
    /// The procedure of the finding at a place.
    Procedure(usize),
}

impl Written {
    /// Room for the texts of a decision, which are written when they are first asked for.
    pub(crate) fn of(decision: &Decision) -> Self {
        let kept = Kept {
            decision: decision.clone(),
            zh: OnceLock::new(),
            en: OnceLock::new(),
        };
        Written(Some((Arc::new(kept), Arc::clone(&decision.findings))))
    }

    /// The same for a decision with these findings, which differ at most in how far procedures have come.
    pub(crate) fn with(&self, findings: &Arc<[Finding]>) -> Self {
        let kept = self.0.as_ref();
        Written(kept.map(|(kept, _)| (Arc::clone(kept), Arc::clone(findings))))
    }

    /// The text of a decision, if it says what the kept one does.
    pub(super) fn text(&self, decision: &Decision, language: Language) -> Option<String> {
        let (kept, findings) = self.0.as_ref()?;
        if !kept.says(decision) || !Arc::ptr_eq(findings, &decision.findings) {
            return None;
        }
        let text = match language {
            Language::Zh => &kept.zh,
            Language::En => &kept.en,
        };
        let text = text.get_or_init(|| Text::of(&kept.decision, language));
        text.as_ref()?.with(decision, language)
    }
}

impl Kept {
    /// Whether a decision shares all that the texts say, but for findings. Its parts are public, and may
    /// have been changed.
    fn says(&self, decision: &Decision) -> bool {
        let own = &self.decision;
        own.verdict == decision.verdict
            && own.assignable == decision.assignable
            && own.possible == decision.possible
            && Arc::ptr_eq(&own.open_points, &decision.open_points)
            && Arc::ptr_eq(&own.demands, &decision.demands)
            && Arc::ptr_eq(&own.packs, &decision.packs)
            && Arc::ptr_eq(&own.missing, &decision.missing)
            && Arc::ptr_eq(&own.obligations, &decision.obligations)
            && Arc::ptr_eq(&own.advice, &decision.advice)
    }
}

impl Text {
    fn of(decision: &Decision, language: Language) -> Option<Self> {
        let text = serde_json::to_string(&decision.report(language)).ok()?;
        let mut rest = text.as_str();
        let mut parts = Vec::new();
        // Quotes in words are escaped, so a key in its quotes is found nowhere but where it is one.
        let mut cut = |key: &str, value: &str, differs| {
            let (before, after) = rest.split_at_checked(rest.find(key)? + key.len())?;
            parts.push((before.into(), differs));
            rest = after.strip_prefix(value)?;
            Some(())
        };
        let (id, day) = (json(&decision.proposal)?, json(&decision.as_of)?);
        cut(r#""proposal":"#, &id, Differs::Id)?;
        cut(r#""as_of":"#, &day, Differs::Day)?;
        for (place, finding) in decision.findings.iter().enumerate() {
            if let Some(progress) = &finding.procedure {
                let value = json(&procedure(progress, language))?;
                cut(r#""procedure":"#, &value, Differs::Procedure(place))?;
            }
        }
        Some(Text {
            parts,
            end: rest.into(),
        })
    }

    fn with(&self, decision: &Decision, language: Language) -> Option<String> {
        /// What differs is rarely longer.
        const DIFFERENT: usize = 32;
        let lengths = self
            .parts
            .iter()
            .map(|(before, _)| before.len() + DIFFERENT);
        let mut text = String::with_capacity(lengths.sum::<usize>() + self.end.len());
        for (before, differs) in &self.parts {
            text.push_str(before);
            match differs {
                Differs::Id => match &decision.proposal {
                    Some(id) => text.push_str(&json(id)?),
                    None => text.push_str("null"),
                },
                Differs::Day => write!(text, "\"{}\"", decision.as_of).ok()?,
                Differs::Procedure(place) => {
                    let progress = decision.findings.get(*place)?.procedure.as_ref()?;
                    text.push_str(&json(&procedure(progress, language))?);
                }
            }
        }
        text.push_str(&self.end);
        Some(text)
    }
}

fn json(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// Two decisions are the same, and look the same, whether or not they were written before.
impl PartialEq for Written {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
