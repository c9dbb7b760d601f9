//! From values of ours to the plain values of Python: dictionaries, lists, strings and numbers.

use std::fmt;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use serde::ser::{self, Serialize, Serializer};

/// The value as plain values of Python, as its JSON text reads there.
///
/// # Errors
/// Only where Python has no memory left.
pub(crate) fn plain_of<'py>(
    py: Python<'py>,
    value: &(impl Serialize + ?Sized),
) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(Writer(py)).map_err(|failed| failed.0)
}

/// Why a value could not be made.
#[derive(Debug)]
struct Failed(PyErr);

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Self {
        Failed(error)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Failed(pyo3::exceptions::PyValueError::new_err(message.to_string()))
    }
}

/// Writes one value.
#[derive(Clone, Copy)]
struct Writer<'py>(Python<'py>);

type Made<'py> = Result<Bound<'py, PyAny>, Failed>;

/// Methods that make a value of Python of one of Rust's.
macro_rules! scalars {
    ($($method:ident: $type:ty),+) => {$(
        fn $method(self, value: $type) -> Made<'py> {
            match value.into_pyobject(self.0) {
                Ok(value) => Ok(value.to_owned().into_any()),
                Err(never) => match never {},
            }
        }
    )+};
}

impl<'py> Serializer for Writer<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;
    type SerializeSeq = Values<'py>;
    type SerializeTuple = Values<'py>;
    type SerializeTupleStruct = Values<'py>;
    type SerializeTupleVariant = Values<'py>;
    type SerializeMap = Fields<'py>;
    type SerializeStruct = Fields<'py>;
    type SerializeStructVariant = Fields<'py>;

    scalars! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str
    }

    fn serialize_bytes(self, value: &[u8]) -> Made<'py> {
        Ok(PyBytes::new(self.0, value).into_any())
    }

    fn serialize_none(self) -> Made<'py> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made<'py> {
        Ok(self.0.None().into_bound(self.0))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made<'py> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made<'py> {
        Ok(PyString::intern(self.0, variant).into_any())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made<'py> {
        of_variant(self, variant, value.serialize(self)?)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Values<'py>, Failed> {
        Ok(Values {
            writer: self,
            values: Vec::with_capacity(length.unwrap_or(0)),
            variant: None,
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Values<'py>, Failed> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Values<'py>, Failed> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Values<'py>, Failed> {
        let mut values = self.serialize_seq(Some(length))?;
        values.variant = Some(variant);
        Ok(values)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'py>, Failed> {
        Ok(Fields {
            writer: self,
            dict: PyDict::new(self.0),
            key: None,
            variant: None,
        })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Fields<'py>, Failed> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Fields<'py>, Failed> {
        let mut fields = self.serialize_map(Some(length))?;
        fields.variant = Some(variant);
        Ok(fields)
    }
}

/// A value under the name of its variant, as serde writes it in JSON.
fn of_variant<'py>(
    writer: Writer<'py>,
    variant: &'static str,
    value: Bound<'py, PyAny>,
) -> Made<'py> {
    let dict = PyDict::new(writer.0);
    dict.set_item(PyString::intern(writer.0, variant), value)?;
    Ok(dict.into_any())
}

/// A list that is being written.
struct Values<'py> {
    writer: Writer<'py>,
    values: Vec<Bound<'py, PyAny>>,
    variant: Option<&'static str>,
}

impl<'py> Values<'py> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        self.values.push(value.serialize(self.writer)?);
        Ok(())
    }

    fn done(self) -> Made<'py> {
        let list = PyList::new(self.writer.0, self.values)?.into_any();
        match self.variant {
            None => Ok(list),
            Some(variant) => of_variant(self.writer, variant, list),
        }
    }
}

/// A dictionary that is being written.
struct Fields<'py> {
    writer: Writer<'py>,
    dict: Bound<'py, PyDict>,
    /// The key whose value comes next.
    key: Option<Bound<'py, PyAny>>,
    variant: Option<&'static str>,
}

impl<'py> Fields<'py> {
    fn add<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failed> {
        let value = value.serialize(self.writer)?;
        self.dict
            .set_item(PyString::intern(self.writer.0, name), value)?;
        Ok(())
    }

    fn done(self) -> Made<'py> {
        match self.variant {
            None => Ok(self.dict.into_any()),
            Some(variant) => of_variant(self.writer, variant, self.dict.into_any()),
        }
    }
}

/// The traits by which serde writes what has several values: one each for the ways that Rust has.
macro_rules! several {
    ($(impl $trait:ident for Values { $method:ident })+) => {$(
        impl<'py> ser::$trait for Values<'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Failed;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
                self.add(value)
            }

            fn end(self) -> Made<'py> {
                self.done()
            }
        }
    )+};
    ($(impl $trait:ident for Fields)+) => {$(
        impl<'py> ser::$trait for Fields<'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Failed;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Failed> {
                self.add(name, value)
            }

            fn end(self) -> Made<'py> {
                self.done()
            }
        }
    )+};
}

several! {
    impl SerializeSeq for Values { serialize_element }
    impl SerializeTuple for Values { serialize_element }
    impl SerializeTupleStruct for Values { serialize_field }
    impl SerializeTupleVariant for Values { serialize_field }
}

several! {
    impl SerializeStruct for Fields
    impl SerializeStructVariant for Fields
}

impl<'py> ser::SerializeMap for Fields<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        self.key = Some(key.serialize(self.writer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        let value = value.serialize(self.writer)?;
        match self.key.take() {
            Some(key) => Ok(self.dict.set_item(key, value)?),
            None => Err(ser::Error::custom("a value without its key")),
        }
    }

    fn end(self) -> Made<'py> {
        self.done()
    }
}
