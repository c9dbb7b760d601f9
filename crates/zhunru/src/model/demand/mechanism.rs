//! Mechanisms, dedicated posts and signs.

use super::body::demand_body;
use crate::model::{AdminLevel, Placement, SignOrientation, Stated, TextColour};
use crate::vocabulary::ItemName;

demand_body! {
    /// A mechanism to be set up or a post to be dedicated at the village (工作机制、专人专岗).
    pub struct MechanismDemand on [Mechanism, DedicatedPost] prefix "mechanism" {
        /// The name of the mechanism or post.
        name: Stated<ItemName>,
            label "机制名称" "name of the mechanism",
            ask "工作机制或岗位的名称是什么？" "What is the mechanism or post called?";
        /// Whether the party's centre or the State Council requires that very mechanism or post.
        centrally_required: bool,
            label "党中央国务院是否明确要求" "centrally required",
            ask "党中央、国务院是否明确要求设立这一机制或岗位？" "Do the party's centre or the State Council expressly require this mechanism or post?";
        /// Whether a statute requires that very mechanism or post.
        statutorily_required: bool,
            label "法律法规是否明确规定" "statutorily required",
            ask "法律法规是否明确规定设立这一机制或岗位？" "Does a statute expressly require this mechanism or post?";
        /// Whether a body that the village already has can carry the duty.
        existing_body_can_carry: bool,
            label "现有组织可否承担" "existing body can carry it",
            ask "村党组织、村（居）委会及其下属委员会等现有组织可否承担相应职责？" "Can a body that the village already has carry the duty?";
    }
}

demand_body! {
    /// A sign to be put up (挂牌).
    pub struct SignboardDemand on [Signboard] prefix "signboard" {
        /// The text of the sign.
        name: Stated<ItemName>,
            label "牌子名称" "name of the sign",
            ask "牌子的名称是什么？" "What does the sign say?";
        /// Where and as what it is put up.
        placement: Placement,
            label "挂牌位置" "placement",
            ask "牌子挂在外部还是内部，是标牌还是标识？" "Where is the sign put up, and as what?";
        /// The level that wants it; the issuer's level when absent.
        sponsor_level: AdminLevel,
            label "要求挂牌的层级" "level of the sponsor",
            ask "哪一级要求挂这块牌子？" "Which level wants the sign?";
        /// Whether it is a village counterpart to a department (对口挂牌).
        counterpart: bool,
            label "是否对口挂牌" "counterpart to a department",
            ask "是否为与上级部门对口而挂牌？" "Is the sign a counterpart to a department?";
        /// Whether it stands for work that is typical indeed (确有典型性).
        typical_work: bool,
            label "是否确有典型性" "typical work",
            ask "是否属于确有典型性的工作？" "Does it stand for work that is typical indeed?";
        /// Whether it was filed with the organization and civil affairs departments.
        filed: bool,
            label "是否已备案" "filed",
            ask "是否已报上级组织、民政部门备案？" "Was it filed with the superior organization and civil affairs departments?";
        /// Whether a statute itself demands the sign.
        statutorily_required: bool,
            label "法律法规是否要求挂牌" "statutorily required",
            ask "法律法规是否明确要求挂这块牌子？" "Does a statute itself demand the sign?";
        /// Whether the document that consents gives it a place inside.
        interior_place_granted: bool,
            label "同意文件是否给予内部位置" "interior place granted",
            ask "同意挂牌的文件是否明确给予内部挂牌位置？" "Does the consenting document give the sign a place inside?";
        /// The colour of its text.
        text_colour: TextColour,
            label "文字颜色" "text colour",
            ask "牌子的文字是什么颜色？" "What colour is the text of the sign?";
        /// How it hangs.
        orientation: SignOrientation,
            label "横竖" "orientation",
            ask "是横牌还是竖牌？" "Does the sign hang horizontally or vertically?";
    }
}

impl MechanismDemand {
    /// A demand for the mechanism or post of this name, all else unknown.
    pub fn named(name: impl Into<smol_str::SmolStr>) -> Self {
        MechanismDemand {
            name: Some(Stated::Value(ItemName::new(name))),
            ..Default::default()
        }
    }
}
