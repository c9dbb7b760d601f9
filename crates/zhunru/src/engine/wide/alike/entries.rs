//! Whether entries pass a condition in one engine as in another.

use super::Likeness;
use crate::condition::EntryCondition;
use crate::engine::atom::Reading;
use crate::engine::situation::Composed;
use crate::engine::wide::Program;
use crate::vocabulary::{FactIndex, FactKind};

impl Likeness {
    /// Whether the same entries pass a condition in both programs, whatever of them is unknown.
    pub(super) fn passes_alike(
        &mut self,
        (own, list): (&Program, FactIndex),
        (program, other_list): (&Program, FactIndex),
        predicate: &EntryCondition,
        reading: Reading,
    ) -> bool {
        let readings = (self.kept.reading(list), self.other.reading(other_list));
        let (Some(asked), Some(asked_by_other)) = readings else {
            return false;
        };
        let Some(FactKind::List { fields, .. }) =
            self.kept.vocabulary.at(list).map(|one| &one.kind)
        else {
            return false;
        };
        let mut numbers = 0..fields.len();
        // An unknown field may have any of these values.
        let are_same_values = numbers.all(|field| {
            !predicate.reads(field) || asked.fields.get(field) == asked_by_other.fields.get(field)
        });
        let names = fields.iter().enumerate();
        let has_names = names
            .clone()
            .any(|(field, known)| known.kind == FactKind::Item && predicate.reads(field));
        are_same_values
            && (!has_names
                || (self.names_told_apart_alike((own, list), (program, other_list))
                    && self.looks_up_alike((own, program), predicate, reading)))
    }

    /// Whether the lists in which a condition looks names up hold the same.
    fn looks_up_alike(
        &mut self,
        programs: (&Program, &Program),
        predicate: &EntryCondition,
        reading: Reading,
    ) -> bool {
        match predicate {
            EntryCondition::Constant(_) | EntryCondition::Field { .. } => true,
            EntryCondition::Not(part) => self.looks_up_alike(programs, part, reading.opposite()),
            EntryCondition::And(parts) | EntryCondition::Or(parts) => parts
                .iter()
                .all(|part| self.looks_up_alike(programs, part, reading)),
            EntryCondition::Listed { list, .. } => {
                let composed = |program: &Program| {
                    let list = program.compiled().list_index(list)?;
                    program.for_nothing(|situation| situation.composed(list, reading))
                };
                match (composed(programs.0), composed(programs.1)) {
                    (Some(own), Some(other)) => self.are_composed_alike(programs, &own, &other),
                    _ => false,
                }
            }
        }
    }

    fn are_composed_alike(
        &mut self,
        programs: (&Program, &Program),
        own: &Composed,
        other: &Composed,
    ) -> bool {
        match (own, other) {
            (Composed::Itself(own), Composed::Itself(other)) => {
                self.names_alike(programs, *own, *other)
            }
            (Composed::Any(own), Composed::Any(other))
            | (Composed::All(own), Composed::All(other)) => {
                own.len() == other.len()
                    && own
                        .iter()
                        .zip(other)
                        .all(|(own, other)| self.are_composed_alike(programs, own, other))
            }
            _ => false,
        }
    }
}
