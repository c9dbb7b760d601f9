//! Decides whether a task may be assigned to a village organisation (村级组织准入).
//!
//! An authority wants something of a village or community: work, forms, a sign, a certificate. This
//! library takes the **proposal**, the **day** and the **rule packs** of the places that the village
//! lies in, and answers with a [verdict](decision::Verdict), the document and clause behind it, what
//! would make the proposal admissible, and which facts are still missing. A decision is a pure
//! function of these: no clock, no network, no files, and the same input gives the same bytes.
//!
//! ```
//! use zhunru::decision::Verdict;
//! use zhunru::model::{Proposal, parse_date};
//! use zhunru::{Engine, Request};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let engine = Engine::builder().pack(example_pack()?).build()?;
//! let proposal = Proposal::from_json(r#"{
//!     "village": {"code": "340304100201"},
//!     "demands": [{"type": "signboard", "name": "整治办公室", "placement": "exterior_sign"}]
//! }"#)?;
//! let day = parse_date("2024-03-04").ok_or("no such day")?;
//! let decision = engine.decide(&proposal, &Request::on(day))?;
//!
//! assert_eq!(decision.verdict, Verdict::Deny);
//! assert_eq!(decision.findings[0].source.clause, "第八条");
//! # Ok(())
//! # }
//! # fn example_pack() -> Result<zhunru::pack::Pack, zhunru::diagnostic::Diagnostics> {
//! #     let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
//! #         place = { code = '340304', name = '示例县', level = 'county' }\n\
//! #         in_force = { from = 2024-01-01 }\n[[document]]\nid = 'notice'\nkind = 'notice'\n\
//! #         title = '准入办法'\nissuer = '示例县民政局'\n[[regulates]]\n\
//! #         on = ['signboard']\nby = 'admission'\n";
//! #     let rules = "[[rule]]\nid = 'outside'\ntitle = '外部不得加挂牌子'\non = ['signboard']\n\
//! #         modality = 'forbidden'\nwhen = \"signboard.placement == 'exterior_sign'\"\n\
//! #         message = '外部不得加挂牌子'\nsource = { document = 'notice', clause = '第八条' }\n";
//! #     let files = [("pack.toml", pack.as_bytes()), ("rules/signs.toml", rules.as_bytes())];
//! #     zhunru::pack::Pack::load(&zhunru::pack::PackFiles::collect("", files)?, &[])
//! # }
//! ```
//!
//! `example_pack` stands for any pack; [below](#load-a-pack-of-your-own) is this one. The crate
//! `zhunru-packs` holds those of real places.
//!
//! # Overview
//!
//! | module | holds |
//! |---|---|
//! | [`model`] | proposals as JSON gives them: issuer, village, bases, approvals, support, demands |
//! | [`pack`] | rule packs (规则包), loaded from memory with every fault told at its place |
//! | [`Engine`] | packs compiled once, proposals decided many times; cheap to clone and to share |
//! | [`decision`] | what comes out: verdicts, findings, missing facts, obligations, advice |
//! | [`explain`] | decisions as JSON, as a reply to paste, and as a trace, in Chinese and English |
//! | [`vocabulary`] | the facts that rules may read, with labels and questions |
//! | [`schema`] | JSON Schema of proposals, decisions and packs |
//! | [`condition`], [`list`], [`procedure`] | what rules are made of |
//! | [`diagnostic`], [`input`] | faults of packs and of proposals |
//!
//! ## Verdicts
//!
//! From worst to best; a proposal has the worst of its demands'.
//!
//! | verdict | 中文 | may be assigned now |
//! |---|---|---|
//! | `deny` | 不予准入 | no: a prohibition is hit, or a procedure was refused |
//! | `needs_information` | 补正材料 | no: a fact that is not known could change the outcome |
//! | `needs_approval` | 须报批 | no: a procedure comes first, and the next step is named |
//! | `not_covered` | 规则未覆盖 | no: nothing grants it and nothing objects, so a person must judge |
//! | `admit_with_conditions` | 附条件准入 | unless something due beforehand is open |
//! | `admit` | 准予准入 | yes |
//!
//! ## Unknown is not no
//!
//! What a proposal leaves out, or gives as `null`, is *unknown*; that there is none is said with `[]`,
//! `"none"` or `"nobody"`. The engine never decides while an unknown fact could change the outcome,
//! and never asks for one that could not. It denies at once when every possibility is barred.
//!
//! # Cookbook
//!
//! ## Load a pack of your own
//!
//! ```
//! use zhunru::diagnostic::Diagnostics;
//! use zhunru::pack::{Pack, PackFiles};
//!
//! fn example_pack() -> Result<Pack, Diagnostics> {
//!     let files = PackFiles::collect("example", [
//!         ("pack.toml", PACK.as_bytes()),
//!         ("rules/signs.toml", SIGNS.as_bytes()),
//!     ])?;
//!     Pack::load(&files, &[])
//! }
//!
//! const PACK: &str = r#"
//!     format = 1
//!     id = "example"
//!     version = "2024-01-01"
//!     title = "示例县准入规则"
//!     place = { code = "340304", name = "示例县", level = "county" }
//!     in_force = { from = 2024-01-01 }
//!
//!     [[document]]
//!     id = "notice"
//!     kind = "notice"
//!     title = "准入办法"
//!     issuer = "示例县民政局"
//!
//!     [[regulates]]
//!     on = ["signboard"]
//!     by = "admission"
//! "#;
//!
//! const SIGNS: &str = r#"
//!     [[rule]]
//!     id = "outside"
//!     title = "外部不得加挂牌子"
//!     on = ["signboard"]
//!     modality = "forbidden"
//!     when = "signboard.placement == 'exterior_sign'"
//!     message = "村级组织办公场所外部不得加挂牌子"
//!     remedy = "改为内部标牌"
//!     source = { document = "notice", clause = "第八条" }
//! "#;
//!
//! assert_eq!(example_pack()?.rules.len(), 1);
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! ## Ask for what is missing
//!
//! ```
//! # use zhunru::model::{Proposal, parse_date};
//! # use zhunru::{Engine, Request};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let engine = Engine::builder().pack(example_pack()?).build()?;
//! # let request = Request::on(parse_date("2024-03-04").ok_or("no such day")?);
//! let proposal = Proposal::from_json(r#"{
//!     "village": {"code": "340304100201"}, "demands": [{"type": "signboard"}]
//! }"#)?;
//! let decision = engine.decide(&proposal, &request)?;
//! let question = &decision.missing[0];
//! assert_eq!(question.fact, "signboard.placement");
//! assert_eq!(question.values.len(), 4);
//! # Ok(())
//! # }
//! # fn example_pack() -> Result<zhunru::pack::Pack, zhunru::diagnostic::Diagnostics> {
//! #     let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
//! #         place = { code = '340304', name = '示例县', level = 'county' }\n\
//! #         in_force = { from = 2024-01-01 }\n[[document]]\nid = 'notice'\nkind = 'notice'\n\
//! #         title = '准入办法'\nissuer = '示例县民政局'\n[[regulates]]\n\
//! #         on = ['signboard']\nby = 'admission'\n";
//! #     let rules = "[[rule]]\nid = 'outside'\ntitle = '外部不得加挂牌子'\non = ['signboard']\n\
//! #         modality = 'forbidden'\nwhen = \"signboard.placement == 'exterior_sign'\"\n\
//! #         message = '外部不得加挂牌子'\nsource = { document = 'notice', clause = '第八条' }\n";
//! #     let files = [("pack.toml", pack.as_bytes()), ("rules/signs.toml", rules.as_bytes())];
//! #     zhunru::pack::Pack::load(&zhunru::pack::PackFiles::collect("", files)?, &[])
//! # }
//! ```
//!
//! ## Write JSON, or a reply
//!
//! ```
//! use zhunru::explain::letter;
//! use zhunru::text::Language;
//! # use zhunru::model::{Proposal, parse_date};
//! # use zhunru::{Engine, Request};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let engine = Engine::builder().pack(example_pack()?).build()?;
//! # let request = Request::on(parse_date("2024-03-04").ok_or("no such day")?);
//! # let proposal = Proposal::from_json(r#"{
//! #     "village": {"code": "340304100201"},
//! #     "demands": [{"type": "signboard", "placement": "exterior_sign"}]
//! # }"#)?;
//!
//! let decision = engine.decide(&proposal, &request)?;
//! assert!(decision.to_json(Language::Zh)?.starts_with(r#"{"format":1,"#));
//!
//! let letter = letter(&decision, &proposal, Language::Zh);
//! assert!(letter.plain().contains("依据：《准入办法》（示例县民政局）第八条（通知）"));
//! assert!(letter.markdown().contains("**不予准入**"));
//! # Ok(())
//! # }
//! # fn example_pack() -> Result<zhunru::pack::Pack, zhunru::diagnostic::Diagnostics> {
//! #     let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
//! #         place = { code = '340304', name = '示例县', level = 'county' }\n\
//! #         in_force = { from = 2024-01-01 }\n[[document]]\nid = 'notice'\nkind = 'notice'\n\
//! #         title = '准入办法'\nissuer = '示例县民政局'\n[[regulates]]\n\
//! #         on = ['signboard']\nby = 'admission'\n";
//! #     let rules = "[[rule]]\nid = 'outside'\ntitle = '外部不得加挂牌子'\non = ['signboard']\n\
//! #         modality = 'forbidden'\nwhen = \"signboard.placement == 'exterior_sign'\"\n\
//! #         message = '外部不得加挂牌子'\nsource = { document = 'notice', clause = '第八条' }\n";
//! #     let files = [("pack.toml", pack.as_bytes()), ("rules/signs.toml", rules.as_bytes())];
//! #     zhunru::pack::Pack::load(&zhunru::pack::PackFiles::collect("", files)?, &[])
//! # }
//! ```
//!
//! ## Tell every fault of an input
//!
//! ```
//! # use zhunru::model::Proposal;
//! let errors = Proposal::from_json(r#"{
//!     "titel": "周报", "demands": [{"type": "meeting", "held_on": "4.3.2024"}]
//! }"#).unwrap_err();
//! let paths: Vec<_> = errors.errors().iter().map(|error| error.path.as_str()).collect();
//! assert_eq!(paths, ["titel", "demands[0].held_on"]);
//! ```
//!
//! ## Decide with packs by name
//!
//! [`Request::named`] takes exactly the packs named and their parents, for villages without a code
//! and for packs without one; [`Request::with_trace`] also tells the rules that do not bear on a
//! demand and the facts that each rule read, which [`explain::trace`] shows.
//!
//! # What is not here
//!
//! - **Reading files and tables.** The core reads JSON text and packs in memory. Folders and built-in
//!   packs are in `zhunru-packs`, Arrow batches and workbooks in `zhunru-table`, the command line in
//!   `zhunru-cli`.
//! - **A clock.** The day of decision is always given.
//! - **Judgement.** Where no rule speaks, the answer is `not_covered`; where a document can be read
//!   in two ways, the decision says so and takes the reading that the pack states.
//! - **Free conditions.** Conditions compare facts with constants and combine the results; they are
//!   typed when a pack is loaded, and there are no loops, variables or calls of one's own.
#![forbid(unsafe_code)]

pub mod condition;
pub mod decision;
pub mod diagnostic;
mod engine;
pub mod explain;
pub mod impact;
pub mod input;
pub mod json;
pub mod list;
pub mod model;
pub mod pack;
pub mod procedure;
pub mod schema;
pub mod text;
pub mod vocabulary;

pub use engine::wide;
pub use engine::{
    DecideError, DemandEvaluation, Engine, EngineBuilder, EngineError, Evaluation, Evaluator,
    Request, Selection,
};
