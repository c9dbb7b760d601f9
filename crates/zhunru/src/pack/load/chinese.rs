//! What a diagnostic of a pack is about, in Chinese.

use crate::diagnostic::{Code, Diagnostic};

/// Adds for officials what the diagnostic is about, unless it says so already. Which name or value
/// is meant shows from the place and from the English message.
pub(super) fn in_chinese(diagnostic: Diagnostic) -> Diagnostic {
    match summary(diagnostic.code) {
        Some(summary) if diagnostic.message_zh.is_none() => diagnostic.message_zh(summary),
        _ => diagnostic,
    }
}

fn summary(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::ConditionSyntax => "条件的写法有误",
        Code::ConditionUnknownFact => "条件中的事实没有声明",
        Code::ConditionFactNotApplicable => "规则所列的诉求类型没有这一事实",
        Code::ConditionUnknownFunction => "没有这个函数",
        Code::ConditionArguments => "函数的参数有误",
        Code::ConditionType => "比较双方的类型不符",
        Code::ConditionValue => "取值不在允许的范围之内",
        Code::ConditionUnknownList => "没有这份清单",
        Code::ConditionUnknownProcedure => "没有这个程序",
        Code::ConditionCycle => "定义之间循环引用",
        Code::ConditionConstant => "条件的结果与事实无关",
        Code::PackSyntax => "文件格式有误",
        Code::PackMissingFile => "缺少文件",
        Code::PackUnknownFile => "规则包中不应有这个文件",
        Code::PackMissingKey => "缺少必填内容",
        Code::PackUnknownKey => "没有这个字段",
        Code::PackDuplicate => "内容重复",
        Code::PackType => "内容的类型不符",
        Code::PackValue => "内容不符合要求",
        Code::PackUnknownReference => "引用的内容不存在",
        Code::PackCount => "条目数与文件所载不符",
        Code::PackAmendment => "清单调整有误",
        Code::PackInheritance => "与所承接的上级清单不符",
        Code::PackTooLarge => "内容过大",
        Code::PackCycle => "循环引用",
        Code::PackContradiction => "同一事项同时列入准入清单和禁止清单",
        Code::PackExceptionWithoutGrant => "例外成立时没有准入依据",
        Code::PackPresumption => "推定会使禁止性规定或审批程序生效",
        Code::PackUnused => "没有规则使用这项内容",
        _ => return None,
    })
}
