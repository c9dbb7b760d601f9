//! Signs at a village's premises (牌子).

use super::coded::coded;

coded! {
    /// Where and as what a sign is put up (挂牌位置).
    pub enum Placement ("placement of a sign") {
        /// A sign outside (外部标牌).
        ExteriorSign = "exterior_sign", "外部标牌", "exterior sign";
        /// An identifier outside (外部标识), such as 党群服务中心.
        ExteriorIdentifier = "exterior_identifier", "外部标识", "exterior identifier";
        /// A sign inside (内部标牌).
        InteriorSign = "interior_sign", "内部标牌", "interior sign";
        /// A sign of a function area or the door label of a room (功能区标牌).
        FunctionRoomSign = "function_room_sign", "功能区标牌", "function-room sign";
    }
}

coded! {
    /// The colour of a sign's text (文字颜色).
    pub enum TextColour ("text colour") {
        /// Red.
        Red = "red", "红色", "red";
        /// Black.
        Black = "black", "黑色", "black";
        /// Another colour.
        Other = "other", "其他颜色", "another colour";
    }
}

coded! {
    /// How a sign hangs (悬挂方向).
    pub enum SignOrientation ("orientation of a sign") {
        /// Horizontal (横牌).
        Horizontal = "horizontal", "横牌", "horizontal";
        /// Vertical (竖牌).
        Vertical = "vertical", "竖牌", "vertical";
    }
}
