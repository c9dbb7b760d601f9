"""What tells two packs apart."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_pack import FILES, LISTS, MANIFEST, RULES

import zhunru
from zhunru import Pack


def changed() -> tuple[Pack, Pack]:
    before = Pack.from_files({**FILES, "lists/signs.toml": LISTS})
    after = Pack.from_files(
        {
            "pack.toml": MANIFEST.replace('version = "2024-01-01"', 'version = "2025-01-01"'),
            "rules/signs.toml": RULES.replace("== 'exterior_sign'", "in ['exterior_sign', 'interior_sign']"),
            "lists/signs.toml": LISTS.replace("禁毒工作站", "综治中心"),
        }
    )
    return before, after


def test_what_differs() -> None:
    before, after = changed()
    found = before.compare(after)
    assert (found.before.id, found.before.version, found.before.digest) == (
        "example",
        "2024-01-01",
        before.digest,
    )
    assert (found.after.version, found.same) == ("2025-01-01", False)
    assert [(one.part, one.id, one.change) for one in found.changes] == [
        ("manifest", "example", "changed"),
        ("rule", "outside", "changed"),
        ("entry", "signs/禁毒工作站", "removed"),
        ("entry", "signs/综治中心", "added"),
    ]
    rule = found.changes[1]
    assert rule.heading == "修改规则 outside（外部不得加挂牌子）"
    assert (rule.keys[0].key, rule.keys[0].before) == ("when", "signboard.placement == 'exterior_sign'")
    assert rule.sentences[0].startswith(f"{rule.keys[0].label}：由“")
    assert found.summary == "新增 1 处，删除 1 处，修改 2 处"
    assert found.changes[3].keys == () and found.changes[3].sentences == ()
    assert json.loads(found.to_json()) == found.to_dict()


def test_in_english() -> None:
    before, after = changed()
    found = before.compare(after, language="en")
    assert found.summary == "1 added, 1 removed, 2 changed"
    assert found.changes[1].heading == "rule outside (外部不得加挂牌子) changed"
    with pytest.raises(zhunru.ArgumentError, match="`de`"):
        before.compare(after, language="de")  # type: ignore[arg-type]


def test_the_same() -> None:
    before, _ = changed()
    found = before.compare(before)
    assert found.same and found.changes == () and "两者内容相同" in found._repr_html_()
    wrong: Any = "example"
    with pytest.raises(TypeError):
        before.compare(wrong)


def test_shown() -> None:
    before, after = changed()
    shown = before.compare(after)._repr_html_()
    assert "修改规则 outside" in shown and "新增 1 处" in shown and "exterior_sign" in shown
