//! Tables of proposals, as streams of Arrow record batches.

use std::ffi::c_char;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::ffi::FFI_ArrowSchema;

use super::buffer::zhunru_buffer;
use super::engine::zhunru_engine;
use super::error::zhunru_error;
use super::pointer::{Handle, Out, exclusive, optional, shared, text};
use super::request::zhunru_request;
use super::stream::{HostStream, schema_of};
use crate::failure::Failure;
use crate::loading::Asked;
use crate::table::AskedOfTable;
use crate::{guarded, zhunru_status};

/// What is asked of a table besides the request. New ones ask for the usual columns, decided by the
/// calling thread; so does NULL. Owned by the caller; while no thread changes them, any threads may
/// use them.
pub struct zhunru_table_options(AskedOfTable);

impl Handle for zhunru_table_options {
    const MARK: [u8; 8] = *b"zr table";
}

/// Gives new options.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_new(
    out: *mut *mut zhunru_table_options,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let out = unsafe { Out::new(out, "out")? };
        out.set(zhunru_table_options(AskedOfTable::default()).into_handle())
    })
}

/// Frees options. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_free(options: *mut zhunru_table_options) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(options) })
}

/// Adds a column that comes out, by its name: "row", "id", "type", "verdict", "proposal_verdict",
/// "assignable", "possible", "rules", "rule_flags" (one column for each rule), "undetermined",
/// "grants", "missing", "questions", "next_step", "obligations", "message", "packs", "errors". As
/// soon as one is added, exactly the columns added come out, in this order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_add_column(
    options: *mut zhunru_table_options,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (options, name) = unsafe {
            (exclusive(options, "options")?, text(name, name_length, "name")?)
        };
        options.0.add_column(name)
    })
}

/// Adds a list column, by its heading or path, of which a blank cell means that there is none;
/// elsewhere a blank cell and a null are unknown.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_add_blank_means_none(
    options: *mut zhunru_table_options,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (options, name) = unsafe {
            (exclusive(options, "options")?, text(name, name_length, "name")?)
        };
        options.0.add_blank_means_none(name);
        Ok(())
    })
}

/// Sets the type of all demands, such as "work", for a table without a column of types.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_set_demand_type(
    options: *mut zhunru_table_options,
    code: *const c_char,
    code_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (options, code) = unsafe {
            (exclusive(options, "options")?, text(code, code_length, "code")?)
        };
        options.0.set_demand_type(code)
    })
}

/// Sets how many threads decide: 1 is the calling one, 0 as many as the machine has. The decisions
/// and their order are the same.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_set_threads(
    options: *mut zhunru_table_options,
    threads: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let options = unsafe { exclusive(options, "options")? };
        options.0.set_threads(threads);
        Ok(())
    })
}

/// Sets whether ids that come again are looked for in the whole table, and not only in the same
/// batch and the one before; 0 is no, every other number yes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_table_options_set_check_ids(
    options: *mut zhunru_table_options,
    check_ids: i32,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let options = unsafe { exclusive(options, "options")? };
        options.0.check_ids = check_ids != 0;
        Ok(())
    })
}

/// Decides a stream of record batches of proposals, and gives a stream of record batches of
/// decisions. One row is one demand; every row that goes in comes out as one row, in the same order.
/// Both are as the Arrow C stream interface has them. `request` and `options` may be NULL; of a
/// request the day, the packs and the language are read.
///
/// `table` is taken over: it is released by the call, or with `out`, unless the status is below 10,
/// when it stays as it was. `out` is the caller's to release; it lives on when the engine, the
/// request and the options are freed. Nothing is decided before its batches are asked for, in the
/// thread that asks, one thread at a time. A faulty row hides no other: the column "errors" tells
/// what is wrong with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_decide_stream(
    engine: *const zhunru_engine,
    request: *const zhunru_request,
    options: *const zhunru_table_options,
    table: *mut FFI_ArrowArrayStream,
    out: *mut FFI_ArrowArrayStream,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, request, options, out) = unsafe {
            (
                shared(engine, "engine")?,
                optional(request, "request")?,
                optional(options, "options")?,
                Out::new(out, "out")?,
            )
        };
        if table.is_null() {
            return Err(Failure::null("table"));
        }
        let (usual, plain) = (Asked::default(), AskedOfTable::default());
        let asked = request.map_or(&usual, |request| &request.0);
        let options = options.map_or(&plain, |options| &options.0);
        // What is wrong with the arguments is told before the stream is taken over.
        let decider = options.decider(&engine.0, asked)?;
        // SAFETY: not NULL; the caller promises a stream as the interface has it.
        let table = unsafe { HostStream::take(table) }?;
        out.set(FFI_ArrowArrayStream::new(decider.decide(table)?))
    })
}

/// Gives as JSON what would become of the columns of a table: `{"found": [{"name", "paths",
/// "problem"}], "ignored": [{"name", "nearest"}]}`. A column that is ignored and is near to a known
/// heading may be misspelt. `schema` is that of a stream, as the Arrow C data interface has it; it
/// is read and stays the caller's. `options` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_columns(
    engine: *const zhunru_engine,
    options: *const zhunru_table_options,
    schema: *const FFI_ArrowSchema,
    out: *mut *mut zhunru_buffer,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, options, schema, out) = unsafe {
            (
                shared(engine, "engine")?,
                optional(options, "options")?,
                schema.as_ref().ok_or_else(|| Failure::null("schema"))?,
                Out::new(out, "out")?,
            )
        };
        let plain = AskedOfTable::default();
        let options = options.map_or(&plain, |options| &options.0);
        let decider = options.decider(&engine.0, &Asked::default())?;
        // SAFETY: the caller promises a schema as the interface has it.
        let schema = unsafe { schema_of(schema) }?;
        out.set(zhunru_buffer(decider.columns(&schema)?).into_handle())
    })
}
