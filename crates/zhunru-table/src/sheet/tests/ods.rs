use super::*;

pub(super) const TABLES: &str = "<table:table table:name=\"隐\" table:style-name=\"hidden\"><table:table-row>\
     <table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>\
     </table:table-row></table:table>\
     <table:table table:name=\"甲\">\
     <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
     <table:table-row>\
     <table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\">\
     <text:p>下洪村</text:p></table:table-cell>\
     <table:table-cell office:value-type=\"float\" office:value=\"340304100201\"/>\
     <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-04\"/>\
     <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
     <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-04T08:30:00\"/>\
     <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" \
     office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>\
     <table:table-cell table:number-columns-repeated=\"16378\"/></table:table-row>\
     <table:table-row table:number-rows-repeated=\"2\"><table:covered-table-cell/>\
     <table:table-cell office:value-type=\"float\" office:value=\"1.5\"/></table:table-row>\
     <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell \
     table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";

#[test]
fn cells_merges_and_hidden_sheets_are_read() {
    let limits = Limits::default();
    let bytes = fixtures::ods(TABLES);
    let table = read_bytes(&bytes, "ods", &limits).unwrap();
    let time = chrono::NaiveDate::from_ymd_opt(2024, 3, 4)
        .unwrap()
        .and_hms_opt(8, 30, 0)
        .unwrap();
    let cells: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.row, row.cells.clone()))
        .collect();
    let first = vec![
        text("下洪村"),
        Cell::Integer(340_304_100_201),
        date(2024, 3, 4),
        Cell::Boolean(true),
        Cell::DateTime(time),
        Cell::Error("#N/A".into()),
    ];
    let other = vec![Cell::Blank, Cell::Decimal("1.5".into())];
    assert_eq!(cells, [(3, first), (4, other.clone()), (5, other)]);
    assert_eq!(table.notes, [SheetNote::Hidden("隐".into())]);

    let rows = read(Input::spool(bytes.as_slice(), &limits).unwrap(), &limits).unwrap();
    let rows: Vec<SheetRow> = RepeatMerged::new(rows).collect::<Result<_, _>>().unwrap();
    assert_eq!(rows[1].cell(0), &text("下洪村"));
    assert_eq!(rows[2].cell(0), &Cell::Blank);
}

fn refused(tables: &str) -> SheetError {
    let limits = Limits {
        dense_cells: 1000,
        dense_text_bytes: 10_000,
        ..Limits::default()
    };
    read_bytes(&fixtures::ods(tables), "ods", &limits).unwrap_err()
}

#[test]
fn repetitions_are_counted_before_they_are_written_out() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
    for tables in [
        // A row repeated, a cell repeated in rows one by one, and a lonely far corner.
        format!(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1001\">{cell}/></table:table-row></table:table>"
        ),
        format!(
            "<table:table table:name=\"a\"><table:table-row>{cell} table:number-columns-repeated=\"1001\"/></table:table-row></table:table>"
        ),
        format!(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell/></table:table-row><table:table-row><table:table-cell/>{cell}/></table:table-row></table:table>"
        ),
    ] {
        let error = refused(&tables);
        assert!(
            matches!(error, SheetError::TooLarge { limit: 1000, .. }),
            "{error}"
        );
    }
    for content in [
        "<text:s text:c=\"4000000000\"/>".to_owned(),
        "很长".repeat(2_000),
    ] {
        let error = refused(&format!(
            "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>{content}</text:p></table:table-cell></table:table-row></table:table>"
        ));
        assert!(
            matches!(error, SheetError::TooLarge { limit: 10_000, .. }),
            "{error}"
        );
    }
}

#[test]
fn content_that_breaks_off_is_refused() {
    for content in [
        "<office:document-content><table:table table:name=\"a\">",
        "<office:document-content><table:table table:name=\"a\"><table:table-row>",
        "<a></b>",
        "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"many\"/></table:table>",
    ] {
        let bytes = fixtures::ods_with_content(content.as_bytes());
        let error = read_bytes(&bytes, "ods", &Limits::default()).unwrap_err();
        assert!(
            matches!(error, SheetError::Damaged(_)),
            "{content}: {error}"
        );
    }
}

#[test]
fn a_protected_document_is_named_so() {
    let bytes = fixtures::edit(&fixtures::ods(TABLES), "META-INF/manifest.xml", |_| {
        "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
         <manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
            .into()
    });
    // Encrypted content is no XML.
    let bytes = fixtures::edit(&bytes, "content.xml", |_| "\u{1}\u{2}<<".into());
    let error = read_bytes(&bytes, "ods", &Limits::default()).unwrap_err();
    assert!(matches!(error, SheetError::Encrypted), "{error}");
}
