"""Packs: built in, from folders, from bytes."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, VILLAGE

import zhunru
from zhunru import Engine, Pack, PackError

MANIFEST = """
format = 1
id = "example"
version = "2024-01-01"
title = "示例县准入规则"
title_en = "rules of an example county"
place = { code = "340304", name = "示例县", level = "county" }
in_force = { from = 2024-01-01 }
parents = ["national"]

[[document]]
id = "notice"
kind = "notice"
title = "准入办法"
issuer = "示例县民政局"

[[regulates]]
on = ["signboard"]
by = "admission"
"""

RULES = """
[[rule]]
id = "outside"
title = "外部不得加挂牌子"
on = ["signboard"]
modality = "forbidden"
when = "signboard.placement == 'exterior_sign'"
message = "村级组织办公场所外部不得加挂牌子"
source = { document = "notice", clause = "第八条" }
"""

LISTS = """
id = "signs"
title = "牌子目录"
kind = "mechanisms_and_signboards"
on = ["signboard"]
source = { document = "notice", clause = "附件" }

[[entry]]
name = "党群服务中心"

[[entry]]
name = "禁毒工作站"
in_force = { from = 2025-01-01 }
"""

FILES: dict[str, str | bytes] = {"pack.toml": MANIFEST, "rules/signs.toml": RULES.encode()}

SIGN: zhunru.types.ProposalDict = {
    "village": VILLAGE,
    "demands": [{"type": "signboard", "name": "整治办公室", "placement": "exterior_sign"}],
}


def test_built_in() -> None:
    pack = Pack.built_in("yuhui")
    assert (pack.id, pack.version, pack.parents) == ("yuhui", "2023-06-08", ("national",))
    assert (pack.place.code, pack.place.level) == ("340304", "county")
    assert pack.in_force.since == datetime.date(2023, 6, 8)
    assert DAY in pack.in_force and datetime.date(2023, 6, 7) not in pack.in_force
    assert pack.digest.startswith("sm3:") and pack.title and pack.warnings == ()
    assert pack == Pack.built_in("yuhui") and hash(pack) == hash(Pack.built_in("yuhui"))
    assert pack != Pack.built_in("national")
    assert repr(pack) == "Pack('yuhui', version='2023-06-08')"
    with pytest.raises(PackError) as caught:
        Pack.built_in("yuhi")
    assert caught.value.code == "no-built-in-pack"


def test_parts() -> None:
    pack = Pack.built_in("yuhui")
    rule = pack.rule("prohibition-6")
    assert (rule.modality, rule.procedure) == ("forbidden_without", "yuhui/provincial-consent")
    assert rule.source.document in {document.id for document in pack.documents}
    assert "mechanism" in rule.on
    own = Pack.from_files(FILES).rule("outside")
    assert (own.when, own.unless, own.met_when) == ("signboard.placement == 'exterior_sign'", "false", None)
    assert pack.procedure("provincial-consent").steps[0].acts
    parts: list[Any] = [*pack.rules, *pack.lists, *pack.procedures, *pack.documents]
    for one in parts:
        assert one.id and one.to_dict()["id"] == one.id
    with pytest.raises(zhunru.ArgumentError, match="did you mean `prohibition-6`"):
        pack.rule("prohibition6")
    with pytest.raises(zhunru.ArgumentError):
        pack.list("nothing")
    assert pack.to_dict() == json.loads(pack.to_json(pretty=True))
    national = Pack.built_in("national")
    listed = next(of for of in national.lists if of.loaded)
    assert len(listed.entries) == 20 and len(listed.entries_on(DAY)) == 20
    assert "证明" in listed.title


def test_shown() -> None:
    table = Pack.built_in("yuhui")._repr_html_()
    assert "prohibition-6" in table and "<table>" in table
    assert "provincial-consent" in table and "省委、省政府同意" in table
    packs = Engine()._repr_html_()
    assert "yuhui" in packs and "蚌埠市禹会区" in packs


def test_from_bytes_and_from_a_folder(tmp_path: Path) -> None:
    pack = Pack.from_files(FILES, name="mine")
    assert (pack.title, pack.title_en) == ("示例县准入规则", "rules of an example county")
    folder = tmp_path / "mine"
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "rules" / "signs.toml").write_text(RULES, encoding="utf-8")
    assert Pack.from_folder(folder) == pack
    assert Pack.from_folder(str(folder)).digest == pack.digest
    decision = Engine([pack]).decide(SIGN, as_of=DAY, packs=["example"])
    assert (decision.verdict, decision.findings[0].source.clause) == ("deny", "第八条")


def test_parents_are_found_among_those_given() -> None:
    base = Pack.from_files(FILES)
    text = MANIFEST.replace('"example"', '"below"').replace('["national"]', '["example"]')
    child = Pack.from_files({"pack.toml": text}, parents=[base])
    assert child.parents == ("example",)
    assert Engine([child, base]).decide(SIGN, as_of=DAY, packs=["below"]).verdict == "deny"
    with pytest.raises(PackError, match="example"):
        Pack.from_files({"pack.toml": text})
    assert child.run_cases().passed == 0


def test_every_fault_is_told_with_file_line_and_column() -> None:
    faulty = RULES.replace("exterior_sign", "exterior_sgn").replace("modality", "modalty")
    with pytest.raises(PackError) as caught:
        Pack.from_files({**FILES, "rules/signs.toml": faulty}, name="mine")
    error = caught.value
    assert error.file == "mine/rules/signs.toml"
    assert {fault.line for fault in error.faults} >= {6, 7}
    assert all(isinstance(fault.column, int) for fault in error.faults if fault.line)
    assert "mine/rules/signs.toml:" in str(error)
    assert any("exterior_sign" in str(fault) for fault in error.faults)


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        Pack.from_folder(tmp_path / "nothing")
    assert caught.value.code == "unreadable-folder"
    assert caught.value.file == str(tmp_path / "nothing")
    with pytest.raises(PackError):
        Pack.from_files({"../pack.toml": MANIFEST})
    with pytest.raises(TypeError):
        Pack.from_files({"pack.toml": 7})  # type: ignore[dict-item]


def test_cases() -> None:
    run = Pack.built_in("yuhui").run_cases()
    assert run.pack == "yuhui" and run.passed > 50 and run.failures == ()
    case = """
as_of = 2024-03-04

[base]
village = { code = "340304100201" }

[[case]]
name = "wrong"
demands = [{ type = "signboard", name = "整治办公室", placement = "exterior_sign" }]
expect = { verdict = "admit" }
"""
    run = Pack.from_files({**FILES, "cases/signs.toml": case}).run_cases()
    assert run.passed == 0
    assert (run.failures[0].name, run.failures[0].differences[0].found) == ("wrong", "deny")


def test_what_an_amendment_flips() -> None:
    pack = Pack.from_files({**FILES, "lists/signs.toml": LISTS})
    assert len(pack.list("signs").entries) == 2
    assert len(pack.list("signs").entries_on(DAY)) == 1
    before, after = pack.with_lists_as_of("2024-12-31"), pack.with_lists_as_of("2025-01-01", list="signs")
    assert before != after and len(before.list("signs").entries) == 1
    with pytest.raises(zhunru.ArgumentError):
        pack.with_lists_as_of("2025-01-01", list="sings")
    impact = zhunru.Impact(
        Engine([before]), Engine([after]), packs_before=["example"], packs_after=["example"]
    )
    sign: zhunru.types.ProposalDict = {
        "id": "7",
        "village": VILLAGE,
        "demands": [{"type": "signboard", "name": "禁毒工作站", "placement": "interior_sign"}],
    }
    found = impact.of(sign, as_of="2025-03-04")
    assert (found.before, found.after, found.flipped) == ("not_covered", "admit", True)
    assert found.demands[0].findings[0].rule == "example/signs"
    assert found.demands[0].findings[0].title == "牌子目录"
    steps: list[int] = []
    many = impact.of_many([sign, SIGN, {}] * 200, as_of="2025-03-04", progress=steps.append)
    assert (many.totals.proposals, many.totals.flipped, many.totals.faulty) == (400, 200, 200)
    assert [(flip.before, flip.after, flip.count) for flip in many.flips] == [("not_covered", "admit", 200)]
    assert len(many.proposals) == 200 and many.proposals[0] == found
    assert sum(steps) == 600
    assert impact.before.packs != impact.after.packs
    assert impact != zhunru.Impact(impact.before, impact.after, packs_before=["example"])
