//! The macro by which a demand's fields, its JSON and its facts are said once.

/// Declares the body of a demand type: a struct of optional fields, its reading from JSON, and the
/// facts that rules may name by `prefix.field`.
macro_rules! demand_body {
    (
        $(#[$meta:meta])*
        pub struct $name:ident on [$($demand:ident),+] prefix $prefix:literal {
            $(
                $(#[$field_meta:meta])*
                $field:ident : $type:ty, $( unit $unit:ident, )?
                label $label_zh:literal $label_en:literal,
                ask $ask_zh:literal $ask_en:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[doc = concat!("\n\nFact `", $prefix, ".", stringify!($field), "` (", $label_zh, "); unknown when absent.")]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )+
        }

        impl $crate::model::demand::Body for $name {
            const FIELDS: &'static [&'static str] = &[$( stringify!($field) ),+];

            const KNOWN: &'static [&'static str] =
                &["type", $( stringify!($field), )+ "basis", "support", "facts"];

            fn from_fields(fields: &mut $crate::input::Fields<'_, '_>) -> Self {
                $name { $( $field: fields.optional(stringify!($field)), )+ }
            }

            fn overlay(&mut self, other: &Self) -> bool {
                let mut agrees = true;
                $( match (&self.$field, &other.$field) {
                    (_, None) => {}
                    (None, Some(stated)) => self.$field = Some(stated.clone()),
                    (Some(known), Some(stated)) => agrees &= known == stated,
                } )+
                agrees
            }

            fn describe(facts: &mut Vec<$crate::vocabulary::Fact>) {
                let on = $crate::model::DemandTypes::of(&[
                    $( $crate::model::DemandType::$demand ),+
                ]);
                $( facts.push($crate::vocabulary::Fact::built_in::<$type>(
                    concat!($prefix, ".", stringify!($field)),
                    on,
                    [None $( , Some($crate::vocabulary::Unit::$unit) )?].into_iter().flatten().next(),
                    [$label_zh, $label_en],
                    [$ask_zh, $ask_en],
                )); )+
            }

            fn states(&self, sink: &mut dyn FnMut($crate::vocabulary::FactState)) {
                $( sink($crate::vocabulary::FactField::state(&self.$field)); )+
            }

            fn tell<'a>(&'a self, sink: &mut impl FnMut($crate::vocabulary::Told<'a>)) {
                $( sink($crate::vocabulary::FactField::told(&self.$field)); )+
            }
        }
    };
}

pub(crate) use demand_body;
