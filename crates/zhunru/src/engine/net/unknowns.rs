//! What may be unknown to a net, each thing by itself, and the ways in which it may come out.

use super::{Input, NetInput};
use crate::condition::EntryCondition;
use crate::engine::situation::Situation;
use crate::engine::unknown::Unknown;
use crate::vocabulary::{FactIndex, FactPlace, Value};

/// More classes of entries of an absent list than these, or more numbers of them, are left to decision
/// diagrams.
const MOST_CLASSES: usize = 8;
const MOST_WAYS: u32 = 1 << 10;

/// Something that may be unknown by itself.
#[derive(Debug)]
pub(crate) struct NetUnknown {
    /// For a demand that stands alone.
    pub(crate) unknown: Unknown,
    /// The nodes of the inputs that it answers.
    pub(super) nodes: Vec<usize>,
    /// By way in which it may come out, what each of these inputs then is; no two ways say the same.
    pub(super) ways: Vec<Vec<bool>>,
}

/// What is unknown behind an input while it is not known.
#[derive(Clone, Copy, Debug)]
pub(super) enum WhileOpen {
    /// Nothing that counts: another input answers in its place.
    Silent,
    /// The same while the input's fact is stated; else it hangs together with other unknown things.
    SilentWhileStated,
    /// The thing with this number, of whose inputs it is the one at this place.
    Own { unknown: usize, place: usize },
    /// The same while this fact, the item, is stated; else the entries of the list answer in its place.
    WhileItemStated {
        item: FactIndex,
        unknown: usize,
        place: usize,
    },
    /// The same while the input's fact is not stated; else it hangs together with other unknown things.
    Unstated { unknown: usize, place: usize },
    /// It hangs together with other unknown things.
    Together,
}

/// What may be unknown to the inputs of a net, and what is unknown behind each of them; of a demand of
/// which nothing is known.
pub(super) fn unknowns(nothing: &Situation<'_>, inputs: &mut [NetInput]) -> Vec<NetUnknown> {
    let mut found: Vec<(Unknown, Vec<usize>)> = Vec::new();
    for (number, input) in inputs.iter_mut().enumerate() {
        let unknown = match by_itself(nothing, &input.input) {
            ByItself::Silent => {
                input.while_open = WhileOpen::Silent;
                continue;
            }
            ByItself::SilentWhileStated => {
                input.while_open = WhileOpen::SilentWhileStated;
                continue;
            }
            ByItself::Together => {
                input.while_open = WhileOpen::Together;
                continue;
            }
            ByItself::Unknown(unknown) => unknown,
        };
        let known = found.iter().position(|(known, _)| *known == unknown);
        let place = known.unwrap_or_else(|| {
            found.push((unknown, Vec::new()));
            found.len() - 1
        });
        let Some((_, places)) = found.get_mut(place) else {
            continue;
        };
        let own = (place, places.len());
        places.push(number);
        input.while_open = match (unknown, own) {
            (Unknown::Membership { list, .. }, (unknown, place)) => match nothing.item {
                Some(item) if nothing.is_loaded(list) => WhileOpen::WhileItemStated {
                    item,
                    unknown,
                    place,
                },
                _ => WhileOpen::Own { unknown, place },
            },
            (_, (unknown, place)) => WhileOpen::Unstated { unknown, place },
        };
    }
    let inputs = &*inputs;
    let unknowns = found.into_iter().map(|(unknown, places)| {
        let inputs: Vec<&NetInput> = places.iter().filter_map(|&one| inputs.get(one)).collect();
        NetUnknown {
            unknown,
            nodes: inputs.iter().map(|input| input.node).collect(),
            ways: distinct(ways_of(nothing, unknown, &inputs)),
        }
    });
    unknowns.collect()
}

impl NetUnknown {
    /// The ways in which it may come out, as the inputs at these places tell them apart.
    pub(super) fn ways_at(&self, places: &[usize]) -> Vec<Vec<bool>> {
        let at = |way: &Vec<bool>| -> Vec<bool> {
            let inputs = places.iter().map(|&place| way.get(place).copied());
            inputs.map(Option::unwrap_or_default).collect()
        };
        distinct(self.ways.iter().map(at).collect())
    }
}

fn distinct(all: Vec<Vec<bool>>) -> Vec<Vec<bool>> {
    let mut ways: Vec<Vec<bool>> = Vec::new();
    for way in all {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// What is unknown behind an input that is not known.
enum ByItself {
    Silent,
    SilentWhileStated,
    Unknown(Unknown),
    Together,
}

fn by_itself(situation: &Situation<'_>, input: &Input) -> ByItself {
    let compiled = situation.compiled();
    let owner = situation.number;
    match input {
        // The issuer's level stands for it.
        Input::Passes { fact, .. } if compiled.known.sponsor_level == Some(*fact) => {
            ByItself::Silent
        }
        Input::Passes { fact, .. } if situation.item == Some(*fact) => ByItself::Together,
        Input::Passes { fact, .. } => match compiled.vocabulary.at(*fact) {
            Some(known) => {
                let owner = (known.place == FactPlace::Demand).then_some(owner);
                ByItself::Unknown(Unknown::Fact { owner, fact: *fact })
            }
            None => ByItself::Together,
        },
        // What is stated of the membership stands for it, unless the item is what is unknown: then
        // what one list holds tells of others.
        Input::Entry(list) if !situation.is_loaded(*list) => ByItself::Silent,
        Input::Entry(_) => ByItself::SilentWhileStated,
        Input::Membership(list) => ByItself::Unknown(Unknown::Membership { owner, list: *list }),
        Input::Complete(procedure) | Input::Refused(procedure) => {
            ByItself::Unknown(Unknown::Procedure(*procedure))
        }
        Input::Given {
            list, predicate, ..
        } => {
            let reading = compiled.reading(*list);
            let predicate = reading.and_then(|reading| reading.predicate(predicate));
            let (Some(reading), Some(predicate)) = (reading, predicate) else {
                return ByItself::Together;
            };
            let list = *list;
            match reading.stock {
                true => ByItself::Unknown(Unknown::Stock { list, predicate }),
                // The list is asked for as a whole, whichever classes of entries it may have.
                false if reading.complete && reading.classes.len() <= MOST_CLASSES => {
                    ByItself::Unknown(Unknown::Entries {
                        owner: None,
                        list,
                        class: 0,
                    })
                }
                false => ByItself::Together,
            }
        }
    }
}

/// The ways in which something unknown may come out: what each of the inputs then is.
fn ways_of(situation: &Situation<'_>, unknown: Unknown, inputs: &[&NetInput]) -> Vec<Vec<bool>> {
    let each = |way: &dyn Fn(&Input) -> bool| -> Vec<bool> {
        inputs.iter().map(|input| way(&input.input)).collect()
    };
    match unknown {
        Unknown::Fact { fact, .. } => {
            let of_value = |value: &Value| {
                each(&|input| matches!(input, Input::Passes { test, .. } if test.accepts(value)))
            };
            choices(situation, fact).iter().map(of_value).collect()
        }
        Unknown::Stock { list, .. } => {
            let enough = |input: &Input, count: u32| matches!(input, Input::Given { least, .. } if count >= *least);
            let most = situation.compiled().reading(list);
            let most = most.and_then(|reading| reading.most.iter().copied().max());
            let counts = 0..=most.unwrap_or_default();
            counts
                .map(|count| each(&|input| enough(input, count)))
                .collect()
        }
        Unknown::Entries { list, .. } => {
            let Some(reading) = situation.compiled().reading(list) else {
                return Vec::new();
            };
            let ways = entries(reading.classes.len(), &reading.most);
            let passing = |predicate: &EntryCondition, counts: &[u32]| -> u32 {
                let number = reading.predicate(predicate);
                let passes =
                    |class: &Vec<bool>| number.is_some_and(|one| class.get(one) == Some(&true));
                let classes = reading.classes.iter().zip(counts);
                let passing = classes.filter(|(class, _)| passes(class));
                passing.map(|(_, count)| *count).sum()
            };
            let of_counts = |counts: Vec<u32>| {
                each(&|input| match input {
                    Input::Given {
                        predicate, least, ..
                    } => passing(predicate, &counts) >= *least,
                    _ => false,
                })
            };
            ways.map(of_counts).collect()
        }
        // Complete, refused, or neither.
        Unknown::Procedure(_) => vec![
            each(&|input| matches!(input, Input::Complete(_))),
            each(&|input| matches!(input, Input::Refused(_))),
            each(&|_| false),
        ],
        _ => vec![each(&|_| false), each(&|_| true)],
    }
}

/// How many entries of each class an absent list may have, as far as counts tell numbers apart.
fn entries(classes: usize, most: &[u32]) -> impl Iterator<Item = Vec<u32>> {
    let ways = most
        .iter()
        .copied()
        .max()
        .unwrap_or_default()
        .saturating_add(1);
    let classes = u32::try_from(classes).unwrap_or(u32::MAX);
    let all = ways.checked_pow(classes).filter(|all| *all <= MOST_WAYS);
    (0..all.unwrap_or_default()).map(move |way| {
        let digits = (0..classes).scan(way, |rest, _| {
            let digit = *rest % ways;
            *rest /= ways;
            Some(digit)
        });
        digits.collect()
    })
}

/// The values that an unknown fact may take, as finely as tests tell them apart.
fn choices<'a>(situation: &Situation<'a>, fact: FactIndex) -> &'a [Value] {
    let values = situation.compiled().values.get(fact);
    values.map_or(&[], Vec::as_slice)
}
