//! Why a table cannot be decided at all.

use crate::proposals::UnknownListColumn;

/// Why a table cannot be decided at all. What is wrong with single rows is told with these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// No column says of what type the demands are, and no type was given for all.
    #[error("has no column headed 诉求类型 (type); the columns are {}", found.join(", "))]
    NoTypeColumn {
        /// The columns that there are.
        found: Vec<String>,
    },
    /// The ids or the types of demands are of an Arrow type that cannot hold them.
    #[error("column {column}: {message}")]
    WrongType {
        /// The column's name.
        column: String,
        /// What is wrong, in English.
        message: String,
        /// The same in Chinese.
        message_zh: String,
    },
    /// A name that is none of a column of decisions.
    #[error("there is no output column `{name}`; there are {}", known.join(", "))]
    UnknownOutput {
        /// The name.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// A name that should be that of a list column and is not.
    #[error(transparent)]
    UnknownListColumn(#[from] UnknownListColumn),
    /// More threads are asked for than may be.
    #[error("{asked} threads are too many; there may be up to {most}")]
    TooManyThreads {
        /// So many.
        asked: usize,
        /// So many there may be.
        most: usize,
    },
    /// The threads cannot be started.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

impl TableError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            TableError::NoTypeColumn { found } => {
                format!("没有“诉求类型”一列；现有各列：{}", found.join("、"))
            }
            TableError::WrongType {
                column, message_zh, ..
            } => format!("“{column}”一列：{message_zh}"),
            TableError::UnknownOutput { name, known } => {
                format!("没有输出列“{name}”；可选：{}", known.join("、"))
            }
            TableError::UnknownListColumn(error) => error.chinese(),
            TableError::TooManyThreads { asked, most } => {
                format!("{asked} 个线程太多；最多 {most} 个")
            }
            TableError::Threads(error) => format!("无法启动线程：{error}"),
        }
    }
}
