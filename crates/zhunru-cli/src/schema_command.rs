//! `zhunru schema`.

use std::io::Write;

use zhunru::schema;

use crate::arguments::{SchemaArguments, SchemaOf};
use crate::failure::Failure;
use crate::{packs, terminal};

/// Prints the JSON Schema of a document.
pub(crate) fn run(arguments: &SchemaArguments) -> Result<bool, Failure> {
    let schema = match arguments.document {
        SchemaOf::Proposal => schema::proposal(packs::choose(&[])?.engine()?.vocabulary()),
        SchemaOf::Decision => schema::decision(),
        SchemaOf::Pack => schema::pack(),
    };
    let mut output = terminal::text();
    serde_json::to_writer_pretty(&mut output, &schema)?;
    output.write_all(b"\n")?;
    output.flush()?;
    Ok(true)
}
