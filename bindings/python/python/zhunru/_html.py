"""How notebooks show decisions, engines, packs, proposals and tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from ._codes import Verdict

if TYPE_CHECKING:
    from ._comparison import ListComparison
    from ._decision import Finding, ProcedureProgress, StepAct
    from ._difference import PackDifference
    from ._list import ListVersion
    from ._parts import Days
    from ._table import ColumnReport, TableSummary
    from ._zhunru import DecidedTable, Decision, Engine, Pack, Proposal, WorkingCalendar

# Colours that read on light and dark backgrounds, worst first.
_COLOURS: Mapping[Verdict, str] = {
    Verdict.DENY: "#c62828",
    Verdict.NEEDS_INFORMATION: "#ad6800",
    Verdict.NEEDS_APPROVAL: "#6a1b9a",
    Verdict.NOT_COVERED: "#546e7a",
    Verdict.ADMIT_WITH_CONDITIONS: "#00796b",
    Verdict.ADMIT: "#2e7d32",
}

_CARD = "border:1px solid #9994;border-left:4px solid {};border-radius:4px;padding:.6em 1em;max-width:48em"
_SMALL = "opacity:.75;font-size:90%"

# So many rows a table of entries or changes shows; the rest is counted.
_ROWS = 100

# So many findings, questions and obligations a card shows each.
_SHOWN = 8


def decision(one: Decision) -> str:
    """A decision as a card."""
    zh = one.language == "zh"
    parts = [_headline(one.verdict, one.proposal or "", str(one.as_of), zh)]
    parts.append(f"<p style='margin:.4em 0'>{escape(one.summary)}</p>")
    bearing = [finding for finding in one.findings if _bears(finding, one.verdict)]
    parts.append(_items(_told(bearing, len(one.demands) > 1)))
    if one.missing:
        parts.append(_heading("请补充" if zh else "To be answered"))
        parts.append(_items(escape(missing.question) for missing in one.missing))
    owed = [obligation for obligation in one.obligations if obligation.status != "met"]
    if owed:
        parts.append(_heading("须落实" if zh else "Owed"))
        parts.append(_items(escape(obligation.message) for obligation in owed))
    if one.open_points:
        note = "文件另有可能读法" if zh else "A document can be read otherwise"
        parts.append(f"<div style='{_SMALL}'>{note}: {len(one.open_points)}</div>")
    return f"<div style='{_CARD.format(_COLOURS[one.verdict])}'>{''.join(parts)}</div>"


def _headline(verdict: Verdict, title: str, day: str, zh: bool) -> str:
    label = verdict.label if zh else verdict.label_en
    about = " · ".join(escape(part) for part in (title, day) if part)
    return (
        f"<div><strong style='color:{_COLOURS[verdict]}'>{escape(label)}</strong> "
        f"<span style='{_SMALL}'>{about}</span></div>"
    )


def _bears(finding: Finding, verdict: Verdict) -> bool:
    if finding.outcome in ("violated", "undetermined"):
        return True
    granted = verdict in (Verdict.ADMIT, Verdict.ADMIT_WITH_CONDITIONS)
    return granted and finding.outcome == "satisfied" and finding.modality != "required"


def _told(findings: Iterable[Finding], with_demand: bool) -> Iterable[str]:
    for finding in findings:
        demand = f"[{finding.demand + 1}] " if with_demand else ""
        clause = f"{finding.source.document} {finding.source.clause}"
        remedy = f"<br>→ {escape(finding.remedy)}" if finding.remedy else ""
        yield (
            f"{demand}{escape(finding.message)}{remedy}"
            f"<br><span style='{_SMALL}'>{escape(clause)} · {escape(finding.rule)}</span>"
        )


def _heading(text: str) -> str:
    return f"<div style='margin-top:.4em'><strong>{text}</strong></div>"


def _items(items: Iterable[str]) -> str:
    items = list(items)
    if not items:
        return ""
    shown = "".join(f"<li>{item}</li>" for item in items[:_SHOWN])
    more = f"<li>… +{len(items) - _SHOWN}</li>" if len(items) > _SHOWN else ""
    return f"<ul style='margin:.2em 0;padding-left:1.4em'>{shown}{more}</ul>"


def engine(one: Engine) -> str:
    """An engine as a table of its packs."""
    rows = [(pack.id, pack.title, pack.place.name, pack.version) for pack in one.packs]
    return _table(("规则包", "名称", "适用地", "版本"), rows)


def pack(one: Pack) -> str:
    """A pack as a table of its rules and lists."""
    code = f" ({one.place.code})" if one.place.code else ""
    head = (
        f"<strong>{escape(one.title)}</strong><br><span style='{_SMALL}'>{escape(one.id)} · "
        f"{escape(one.version)} · {escape(one.place.name)}{code}</span>"
    )
    rules = [
        (rule.id, rule.title, rule.modality, f"{rule.source.document} {rule.source.clause}")
        for rule in one.rules
    ]
    lists = [
        (of.id, of.title, of.kind, str(len(of.entries)) if of.loaded else f"({of.declared_count})")
        for of in one.lists
    ]
    procedures = [
        (of.id, of.title, str(len(of.steps)), f"{of.source.document} {of.source.clause}")
        for of in one.procedures
    ]
    return (
        f"<div>{head}{_table(('规则', '名称', '规范性质', '依据'), rules)}"
        f"{_table(('清单', '名称', '类别', '条目'), lists)}"
        f"{_table(('程序', '名称', '步骤', '依据'), procedures)}</div>"
    )


def list_version(one: ListVersion) -> str:
    """A version of a list as a table of its entries."""
    title = one.title or "清单"
    where = f"{one.pack}/{one.list}" if one.pack and one.list else ""
    count = "未载入" if one.entries is None else f"{len(one.entries)} 项"
    if one.entries is None and one.count is not None:
        count = f"未载入，文件载明 {one.count} 项"
    rows = [
        (entry.code or "", entry.name, entry.category or "", entry.details.lead_unit or "")
        for entry in one.entries or ()
    ]
    return _titled(
        title,
        [where, _days(one.in_force), count],
        _table(("编码", "名称", "类别", "牵头单位"), rows),
    )


def _days(one: Days) -> str:
    if one.since is None and one.until is None:
        return ""
    return f"{one.since or ''} – {one.until or ''}"


def comparison(one: ListComparison) -> str:
    """What differs between two versions of a list, as a table."""
    rows = [("新增", entry.name, entry.code or "") for entry in one.added]
    rows += [("取消", entry.name, entry.code or "") for entry in one.retired]
    for revision in one.revised:
        rows += [
            (
                "调整",
                revision.after.name,
                f"{change.label}：{'、'.join(change.before) or '无'} → {'、'.join(change.after) or '无'}",
            )
            for change in revision.changes
        ]
    rows += [
        ("编码变更", change.after.name, f"{change.before.code or '无'} → {change.after.code or '无'}")
        for change in one.recoded
    ]
    rows += [
        ("疑似更名", f"{found.before.name} → {found.after.name}", f"{found.likeness:.2f}")
        for found in one.renamed
    ]
    told = [f"{_known(one.count_before)} → {_known(one.count_after)} 项"]
    if one.same:
        told.append("两者相同")
    elif not one.loaded:
        told.append("清单未载入，只比对条目数")
    return _titled("清单比对", told, _table(("变动", "事项", "内容"), rows))


def _known(count: int | None) -> str:
    return "?" if count is None else str(count)


def difference(one: PackDifference) -> str:
    """What tells two packs apart, as a table of the parts that differ."""
    rows = [(change.heading, "；".join(change.sentences)) for change in one.changes]
    return _titled(one.headline, [one.summary], _table(("变动", "内容"), rows))


def progress(one: ProcedureProgress) -> str:
    """How far a procedure has come, as a table of its steps."""
    rows = [
        ("✓", step.title, str(step.on or ""), "；".join(map(_act, step.acts)))
        for step in one.steps_done
    ]
    if one.refused is not None:
        step = one.refused
        rows.append(("✗", step.title, str(step.on or ""), "；".join(map(_act, step.acts))))
    if one.next is not None:
        due = f"≤ {one.due}" if one.due else ""
        late = "，已逾期" if one.overdue else ""
        waiting = " / ".join("、".join(all) for all in one.bodies)
        rows.append(("▶", one.next_title or one.next, due + late, waiting))
    state = {"complete": "已完成", "refused": "未获同意", "incomplete": "未完成"}
    told = [one.id, state[one.state] if one.state else "办理情况待核实"]
    return _titled(one.title, told, _table(("", "步骤", "日期", "办理"), rows))


def _act(act: StepAct) -> str:
    return f"{act.by} {act.number}" if act.number else act.by


def calendar(one: WorkingCalendar) -> str:
    """A calendar as a table of its years."""
    rows = [
        (
            str(year.year),
            "；".join(f"{of.name} {_span(of.since, of.until)}" for of in year.holidays),
            "、".join(f"{on:%m-%d}" for on in year.make_up_days),
            f"{year.source.document} {year.source.clause}",
        )
        for year in one.years
    ]
    told = [] if rows else ["周一至周五"]
    return _titled("工作日历", told, _table(("年份", "节假日", "调休上班", "依据"), rows))


def _span(since: datetime.date, until: datetime.date) -> str:
    return f"{since:%m-%d}" if since == until else f"{since:%m-%d} – {until:%m-%d}"


def _titled(title: str, told: Iterable[str], table: str) -> str:
    about = " · ".join(escape(part) for part in told if part)
    return f"<div><strong>{escape(title)}</strong> <span style='{_SMALL}'>{about}</span>{table}</div>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    if len(rows) > _ROWS:
        rest = len(rows) - _ROWS
        rows = [*rows[:_ROWS], [f"… +{rest}", *[""] * (len(headings) - 1)]]
    head = "".join(f"<th style='text-align:left'>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def proposal(one: Proposal) -> str:
    """A proposal as a table of its fields."""
    rows = [(name, _shown(value)) for name, value in one.to_dict().items() if name != "format"]
    return _table(("字段", "内容"), rows)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return " | ".join(_shown(one) for one in value) if value else "[]"
    return str(value)


def table(one: DecidedTable) -> str:
    """A table of decisions as its figures."""
    names = escape(", ".join(one.column_names))
    return (
        f"<div><strong>{len(one)}</strong> × {len(one.column_names)} "
        f"<span style='{_SMALL}'>{names}</span>{summary(one.summary)}"
        f"{near_misses(one.columns)}</div>"
    )


def summary(one: TableSummary) -> str:
    """How many rows had which verdict."""
    rows = [(verdict.label, verdict.value, str(count)) for verdict, count in one.verdicts.items()]
    if one.faulty_rows:
        rows.append(("未能办理", "faulty", str(one.faulty_rows)))
    return _table(("结论", "", "行"), rows)


def near_misses(report: ColumnReport) -> str:
    """The columns that may be misspelt."""
    near = ", ".join(f"{name} → {known}?" for name, known in report.near_misses.items())
    return f"<div style='{_SMALL}'>{escape(near)}</div>" if near else ""


def column_report(report: ColumnReport) -> str:
    """What became of columns, as a table."""
    rows = [(one.name, ", ".join(one.paths), one.problem or "") for one in report.found]
    rows += [(one.name, "—", f"{one.nearest}?" if one.nearest else "") for one in report.ignored]
    return _table(("列", "事实", ""), rows)
