//! Engines: packs compiled once, proposals decided many times.

use std::ffi::c_char;

use zhunru::Engine;
use zhunru::schema;

use super::buffer::zhunru_buffer;
use super::decision::zhunru_decision;
use super::error::zhunru_error;
use super::pack::zhunru_pack;
use super::pointer::{Handle, Out, exclusive, optional, shared, text};
use super::request::zhunru_request;
use crate::codes::{zhunru_form, zhunru_schema};
use crate::failure::Failure;
use crate::loading::{Asked, Chosen};
use crate::reading::Reading;
use crate::{guarded, zhunru_status};

/// A set of packs, compiled. Owned by the caller; it never changes, and any threads may use it at
/// the same time. Clones share everything.
pub struct zhunru_engine(pub(super) Engine);

impl Handle for zhunru_engine {
    const MARK: [u8; 8] = *b"zr engin";
}

/// The packs of an engine to be. Owned by the caller, one thread at a time.
pub struct zhunru_engine_builder(Chosen);

impl Handle for zhunru_engine_builder {
    const MARK: [u8; 8] = *b"zr build";
}

/// Gives a builder without packs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_builder_new(
    out: *mut *mut zhunru_engine_builder,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let out = unsafe { Out::new(out, "out")? };
        out.set(zhunru_engine_builder(Chosen::default()).into_handle())
    })
}

/// Frees a builder. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_builder_free(builder: *mut zhunru_engine_builder) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(builder) })
}

/// Adds a pack, which stays the caller's. Its parents must be added too.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_builder_add_pack(
    builder: *mut zhunru_engine_builder,
    pack: *const zhunru_pack,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (builder, pack) = unsafe { (exclusive(builder, "builder")?, shared(pack, "pack")?) };
        builder.0.packs.push(pack.0.pack.clone());
        Ok(())
    })
}

/// Adds the built-in packs, but for those whose ids are those of packs that are added themselves.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_builder_add_built_in(
    builder: *mut zhunru_engine_builder,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let builder = unsafe { exclusive(builder, "builder")? };
        builder.0.built_in = true;
        Ok(())
    })
}

/// Compiles the packs of a builder, which stays as it is. The one slow call: milliseconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_builder_build(
    builder: *const zhunru_engine_builder,
    out: *mut *mut zhunru_engine,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (builder, out) = unsafe { (shared(builder, "builder")?, Out::new(out, "out")?) };
        out.set(zhunru_engine(builder.0.build()?).into_handle())
    })
}

/// Gives another handle to the same engine, to be freed by itself. A host that swaps engines clones
/// the current one under its lock, decides with the clone, and frees that.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_clone(
    engine: *const zhunru_engine,
    out: *mut *mut zhunru_engine,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, out) = unsafe { (shared(engine, "engine")?, Out::new(out, "out")?) };
        out.set(zhunru_engine(engine.0.clone()).into_handle())
    })
}

/// Frees an engine. NULL is allowed. Decisions and clones live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_free(engine: *mut zhunru_engine) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(engine) })
}

/// Decides one proposal, given as JSON text. `request` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_decide(
    engine: *const zhunru_engine,
    request: *const zhunru_request,
    proposal: *const c_char,
    proposal_length: usize,
    out: *mut *mut zhunru_decision,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, request, proposal, out) = unsafe {
            (
                shared(engine, "engine")?,
                optional(request, "request")?,
                text(proposal, proposal_length, "proposal")?,
                Out::new(out, "out")?,
            )
        };
        out.set(zhunru_decision(decide(engine, request, proposal)?).into_handle())
    })
}

/// Decides one proposal, given as JSON text, and gives the decision as JSON on one line: the same
/// bytes as zhunru_engine_decide and then zhunru_decision_render. `request` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_decide_json(
    engine: *const zhunru_engine,
    request: *const zhunru_request,
    proposal: *const c_char,
    proposal_length: usize,
    out: *mut *mut zhunru_buffer,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, request, proposal, out) = unsafe {
            (
                shared(engine, "engine")?,
                optional(request, "request")?,
                text(proposal, proposal_length, "proposal")?,
                Out::new(out, "out")?,
            )
        };
        let json = decide(engine, request, proposal)?.render(zhunru_form::Json)?;
        out.set(zhunru_buffer(json).into_handle())
    })
}

fn decide(
    engine: &zhunru_engine,
    request: Option<&zhunru_request>,
    proposal: &str,
) -> Result<Reading, Failure> {
    let usual = Asked::default();
    let asked = request.map_or(&usual, |request| &request.0);
    Reading::decide(&engine.0, asked, proposal)
}

/// Gives the facts that rules may name as JSON: those built in, and those that the packs declare.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_vocabulary(
    engine: *const zhunru_engine,
    out: *mut *mut zhunru_buffer,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, out) = unsafe { (shared(engine, "engine")?, Out::new(out, "out")?) };
        let facts: Vec<_> = engine.0.vocabulary().facts().collect();
        let json = serde_json::to_string(&facts).map_err(|_| Failure::internal())?;
        out.set(zhunru_buffer(json).into_handle())
    })
}

/// Gives a JSON Schema as JSON; `document` is a zhunru_schema.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_engine_schema(
    engine: *const zhunru_engine,
    document: i32,
    out: *mut *mut zhunru_buffer,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (engine, out) = unsafe { (shared(engine, "engine")?, Out::new(out, "out")?) };
        let schema = match zhunru_schema::of(document)? {
            zhunru_schema::Proposal => schema::proposal(engine.0.vocabulary()),
            zhunru_schema::Decision => schema::decision(),
            zhunru_schema::Pack => schema::pack(),
        };
        out.set(zhunru_buffer(schema.to_string()).into_handle())
    })
}
