//! The status that every fallible call gives.
#![forbid(unsafe_code)]

/// What a call came to. Numbers are never reused; a newer library may give one that is not listed
/// here, so treat every number other than `ZHUNRU_STATUS_OK` as a failure.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_status {
    /// It succeeded, and its outputs are set.
    Ok = 0,
    /// A pointer that must not be NULL is NULL.
    NullArgument = 1,
    /// A text is not UTF-8.
    InvalidUtf8 = 2,
    /// A length is larger than any object in memory can be.
    InvalidLength = 3,
    /// A number is none of those that the parameter allows, or a text is no date.
    InvalidArgument = 4,
    /// An index is not below the count.
    OutOfRange = 5,
    /// A handle is of another type than the parameter.
    InvalidHandle = 6,
    /// The proposal is at fault: it is no JSON, or states what it cannot state. The error tells
    /// every fault with its path.
    InvalidProposal = 10,
    /// The village has no code and no pack was named.
    NoPlace = 11,
    /// A named pack is not in the engine.
    UnknownPack = 12,
    /// A named pack binds in another place than the village's.
    OtherPlace = 13,
    /// Neither the request nor the proposal has a day.
    NoDate = 14,
    /// The proposal cannot be decided for another reason, which the error tells.
    Undecidable = 15,
    /// A pack is at fault. The error tells every fault with its file, line and column.
    InvalidPack = 20,
    /// The folder of a pack cannot be read.
    UnreadableFolder = 21,
    /// There is no built-in pack with this id.
    NoBuiltInPack = 22,
    /// The packs cannot work together in one engine.
    InvalidEngine = 23,
    /// A table cannot be decided as a whole: it has no column of demand types, or a column of ids or
    /// types that cannot hold them. What is wrong with single rows stands in the column `errors`.
    InvalidTable = 30,
    /// A stream of record batches was released already, or does not tell its columns.
    UnreadableStream = 31,
    /// A fault of the library itself. The call had no effect, and the process may go on.
    Internal = 90,
}

impl zhunru_status {
    /// Every status.
    pub(crate) const ALL: [zhunru_status; 20] = [
        Self::Ok,
        Self::NullArgument,
        Self::InvalidUtf8,
        Self::InvalidLength,
        Self::InvalidArgument,
        Self::OutOfRange,
        Self::InvalidHandle,
        Self::InvalidProposal,
        Self::NoPlace,
        Self::UnknownPack,
        Self::OtherPlace,
        Self::NoDate,
        Self::Undecidable,
        Self::InvalidPack,
        Self::UnreadableFolder,
        Self::NoBuiltInPack,
        Self::InvalidEngine,
        Self::InvalidTable,
        Self::UnreadableStream,
        Self::Internal,
    ];

    /// The name of the status, ready for C.
    pub(crate) fn name(self) -> &'static std::ffi::CStr {
        match self {
            Self::Ok => c"ok",
            Self::NullArgument => c"null-argument",
            Self::InvalidUtf8 => c"invalid-utf8",
            Self::InvalidLength => c"invalid-length",
            Self::InvalidArgument => c"invalid-argument",
            Self::OutOfRange => c"out-of-range",
            Self::InvalidHandle => c"invalid-handle",
            Self::InvalidProposal => c"invalid-proposal",
            Self::NoPlace => c"no-place",
            Self::UnknownPack => c"unknown-pack",
            Self::OtherPlace => c"other-place",
            Self::NoDate => c"no-date",
            Self::Undecidable => c"undecidable",
            Self::InvalidPack => c"invalid-pack",
            Self::UnreadableFolder => c"unreadable-folder",
            Self::NoBuiltInPack => c"no-built-in-pack",
            Self::InvalidEngine => c"invalid-engine",
            Self::InvalidTable => c"invalid-table",
            Self::UnreadableStream => c"unreadable-stream",
            Self::Internal => c"internal",
        }
    }
}
