"""Tables of every library in, Arrow out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import duckdb
import polars
import pyarrow
import pytest
from conftest import DAY, DENIED

import zhunru
from zhunru import Engine, TableError

COLUMNS: dict[str, list[Any]] = {
    "id": ["1", "2", "3", "3"],
    "提交日期": [DAY, DAY, DAY, None],
    "village.code": ["340304100201"] * 4,
    "派交单位名称": ["甲局", "乙局", "甲局", None],
    "issuer.kind": ["government_department", "政府部门", "government_department", None],
    "派交单位层级": ["county", "县级", "区级", None],
    "type": ["data_request", "挂牌", "meeting", "data_request"],
    "data_request.sole_means": [True, None, None, True],
    "备注": ["", "x", "", ""],
    "signboard.placment": [None, "interior_sign", None, None],
}


def table() -> pyarrow.Table:
    return pyarrow.table(COLUMNS)


def sources() -> Iterator[Any]:
    yield pyarrow.table(COLUMNS)
    yield pyarrow.RecordBatchReader.from_batches(table().schema, table().to_batches(1))
    yield table().to_batches()[0]
    yield polars.DataFrame(COLUMNS)
    yield polars.DataFrame(COLUMNS).with_columns(polars.col("type").cast(polars.Categorical))
    relation = duckdb.connect()
    relation.register("proposals", table())
    yield relation.sql("select * from proposals order by id, type desc")


def codes(decided: Any) -> list[Any]:
    found: list[Any] = pyarrow.table(decided).column("verdict").to_pylist()
    return found


@pytest.mark.parametrize("source", list(sources()), ids=lambda source: type(source).__qualname__)
def test_every_library(engine: Engine, source: Any) -> None:
    decided = engine.decide_table(source)
    assert codes(decided) == ["deny", "needs_information", "not_covered", "deny"]
    assert len(decided) == 4


def test_pandas(engine: Engine) -> None:
    pandas = pytest.importorskip("pandas")
    decided = engine.decide_table(pandas.DataFrame(COLUMNS))
    assert codes(decided) == ["deny", "needs_information", "not_covered", "deny"]
    back = pandas.DataFrame.from_arrow(decided)
    assert list(back["assignable"]) == [False, False, False, False]


def test_the_same_as_one_by_one(engine: Engine) -> None:
    decided = pyarrow.table(engine.decide_table(table())).to_pylist()
    one = engine.decide({**DENIED, "id": "1", "issuer": {**DENIED["issuer"], "name": "甲局"}})  # type: ignore[dict-item]
    assert decided[0]["rules"] == [
        finding.rule for finding in one.findings if finding.outcome == "violated"
    ]


def test_out_into_every_library(engine: Engine) -> None:
    decided = engine.decide_table(table(), columns=["row", "verdict", "rules", "packs"])
    assert decided.column_names == ("row", "verdict", "rules", "packs")
    assert pyarrow.table(decided).schema.names == ["row", "verdict", "rules", "packs"]
    # As often as one likes.
    frame = polars.DataFrame(decided)
    assert frame["row"].to_list() == [1, 2, 3, 4]
    assert frame["verdict"].to_list()[0] == "deny"
    connection = duckdb.connect()
    connection.register("decided", pyarrow.table(decided))
    assert connection.sql("from decided where verdict = 'deny'").fetchall() != []
    asked = pyarrow.schema([("row", pyarrow.int64())])
    cast = engine.decide_table(table(), columns=["row"]).__arrow_c_stream__(asked.__arrow_c_schema__())
    assert pyarrow.RecordBatchReader._import_from_c_capsule(cast).schema == asked


def test_columns_and_summary(engine: Engine) -> None:
    decided = engine.decide_table(table())
    report = decided.columns
    assert report == engine.column_report(table()) == engine.column_report(table().schema)
    paths = {column.name: column.paths for column in report.found}
    assert paths["派交单位层级"] == ("issuer.level",)
    assert [column.name for column in report.ignored] == ["备注", "signboard.placment"]
    assert report.near_misses == {"signboard.placment": "signboard.placement"}
    summary = decided.summary
    assert (summary.rows, summary.faulty_rows, summary.faults) == (4, 0, 0)
    assert summary.verdicts == {"deny": 2, "needs_information": 1, "not_covered": 1}
    assert list(summary.verdicts) == ["deny", "needs_information", "not_covered"]
    assert summary.issuers["甲局"] == {"deny": 2, "not_covered": 1}
    assert summary.rules["yuhui/prohibition-4"] == 2
    assert summary.to_dict()["verdicts"] == {"deny": 2, "needs_information": 1, "not_covered": 1}
    assert "不予准入" in decided._repr_html_() and "signboard.placement" in decided._repr_html_()
    assert "issuer.level" in report._repr_html_()
    assert repr(decided).startswith("DecidedTable(rows=4, columns=[id, verdict,")


def rows(count: int, bad: int | None = None) -> pyarrow.Table:
    days = [datetime.date(2024, 3, 4)] * count
    levels = ["county"] * count
    if bad is not None:
        levels[bad] = "contea"
    columns = {
        "提交日期": days,
        "村代码": ["340304100201"] * count,
        "派交单位层级": levels,
        "issuer.kind": ["government_department"] * count,
        "data_request.sole_means": [True] * count,
    }
    types = (pyarrow.date32(), pyarrow.string(), pyarrow.string(), pyarrow.string(), pyarrow.bool_())
    return pyarrow.table(columns, schema=pyarrow.schema(zip(columns, types, strict=True)))


def test_one_bad_value_among_many(engine: Engine) -> None:
    faulty = rows(20_000, bad=12_344)
    with pytest.raises(TableError) as caught:
        engine.decide_table(faulty, type="data_request")
    error = caught.value
    assert (error.row, error.column, error.code) == (12_345, "派交单位层级", "wrong-value")
    assert "contea" in str(error) and str(error).startswith("row 12345, column 派交单位层级: ")
    assert error.message_zh
    decided = engine.decide_table(faulty, type="填表报数", errors="column", columns=["verdict"])
    assert decided.column_names == ("verdict", "errors")
    assert decided.summary.faulty_rows == 1
    out = pyarrow.table(decided)
    assert len(out) == 20_000
    assert out["verdict"].null_count == 1 and out["verdict"][12_344].as_py() is None
    assert out["errors"][12_344].as_py()[0]["column"] == "派交单位层级"


def test_columns_of_wrong_types_and_missing_columns(engine: Engine) -> None:
    with pytest.raises(TableError) as caught:
        engine.decide_table(rows(3))
    assert caught.value.code == "no-type-column"
    wrong = rows(3).set_column(2, "派交单位层级", pyarrow.array([1.5, None, 2.0]))
    with pytest.raises(TableError) as caught:
        engine.decide_table(wrong, type="data_request")
    assert (caught.value.row, caught.value.column) == (1, "派交单位层级")
    undated = rows(3).drop_columns(["提交日期"])
    with pytest.raises(TableError) as caught:
        engine.decide_table(undated, type="data_request")
    assert caught.value.code == "missing-value"
    assert codes(engine.decide_table(undated, type="data_request", as_of=DAY)) == ["deny"] * 3
    bad_day = rows(1).set_column(0, "提交日期", pyarrow.array(["2024-02-30"]))
    with pytest.raises(TableError) as caught:
        engine.decide_table(bad_day, type="data_request")
    assert caught.value.column == "提交日期"


def test_arguments(engine: Engine) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"type": "metting"},
        {"columns": ["verdikt"]},
        {"blank_means_none": ["title"]},
        {"columns": []},
        {"errors": "return"},
        {"errors": "ignore"},
        {"language": "fr"},
    )
    for arguments in wrong:
        with pytest.raises(zhunru.ArgumentError):
            engine.decide_table(rows(1), **{"type": "data_request", **arguments})
    for source in ([1, 2], "table", {"type": ["meeting"]}):
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            engine.decide_table(source)  # type: ignore[arg-type]
    none = engine.decide_table(rows(1), type="data_request", packs=["tianjin"], errors="column")
    assert pyarrow.table(none)["errors"][0].as_py()[0]["code"] == "no-pack"
    empty = engine.decide_table(rows(0), type="data_request")
    assert len(empty) == 0 and pyarrow.table(empty).num_columns == len(empty.column_names)


def test_threads_change_nothing(engine: Engine) -> None:
    one = engine.decide_table(rows(5_000), type="data_request", threads=1)
    two = engine.decide_table(rows(5_000), type="data_request", threads=2)
    assert pyarrow.table(one) == pyarrow.table(two)


def test_progress(engine: Engine) -> None:
    steps: list[int] = []
    engine.decide_table(rows(20_000), type="data_request", progress=steps.append)
    assert sum(steps) == 20_000 and len(steps) > 10

    def stop(_done: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        engine.decide_table(rows(20_000), type="data_request", progress=stop)


def test_batches(engine: Engine) -> None:
    read = 0

    def batches() -> Iterator[pyarrow.RecordBatch]:
        nonlocal read
        for batch in rows(40_000).to_batches(4_000):
            read += 1
            yield batch

    schema = rows(0).schema
    source = pyarrow.RecordBatchReader.from_batches(schema, batches())
    decided = engine.decide_batches(source, type="data_request", columns=["verdict"])
    assert decided.columns.near_misses == {}
    first = next(decided)
    assert len(first) <= 8_192 and read < 5, "the whole table was read for one batch"
    assert pyarrow.record_batch(first).num_rows == len(first)
    assert repr(first) == f"DecidedBatch(rows={len(first)})"
    assert decided.summary.rows == len(first)
    assert len(first) + sum(len(batch) for batch in decided) == 40_000
    assert decided.summary.rows == 40_000
    assert list(decided) == []


def test_batches_as_a_stream(engine: Engine) -> None:
    decided = engine.decide_batches(rows(10_000), type="data_request", columns=["verdict"])
    out = pyarrow.table(decided)
    assert len(out) == 10_000 and decided.summary.rows == 10_000
    with pytest.raises(zhunru.ArgumentError, match="another reader"):
        decided.__arrow_c_stream__()
    with pytest.raises(zhunru.ArgumentError, match="another reader"):
        next(decided)
    again = engine.decide_batches(rows(10_000), type="data_request", columns=["verdict"])
    assert polars.DataFrame(again).height == 10_000
    assert repr(again) == "DecidedBatches(columns=[verdict])"


def test_a_stream_that_fails(engine: Engine) -> None:
    def batches() -> Iterator[pyarrow.RecordBatch]:
        yield rows(10).to_batches()[0]
        raise LookupError("the disk is gone")

    def source() -> pyarrow.RecordBatchReader:
        return pyarrow.RecordBatchReader.from_batches(rows(0).schema, batches())

    with pytest.raises(TableError, match="the disk is gone") as caught:
        engine.decide_table(source(), type="data_request")
    assert caught.value.code == "unreadable-table"
    faulty = engine.decide_batches(rows(10, bad=3), type="data_request")
    with pytest.raises(pyarrow.ArrowException, match="row 4"):
        pyarrow.table(faulty)


def test_zero_copy_out(engine: Engine) -> None:
    """Every reader of one decided table sees the same buffers."""
    decided = engine.decide_table(rows(100), type="data_request", columns=["assignable"])
    one, other = pyarrow.table(decided), pyarrow.table(decided)
    places = [each["assignable"].chunk(0).buffers()[1].address for each in (one, other)]
    assert places[0] == places[1]
