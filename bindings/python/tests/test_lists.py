"""Lists over time: versions, amendments, comparison, entries by name."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import json
from typing import Any

import pytest
from conftest import PROJECT
from test_pack import FILES, LISTS

import zhunru
from zhunru import EntryDetails, ListEntry, ListVersion, Pack, Supervision

FIRST, SECOND = datetime.date(2024, 3, 4), datetime.date(2025, 3, 4)


@functools.cache
def district() -> Pack:
    """A pack of which a list was amended."""
    return Pack.from_folder(PROJECT / "examples" / "packs" / "tianjin-district")


def read_on(day: datetime.date) -> ListVersion:
    found = district().list_version("assist", day)
    assert found is not None
    return found


def test_versions() -> None:
    versions = district().list_versions("assist")
    assert [version.in_force.since for version in versions] == [
        datetime.date(2024, 1, 1),
        datetime.date(2025, 1, 1),
    ]
    assert versions == (read_on(FIRST), read_on(SECOND))
    first, second = versions
    assert (first.pack, first.list, first.title) == ("tianjin-district", "assist", district().list("assist").title)
    assert (first.count, first.declared_count, second.count, second.declared_count) == (4, 4, 5, 5)
    assert first.entries == district().list("assist").entries_on(FIRST) and first.entries is not None
    assert [size.name for size in first.classes] == ["平安", "卫生", "民政", "教育"]
    assert first.amendments == () and [one.act for one in second.amendments] == ["add"]
    assert district().list_version("assist", "2023-12-31") is None
    with pytest.raises(zhunru.ArgumentError, match="did you mean `assist`"):
        district().list_versions("asist")
    with pytest.raises(zhunru.ArgumentError):
        district().list_version("asist", FIRST)


def test_lists_that_are_not_loaded() -> None:
    first, second = Pack.built_in("haicang").list_versions("duties")
    assert first.entries is None and (first.count, second.count) == (38, 24)
    found = first.compare(second)
    assert (found.count_before, found.count_after, found.loaded, found.same) == (38, 24, False, False)
    assert first.find("农家书屋管理") == ()
    assert "文件载明 38 项" in first._repr_html_() and "38 → 24 项" in found._repr_html_()
    declared = Pack.built_in("haicang").list("duties").declared_versions
    assert [(one.since.year, one.declared_count) for one in declared] == [(2020, 24)]


def test_what_a_list_says() -> None:
    listed = district().list("assist")
    assert (listed.inherits, listed.amended_by) == ("tianjin/assist", "tianjin-district/adjustment")
    assert listed.code_pattern == "X{number:2}" and listed.message_en is not None
    (amendment,) = listed.amendments
    assert (amendment.on, amendment.act, amendment.number) == (
        datetime.date(2025, 1, 1),
        "add",
        "示区委〔2024〕20号",
    )
    assert amendment.before is None and amendment.after is not None
    assert amendment.after.name == "协助做好反家庭暴力工作" and amendment.after in listed.entries
    review = amendment.approvals[0]
    assert (review.act, review.on, review.outcome) == ("assessment", datetime.date(2024, 12, 2), "approved")
    assert review.by == zhunru.Organ(kind="civil_affairs", level="county")
    assert hash(listed) == hash(district().list("assist")) and listed == district().list("assist")
    assert json.loads(listed.to_json()) == listed.to_dict()


def test_an_act_may_say_that_there_is_none() -> None:
    acts = '[{ act = "assessment", on = "none", number = "none", ends_on = 2025-06-30 }]'
    amendment = f"""
[[amendment]]
on = 2025-02-01
act = "retire"
entry = "党群服务中心"
by = "示例县"
document = "通知"
approvals = {acts}
"""
    pack = Pack.from_files({**FILES, "lists/signs.toml": LISTS + amendment})
    (act,) = pack.list("signs").amendments[0].approvals
    assert (act.on, act.number, act.by) == ("none", "none", None)
    assert act.ends_on == datetime.date(2025, 6, 30)


def test_comparison() -> None:
    found = read_on(FIRST).compare(read_on(SECOND))
    assert [entry.code for entry in found.added] == ["X05"]
    assert (found.retired, found.revised, found.renamed, found.unchanged) == ((), (), (), 4)
    assert (found.loaded, found.same) == (True, False)
    assert found.lines == ("条目数：4 → 5（+25.00%）", "新增：X05 协助做好反家庭暴力工作")
    english = read_on(FIRST).compare(read_on(SECOND), language="en")
    assert english.lines[0] == "entries: 4 -> 5 (+25.00%)"
    back = read_on(SECOND).compare(read_on(FIRST))
    assert back.retired == found.added
    same = read_on(FIRST).compare(read_on(FIRST))
    assert same.same and same.unchanged == 4
    assert json.loads(found.to_json()) == found.to_dict()
    assert "协助做好反家庭暴力工作" in found._repr_html_() and "两者相同" in same._repr_html_()
    wrong: Any = district().list("assist")
    with pytest.raises(TypeError, match="`ListVersion`.* found a `ItemList`"):
        read_on(FIRST).compare(wrong)
    named: Any = ListVersion(entries=("农家书屋管理",))  # type: ignore[arg-type]
    for call in (lambda: read_on(FIRST).compare(named), lambda: named.find("农家书屋管理")):
        with pytest.raises(TypeError, match="class `ListEntry`, found a `str`"):
            call()


FULL = ListEntry(
    name="社区矫正协助",
    code="X1",
    aliases=("矫正协助",),
    category="平安",
    details=EntryDetails(
        flow="申请",
        basis=("法",),
        standard="三日",
        conditions="居住",
        materials=("身份证",),
        lead_unit="司法局",
        support="拨付",
        execution="协助",
        supervision=Supervision(by="监委会", of="经办人", how="抽查"),
        publicity="公开栏",
        evaluation="评价",
        accountability="约谈",
    ),
    refines="矫正",
)


def revised() -> list[tuple[str, ListEntry]]:
    """The entry with one field changed, by the code of the field."""
    changed: list[tuple[str, ListEntry]] = [
        ("name", dataclasses.replace(FULL, name="矫正协助", aliases=("社区矫正协助",))),
        ("aliases", dataclasses.replace(FULL, aliases=("矫正",))),
        ("category", dataclasses.replace(FULL, category="司法")),
        ("refines", dataclasses.replace(FULL, refines="司法协助")),
    ]
    details = FULL.details
    for field in dataclasses.fields(EntryDetails):
        if field.name == "supervision":
            continue
        other: Any = ("另",) if field.name in ("basis", "materials") else "另"
        replaced = dataclasses.replace(details, **{field.name: other})
        changed.append((field.name, dataclasses.replace(FULL, details=replaced)))
    for name, code in (("by", "supervised_by"), ("of", "supervision_of"), ("how", "supervision_how")):
        supervision = dataclasses.replace(details.supervision, **{name: "另"})
        replaced = dataclasses.replace(details, supervision=supervision)
        changed.append((code, dataclasses.replace(FULL, details=replaced)))
    return changed


@pytest.mark.parametrize(("field", "entry"), revised(), ids=[field for field, _ in revised()])
def test_every_field_is_compared(field: str, entry: ListEntry) -> None:
    found = ListVersion(entries=(FULL,)).compare(ListVersion(entries=(entry,)))
    (revision,) = found.revised
    assert (revision.before, revision.after) == (FULL, entry)
    assert field in [change.field for change in revision.changes]
    if field != "name":
        (change,) = revision.changes
        label = change.label
        assert label in found.lines[-1] and label in found._repr_html_()
    assert FULL.to_dict()["name"] == "社区矫正协助"


def test_codes_and_names() -> None:
    before = ListVersion(entries=(FULL, ListEntry(name="高龄津贴认证", code="X2")))
    recoded = dataclasses.replace(FULL, code="X9", in_force=zhunru.Days(since=SECOND))
    after = ListVersion(entries=(recoded, ListEntry(name="高龄津贴资格认证", code="X3")))
    found = before.compare(after)
    assert [(one.before.code, one.after.code) for one in found.recoded] == [("X1", "X9")]
    assert found.recoded[0].after == recoded and found.revised == ()
    (renamed,) = found.renamed
    assert (renamed.before.code, renamed.after.code, renamed.same_code) == ("X2", "X3", False)
    assert 0.6 <= renamed.likeness < 1
    shown = found._repr_html_()
    assert "X1 → X9" in shown and "疑似更名" in shown


def test_find() -> None:
    version = ListVersion(entries=(FULL, ListEntry(name="农家书屋管理")))
    for text in ("X1", "矫正 协助", "社区矫正协助"):
        assert version.find(text) == (FULL,)
    assert version.find("农家书屋") == ()


def test_shown() -> None:
    shown = read_on(SECOND)._repr_html_()
    assert "X05" in shown and "5 项" in shown and "tianjin-district/assist" in shown
    many = ListVersion(entries=tuple(ListEntry(name=f"事项{number}") for number in range(150)))
    assert "事项99" in many._repr_html_() and "事项100" not in many._repr_html_()
    assert "+50" in many._repr_html_()
    escaped = ListVersion(entries=(ListEntry(name="<b>"),), title="<i>")._repr_html_()
    assert "<b>" not in escaped and "<i>" not in escaped
