//! Enumerations whose values have a code, a Chinese and an English label.

/// A closed set of values, each with the code that JSON and conditions use and a label for people.
pub trait Coded: Copy + Eq + Sized + 'static {
    /// What the enumeration is called in messages, in English.
    const NAME: &'static str;
    /// Whether the values have an order, from lowest to highest.
    const ORDERED: bool;
    /// Every value, in order of declaration.
    const ALL: &'static [Self];

    /// The code of the value in JSON and in conditions, such as `county`.
    fn code(self) -> &'static str;

    /// The Chinese label, such as 县级.
    fn label_zh(self) -> &'static str;

    /// The English label, such as `county level`.
    fn label_en(self) -> &'static str;

    /// The place of the value in [`Coded::ALL`].
    fn place(self) -> usize {
        let mut values = Self::ALL.iter();
        values.position(|value| *value == self).unwrap_or_default()
    }

    /// The value with this code.
    fn from_code(code: &str) -> Option<Self>;

    /// The value with this code or this Chinese or English label, as tables carry it: with brackets
    /// of either width.
    fn from_code_or_label(text: &str) -> Option<Self> {
        Self::from_code(text).or_else(|| {
            let is_label = |label: &str| label == text || narrow(label) == narrow(text);
            let mut values = Self::ALL.iter().copied();
            values.find(|value| is_label(value.label_zh()) || is_label(value.label_en()))
        })
    }
}

/// A label with its brackets in half width.
fn narrow(label: &str) -> String {
    label.replace('（', "(").replace('）', ")")
}

macro_rules! coded {
    (@ordered ordered) => { true };
    (@ordered) => { false };
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($english:literal $(, $order:ident)?) {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = concat!("\n\nCode `", $code, "`, ", $zh, ".")]
                $variant,
            )+
        }

        impl $crate::model::Coded for $name {
            const NAME: &'static str = $english;
            const ORDERED: bool = $crate::model::coded::coded!(@ordered $($order)?);
            const ALL: &'static [Self] = &[$( $name::$variant ),+];

            fn place(self) -> usize {
                self as usize
            }
            fn from_code(code: &str) -> Option<Self> {
                match code { $( $code => Some($name::$variant), )+ _ => None }
            }
            fn code(self) -> &'static str {
                match self { $( $name::$variant => $code ),+ }
            }
            fn label_zh(self) -> &'static str {
                match self { $( $name::$variant => $zh ),+ }
            }
            fn label_en(self) -> &'static str {
                match self { $( $name::$variant => $en ),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::model::Coded::code(*self))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::model::Coded::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use coded;

#[cfg(test)]
mod tests {
    use super::Coded;
    use crate::model::{Act, AdminLevel, BasisRank, DemandType, OrganKind};

    fn each_value_has_its_code<T: Coded + std::fmt::Debug>() {
        for value in T::ALL {
            assert_eq!(T::from_code(value.code()), Some(*value));
        }
        assert_eq!(T::from_code(""), None);
        assert_eq!(T::from_code("COUNTY"), None);
    }

    #[test]
    fn a_code_names_its_value() {
        each_value_has_its_code::<AdminLevel>();
        each_value_has_its_code::<OrganKind>();
        each_value_has_its_code::<BasisRank>();
        each_value_has_its_code::<DemandType>();
        each_value_has_its_code::<Act>();
    }
}
