"""DuckDB by hand."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from rules import GATES, OBLIGES, PROHIBITS, any_of, hits

Lists = dict[str, list[str]]


def quoted(text: str) -> str:
    """The text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


class Sql:
    """A piece of SQL that takes the operators of the rules."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __and__(self, other: Sql) -> Sql:
        return Sql(f"({self.text} AND {other.text})")

    def __or__(self, other: Sql) -> Sql:
        return Sql(f"({self.text} OR {other.text})")

    def __invert__(self) -> Sql:
        return Sql(f"(NOT {self.text})")

    def __le__(self, other: Sql) -> Sql:
        return Sql(f"({self.text} <= {other.text})")

    def __ge__(self, other: int) -> Sql:
        return Sql(f"({self.text} >= {other})")


class SqlColumns:
    """Columns of a table."""

    def __init__(self, lists: Lists, criteria: list[str], held: dict[str, list[str]]) -> None:
        self.lists = lists
        self.held = held
        self.criteria = criteria
        self.stages: list[tuple[int, str, Sql]] = []

    def among(self, column: str, codes: list[str]) -> Sql:
        held = self.held.get(column)
        codes = [code for code in codes if held is None or code in held]
        if not codes:
            return Sql("false")
        if len(codes) == 1:
            return Sql(f'("{column}" = {quoted(codes[0])})')
        return Sql(f'("{column}" IN ({", ".join(quoted(code) for code in codes)}))')

    def flag(self, column: str) -> Sql:
        return Sql(f'"{column}"')

    def raw(self, column: str) -> Sql:
        return Sql(f'"{column}"')

    def with_any(self, column: str, codes: set[str]) -> Sql:
        return self.among(column, [text for text in self.criteria if codes & set(text.split(";"))])

    def named(self, name: str, column: Sql) -> Sql:
        used = (level for level, other, _ in self.stages if f'"is {other}"' in column.text)
        self.stages.append((1 + max(used, default=0), name, column))
        return Sql(f'"is {name}"')

    def staged(self, table: str) -> str:
        """The table with the named columns, each in a query around those that it uses."""
        for level in sorted({level for level, _, _ in self.stages}):
            names = [f'{sql.text} AS "is {name}"' for at, name, sql in self.stages if at == level]
            table = f"(SELECT *, {', '.join(names)} FROM {table})"
        return table


class Duck:
    """Decides a table with one query; named parts of a rule are columns of inner queries."""

    name = f"DuckDB {duckdb.__version__}"

    def __init__(self, table: pa.Table, lists: Lists) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        self.connection.register("given", table)
        columns, held = [], {}
        for place, name in enumerate(table.column_names):
            kind = table.schema.field(name).type
            if pa.types.is_dictionary(kind):
                # A dictionary would become texts.
                held[name] = table[name].chunk(0).dictionary.to_pylist()
                codes = ", ".join(quoted(code) for code in held[name])
                self.connection.execute(f"CREATE TYPE codes_{place} AS ENUM ({codes})")
                columns.append(f'"{name}"::codes_{place} AS "{name}"')
            else:
                columns.append(f'"{name}"')
        self.connection.execute(f"CREATE TABLE proposals AS SELECT {', '.join(columns)} FROM given")
        found = self.connection.execute('SELECT DISTINCT "assessment.criteria"::VARCHAR FROM proposals').fetchall()
        asked = SqlColumns(lists, sorted(text for (text,) in found if text), held)
        rules, granted, refused = hits(asked)
        named = ", ".join(f'{sql.text} AS "{rule}"' for rule, sql in rules.items())
        inner = f"SELECT {named}, {granted.text} AS granted, {refused.text} AS refused FROM {asked.staged('proposals')}"
        denied, gated, owing = (
            any_of([Sql(f'"{rule}"') for rule in names]).text for names in (PROHIBITS, GATES, OBLIGES)
        )
        verdict = (
            f"CASE WHEN {denied} OR ({gated} AND refused) THEN 0 WHEN {gated} THEN 1 "
            f"WHEN NOT granted THEN 2 WHEN {owing} THEN 3 ELSE 4 END::UTINYINT"
        )
        self.query = f"SELECT {verdict} AS verdict, * EXCLUDE (granted, refused) FROM ({inner})"

    def decide(self) -> pa.Table:
        return self.connection.sql(self.query).to_arrow_table()

    def column(self, decided: pa.Table, name: str) -> np.ndarray[Any, Any]:
        return decided[name].to_numpy()
