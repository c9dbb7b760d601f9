//! Text in the two languages that the project speaks.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The language in which a message, label or question is wanted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese, `zh`: the language of the officials that the answer is for.
    #[default]
    Zh,
    /// English, `en`.
    En,
}

/// A text in Chinese and, where it was given, in English.
///
/// ```
/// use zhunru::text::{Language, LocalText};
/// let text = LocalText::new("不予准入", "denied");
/// assert_eq!(text.get(Language::Zh), "不予准入");
/// assert_eq!(LocalText::chinese("须报批").get(Language::En), "须报批");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalText {
    zh: SmolStr,
    en: Option<SmolStr>,
}

impl LocalText {
    /// A text in both languages.
    pub fn new(zh: impl Into<SmolStr>, en: impl Into<SmolStr>) -> Self {
        LocalText {
            zh: zh.into(),
            en: Some(en.into()),
        }
    }

    /// A text that exists in Chinese only; English readers are shown the Chinese one.
    pub fn chinese(zh: impl Into<SmolStr>) -> Self {
        LocalText {
            zh: zh.into(),
            en: None,
        }
    }

    /// A text of static strings, without allocation.
    pub(crate) const fn fixed(zh: &'static str, en: &'static str) -> Self {
        LocalText {
            zh: SmolStr::new_static(zh),
            en: Some(SmolStr::new_static(en)),
        }
    }

    /// The same text with this English form.
    pub fn with_english(self, en: Option<SmolStr>) -> Self {
        LocalText { zh: self.zh, en }
    }

    /// The text in the wanted language, or in Chinese where the other is absent.
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.en) {
            (Language::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// The Chinese text.
    pub fn zh(&self) -> &str {
        &self.zh
    }

    /// The English text, where there is one.
    pub fn en(&self) -> Option<&str> {
        self.en.as_deref()
    }

    /// Whether the text is empty in Chinese.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}
