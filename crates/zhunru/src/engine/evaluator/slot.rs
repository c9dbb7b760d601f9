//! What one fact says to a program, each thing that it may say worked out when it is first met.

use rustc_hash::FxHashMap;

use super::gates::{FALSE, TRUE, Value, Values};
use crate::condition::Test;
use crate::engine::net::{Input, ItemNames, Literal, NetInput, Together};
use crate::engine::wide::Letters;
use crate::vocabulary::{FactIndex, FactKind, Told, ToldEntries, Value as FactValue};

/// More answers than this are not kept for one fact: names and texts are without number.
const MOST_KEPT: usize = 1 << 16;

/// As much as nobody keeps: so much is said to be learnt where a fact has no room for more answers, and whoever
/// learns within bounds begins anew.
pub(super) const FULL: usize = 1 << 20;

/// As much is kept for one fact of what hangs together, in the same units as `size` counts.
const MOST_TOGETHER: usize = 1 << 15;

/// In so many bytes, or so, what is kept is counted.
const UNIT: usize = 200;

/// How much an answer takes whose key is so long, in units of some 200 bytes: the key, the names in it and as
/// much again for finding it.
pub(super) fn size(key: usize) -> usize {
    1 + 3 * key / UNIT
}

/// What a fact that is stated answers.
#[derive(Debug)]
pub(super) struct Answer {
    /// By input of the fact.
    pub(super) values: Box<[Value]>,
    /// The letters of the names of items in it.
    pub(super) letters: Letters,
    /// The names of items in it, in the form in which they are compared; nothing where one is unknown.
    pub(super) names: Option<ItemNames>,
    /// What is unknown behind those of the inputs that are open.
    pub(super) together: Option<Box<Together>>,
}

/// A fact that a program reads, or that must be looked at for faults.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) fact: FactIndex,
    /// The nodes of the inputs that it answers.
    nodes: Box<[u32]>,
    /// What its number or date is asked, input by input, where it has one.
    tests: Option<Box<[Test]>>,
    kind: Kind,
    /// Of a list, which fields of its entries are read.
    reads: Box<[bool]>,
    answers: Vec<Answer>,
    /// How much the last one takes, and what hangs together in all of them.
    last_size: usize,
    together: usize,
    /// By value of a closed set, the number of the answer and 1, or 0.
    closed: Vec<u32>,
    open: FxHashMap<Box<[u8]>, u32>,
}

/// Which values are compared with bounds as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Integer,
    Decimal,
    Date,
    Other,
}

/// The answer of a fact, or that it is not known yet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// It was compared with bounds; nothing more is to be done.
    Compared,
    /// The answer with this number.
    Known(u32),
    /// It is to be worked out.
    New,
}

impl Slot {
    /// A fact with the inputs that it answers; `reads` tells which fields of its entries are read.
    pub(super) fn new<'n>(
        fact: FactIndex,
        kind: &FactKind,
        inputs: impl Iterator<Item = &'n NetInput> + Clone,
        reads: impl Fn(usize) -> bool,
    ) -> Self {
        let nodes = inputs
            .clone()
            .map(|input| u32::try_from(input.node).unwrap_or(u32::MAX));
        let tests = inputs.map(|input| match &input.input {
            Input::Passes { test, .. } => Some(test.clone()),
            _ => None,
        });
        // Of acts all fields may matter that are told at all.
        let (fields, is_of_acts) = match kind {
            FactKind::List { fields, .. } => (fields.len(), false),
            FactKind::Approvals => (ToldEntries::FIELDS_OF_ACTS, true),
            _ => (0, false),
        };
        Slot {
            fact,
            nodes: nodes.collect(),
            tests: tests.collect(),
            kind: match kind {
                FactKind::Integer => Kind::Integer,
                FactKind::Decimal => Kind::Decimal,
                FactKind::Date => Kind::Date,
                _ => Kind::Other,
            },
            reads: (0..fields)
                .map(|field| is_of_acts || reads(field))
                .collect(),
            answers: Vec::new(),
            last_size: 0,
            together: 0,
            closed: Vec::new(),
            open: FxHashMap::default(),
        }
    }

    /// Looks for what is told, and sets the inputs where it is known what they are; `key` is room for
    /// a key.
    pub(super) fn find(&self, told: Told<'_>, key: &mut Vec<u8>, values: &mut Values) -> Found {
        let number = match (told, self.kind) {
            (Told::Closed(value), _) => self.closed.get(usize::from(value)).copied(),
            (Told::Integer(value), Kind::Integer) => {
                return self.compare(&FactValue::Integer(value), values);
            }
            (Told::Decimal(value), Kind::Decimal) => {
                return self.compare(&FactValue::Decimal(value), values);
            }
            (Told::Date(value), Kind::Date) => {
                return self.compare(&FactValue::Date(value), values);
            }
            (Told::Text(text), _) => self.open.get(text.as_bytes()).copied(),
            (Told::Item(name), _) => self.open.get(name.normalised().as_bytes()).copied(),
            (Told::Entries(entries), _) => {
                key.clear();
                self.push_entries(entries, key);
                self.open.get(key.as_slice()).copied()
            }
            _ => None,
        };
        match number.and_then(|number| number.checked_sub(1)) {
            Some(number) => {
                self.set(number, values);
                Found::Known(number)
            }
            None => Found::New,
        }
    }

    /// Writes a key of what is told where names may stand behind those of places; false where what is
    /// told names nothing.
    pub(super) fn key_behind<'p>(
        &self,
        places: impl Iterator<Item = &'p str>,
        told: Told<'_>,
        key: &mut Vec<u8>,
    ) -> bool {
        /// No text has this byte, and no other key begins with it.
        const PLACE: u8 = 0xff;
        key.clear();
        key.push(PLACE);
        for place in places {
            key.extend(place.as_bytes());
            key.push(PLACE);
        }
        self.push_key(told, key)
    }

    /// Looks for what is kept by a key, and sets the inputs where it is found.
    pub(super) fn find_key(&self, key: &[u8], values: &mut Values) -> Option<u32> {
        let number = self.open.get(key)?.checked_sub(1)?;
        self.set(number, values);
        Some(number)
    }

    /// Compares a number or date with the bounds that it is asked for.
    fn compare(&self, value: &FactValue, values: &mut Values) -> Found {
        let Some(tests) = &self.tests else {
            return Found::New;
        };
        for (&node, test) in self.nodes.iter().zip(tests) {
            let value = if test.accepts(value) { TRUE } else { FALSE };
            values.set(node as usize, value);
        }
        Found::Compared
    }

    /// What is known of each of its inputs.
    pub(super) fn values(&self, values: &Values) -> impl Iterator<Item = Value> {
        let nodes = self.nodes.iter();
        nodes.map(|&node| values.at(Literal::of(node as usize)))
    }

    /// How much the last answer takes that was kept, as [`size`] counts.
    pub(super) fn size_of_last(&self) -> usize {
        self.last_size
    }

    /// The answer with this number.
    pub(super) fn answer(&self, number: u32) -> Option<&Answer> {
        self.answers.get(number as usize)
    }

    /// Sets the inputs to what an answer says.
    fn set(&self, number: u32, values: &mut Values) {
        if let Some(answer) = self.answer(number) {
            for (&node, &value) in self.nodes.iter().zip(&answer.values) {
                values.set(node as usize, value);
            }
        }
    }

    /// Keeps the answer to what is told, and gives its number; nothing where there is no room.
    pub(super) fn keep(
        &mut self,
        told: Told<'_>,
        answer: Answer,
        values: &mut Values,
    ) -> Option<u32> {
        let Told::Closed(value) = told else {
            let mut key = Vec::new();
            return match self.push_key(told, &mut key) {
                true => self.keep_key(&key, answer, values),
                false => None,
            };
        };
        let number = self.push(answer, 0, values)?;
        let value = usize::from(value);
        if self.closed.len() <= value {
            self.closed.resize(value + 1, 0);
        }
        *self.closed.get_mut(value)? = number + 1;
        Some(number)
    }

    /// Keeps an answer by a key, and gives its number; nothing where there is no room.
    pub(super) fn keep_key(
        &mut self,
        key: &[u8],
        answer: Answer,
        values: &mut Values,
    ) -> Option<u32> {
        let number = self.push(answer, key.len(), values)?;
        self.open.insert(key.into(), number + 1);
        Some(number)
    }

    fn push(&mut self, mut answer: Answer, key: usize, values: &mut Values) -> Option<u32> {
        if self.answers.len() >= MOST_KEPT {
            return None;
        }
        let number = u32::try_from(self.answers.len()).ok()?;
        let together = answer.together.as_deref();
        let together = together.map_or(0, |together| together.size() / UNIT);
        if self.together + together > MOST_TOGETHER {
            answer.together = None;
        } else {
            self.together += together;
        }
        self.last_size = size(key) + together;
        self.answers.push(answer);
        self.set(number, values);
        Some(number)
    }

    /// Adds the key of a text, an item or a list; numbers and days have none, since they are compared each
    /// time.
    fn push_key(&self, told: Told<'_>, key: &mut Vec<u8>) -> bool {
        match told {
            Told::Text(text) => key.extend(text.as_bytes()),
            Told::Item(name) => key.extend(name.normalised().as_bytes()),
            Told::Entries(entries) => self.push_entries(entries, key),
            _ => return false,
        }
        true
    }

    /// Adds a key of a list by the fields that are read: two lists with one key say the same.
    fn push_entries(&self, entries: ToldEntries<'_>, key: &mut Vec<u8>) {
        entries.tell(&mut |field, told| {
            // The first field begins an entry, so that entries of which nothing is read count too.
            if field == 0 {
                key.push(b';');
            }
            if self.reads.get(field) != Some(&true) {
                return;
            }
            match told {
                Told::Unknown => key.push(0),
                Told::Closed(value) => key.extend([1, value]),
                Told::Text(text) => {
                    key.push(2);
                    key.extend(text.len().to_le_bytes());
                    key.extend(text.as_bytes());
                }
                // Entries hold codes, texts and what is true or false, and nothing else.
                _ => key.push(3),
            }
        });
    }
}
