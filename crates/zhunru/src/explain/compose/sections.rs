//! Sections and their numbers.

use crate::decision::Verdict;
use crate::explain::letter::{Lines, Section};
use crate::explain::typography::{chinese_number, line};
use crate::text::Language;

/// Collects sections and numbers them; those without lines are left out.
pub(super) struct Sections {
    language: Language,
    sections: Vec<Section>,
    number: usize,
    number_within: usize,
}

impl Sections {
    pub(super) fn new(language: Language) -> Self {
        Sections {
            language,
            sections: Vec::new(),
            number: 0,
            number_within: 0,
        }
    }

    /// Adds a section of the letter.
    pub(super) fn push(&mut self, zh: &str, en: &str, lines: Lines) {
        if !lines.is_empty() {
            let heading = self.chosen(zh, en).to_owned();
            self.add(1, &heading, None, lines);
        }
    }

    /// Adds a heading over sections within.
    pub(super) fn open(&mut self, zh: &str, en: &str) {
        let heading = self.chosen(zh, en).to_owned();
        self.add(1, &heading, None, Lines::new(self.language));
    }

    /// Adds the section of a demand.
    pub(super) fn demand(&mut self, within: bool, heading: &str, verdict: Verdict, lines: Lines) {
        let level = if within { 2 } else { 1 };
        self.add(level, heading, Some(verdict), lines);
    }

    pub(super) fn finish(self) -> Vec<Section> {
        self.sections
    }

    fn add(&mut self, level: u8, heading: &str, verdict: Option<Verdict>, lines: Lines) {
        let number = match (level, self.language) {
            (1, language) => {
                self.number += 1;
                self.number_within = 0;
                match language {
                    Language::Zh => format!("{}、", chinese_number(self.number)),
                    Language::En => format!("{}. ", self.number),
                }
            }
            (_, language) => {
                self.number_within += 1;
                match language {
                    Language::Zh => format!("（{}）", chinese_number(self.number_within)),
                    Language::En => format!("{}.{}. ", self.number, self.number_within),
                }
            }
        };
        self.sections.push(Section {
            level,
            heading: format!("{number}{}", line(heading, self.language)),
            verdict,
            lines: lines.finish(),
        });
    }

    fn chosen<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}
