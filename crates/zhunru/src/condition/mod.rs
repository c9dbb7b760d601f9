//! Conditions (条件): what a rule says of the facts, from its text to the circuit.

pub mod syntax;
