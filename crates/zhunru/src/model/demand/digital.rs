//! Apps, business systems and chat groups.

use super::body::demand_body;
use crate::model::Stated;
use crate::model::coded::coded;
use crate::vocabulary::ItemName;

coded! {
    /// What a tool or group demands of those who use it (使用要求).
    pub enum ToolAsk ("demand of a tool") {
        /// Clocking in.
        ClockIn = "clock_in", "打卡签到", "clock-in";
        /// Ranking by points.
        Ranking = "ranking", "积分排名", "ranking";
        /// Following accounts.
        Follows = "follows", "强制关注", "follows";
        /// Uploading screenshots or videos.
        Uploads = "uploads", "上传截图视频", "uploads";
        /// Filling forms.
        Forms = "forms", "填表报数", "forms";
        /// Time spent online.
        OnlineTime = "online_time", "在线时长", "time online";
    }
}

demand_body! {
    /// An app, a business system or a chat group to use (政务APP、业务系统、工作群).
    pub struct DigitalToolDemand on [DigitalTool, ChatGroup] prefix "digital_tool" {
        /// Its name.
        name: Stated<ItemName>,
            label "应用或群名称" "name of the tool or group",
            ask "应用系统或工作群的名称是什么？" "What is the tool or group called?";
        /// Whether it replaces one that exists.
        replaces_existing: bool,
            label "是否替代现有应用或群" "replaces an existing one",
            ask "是否替代现有的应用或工作群？" "Does it replace an existing tool or group?";
        /// Whether it duplicates one that exists.
        duplicates_existing: bool,
            label "是否与现有应用或群重复" "duplicates an existing one",
            ask "功能是否与现有的应用或工作群重复？" "Does it duplicate an existing tool or group?";
        /// What it demands; a given list is whole.
        asks: Vec<ToolAsk>,
            label "使用要求" "what it demands",
            ask "对使用者有哪些要求（打卡、排名、关注、上传、填表）？" "What does it demand of its users?";
        /// Whether it serves an emergency or security.
        emergency_or_security: bool,
            label "是否用于应急或安全" "emergency or security use",
            ask "是否用于应急处置或安全工作？" "Does it serve an emergency or security?";
    }
}
