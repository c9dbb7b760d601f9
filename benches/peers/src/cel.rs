//! The rules as CEL expressions, parsed once.

use std::sync::Arc;

use cel::{Context, Env, Program, Value};

use zhunru_benches::workload::Lists;

use crate::expressions::{Compiled, compiled};
use crate::facts::Facts;
use crate::peer::{Failure, Peer, locked};
use crate::rules::Answer;

const POLICY: &str = include_str!("../policies/rules.cel");

/// The programs of each type of demand, and what all proposals share.
pub struct Cel {
    programs: Compiled<Program>,
    shared: Context<'static, 'static>,
}

/// A proposal with the type of its demand.
pub struct Input<'c> {
    of: &'static str,
    context: Context<'c, 'static>,
}

impl Peer for Cel {
    type Input<'p> = Input<'p>;

    fn name() -> String {
        locked("CEL", "cel")
    }

    fn build(lists: &Lists) -> Result<Self, Failure> {
        let env = Arc::new(Env::stdlib());
        let programs = compiled(POLICY, |source| env.compile(source))?;
        let mut shared = Context::with_env(env);
        shared.add_variable_from_value("lists", cel::to_value(lists.keyed())?);
        Ok(Cel { programs, shared })
    }

    fn input(&self, text: &str) -> Result<Input<'_>, Failure> {
        let facts: Facts = serde_json::from_str(text)?;
        let mut context = self.shared.new_inner_scope();
        context.add_variable("day", facts.day)?;
        context.add_variable("issuer", &facts.issuer)?;
        context.add_variable("basis", &facts.basis)?;
        context.add_variable("record", &facts.record)?;
        context.add_variable("support", &facts.support)?;
        context.add_variable("any", &facts.any)?;
        context.add_variable("demand", &facts.demand)?;
        let of = facts.demand.code();
        Ok(Input { of, context })
    }

    fn decide(&self, input: &Input<'_>) -> Result<Answer, Failure> {
        let mut hits = 0;
        let programs = self.programs.get(input.of).ok_or("there is no such type")?;
        for (bit, program) in programs {
            match program.execute(&input.context)? {
                Value::Bool(true) => hits |= bit,
                Value::Bool(false) => {}
                _ => return Err("an expression is neither true nor false".into()),
            }
        }
        Ok(Answer::of(hits))
    }
}
