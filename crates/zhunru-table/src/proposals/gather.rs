//! The rows of a file, gathered into proposals.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use smol_str::SmolStr;

use super::Reading;
use super::draft::Draft;
use super::layout::Layout;
use crate::fault::{At, Fault};
use crate::incoming::Incoming;
use crate::sheet::value::normalise_text;
use crate::sheet::{HEADER_ROWS, RepeatMerged, Sheet, SheetError, SheetNote, SheetRow, SheetRows};

/// Most numbers of proposals that are remembered to notice one that comes again.
const REMEMBERED: usize = 1 << 20;

/// The proposals of a table.
pub struct TableProposals<'a> {
    file: Arc<str>,
    reading: &'a Reading,
    rows: RepeatMerged<SheetRows>,
    sheet: Option<SheetState>,
    draft: Option<Draft>,
    ready: VecDeque<Incoming>,
    /// Hashes of the numbers of proposals that were read.
    seen: HashSet<u64>,
    tables: usize,
    ended: bool,
}

/// The sheet that is being read.
#[derive(Debug)]
struct SheetState {
    sheet: Arc<Sheet>,
    /// Rows looked at for headings.
    rows: usize,
    layout: Option<Layout>,
}

impl<'a> TableProposals<'a> {
    /// Reads the rows of a file.
    pub fn new(file: Arc<str>, reading: &'a Reading, rows: SheetRows) -> Self {
        TableProposals {
            file,
            reading,
            rows: RepeatMerged::new(rows),
            sheet: None,
            draft: None,
            ready: VecDeque::new(),
            seen: HashSet::new(),
            tables: 0,
            ended: false,
        }
    }

    fn row(&mut self, row: &SheetRow) {
        let same = |state: &SheetState| Arc::ptr_eq(&state.sheet, &row.sheet);
        if !self.sheet.as_ref().is_some_and(same) {
            self.finish_sheet();
            self.sheet = Some(SheetState {
                sheet: Arc::clone(&row.sheet),
                rows: 0,
                layout: None,
            });
        }
        let Some(state) = &mut self.sheet else { return };
        let Some(layout) = &state.layout else {
            state.rows += 1;
            if state.rows <= HEADER_ROWS {
                self.headings(row);
            }
            return;
        };
        if !layout.has_content(row) {
            return;
        }
        let id_column = layout.column_of("id");
        let id = id_column.map(|column| normalise_text(&row.cell(column.index).to_string()));
        let id = id.filter(|id| !id.is_empty()).map(SmolStr::from);
        let continues = match (&self.draft, &id, id_column) {
            (Some(draft), Some(id), _) => draft.id.as_ref() == Some(id),
            (Some(_), None, Some(_)) => true,
            _ => false,
        };
        if !continues {
            if let Some(draft) = self.draft.take() {
                self.ready.push_back(draft.finish());
            }
            if let (Some(id), Some(column)) = (&id, id_column)
                && is_repeated(&mut self.seen, id)
            {
                self.ready.push_back(Incoming::Note(Fault::new(
                    &self.file,
                    layout.cell(row, column),
                    format!("the number `{id}` came before; rows of one proposal must stand together, so this begins another one"),
                    format!("申请编号“{id}”前面已经出现；同一申请的各行须相连，此行起按另一份申请办理"),
                )));
            }
        }
        let file = &self.file;
        let draft = self
            .draft
            .get_or_insert_with(|| Draft::new(file, id, layout, row));
        draft.add(self.reading, layout, row);
    }

    /// Looks for headings in a row.
    fn headings(&mut self, row: &SheetRow) {
        let found = match Layout::of(row, &self.reading.columns) {
            Ok(found) => found,
            Err(error) => {
                let at = At::Row {
                    sheet: row.sheet.name.clone(),
                    row: row.row,
                };
                let fault = Fault::new(&self.file, at, error.to_string(), error.chinese());
                self.ready.push_back(Incoming::Faulty(vec![fault]));
                // Without headings nothing of this sheet can be read.
                if let Some(state) = &mut self.sheet {
                    state.rows = HEADER_ROWS;
                    self.tables += 1;
                }
                return;
            }
        };
        let Some((layout, unknown)) = found else {
            return;
        };
        for unknown in unknown {
            let heading = unknown.heading;
            let (near_en, near_zh) = match unknown.nearest {
                Some(near) => (
                    format!(", did you mean `{near}`?"),
                    format!("，是否应为“{near}”？"),
                ),
                None => Default::default(),
            };
            self.ready.push_back(Incoming::Note(Fault::new(
                &self.file,
                unknown.at,
                format!("the heading `{heading}` is not known and its column is not read{near_en}"),
                format!("不认识表头“{heading}”，这一列没有读取{near_zh}"),
            )));
        }
        self.tables += 1;
        if let Some(state) = &mut self.sheet {
            state.layout = Some(layout);
        }
    }

    fn finish_sheet(&mut self) {
        if let Some(draft) = self.draft.take() {
            self.ready.push_back(draft.finish());
        }
        let Some(state) = self.sheet.take() else {
            return;
        };
        if let (None, Some(name)) = (&state.layout, &state.sheet.name)
            && state.rows < HEADER_ROWS + 1
        {
            self.ready.push_back(Incoming::Note(Fault::new(
                &self.file,
                At::Sheet(name.clone()),
                "has no heading 诉求类型, so it is no table of proposals and was left out",
                "没有“诉求类型”表头，不是申请表，没有读取",
            )));
        }
    }

    /// Ends the table after an error of the file.
    fn break_off(&mut self, error: &SheetError) {
        let mut faults = vec![Fault::new(
            &self.file,
            At::File,
            error.to_string(),
            error.chinese(),
        )];
        if let Some(draft) = self.draft.take() {
            faults.push(Fault::new(
                &self.file,
                draft.origins.at(""),
                "the proposal that begins here may lack rows and was not decided",
                "从此行开始的申请可能缺行，没有作出结论",
            ));
        }
        self.sheet = None;
        self.ready.push_back(Incoming::Faulty(faults));
    }

    fn end(&mut self) {
        self.ended = true;
        self.finish_sheet();
        for note in self.rows.rows().notes() {
            let (name, en, zh) = match note {
                SheetNote::Hidden(name) => {
                    (name, "is hidden and was left out", "是隐藏的，没有读取")
                }
                SheetNote::NotCells(name) => (
                    name,
                    "holds no cells and was left out",
                    "没有单元格，没有读取",
                ),
            };
            let at = At::Sheet(name.clone());
            self.ready
                .push_back(Incoming::Note(Fault::new(&self.file, at, en, zh)));
        }
        if self.tables == 0 {
            self.ready.push_back(Incoming::Faulty(vec![Fault::new(
                &self.file,
                At::File,
                "has no heading row: a column headed 诉求类型 (type) is needed in the first rows",
                "没有表头：前几行中须有“诉求类型”一列",
            )]));
        }
    }
}

/// Whether the number of a proposal came before; only its hash is kept.
fn is_repeated(seen: &mut HashSet<u64>, id: &str) -> bool {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    let hash = hasher.finish();
    match seen.len() < REMEMBERED {
        true => !seen.insert(hash),
        false => seen.contains(&hash),
    }
}

impl Iterator for TableProposals<'_> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if self.ended {
                return None;
            }
            match self.rows.next() {
                Some(Ok(row)) => self.row(&row),
                Some(Err(error)) => {
                    self.break_off(&error);
                    self.ended = true;
                }
                None => self.end(),
            }
        }
    }
}
