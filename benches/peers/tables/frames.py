"""Polars and NumPy by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from rules import GATES, OBLIGES, PROHIBITS, any_of, hits

Lists = dict[str, list[str]]


class PolarsColumns:
    """Expressions; the codes of a column are all that it may hold, where they are known."""

    def __init__(self, frame: pl.DataFrame, lists: Lists) -> None:
        self.lists = lists
        self.stages: list[tuple[int, str, pl.Expr]] = []
        self.held = {
            name: list(kind.categories)
            for name, kind in frame.schema.items()
            if isinstance(kind, pl.Enum)
        }
        self.criteria = frame["assessment.criteria"].cast(pl.String).unique().drop_nulls().to_list()

    def among(self, column: str, codes: list[str]) -> pl.Expr:
        held = self.held.get(column)
        codes = [code for code in codes if held is None or code in held]
        if not codes:
            return pl.lit(False)
        if len(codes) == 1:
            return pl.col(column) == codes[0]
        if held is None:
            return pl.col(column).is_in(codes)
        return pl.col(column).is_in(pl.Series(codes, dtype=pl.Enum(held)).implode())

    def flag(self, column: str) -> pl.Expr:
        return pl.col(column)

    def raw(self, column: str) -> pl.Expr:
        return pl.col(column)

    def with_any(self, column: str, codes: set[str]) -> pl.Expr:
        return self.among(column, [text for text in self.criteria if codes & set(text.split(";"))])

    def named(self, name: str, column: pl.Expr) -> pl.Expr:
        stages = {stage: level for level, stage, _ in self.stages}
        level = 1 + max((stages.get(used, 0) for used in column.meta.root_names()), default=0)
        self.stages.append((level, name, column))
        return pl.col(name)

    def staged(self, query: pl.LazyFrame) -> pl.LazyFrame:
        """The table with the named columns, each after those that it uses."""
        for level in sorted({level for level, _, _ in self.stages}):
            query = query.with_columns(**{name: column for at, name, column in self.stages if at == level})
        return query


class Polars:
    """Decides a table with lazy expressions."""

    name = f"Polars {pl.__version__}"

    def __init__(self, table: pa.Table, lists: Lists) -> None:
        frame = pl.DataFrame(pl.from_arrow(table))
        coded = [name for name, kind in frame.schema.items() if isinstance(kind, (pl.Categorical, pl.Enum))]
        enums = {}
        for name in coded:
            held = frame[name].cast(pl.String)
            enums[name] = held.cast(pl.Enum(sorted(held.unique().drop_nulls())))
        frame = frame.with_columns(**enums).rechunk()
        columns = PolarsColumns(frame, lists)
        rules, granted, refused = hits(columns)
        hit = columns.staged(frame.lazy()).select(granted=granted, refused=refused, **rules)
        denied, gated, owing = (pl.any_horizontal(*names) for names in (PROHIBITS, GATES, OBLIGES))
        verdict = (
            pl.when(denied | (gated & pl.col("refused")))
            .then(pl.lit(0, pl.UInt8))
            .when(gated)
            .then(pl.lit(1, pl.UInt8))
            .when(~pl.col("granted"))
            .then(pl.lit(2, pl.UInt8))
            .when(owing)
            .then(pl.lit(3, pl.UInt8))
            .otherwise(pl.lit(4, pl.UInt8))
        )
        self.query = hit.select(verdict.alias("verdict"), *rules)

    def decide(self) -> pl.DataFrame:
        return self.query.collect()

    def column(self, decided: pl.DataFrame, name: str) -> np.ndarray[Any, Any]:
        return decided[name].to_numpy()


class NumpyColumns:
    """Arrays of keys, with a table of answers for each question about the codes."""

    def __init__(self, table: pa.Table, lists: Lists) -> None:
        self.lists = lists
        self.keys: dict[str, np.ndarray[Any, Any]] = {}
        self.codes: dict[str, list[str]] = {}
        self.arrays: dict[str, np.ndarray[Any, Any]] = {}
        self.answers: dict[tuple[str, tuple[str, ...]], np.ndarray[Any, Any]] = {}
        for name in table.column_names:
            array = table[name].combine_chunks()
            array = array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
            if pa.types.is_dictionary(array.type):
                # What is not stated has a key of its own, which is no code.
                self.codes[name] = array.dictionary.to_pylist()
                keys = array.indices.cast(pa.int32()).fill_null(len(self.codes[name]))
                kind = np.uint8 if len(self.codes[name]) < 256 else np.uint16
                self.keys[name] = keys.to_numpy().astype(kind)
            elif pa.types.is_boolean(array.type):
                self.arrays[name] = array.fill_null(False).to_numpy(zero_copy_only=False)
            elif pa.types.is_date32(array.type):
                self.arrays[name] = array.cast(pa.int32()).to_numpy()
            else:
                self.arrays[name] = array.to_numpy()

    def among(self, column: str, codes: list[str]) -> np.ndarray[Any, Any]:
        keys = self.keys[column]
        known = [code for code in codes if code in self.codes[column]]
        if len(known) == 1:
            return keys == self.codes[column].index(known[0])
        asked = (column, tuple(codes))
        if asked not in self.answers:
            self.answers[asked] = np.array([code in codes for code in self.codes[column]] + [False])
        return self.answers[asked][keys]

    def flag(self, column: str) -> np.ndarray[Any, Any]:
        return self.arrays[column]

    def raw(self, column: str) -> np.ndarray[Any, Any]:
        return self.arrays[column]

    def with_any(self, column: str, codes: set[str]) -> np.ndarray[Any, Any]:
        return self.among(column, [text for text in self.codes[column] if codes & set(text.split(";"))])

    def named(self, name: str, column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return column


class Numpy:
    """Decides a table with arrays."""

    name = f"NumPy {np.__version__}"

    def __init__(self, table: pa.Table, lists: Lists) -> None:
        self.columns = NumpyColumns(table, lists)

    def decide(self) -> dict[str, np.ndarray[Any, Any]]:
        rules, granted, refused = hits(self.columns)
        denied = any_of([rules[rule] for rule in PROHIBITS])
        gated = any_of([rules[rule] for rule in GATES])
        owing = any_of([rules[rule] for rule in OBLIGES])
        verdict = np.full(len(granted), 4, dtype=np.uint8)
        verdict[owing] = 3
        verdict[~granted] = 2
        verdict[gated] = 1
        verdict[denied | (gated & refused)] = 0
        return {"verdict": verdict, **rules}

    def column(self, decided: dict[str, np.ndarray[Any, Any]], name: str) -> np.ndarray[Any, Any]:
        return decided[name]
