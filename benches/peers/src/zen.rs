//! The rules as ZEN expressions, compiled once and run by its virtual machine.

use std::cell::RefCell;

use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::variable::Variable;
use zen_expression::vm::VM;
use zen_expression::{Expression, Isolate};

use zhunru_benches::workload::Lists;

use crate::expressions::{Compiled, compiled};
use crate::peer::{Failure, Peer, locked};
use crate::rules::Answer;

const POLICY: &str = include_str!("../policies/rules.zen");

/// The expressions of each type of demand.
pub struct Zen {
    programs: Compiled<Expression<Standard>>,
    lists: Variable,
    machine: RefCell<VM>,
}

/// A proposal with the type of its demand.
pub struct Input {
    of: String,
    scope: Scope,
}

impl Peer for Zen {
    type Input<'p> = Input;

    fn name() -> String {
        locked("ZEN VM", "zen-expression")
    }

    fn build(lists: &Lists) -> Result<Self, Failure> {
        let mut isolate = Isolate::new();
        let programs = compiled(POLICY, |source| isolate.compile_standard(source))?;
        Ok(Zen {
            programs,
            lists: lists.keyed().into(),
            machine: RefCell::new(VM::new()),
        })
    }

    fn input(&self, text: &str) -> Result<Input, Failure> {
        let input: Variable = serde_json::from_str(text)?;
        let of = input.dot("demand.type").ok_or("there is no type")?;
        let of = of.as_str().ok_or("the type is no text")?.to_owned();
        input.dot_insert("lists", self.lists.clone());
        Ok(Input {
            of,
            scope: Scope::new(input),
        })
    }

    fn decide(&self, input: &Input) -> Result<Answer, Failure> {
        let mut hits = 0;
        let mut machine = self.machine.borrow_mut();
        let programs = self
            .programs
            .get(&input.of)
            .ok_or("there is no such type")?;
        for (bit, program) in programs {
            let answer = program.evaluate_with_scope(&input.scope, &mut machine)?;
            if answer
                .as_bool()
                .ok_or("an expression is neither true nor false")?
            {
                hits |= bit;
            }
        }
        Ok(Answer::of(hits))
    }
}
