"""Decides a lake of demands with Spark, and shows that one process comes to the same.

    python examples/python/on_spark.py [ROWS]

generates ROWS demands (ten million where nothing is said) in three places, writes them as Parquet, decides them
with Spark on every core of this machine, decides them again in this process, and compares. The rules are the
built-in ones and those of a pack in a folder, whose files travel with the pickled engine: workers need zhunru in
the same version, and no folder.

Needs Java 17, pyspark, pandas and pyarrow.

Prints for 100000 rows:

    deny: 1947
    faulty: 1000
    needs_information: 57767
    not_covered: 39286
    100000 demands, 14 outcomes: the same by Spark and by one process
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow
import pyarrow.compute
import pyarrow.dataset
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from zhunru import Engine, Pack, types

PACK = Path(__file__).resolve().parents[1] / "packs" / "xicheng"

#: The columns of the demands, made of the number of the row. What is null is unknown. Headings are labels of
#: facts here, since the dots of their paths are not for Spark.
DEMANDS = {
    "id": "cast(id as string)",
    "submitted_on": "date_add(date'2024-01-01', cast(id % 366 as int))",
    "村代码": "element_at(array('340304100201', '120110001201', '110102001001'), cast(1 + id % 7 % 3 as int))",
    "派交单位层级": "case id % 100 when 99 then '不详' else element_at(array('县级', '乡级'), cast(1 + id % 5 % 2 as int)) end",
    "派交单位类别": "element_at(array('党委部门', '政府部门'), cast(1 + id % 3 % 2 as int))",
    "诉求类型": "element_at(array('会议', '填表报数', '挂牌', '派交工作事务'), cast(1 + id % 4 as int))",
    "是否仅以填表报数调度": "case when id % 4 = 1 and id % 11 < 9 then id % 11 < 2 end",
    "挂牌位置": "case when id % 4 = 2 and id % 13 < 9 then '外部标牌' end",
    "承担方式": "case when id % 4 = 3 and id % 13 < 5 then '责任主体' when id % 4 = 3 then '协助' end",
}

#: What comes out for each of them, also as types of Spark and of Arrow.
COLUMNS: list[types.OutputColumn] = ["id", "verdict", "rules", "missing", "errors"]
DECISIONS = """
    id string, verdict string, rules array<string>, missing array<string>,
    errors array<struct<row: bigint, column: string, code: string, message: string>>
"""
ERROR = {"row": pyarrow.int64(), "column": pyarrow.string(), "code": pyarrow.string(), "message": pyarrow.string()}
SCHEMA = pyarrow.schema(
    {
        "id": pyarrow.string(),
        "verdict": pyarrow.string(),
        "rules": pyarrow.list_(pyarrow.string()),
        "missing": pyarrow.list_(pyarrow.string()),
        "errors": pyarrow.list_(pyarrow.struct(list(ERROR.items()))),
    }
)

#: By verdict, rules, missing facts and whether there are errors: how many demands, and the sum of their ids.
Outcomes = dict[tuple[str, str, str, bool], tuple[int, int]]


def decider(engine: Engine) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What `mapInArrow` takes: batches of demands in, batches of decisions out.

    Spark pickles the engine with it and sends it to its workers. Each of these decides with one thread, since
    there is one for every core. The demands of one proposal have to stand together in one partition, which
    `frame.repartition("id").sortWithinPartitions("id")` sees to; here each demand is a proposal of its own.
    """

    def decide(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        batches = iter(batches)
        first = next(batches, None)
        if first is None:  # a partition without rows
            return
        table = pyarrow.RecordBatchReader.from_batches(first.schema, itertools.chain([first], batches))
        for decided in engine.decide_batches(table, columns=COLUMNS, threads=1, errors="column"):
            yield pyarrow.record_batch(decided).cast(SCHEMA)

    return decide


def outcomes_of_spark(frame: DataFrame, engine: Engine) -> Outcomes:
    """Decides with Spark."""
    decided = frame.mapInArrow(decider(engine), DECISIONS)
    found = decided.groupBy(
        f.coalesce("verdict", f.lit("")).alias("verdict"),
        f.concat_ws(";", "rules").alias("rules"),
        f.concat_ws(";", "missing").alias("missing"),
        (f.coalesce(f.size("errors"), f.lit(0)) > 0).alias("faulty"),
    ).agg(f.count("id").alias("count"), f.sum(f.col("id").cast("bigint")).alias("sum"))
    return {
        (row["verdict"], row["rules"], row["missing"], row["faulty"]): (row["count"], row["sum"])
        for row in found.collect()
    }


def outcomes_of_one_process(folder: Path, engine: Engine) -> Outcomes:
    """Decides the same files without Spark."""
    compute = pyarrow.compute
    found: Outcomes = {}
    demands = pyarrow.dataset.dataset(folder).scanner().to_reader()
    for decided in engine.decide_batches(demands, columns=COLUMNS, errors="column"):
        batch = pyarrow.record_batch(decided).cast(SCHEMA)
        keys = {
            "verdict": compute.fill_null(batch["verdict"], ""),
            "rules": compute.fill_null(compute.binary_join(batch["rules"], ";"), ""),
            "missing": compute.fill_null(compute.binary_join(batch["missing"], ";"), ""),
            "faulty": compute.greater(compute.fill_null(compute.list_value_length(batch["errors"]), 0), 0),
        }
        table = pyarrow.table({**keys, "id": batch["id"].cast(pyarrow.int64())})
        grouped = table.group_by(list(keys)).aggregate([("id", "count"), ("id", "sum")])
        for row in grouped.to_pylist():
            key = (row["verdict"], row["rules"], row["missing"], row["faulty"])
            count, total = found.get(key, (0, 0))
            found[key] = (count + row["id_count"], total + row["id_sum"])
    return found


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    # The workers run with the Python that runs this, unless something else is said.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    engine = Engine([Pack.from_folder(PACK)])
    spark = (
        SparkSession.builder.appName("zhunru")
        .master("local[*]")
        .config("spark.ui.enabled", False)
        .config("spark.ui.showConsoleProgress", False)
        .getOrCreate()
    )
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "demands"
        spark.range(rows).selectExpr(*(f"{how} as `{name}`" for name, how in DEMANDS.items())).write.parquet(
            str(folder)
        )
        begun = time.monotonic()
        by_spark = outcomes_of_spark(spark.read.parquet(str(folder)), engine)
        told = f"Spark: {time.monotonic() - begun:.1f} s"
        begun = time.monotonic()
        alone = outcomes_of_one_process(folder, engine)
        told += f", one process: {time.monotonic() - begun:.1f} s"
    spark.stop()
    print(told, file=sys.stderr)

    verdicts: Counter[str] = Counter()
    for (verdict, *_), (count, _sum) in alone.items():
        verdicts[verdict or "faulty"] += count
    for verdict, count in sorted(verdicts.items()):
        print(f"{verdict}: {count}")
    if by_spark != alone:
        different = sorted(set(by_spark.items()) ^ set(alone.items()))
        sys.exit(f"Spark and one process differ, first at {different[0]}")
    print(f"{sum(verdicts.values())} demands, {len(alone)} outcomes: the same by Spark and by one process")


if __name__ == "__main__":
    main()
