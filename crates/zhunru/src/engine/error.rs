//! Why an engine cannot be built, or a proposal cannot be decided.

use crate::input::InputErrors;

/// Why an engine cannot be built from packs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// Two packs have the same id.
    #[error("two packs have the id `{id}`")]
    DuplicatePack {
        /// The id.
        id: String,
    },
    /// A pack names a parent that was not given.
    #[error("the pack `{pack}` needs its parent `{parent}`, which was not given")]
    MissingParent {
        /// The pack's id.
        pack: String,
        /// The parent's id.
        parent: String,
    },
    /// Two packs declare a fact of one path with different types.
    #[error("the packs `{first}` and `{second}` declare the fact `{path}` with different types")]
    FactConflict {
        /// The fact's path.
        path: String,
        /// The pack that declared it first.
        first: String,
        /// The pack that declares it otherwise.
        second: String,
    },
    /// Rules yield to each other in a circle, or in too long a chain.
    #[error("the rule `{rule}` yields in a circle, or in a chain longer than 64")]
    YieldsTooDeep {
        /// The rule.
        rule: String,
    },
    /// A condition names what no pack of the engine has.
    #[error("`{name}` is named in a condition, but no pack has it")]
    UnknownName {
        /// The name.
        name: String,
    },
}

/// Why a proposal cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecideError {
    /// The proposal states what it cannot state; every fault is given with its path.
    #[error("{0}")]
    Input(InputErrors),
    /// No pack can be picked.
    #[error("the village has no code and no pack is named; give `village.code` or name the packs")]
    NoPlace,
    /// A named pack is not there.
    #[error("there is no pack `{name}`{}", nearest.as_ref().map(|near| format!(", did you mean `{near}`?")).unwrap_or_default())]
    UnknownPack {
        /// The name.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A named pack binds in another place than the village's.
    #[error(
        "the pack `{name}` binds in {place} ({code}), where the village {village} does not lie"
    )]
    OtherPlace {
        /// The pack's id.
        name: String,
        /// Its place.
        place: String,
        /// The code of its place.
        code: String,
        /// The code of the village.
        village: String,
    },
}

impl DecideError {
    /// The message for officials, in Chinese.
    pub fn message_zh(&self) -> String {
        match self {
            DecideError::Input(errors) => {
                let messages: Vec<String> = errors
                    .errors()
                    .iter()
                    .map(|error| match error.path.as_str() {
                        "" => error.message_zh.clone(),
                        path => format!("{path}:{}", error.message_zh),
                    })
                    .collect();
                messages.join(";")
            }
            DecideError::NoPlace => {
                "村（社区）没有区划代码，也没有指定规则包；请填写 village.code 或指定规则包"
                    .to_owned()
            }
            DecideError::UnknownPack { name, nearest } => match nearest {
                Some(near) => format!("没有规则包“{name}”，是否应为“{near}”？"),
                None => format!("没有规则包“{name}”"),
            },
            DecideError::OtherPlace {
                name,
                place,
                code,
                village,
            } => {
                format!("规则包“{name}”适用于{place}({code})，村（社区）{village}不在其中")
            }
        }
    }
}
