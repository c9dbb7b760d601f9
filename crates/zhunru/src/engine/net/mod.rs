//! The rules that bear on demands of one type, put together as a net of gates over inputs, each of
//! which one fact answers. It is run at two widths: for one demand, and for many rows of a table.

mod completions;
mod compose;
mod input;
mod lanes;
mod node;
mod rule;
mod signs;
mod single;
mod together;
mod unknowns;

pub(crate) use completions::Answered;
use compose::Composer;
pub(crate) use input::Input;
pub(crate) use node::{Literal, Node};
pub(crate) use rule::{Outcome, RuleLiterals};
pub(crate) use signs::{ItemNames, item_names, may_be_among};
pub(crate) use together::Together;
pub(crate) use unknowns::NetUnknown;
use unknowns::{WhileOpen, unknowns};

use std::sync::OnceLock;

use super::added::added_fields;
use super::build::Compiled;
use super::logic::{Kleene, ThreeValued};
use super::reader::Reader;
use super::situation::Situation;
use crate::model::DemandType;
use crate::vocabulary::{FactIndex, FactState};

/// What bears on demands of one type, by the same packs and on days between the same changes.
#[derive(Debug)]
pub(crate) struct Net {
    pub(crate) nodes: Vec<Node>,
    /// The inputs with their nodes.
    pub(crate) inputs: Vec<NetInput>,
    pub(crate) rules: Vec<RuleLiterals>,
    pub(crate) outcome: Outcome,
    /// What may be unknown to the inputs, each thing by itself.
    pub(crate) unknowns: Vec<NetUnknown>,
    /// What hangs together while the item is unknown, once it is first asked for; nothing where that is too
    /// much.
    of_item: OnceLock<Option<Together>>,
    /// Whether the demand would add a sign to those that the village has.
    pub(crate) adds_sign: bool,
    /// The lists of stock that are counted.
    counted: Vec<FactIndex>,
}

/// An input of a net.
#[derive(Debug)]
pub(crate) struct NetInput {
    pub(crate) input: Input,
    pub(crate) node: usize,
    /// The fact that answers it.
    pub(crate) fact: FactIndex,
    /// What is known of it while nothing answers it.
    pub(crate) usual: Kleene,
    /// What is known of it while no acts are on record; only of what acts answer.
    without_acts: Option<Kleene>,
    /// What is unknown behind it while it is not known.
    while_open: WhileOpen,
}

impl Net {
    /// The net of the demand of which a situation knows nothing; nothing where an input is of a
    /// kind that no one fact answers.
    pub(super) fn new(nothing: &Situation<'_>) -> Option<Self> {
        let mut composer = Composer::new(nothing);
        let (rules, outcome) = composer.rules();
        let Composer {
            nodes,
            adds_sign,
            counted,
            ..
        } = composer;
        let known = &nothing.compiled().known;
        let mut reader = Reader::new(nothing, ThreeValued);
        let inputs = nodes.inputs.into_iter().map(|(input, node)| {
            let fact = input.fact(nothing.compiled(), nothing.item)?;
            Some(NetInput {
                node,
                fact,
                usual: input.value(&mut reader),
                without_acts: (known.approvals == Some(fact)).then(|| {
                    nothing.without_acts(|situation| {
                        input.value(&mut Reader::new(situation, ThreeValued))
                    })
                }),
                input,
                while_open: WhileOpen::Together,
            })
        });
        let inputs: Option<Vec<NetInput>> = inputs.collect();
        let mut inputs = inputs.filter(|inputs| inputs.len() <= usize::from(u16::MAX))?;
        Some(Net {
            nodes: nodes.nodes,
            unknowns: unknowns(nothing, &mut inputs),
            of_item: OnceLock::new(),
            inputs,
            rules,
            outcome,
            adds_sign,
            counted: counted.into_iter().collect(),
        })
    }

    /// What hangs together while the item is unknown; nothing where that is too much, or where places that
    /// only this proposal names stand in front of entries.
    pub(crate) fn of_item(&self, situation: &Situation<'_>) -> Option<&Together> {
        let item = situation.item?;
        if !situation.shares_item_choices() {
            return None;
        }
        let together = self.of_item.get_or_init(|| {
            situation.knowing_nothing(|nothing| {
                let is_presumed = *nothing.state(item) != FactState::Unknown;
                let behind = || Together::behind(nothing, &self.inputs, item);
                (!is_presumed).then(behind)?
            })
        });
        together.as_ref()
    }

    /// The literals that tell what the rules come to, one by one and together.
    pub(crate) fn read_out(&self) -> impl Iterator<Item = Literal> {
        let rules = self.rules.iter();
        let of_rules = rules.flat_map(|rule| {
            [
                rule.applies,
                rule.fires,
                rule.complete,
                rule.refused,
                rule.met,
            ]
        });
        let Outcome {
            denied,
            gated,
            granted,
            open,
            blocked,
        } = self.outcome;
        of_rules.chain([denied, gated, granted, open, blocked])
    }

    /// Whether a demand beside the one that is decided would add to stock that is counted.
    pub(crate) fn is_added_to(&self, compiled: &Compiled, other: DemandType) -> bool {
        self.counted.iter().any(|&list| {
            let list = compiled.vocabulary.at(list);
            list.is_some_and(|list| added_fields(&list.path, other).is_some())
        })
    }
}
