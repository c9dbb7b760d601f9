//! 禹会区's pack with a list of matters to assist in, as its users load one, and an amendment of it.

use std::borrow::Cow;
use std::fmt::Write;

use zhunru::diagnostic::Diagnostics;
use zhunru::pack::{Pack, PackFiles, load_packs};

/// The day from which the list reads otherwise.
pub const AMENDED_ON: &str = "2024-07-01";

/// Items that stay on the list.
pub const KEPT: [&str; 28] = [
    "城乡居民基本医疗保险参保动员",
    "城乡居民基本养老保险待遇资格认证",
    "最低生活保障对象动态核查",
    "特困人员供养情况核查",
    "临时救助对象发现报告",
    "残疾人两项补贴申请受理",
    "高龄津贴资格核实",
    "兵役登记和应征报名动员",
    "退役军人信息采集",
    "义务教育阶段控辍保学",
    "计划生育家庭特别扶助申请",
    "适龄妇女两癌筛查动员",
    "预防接种通知",
    "传染病防控信息报告",
    "人居环境卫生保洁",
    "秸秆禁烧宣传",
    "森林防火巡查",
    "防汛抗旱值守",
    "地质灾害群测群防",
    "农业保险投保宣传",
    "耕地地力保护补贴面积核实",
    "动物防疫强制免疫",
    "矛盾纠纷排查调解",
    "社区矫正对象帮教",
    "刑满释放人员安置帮教",
    "反电信诈骗宣传",
    "流动人口信息登记",
    "农村宅基地申请初审",
];

/// Items that the amendment retires.
pub const RETIRED: [&str; 5] = [
    "报刊征订任务",
    "招工用工信息登记",
    "农村文艺演出组织",
    "节水型小区创建",
    "电商培训组织",
];

/// Items that it adds.
pub const ADDED: [&str; 5] = [
    "独居老人探访关爱",
    "农村公路日常养护",
    "校车安全劝导",
    "燃气安全入户宣传",
    "老年助餐点协助管理",
];

/// The built-in packs, 禹会区's with the list of 33 items and the amendment that keeps it at 33.
///
/// # Errors
/// The faults, when a pack no longer loads with it.
pub fn packs() -> Result<Vec<Pack>, Diagnostics> {
    yuhui_with(with_list)
}

/// The built-in packs, 禹会区's with those files for which there is another text with that one.
pub(crate) fn yuhui_with(
    replaced: impl Fn(&str, &str) -> Option<Cow<'static, [u8]>>,
) -> Result<Vec<Pack>, Diagnostics> {
    let mut packs = Vec::new();
    for files in zhunru_packs::built_in_files()? {
        packs.push(match files.name() {
            "yuhui" => with_files(&files, &replaced)?,
            _ => files,
        });
    }
    Ok(load_packs(&packs, &[])?.packs)
}

/// A pack's files, those for which there is another text with that one.
fn with_files(
    files: &PackFiles,
    replaced: impl Fn(&str, &str) -> Option<Cow<'static, [u8]>>,
) -> Result<PackFiles, Diagnostics> {
    let all = files.paths().map(|path| {
        let bytes = files.bytes(path).unwrap_or_default();
        let other = replaced(path, &String::from_utf8_lossy(bytes));
        let bytes = other.unwrap_or_else(|| Cow::Owned(bytes.to_vec()));
        (path.to_owned(), bytes)
    });
    PackFiles::collect(files.name(), all)
}

fn with_list(path: &str, text: &str) -> Option<Cow<'static, [u8]>> {
    (path == "lists/assist.toml").then(|| Cow::Owned(loaded(text).into()))
}

/// The list's file with entries instead of the statement that there are none.
fn loaded(text: &str) -> String {
    let mut text = text.replace("not_loaded = \"ask\"\n", "");
    let entry = |name| format!("\n[[entry]]\nname = \"{name}\"\n");
    text.extend(KEPT.into_iter().chain(RETIRED).map(entry));
    let source = "by = \"禹会区\"\ndocument = \"动态调整\"\n";
    for name in RETIRED {
        let act = "act = \"retire\"";
        let _ = write!(
            text,
            "\n[[amendment]]\non = {AMENDED_ON}\n{act}\nentry = \"{name}\"\n{source}"
        );
    }
    for name in ADDED {
        let act = "act = \"add\"";
        let _ = write!(
            text,
            "\n[[amendment]]\non = {AMENDED_ON}\n{act}\nto = {{ name = \"{name}\" }}\n{source}"
        );
    }
    text
}
