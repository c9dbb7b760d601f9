//! A stream of record batches that a host hands over, read as a reader of batches.

use std::ffi::{CStr, c_char, c_int};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};

use crate::failure::Failure;
use crate::table::unreadable;

/// A stream of a host, which is its no more.
pub(super) struct HostStream {
    stream: FFI_ArrowArrayStream,
    schema: SchemaRef,
}

impl HostStream {
    /// Takes a stream over and asks for its columns. What is refused is released.
    ///
    /// # Safety
    /// `stream` points at a stream as the Arrow C stream interface has it, which nobody else uses any
    /// more; a released one may hold anything beside its `release`.
    pub(super) unsafe fn take(stream: *mut FFI_ArrowArrayStream) -> Result<Self, Failure> {
        // SAFETY: the caller's promise.
        let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
        if stream.release.is_none() {
            return Err(unreadable("the stream was released already"));
        }
        let Some(get_schema) = stream.get_schema else {
            return Err(unreadable("the stream has no `get_schema`"));
        };
        let mut given = FFI_ArrowSchema::empty();
        // SAFETY: the stream is not released, and the place for the schema is an empty one.
        let code = unsafe { get_schema(&mut stream, &mut given) };
        if code != 0 {
            // SAFETY: the stream is not released.
            return Err(unreadable(&unsafe { last_error(&mut stream, code) }));
        }
        // SAFETY: the host has filled it in.
        let schema = unsafe { schema_of(&given) }?;
        Ok(HostStream {
            stream,
            schema: Arc::new(schema),
        })
    }
}

/// The columns that a schema of the Arrow C data interface describes.
///
/// # Safety
/// The schema is as the interface has it, or released.
pub(super) unsafe fn schema_of(given: &FFI_ArrowSchema) -> Result<Schema, Failure> {
    // SAFETY: the format is the first field of a schema; a released one need not have any.
    let format = unsafe { std::ptr::from_ref(given).cast::<*const c_char>().read() };
    if format.is_null() {
        return Err(unreadable("the schema was released already"));
    }
    Schema::try_from(given).map_err(|error| unreadable(&error.to_string()))
}

/// What a stream says of its last failure, which need be nothing.
///
/// # Safety
/// The stream is not released.
unsafe fn last_error(stream: &mut FFI_ArrowArrayStream, code: c_int) -> String {
    // SAFETY: the caller's promise.
    let told = stream.get_last_error.map(|tell| unsafe { tell(stream) });
    match told.filter(|text| !text.is_null()) {
        // SAFETY: the interface promises a text that NUL ends, until the next call.
        Some(text) => unsafe { CStr::from_ptr(text) }
            .to_string_lossy()
            .into_owned(),
        None => format!("the stream failed with code {code}"),
    }
}

impl Iterator for HostStream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let get_next = self.stream.get_next?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and the place for the batch is an empty one.
        let code = unsafe { get_next(&mut self.stream, &mut array) };
        if code != 0 {
            // SAFETY: the stream is not released.
            let told = unsafe { last_error(&mut self.stream, code) };
            return Some(Err(ArrowError::CDataInterface(told)));
        }
        if array.is_released() {
            return None;
        }
        let columns = DataType::Struct(self.schema.fields().clone());
        // SAFETY: the host promises a batch with the columns that its schema tells of.
        let data = unsafe { from_ffi_and_data_type(array, columns) };
        Some(data.and_then(|data| {
            let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
            let (_, columns, _) = StructArray::from(data).into_parts();
            RecordBatch::try_new_with_options(self.schema.clone(), columns, &rows)
        }))
    }
}

impl RecordBatchReader for HostStream {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
