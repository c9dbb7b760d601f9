//! `zhunru list import`: the same list from every format, what is told of it, and what cannot be read.

use rust_xlsxwriter::{Format, Workbook};

use crate::scratch::Scratch;
use crate::{Ran, example, fixtures, zhunru};

/// A sheet as offices keep it: a title over the columns, classes over rows, full-width marks, a
/// repeated heading, a total and a note.
const ROWS: [[&str; 5]; 10] = [
    ["示例县依法协助事项清单", "", "", "", ""],
    ["序号", "事项类别", "事项名称（全称）", "实施依据", "备注"],
    [
        "1",
        "教育",
        "义务教育　入学信息核实",
        "《义务教育法》；《未成年人保护法》",
        "",
    ],
    ["2", "", "控辍保学劝返", "无", "每学期"],
    ["3", "安全", "森林防火巡查", "", ""],
    ["序号", "事项类别", "事项名称（全称）", "实施依据", "备注"],
    ["4", "", "４.防汛值守", "", ""],
    ["5", "", "森林防火巡查值守", "", ""],
    ["合 计", "", "5项", "", ""],
    ["注：本表每年核定一次。", "", "", "", ""],
];

/// The first row, first column, last row and last column of merged cells.
const MERGED: [(u32, u16, u32, u16); 4] = [(0, 0, 0, 4), (2, 1, 3, 1), (4, 1, 4, 1), (9, 0, 9, 4)];

const CSV: &str = "\u{feff}名称,类别,法律依据\r\n\
    义务教育　入学信息核实,教育,《义务教育法》;《未成年人保护法》\r\n\
    控辍保学劝返,教育,\r\n森林防火巡查,安全,\r\n防汛值守,安全,\r\n森林防火巡查值守,安全,\r\n";

fn csv() -> String {
    let lines = ROWS.iter().map(|row| row.join(","));
    lines.collect::<Vec<_>>().join("\r\n")
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("清单").unwrap();
    for (row, cells) in (0..).zip(ROWS) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
    for (first_row, first, last_row, last) in MERGED {
        if (first_row, first) != (last_row, last) {
            let text = ROWS.get(first_row as usize).unwrap();
            let text = *text.get(usize::from(first)).unwrap();
            let plain = Format::new();
            sheet
                .merge_range(first_row, first, last_row, last, text, &plain)
                .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn ods() -> Vec<u8> {
    let mut rows = String::new();
    for (row, cells) in (0_u32..).zip(ROWS) {
        rows.push_str("<table:table-row>");
        for (column, text) in (0_u16..).zip(cells) {
            let merged = MERGED.iter().find(|one| (one.0, one.1) == (row, column));
            let spans = merged.map_or(String::new(), |(first, left, last, right)| {
                format!(
                    " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
                    last - first + 1,
                    right - left + 1
                )
            });
            match text {
                "" => rows.push_str("<table:table-cell/>"),
                text => rows.push_str(&format!(
                    "<table:table-cell office:value-type=\"string\"{spans}><text:p>{text}</text:p></table:table-cell>"
                )),
            }
        }
        rows.push_str("</table:table-row>");
    }
    fixtures::ods(&format!(
        "<table:table table:name=\"清单\">{rows}</table:table>"
    ))
}

fn xls() -> Vec<u8> {
    let shared: Vec<&str> = ROWS.concat();
    let mut cells = Vec::new();
    for (index, text) in (0_u32..).zip(&shared) {
        if !text.is_empty() {
            let (row, column) = (index / 5, index % 5);
            cells.extend(fixtures::label(row as u16, column as u16, index));
        }
    }
    let mut merged = (MERGED.len() as u16).to_le_bytes().to_vec();
    for (first_row, first, last_row, last) in MERGED {
        for number in [first_row as u16, last_row as u16, first, last] {
            merged.extend(number.to_le_bytes());
        }
    }
    cells.extend(fixtures::record(0x00e5, &merged));
    fixtures::xls(false, &shared, &[("清单", 0, cells)])
}

/// Imports a file as a list of matters to assist in, into a new pack.
fn import(scratch: &Scratch, file: &str, more: &[&str]) -> Ran {
    let into = scratch.path("pack");
    let mut arguments = vec!["list", "import", file, "--kind", "assist", "--into", &into];
    if !scratch.has("pack/pack.toml") {
        let new = ["--place", "示例县", "--place-code", "340304"];
        arguments.extend(new);
        if !more.contains(&"--from") {
            arguments.extend(["--from", "2024-01-01"]);
        }
    }
    arguments.extend(more);
    zhunru(&arguments)
}

#[test]
fn every_format_gives_the_same_list() {
    let gb18030 = encoding_rs::GB18030.encode(&csv()).0.into_owned();
    for (name, bytes) in [
        ("list.xlsx", xlsx()),
        ("list.ods", ods()),
        ("list.xls", xls()),
        ("utf-8.csv", csv().into_bytes()),
        ("gb18030.csv", gb18030),
    ] {
        let scratch = Scratch::new(&format!("import-{name}"));
        let file = scratch.file(name, bytes);
        let report = import(&scratch, &file, &["--format", "json"])
            .exits(0)
            .json();
        assert_eq!(scratch.text("pack/lists/assist.csv"), CSV, "{name}");
        let manifest = scratch.text("pack/lists/assist.toml");
        assert!(
            manifest.contains("title = \"示例县依法协助事项清单\"\nkind = \"assist\"\n"),
            "{manifest}"
        );
        assert_eq!(report["read"], 5, "{name}");
        assert_eq!(report["classes"][1]["entries"], 3, "{name}");
        assert_eq!(report["sheets"][0]["heading_row"], 2, "{name}");
        let skipped = report["skipped_rows"].as_array().unwrap();
        let reasons: Vec<&str> = skipped
            .iter()
            .map(|one| one["reason"].as_str().unwrap())
            .collect();
        assert_eq!(reasons, ["heading_repeated", "total", "note"], "{name}");
        let columns = &report["skipped_columns"];
        assert_eq!(
            (&columns[0]["heading"], &columns[0]["cells"]),
            (&"备注".into(), &1.into())
        );
        let doubtful = report["doubtful"].as_array().unwrap();
        let kinds = |kind: &str| doubtful.iter().filter(|one| one["kind"] == kind).count();
        assert_eq!(kinds("number_in_front"), 1, "{name}");
        assert_eq!(kinds("near_duplicate"), 1, "{name}");
        zhunru(&["pack", "check", &scratch.path("pack")]).exits(0);
    }
}

#[test]
fn the_report_stays_as_it_is() {
    for (lang, expected) in [
        ("zh", include_str!("snapshots/import-zh.txt")),
        ("en", include_str!("snapshots/import-en.txt")),
    ] {
        let scratch = Scratch::new(&format!("import-report-{lang}"));
        let pattern = "XZ-{class:2}-{number:3}";
        let more = [
            "--lang",
            lang,
            "--code-pattern",
            pattern,
            "--declared-count",
            "18",
        ];
        let file = example("assist-list.xlsx");
        let found = import(&scratch, &file, &more).exits(0).text();
        let found = found
            .replace(&scratch.path(""), "")
            .replace(&file, "assist-list.xlsx");
        assert_eq!(found, expected, "{lang}:\n{found}");
        let before = scratch.text("pack/lists/assist.csv");
        let again = import(&scratch, &file, &more).exits(1);
        assert!(again.err.contains("--replace"), "{}", again.err);
        assert_eq!(scratch.text("pack/lists/assist.csv"), before);
    }
}

const SHORT: &str = "名称,编码\n农家书屋管理,\n综治中心值守,A7\n农家 书屋管理。,\n";

#[test]
fn a_row_that_repeats_another_is_left_out_and_told() {
    let scratch = Scratch::new("import-repeated");
    let file = scratch.file("list.csv", SHORT);
    let ran = import(&scratch, &file, &[]).exits(1);
    assert!(
        ran.text()
            .contains("第 4 行“农家 书屋管理。”：与第 2 行“农家书屋管理”重复"),
        "{}",
        ran.text()
    );
    assert_eq!(scratch.text("pack/lists/assist.csv").lines().count(), 3);
}

#[test]
fn a_pack_that_would_be_faulty_is_not_written() {
    let scratch = Scratch::new("import-count");
    let file = scratch.file("list.csv", "名称\n农家书屋管理\n");
    let ran = import(&scratch, &file, &["--declared-count", "29"]).exits(1);
    assert!(
        ran.text().contains("the document says 29 entries"),
        "{}",
        ran.text()
    );
    assert!(ran.text().ends_with("没有写入\n"), "{}", ran.text());
    assert!(!scratch.has("pack"));
    import(&scratch, &file, &["--dry-run"]).exits(0);
    assert!(!scratch.has("pack"));
}

#[test]
fn codes_stay_with_their_entries_and_are_not_given_again() {
    let scratch = Scratch::new("import-codes");
    let first = scratch.file(
        "1.csv",
        "名称,别名\n甲乙丙丁,戊己庚辛\n农家书屋管理,\n防汛值守,\n",
    );
    import(&scratch, &first, &["--code-pattern", "A{number:2}"]).exits(0);
    assert!(
        scratch
            .text("pack/lists/assist.csv")
            .contains("A03,防汛值守")
    );
    // One is gone, one is new in front, one has the name that was its other name.
    let second = scratch.file("2.csv", "名称\n殡葬宣传\n戊己庚辛\n农家书屋管理\n");
    let report = import(&scratch, &second, &["--replace", "--format", "json"])
        .exits(0)
        .json();
    let expected =
        "\u{feff}编码,名称,别名\r\nA04,殡葬宣传,\r\nA01,戊己庚辛,甲乙丙丁\r\nA02,农家书屋管理,\r\n";
    assert_eq!(scratch.text("pack/lists/assist.csv"), expected);
    assert!(
        scratch
            .text("pack/lists/assist.toml")
            .contains("spent = [\"A03\"]")
    );
    assert_eq!(report["changes"]["gone"][0], "防汛值守");
    assert_eq!(
        report["codes"],
        serde_json::json!({
            "given": 0, "kept": 2, "assigned": 1, "without": 0, "column_counts_rows": false
        })
    );
    // It comes again, and is a new entry.
    import(&scratch, &first, &["--replace"]).exits(0);
    assert!(
        scratch
            .text("pack/lists/assist.csv")
            .contains("A05,防汛值守")
    );
}

#[test]
fn a_change_from_a_day_on_keeps_the_version_before() {
    let scratch = Scratch::new("import-from");
    let first = scratch.file(
        "1.csv",
        "名称,责任单位\n农家书屋管理,宣传部\n防汛值守,水利局\n",
    );
    import(&scratch, &first, &["--declared-count", "2"]).exits(0);
    let second = scratch.file(
        "2.csv",
        "名称,责任单位\n农家书屋管理,文旅局\n殡葬宣传,民政局\n交通劝导,公安局\n",
    );
    let more = ["--replace", "--from", "2025-01-01", "--declared-count", "3"];
    import(&scratch, &second, &more).exits(0);
    assert_eq!(
        scratch.text("pack/lists/assist.csv"),
        "\u{feff}名称,牵头单位,生效日期,失效日期\r\n农家书屋管理,文旅局,2025-01-01,\r\n\
         殡葬宣传,民政局,2025-01-01,\r\n交通劝导,公安局,2025-01-01,\r\n\
         农家书屋管理,宣传部,,2024-12-31\r\n防汛值守,水利局,,2024-12-31\r\n"
    );
    // Without a day the earlier version would be lost.
    let lost = import(&scratch, &second, &["--replace"]).exits(1);
    assert!(lost.err.contains("历次版本"), "{}", lost.err);
    let list = scratch.path("pack/assist");
    let arguments = [
        "list",
        "diff",
        &format!("{list}@2024-06-01"),
        &list,
        "--lang",
        "en",
    ];
    let told = zhunru(&arguments).exits(0).text();
    for line in [
        "entries: 2 -> 3 (+50.00%)",
        "added: 殡葬宣传",
        "retired: 防汛值守",
        "revised: 农家书屋管理, lead unit: 宣传部 -> 文旅局",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    // What was taken off comes again.
    let third = scratch.file(
        "3.csv",
        "名称,责任单位\n农家书屋管理,文旅局\n防汛值守,应急局\n",
    );
    import(&scratch, &third, &["--replace", "--from", "2026-01-01"]).exits(0);
    let entries = scratch.text("pack/lists/assist.csv");
    for line in [
        "防汛值守,应急局,2026-01-01,",
        "防汛值守,水利局,,2024-12-31",
        "殡葬宣传,民政局,2025-01-01,2025-12-31",
    ] {
        assert!(entries.contains(line), "{line}\n{entries}");
    }
    let list = format!("{list}@2025-06-01");
    // A spreadsheet is compared as it stands.
    let told = zhunru(&["list", "diff", &list, &first]).exits(0).text();
    assert!(
        told.contains("新增：防汛值守") && told.contains("取消：交通劝导"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let scratch = Scratch::new("import-hostile");
    for (name, bytes, part) in [
        ("empty.csv", Vec::new(), "是空文件"),
        ("nameless.csv", "序号,备注\n1,甲\n".into(), "序号、备注"),
        ("broken.xlsx", xlsx()[..600].to_vec(), "已损坏"),
        ("letter.xlsx", b"%PDF-1.7".to_vec(), "PDF"),
    ] {
        let file = scratch.file(name, bytes);
        let ran = import(&scratch, &file, &[]).exits(1);
        assert!(
            ran.err.contains(part) && ran.err.contains(name),
            "{name}: {}",
            ran.err
        );
        assert!(!scratch.has("pack"), "{name}");
    }
    let file = scratch.file("headings.csv", "序号,名称\n");
    let ran = import(&scratch, &file, &[]).exits(1);
    assert!(ran.text().contains("读入 0 项"), "{}", ran.text());
    assert!(!scratch.has("pack"));
    let formula = scratch.file("formula.csv", "名称\n=HYPERLINK(1)\n综治中心值守\n");
    let ran = import(&scratch, &formula, &[]).exits(1);
    assert!(ran.text().contains("名称以公式符号开头"), "{}", ran.text());
}

#[test]
fn several_sheets_are_named() {
    let scratch = Scratch::new("import-sheets");
    let mut workbook = Workbook::new();
    for (name, item) in [("教育", "入学信息核实"), ("安全", "防汛值守")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "事项名称").unwrap();
        sheet.write(1, 0, item).unwrap();
    }
    let file = scratch.file("list.xlsx", workbook.save_to_buffer().unwrap());
    let ran = import(&scratch, &file, &[]).exits(1);
    assert!(
        ran.err.contains("教育、安全") && ran.err.contains("--sheet"),
        "{}",
        ran.err
    );
    let ran = import(&scratch, &file, &["--sheet", "水利"]).exits(1);
    assert!(ran.err.contains("水利"), "{}", ran.err);
    let report = import(&scratch, &file, &["--sheet", "安全", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(
        (&report["read"], &report["skipped_sheets"][0]),
        (&1.into(), &"教育".into())
    );
    let both = [
        "--replace",
        "--sheet",
        "安全",
        "--sheet",
        "教育",
        "--format",
        "json",
    ];
    assert_eq!(import(&scratch, &file, &both).exits(0).json()["read"], 2);
}

#[test]
fn a_name_over_several_rows_is_one_entry_and_a_heading_between_rows_is_a_class() {
    let scratch = Scratch::new("import-merged");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    for (column, heading) in (0..).zip(["序号", "事项名称", "办理材料"]) {
        sheet.write(0, column, heading).unwrap();
    }
    sheet
        .merge_range(1, 0, 1, 2, "一、社会救助（共1项）", &plain)
        .unwrap();
    sheet
        .merge_range(2, 1, 3, 1, "低保入户核查", &plain)
        .unwrap();
    sheet.write(2, 2, "身份证").unwrap();
    sheet.write(3, 2, "申请表").unwrap();
    sheet
        .merge_range(4, 0, 4, 2, "二、公共安全", &plain)
        .unwrap();
    sheet.write(7, 1, "防汛值守").unwrap();
    let file = scratch.file("list.xlsx", workbook.save_to_buffer().unwrap());
    let text = import(&scratch, &file, &[]).exits(0).text();
    assert_eq!(
        scratch.text("pack/lists/assist.csv"),
        "\u{feff}名称,类别,办理材料\r\n低保入户核查,社会救助,身份证;申请表\r\n防汛值守,公共安全,\r\n"
    );
    assert!(text.contains("第 6 行至第 7 行，空行"), "{text}");
    assert!(
        text.contains("第 4 行，名称与上一行合并，并入上一项"),
        "{text}"
    );
}

#[test]
fn a_hundred_thousand_rows_are_read_and_more_are_not() {
    let scratch = Scratch::new("import-many");
    let mut text = String::from("名称\n");
    for number in 0..100_001 {
        text.push_str(&format!("事项{number:06}\n"));
    }
    let file = scratch.file("many.csv", text);
    let report = import(&scratch, &file, &["--format", "json"])
        .exits(1)
        .json();
    assert_eq!(report["read"], 100_000);
    assert_eq!(report["faults"].as_array().unwrap().len(), 1);
    assert_eq!(report["faults"][0]["kind"], "too_many");
    assert_eq!(report["all_names_compared"], false);
    assert!(scratch.has("pack/lists/assist.csv"));
}

#[test]
fn a_list_that_was_counted_only_must_have_as_many_entries() {
    let scratch = Scratch::new("import-counted");
    let first = scratch.file("1.csv", "名称\n农家书屋管理\n");
    import(&scratch, &first, &[]).exits(0);
    let counted = scratch.text("pack/lists/assist.toml").replace(
        "entries = \"assist.csv\"",
        "declared_count = 2\nnot_loaded = \"ask\"\nmessage = \"核对是否在清单内\"",
    );
    scratch.file("pack/lists/assist.toml", counted);
    std::fs::remove_file(scratch.path("pack/lists/assist.csv")).unwrap();
    import(&scratch, &first, &["--replace"]).exits(1);
    assert!(
        scratch
            .text("pack/lists/assist.toml")
            .contains("not_loaded")
    );
    let both = scratch.file("2.csv", "名称\n农家书屋管理\n防汛值守\n");
    import(&scratch, &both, &["--replace"]).exits(0);
    let list = scratch.text("pack/lists/assist.toml");
    assert!(
        list.contains("declared_count = 2\nmessage = \"核对是否在清单内\"\n"),
        "{list}"
    );
}
