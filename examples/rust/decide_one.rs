//! Decides one proposal with the built-in packs and prints the reply to the issuer.
//!
//! ```text
//! cargo run -p zhunru-examples --example decide_one
//! ```
#![forbid(unsafe_code)]

use std::error::Error;

use zhunru::explain::letter;
use zhunru::model::{Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Engine, Request};

const PROPOSAL: &str = r#"{
  "id": "2024-031",
  "title": "农村人居环境整治",
  "issuer": {"name": "禹会区农业农村水利局", "level": "county", "kind": "government_department"},
  "village": {"code": "340304100201", "name": "下洪村", "kind": "village"},
  "approvals": [],
  "basis": [],
  "demands": [
    {"type": "mechanism", "name": "人居环境整治办公室", "existing_body_can_carry": true}
  ]
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", reply()?);
    Ok(())
}

fn reply() -> Result<String, Box<dyn Error>> {
    let packs = zhunru_packs::built_in()?;
    let engine = Engine::builder().packs(packs.iter().cloned()).build()?;
    let proposal = Proposal::from_json(PROPOSAL)?;
    let day = parse_date("2024-03-04").ok_or("no date")?;
    let decision = engine.decide(&proposal, &Request::on(day))?;
    Ok(letter(&decision, &proposal, Language::Zh).plain())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_reply_names_the_clause() {
        let reply = super::reply().unwrap();
        assert!(reply.contains("附件2 第6项"), "{reply}");
    }
}
