//! The rules in Rego, compiled once and run by the virtual machine of regorus.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};

use zhunru_benches::workload::Lists;

use crate::peer::{Failure, Peer, locked};
use crate::rules::{self, Answer};

const POLICY: &str = include_str!("../policies/rules.rego");

/// Each type of demand is an entry of the program.
const ENTRIES: [&str; 6] = [
    "data.zhunru.decide_work",
    "data.zhunru.decide_data_request",
    "data.zhunru.decide_mechanism",
    "data.zhunru.decide_signboard",
    "data.zhunru.decide_certificate",
    "data.zhunru.decide_assessment",
];

/// The machine with its program.
pub struct Rego {
    machine: RefCell<RegoVM>,
    bits: HashMap<Arc<str>, u64>,
}

impl Peer for Rego {
    type Input<'p> = (usize, Value);

    fn name() -> String {
        locked("regorus RVM", "regorus")
    }

    fn build(lists: &Lists) -> Result<Self, Failure> {
        let data = serde_json::json!({"lists": lists.keyed()}).to_string();
        let data = Value::from_json_str(&data)?;
        let mut engine = Engine::new();
        engine.add_policy("rules.rego".to_owned(), POLICY.to_owned())?;
        engine.add_data(data.clone())?;
        let compiled = engine.compile_with_entrypoint(&ENTRIES[0].into())?;
        let program = Compiler::compile_from_policy(&compiled, &ENTRIES)?;
        let mut machine = RegoVM::new();
        machine.load_program(program);
        machine.set_data(data)?;
        let names = rules::RULES
            .iter()
            .filter_map(|rule| rule.id.split_once('/'));
        let names = names.map(|(_, name)| name).chain(["granted", "refused"]);
        let bits = names.filter_map(|name| Some((name.into(), rules::bit(name)?)));
        Ok(Rego {
            bits: bits.collect(),
            machine: RefCell::new(machine),
        })
    }

    fn input(&self, text: &str) -> Result<(usize, Value), Failure> {
        let input = Value::from_json_str(text)?;
        let of = input["demand"]["type"].as_string()?;
        let entry = match of.as_ref() {
            "work" => 0,
            "data_request" => 1,
            "mechanism" => 2,
            "signboard" => 3,
            "certificate" => 4,
            _ => 5,
        };
        Ok((entry, input))
    }

    fn decide(&self, (entry, input): &(usize, Value)) -> Result<Answer, Failure> {
        let mut machine = self.machine.borrow_mut();
        machine.set_input(input.clone());
        let hits = machine.execute_entry_point_by_index(*entry)?;
        let mut bits = 0;
        for name in hits.as_set()? {
            bits |= self
                .bits
                .get(name.as_string()?.as_ref())
                .copied()
                .unwrap_or(0);
        }
        Ok(Answer::of(bits))
    }
}
