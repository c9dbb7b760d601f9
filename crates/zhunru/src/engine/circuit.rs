//! The one circuit: atoms at the bottom, gates above them, each distinct one built once.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::atom::{Atom, AtomIndex};

/// The number of a gate; a gate's inputs have smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct GateIndex(u32);

impl GateIndex {
    pub(crate) fn position(self) -> usize {
        self.0 as usize
    }
}

/// A gate and its inputs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gate {
    Constant(bool),
    Atom(AtomIndex),
    Not(GateIndex),
    And(Box<[GateIndex]>),
    Or(Box<[GateIndex]>),
}

/// Atoms and gates of all packs of an engine.
#[derive(Debug, Default)]
pub(crate) struct Circuit {
    atoms: Vec<Atom>,
    gates: Vec<Gate>,
    known_gates: HashMap<Gate, GateIndex>,
}

impl Circuit {
    pub(crate) fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    pub(crate) fn atom(&self, index: AtomIndex) -> Option<&Atom> {
        self.atoms.get(index.position())
    }

    pub(crate) fn gate(&self, index: GateIndex) -> Option<&Gate> {
        self.gates.get(index.position())
    }

    pub(crate) fn size(&self) -> usize {
        self.gates.len()
    }

    pub(crate) fn constant(&mut self, value: bool) -> GateIndex {
        self.add(Gate::Constant(value))
    }

    pub(crate) fn is_constant(&self, gate: GateIndex) -> Option<bool> {
        match self.gate(gate) {
            Some(Gate::Constant(value)) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn read(&mut self, atom: Atom) -> GateIndex {
        let index = match self.atoms.iter().position(|known| *known == atom) {
            Some(index) => index,
            None => {
                self.atoms.push(atom);
                self.atoms.len() - 1
            }
        };
        self.add(Gate::Atom(AtomIndex::new(index)))
    }

    pub(crate) fn not(&mut self, input: GateIndex) -> GateIndex {
        match self.gate(input) {
            Some(Gate::Constant(value)) => {
                let value = !*value;
                self.constant(value)
            }
            Some(Gate::Not(inner)) => *inner,
            _ => self.add(Gate::Not(input)),
        }
    }

    pub(crate) fn and(&mut self, inputs: impl IntoIterator<Item = GateIndex>) -> GateIndex {
        self.join(inputs, true)
    }

    pub(crate) fn or(&mut self, inputs: impl IntoIterator<Item = GateIndex>) -> GateIndex {
        self.join(inputs, false)
    }

    /// Joins inputs with and (whose neutral constant is true) or with or (false).
    fn join(&mut self, inputs: impl IntoIterator<Item = GateIndex>, neutral: bool) -> GateIndex {
        let mut kept = Vec::new();
        for input in inputs {
            match self.is_constant(input) {
                Some(value) if value == neutral => {}
                Some(_) => return self.constant(!neutral),
                None => kept.push(input),
            }
        }
        kept.sort_unstable();
        kept.dedup();
        match kept.as_slice() {
            [] => self.constant(neutral),
            [one] => *one,
            _ if neutral => self.add(Gate::And(kept.into_boxed_slice())),
            _ => self.add(Gate::Or(kept.into_boxed_slice())),
        }
    }

    /// The atoms under gates, in order.
    pub(crate) fn atoms_under(&self, gates: &[GateIndex]) -> Vec<AtomIndex> {
        let mut open = gates.to_vec();
        let mut seen: HashSet<GateIndex> = open.iter().copied().collect();
        let mut atoms = BTreeSet::new();
        while let Some(gate) = open.pop() {
            let inputs = match self.gate(gate) {
                Some(Gate::Atom(atom)) => {
                    atoms.insert(*atom);
                    continue;
                }
                Some(Gate::Not(input)) => std::slice::from_ref(input),
                Some(Gate::And(inputs) | Gate::Or(inputs)) => inputs,
                Some(Gate::Constant(_)) | None => continue,
            };
            open.extend(inputs.iter().filter(|input| seen.insert(**input)));
        }
        atoms.into_iter().collect()
    }

    fn add(&mut self, gate: Gate) -> GateIndex {
        if let Some(&known) = self.known_gates.get(&gate) {
            return known;
        }
        // Conditions are bounded in size and packs in number, far below the range of the type.
        let index = GateIndex(u32::try_from(self.gates.len()).unwrap_or(u32::MAX));
        self.gates.push(gate.clone());
        self.known_gates.insert(gate, index);
        index
    }
}
