//! The one table of diagnostic codes.

use std::fmt;
use std::str::FromStr;

/// Declares [`Code`] from one table, so that a code, its text and its place in [`Code::ALL`] cannot
/// come apart.
macro_rules! codes {
    ($($(#[$documentation:meta])+ $variant:ident = $text:literal;)+) => {
        /// Stable code of a [`Diagnostic`](super::Diagnostic) (诊断代码).
        ///
        /// The text of a code, such as `condition-syntax`, is kept once published; new codes may
        /// be added in any release.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$documentation])+ #[doc = concat!("\n\nCode: `", $text, "`.")] $variant,)+
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as it is printed and matched on, such as `condition-syntax`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$variant => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The text of a condition does not follow the grammar, or is too large (条件语法错误).
    ConditionSyntax = "condition-syntax";
    /// A condition reads a fact that nobody declares (未知事实).
    ConditionUnknownFact = "condition-unknown-fact";
    /// A condition reads a fact that a demand type of the rule's `on` does not have (事实不适用).
    ConditionFactNotApplicable = "condition-fact-not-applicable";
    /// A condition calls a function that does not exist (未知函数).
    ConditionUnknownFunction = "condition-unknown-function";
    /// A condition calls a function with arguments that it does not take (函数参数错误).
    ConditionArguments = "condition-arguments";
    /// A condition compares or connects things of the wrong type (类型错误).
    ConditionType = "condition-type";
    /// A condition compares a fact with a value that the fact can never have (取值错误).
    ConditionValue = "condition-value";
    /// A condition names a list that the pack does not have (未知清单).
    ConditionUnknownList = "condition-unknown-list";
    /// A condition names a procedure that the pack does not have (未知程序).
    ConditionUnknownProcedure = "condition-unknown-procedure";
    /// Named definitions refer to each other in a circle (定义循环).
    ConditionCycle = "condition-cycle";
    /// A condition is the same whatever the facts (条件恒定).
    ConditionConstant = "condition-constant";

    /// A file of a pack is not well-formed: TOML, CSV or UTF-8 (规则包文件格式错误).
    PackSyntax = "pack-syntax";
    /// A file that a pack must have is not there (缺少文件).
    PackMissingFile = "pack-missing-file";
    /// A pack has a file that nothing reads (未知文件).
    PackUnknownFile = "pack-unknown-file";
    /// A required key or column is not there (缺少字段).
    PackMissingKey = "pack-missing-key";
    /// A key or column is not known (未知字段).
    PackUnknownKey = "pack-unknown-key";
    /// A key, column or identifier stands twice (重复).
    PackDuplicate = "pack-duplicate";
    /// A value has the wrong type, such as a number for a text (字段类型错误).
    PackType = "pack-type";
    /// A value has the right type but is not allowed (字段取值错误).
    PackValue = "pack-value";
    /// A name refers to something that does not exist (引用不存在).
    PackUnknownReference = "pack-unknown-reference";
    /// A list does not have as many items as it declares (条目数不符).
    PackCount = "pack-count";
    /// An amendment cannot be worked into its list, or was not decided as the list asks (清单调整有误).
    PackAmendment = "pack-amendment";
    /// A list does not fit the parent's list that it inherits (清单承接有误).
    PackInheritance = "pack-inheritance";
    /// A file or a pack is larger than the engine reads (规则包过大).
    PackTooLarge = "pack-too-large";
    /// Packs inherit from each other, or rules yield to each other, in a circle (循环引用).
    PackCycle = "pack-cycle";
    /// An item is on a list that grants and on one that forbids at the same time (清单矛盾).
    PackContradiction = "pack-contradiction";
    /// A gate has an exception that no rule permits (例外无准入依据).
    PackExceptionWithoutGrant = "pack-exception-without-grant";
    /// A presumption makes a prohibition or a gate bite that another value would not (推定不利).
    PackPresumption = "pack-presumption";
    /// Something is declared that nothing uses (未使用).
    PackUnused = "pack-unused";

    /// A proposal is not well-formed JSON, or not UTF-8 (申请格式错误).
    ProposalSyntax = "proposal-syntax";
    /// A field that a proposal must have is not there (缺少字段).
    ProposalMissingField = "proposal-missing-field";
    /// A field of a proposal is not known (未知字段).
    ProposalUnknownField = "proposal-unknown-field";
    /// A field of a proposal stands twice (重复字段).
    ProposalDuplicate = "proposal-duplicate";
    /// A field of a proposal has the wrong type (字段类型错误).
    ProposalType = "proposal-type";
    /// A field of a proposal has the right type but a value that is not allowed (字段取值错误).
    ProposalValue = "proposal-value";
    /// A proposal is larger or deeper than the engine reads (申请过大).
    ProposalTooLarge = "proposal-too-large";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The text is not that of any [`Code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown diagnostic code")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or(UnknownCode)
    }
}
