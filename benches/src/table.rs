//! A table such as a district's year of proposals, batch by batch, as large as is asked for.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, StringBuilder, StringDictionaryBuilder};
use arrow_array::types::{UInt8Type, UInt32Type};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Schema, SchemaRef};

use crate::list::{ADDED, KEPT};
use crate::random::Numbers;

/// So many rows make a batch.
const ROWS: usize = 8_192;

/// How texts are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// By dictionary.
    Coded,
    /// One by one.
    Plain,
}

/// Rows of 禹会区, the same ones on every run: forms, signs, work and certificates. Each row is a
/// proposal of its own.
#[derive(Debug)]
pub struct Table {
    rows: usize,
    unknown: usize,
    texts: Texts,
    numbers: Numbers,
    schema: SchemaRef,
}

impl Table {
    /// A table of so many rows, of whose facts so many percent are unknown.
    ///
    /// # Errors
    /// When the columns do not fit together, which they do.
    pub fn new(rows: usize, unknown: usize, texts: Texts) -> Result<Self, ArrowError> {
        let mut table = Table {
            rows,
            unknown,
            texts,
            numbers: Numbers::from_seed(340_304),
            schema: Arc::new(Schema::empty()),
        };
        table.schema = table.copy().batch(1)?.schema();
        Ok(table)
    }

    fn copy(&self) -> Self {
        Table {
            numbers: self.numbers.clone(),
            schema: Arc::clone(&self.schema),
            ..*self
        }
    }

    fn batch(&mut self, rows: usize) -> Result<RecordBatch, ArrowError> {
        let types: Vec<&'static str> = (0..rows)
            .map(|_| {
                let types = ["data_request", "signboard", "work", "certificate"];
                self.numbers.one_of(&types)
            })
            .collect();
        let villages: Vec<String> = (0..rows)
            .map(|_| {
                let (town, village) = (100 + self.numbers.below(6), 201 + self.numbers.below(20));
                format!("340304{town}{village}")
            })
            .collect();
        let mut days = Date32Builder::new();
        // The fourth of March 2024, and up to three hundred days later.
        (0..rows).for_each(|_| {
            let later = i32::try_from(self.numbers.below(300)).unwrap_or_default();
            days.append_value(19_786 + later);
        });
        let items: Vec<&'static str> = KEPT.iter().chain(&ADDED).copied().collect();
        let own = |demand: &'static str| move |row: &str| row == demand;
        let all = |_: &str| true;
        let levels = ["county", "county", "city", "township", "province"];
        let kinds = [
            "government_department",
            "government_department",
            "party_department",
            "mass_organisation",
        ];
        let ranks = [
            "policy_document",
            "normative_document",
            "law",
            "local_regulation",
            "central_joint_document",
        ];
        let bearers = [
            "issuer", "issuer", "superior", "township", "village", "nobody",
        ];
        RecordBatch::try_from_iter([
            ("submitted_on", Arc::new(days.finish()) as ArrayRef),
            ("village.code", self.strings(&villages)),
            (
                "village.kind",
                self.codes(&types, &["village", "village", "community"], all),
            ),
            (
                "issuer.name",
                self.codes(&types, &["农业农村水利局", "民政局", "应急管理局"], all),
            ),
            ("issuer.level", self.codes(&types, &levels, all)),
            ("issuer.kind", self.codes(&types, &kinds, all)),
            ("type", self.strings(&types)),
            ("work.item", self.codes(&types, &items, own("work"))),
            (
                "work.role",
                self.codes(&types, &["assist", "responsible", "agent"], own("work")),
            ),
            (
                "work.matter",
                self.codes(&types, &["other", "other", "none"], own("work")),
            ),
            ("work.own_duty", self.flags(&types, own("work"))),
            (
                "data_request.frequency",
                self.codes(&types, &["weekly", "monthly", "once"], own("data_request")),
            ),
            (
                "data_request.sole_means",
                self.flags(&types, own("data_request")),
            ),
            (
                "data_request.in_existing_system",
                self.flags(&types, own("data_request")),
            ),
            (
                "signboard.name",
                self.codes(
                    &types,
                    &["为民服务大厅", "人居环境整治办公室", "妇女之家"],
                    own("signboard"),
                ),
            ),
            (
                "signboard.placement",
                self.codes(
                    &types,
                    &[
                        "interior_sign",
                        "exterior_sign",
                        "exterior_identifier",
                        "function_room_sign",
                    ],
                    own("signboard"),
                ),
            ),
            (
                "signboard.sponsor_level",
                self.codes(&types, &levels, own("signboard")),
            ),
            (
                "signboard.counterpart",
                self.flags(&types, own("signboard")),
            ),
            (
                "signboard.typical_work",
                self.flags(&types, own("signboard")),
            ),
            ("signboard.filed", self.flags(&types, own("signboard"))),
            (
                "certificate.item",
                self.codes(
                    &types,
                    &["亲属关系证明", "居住证明", "财产证明"],
                    own("certificate"),
                ),
            ),
            (
                "certificate.able_to_verify",
                self.flags(&types, own("certificate")),
            ),
            ("basis.rank", self.codes(&types, &ranks, all)),
            ("approvals", self.codes(&types, &["无"], all)),
            ("support.funds.borne_by", self.codes(&types, &bearers, all)),
            ("support.staff.borne_by", self.codes(&types, &bearers, all)),
            (
                "village.signboards",
                self.codes(&types, &["无"], own("signboard")),
            ),
            ("forced", self.codes(&types, &["false"], all)),
        ])
    }

    /// A column of one of several codes where a row has the fact and it is known.
    fn codes(
        &mut self,
        rows: &[&'static str],
        codes: &[&'static str],
        has: impl Fn(&str) -> bool,
    ) -> ArrayRef {
        let drawn: Vec<Option<&'static str>> = rows
            .iter()
            .map(|row| {
                let code = self.numbers.one_of(codes);
                let known = !self.numbers.percent(self.unknown);
                (has(row) && known).then_some(code)
            })
            .collect();
        match self.texts {
            Texts::Plain => {
                let mut builder = StringBuilder::new();
                drawn.iter().for_each(|code| builder.append_option(*code));
                Arc::new(builder.finish())
            }
            Texts::Coded => {
                let mut builder = StringDictionaryBuilder::<UInt8Type>::new();
                drawn.iter().for_each(|code| builder.append_option(*code));
                Arc::new(builder.finish())
            }
        }
    }

    /// A column of texts that are all known.
    fn strings<T: AsRef<str>>(&self, texts: &[T]) -> ArrayRef {
        match self.texts {
            Texts::Plain => {
                let mut builder = StringBuilder::new();
                texts.iter().for_each(|text| builder.append_value(text));
                Arc::new(builder.finish())
            }
            Texts::Coded => {
                let mut builder = StringDictionaryBuilder::<UInt32Type>::new();
                texts.iter().for_each(|text| builder.append_value(text));
                Arc::new(builder.finish())
            }
        }
    }

    /// A column of yes and no where a row has the fact and it is known.
    fn flags(&mut self, rows: &[&'static str], has: impl Fn(&str) -> bool) -> ArrayRef {
        let mut builder = BooleanBuilder::new();
        for row in rows {
            let value = self.numbers.percent(30);
            let known = !self.numbers.percent(self.unknown);
            builder.append_option((has(row) && known).then_some(value));
        }
        Arc::new(builder.finish())
    }
}

impl Iterator for Table {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows = self.rows.min(ROWS);
        if rows == 0 {
            return None;
        }
        self.rows -= rows;
        Some(self.batch(rows))
    }
}

impl RecordBatchReader for Table {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
