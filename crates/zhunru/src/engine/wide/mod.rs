//! Deciding many demands at once, column by column.
//!
//! What bears on demands of one type, by the same packs and on days between the same changes, is put
//! together once as a [`Program`]: the gates of the circuit over inputs, each of which one fact answers.
//! A [`Statement`] is what one cell says to a program; it is worked out once for each distinct value,
//! by the code that decides single proposals. A [`Column`] gives each statement a class, so that a
//! column of a table is a byte for each row, or a bit where it holds yes and no; a [`Sheet`] runs the
//! program over the classes of many rows, 64 to a word: in one plane where all that a gate reads is known, else in two,
//! *can be true* and *can be false*.
//!
//! What rows say can be kept: a [`Keeper`] takes it in instead of a sheet, and [`Kept`] rows are decided again and
//! again, by any program that asks no more of them, also one of another engine. [`Likeness`] finds out whether it
//! does, and a [`Tally`] counts what came of them.
//!
//! Of a row in which every rule and the verdict are known the answer is that of [`Engine::decide`], to
//! the bit. All others stay undecided, and are for [`Engine::decide`].
//!
//! ```
//! use zhunru::model::{Demand, DemandBody, Proposal};
//! use zhunru::model::demand::WorkDemand;
//! use zhunru::wide::{Column, Keeper, Likeness, Programs, Said, Sheet};
//! use zhunru::{Engine, Request};
//!
//! let engine = Engine::builder().build()?;
//! let mut programs = Programs::new(&engine);
//! let request = Request::on("2024-03-04".parse()?).named(Vec::<&str>::new());
//! let work = DemandBody::unknown(zhunru::model::DemandType::Work);
//! let number = programs.find(work.demand_type(), None, &request).ok_or("no program")?;
//! let program = programs.get(number).ok_or("no program")?;
//!
//! let mut column = Column::default();
//! let part = Proposal {
//!     demands: vec![Demand::new(DemandBody::Work(WorkDemand { own_duty: Some(true), ..Default::default() }))],
//!     ..Proposal::default()
//! };
//! let statement = program.read(&part).ok_or("no statement")?;
//! let class = column.class(&statement);
//! let mut sheet = Sheet::default();
//! sheet.run(program, 3, [(&column, Said::Classes(&[class, 0, class]))]);
//! let verdicts: Vec<_> = sheet.verdicts().collect();
//! assert_eq!(verdicts, [Some(zhunru::decision::Verdict::NotCovered); 3]);
//!
//! // The same rows, kept and decided by another engine.
//! let mut keeper = Keeper::new(program);
//! keeper.take(&mut sheet, 3, [(&column, Said::Classes(&[class, 0, class]))]);
//! let kept = keeper.finish();
//! let draft = Engine::builder().build()?;
//! let mut programs = Programs::new(&draft);
//! let number = programs.find(work.demand_type(), None, &request).ok_or("no program")?;
//! let program = programs.get(number).ok_or("no program")?;
//! let matched = Likeness::new(&engine, &draft).inputs(&kept, program).ok_or("it asks something new")?;
//! assert_eq!(kept.decide(&matched).count(zhunru::decision::Verdict::NotCovered), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Engine::decide`]: crate::Engine::decide

mod alike;
mod column;
mod gates;
mod kept;
mod planes;
mod program;
mod programs;
mod said;
mod sheet;
mod statement;
mod tally;

pub use alike::{Likeness, Matched};
pub use column::{Class, Column, NO_CLASS, SINGLY, UNSTATED};
pub use kept::{Keeper, Kept};

pub(in crate::engine) use program::FactAnswers;
pub use program::Program;
pub use programs::Programs;
pub use said::{Bits, Said};
pub use sheet::Sheet;
pub use statement::{Letters, Statement};
pub use tally::Tally;
