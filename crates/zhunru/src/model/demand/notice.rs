//! Documents sent and meetings called.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::body::demand_body;
use crate::model::Stated;
use crate::vocabulary::ItemName;

demand_body! {
    /// A document sent to the village (发文).
    pub struct DocumentDemand on [Document] prefix "document" {
        /// Its title.
        title: Stated<ItemName>,
            label "文件标题" "title of the document",
            ask "文件的标题是什么？" "What is the document's title?";
        /// Its length in characters.
        characters: i64, unit Characters,
            label "文件字数" "length of the document",
            ask "文件有多少字？" "How many characters does the document have?";
        /// The share of it that repeats the superior's document, from 0 to 1.
        repeated_share: Decimal, unit Share,
            label "与上级文件重复比例" "repeated share",
            ask "与上级文件重复的内容占多大比例（0至1）？" "Which share repeats the superior's document, from 0 to 1?";
        /// The day on which it goes out.
        sent_on: NaiveDate,
            label "发文日期" "date of the document",
            ask "文件哪天印发？" "On which day does the document go out?";
        /// Whether a document on the same matter went out before.
        same_matter_before: bool,
            label "同一事项是否已发文" "same matter before",
            ask "同一事项此前是否已发过文？" "Did a document on the same matter go out before?";
    }
}

demand_body! {
    /// A meeting that the village is called to (会议).
    pub struct MeetingDemand on [Meeting] prefix "meeting" {
        /// Its title.
        title: Stated<ItemName>,
            label "会议名称" "title of the meeting",
            ask "会议的名称是什么？" "What is the meeting called?";
        /// The day on which it is held.
        held_on: NaiveDate,
            label "会议日期" "date of the meeting",
            ask "会议哪天召开？" "On which day is the meeting held?";
        /// Whether a meeting on the same matter was held before.
        same_matter_before: bool,
            label "同一事项是否已开会" "same matter met on before",
            ask "同一事项此前是否已开过会？" "Was a meeting on the same matter held before?";
    }
}
