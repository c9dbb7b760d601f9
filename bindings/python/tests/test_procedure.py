"""Procedures as flowcharts: what they show, and that any text is drawn whole."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import VILLAGE
from hypothesis import given, settings
from hypothesis import strategies as st

import zhunru
from zhunru import Engine, Pack, Procedure, ProcedureProgress, StepAct, TakenStep

SNAPSHOTS = Path(__file__).resolve().parent / "snapshots"
SVG = "{http://www.w3.org/2000/svg}"


@functools.cache
def review() -> Procedure:
    return Pack.built_in("tianjin").procedure("review-and-approval")


def reviewed() -> ProcedureProgress:
    """The first step is done, the second is late."""
    day = datetime.date(2024, 3, 1)
    act = StepAct(by="和平区民政局", on=day, number="津和民〔2024〕3号")
    return ProcedureProgress(
        id="review-and-approval",
        title="同级民政部门初审、同级党委和政府审批",
        state="incomplete",
        done=("review",),
        next="approve",
        due=datetime.date(2024, 3, 22),
        overdue=True,
        steps_done=(TakenStep(id="review", title="同级民政部门初审", on=day, acts=(act,)),),
    )


def texts(chart: str) -> list[str]:
    """The lines of text in a chart, from top to bottom."""
    return [one.text or "" for one in ElementTree.fromstring(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", ["procedure", "procedure-en", "progress"])
def test_it_is_drawn_as_before(name: str) -> None:
    """Compares with a file; `ZHUNRU_UPDATE=1` writes it instead."""
    chart = {
        "procedure": lambda: review()._repr_svg_(),
        "procedure-en": lambda: review().to_svg(language="en"),
        "progress": lambda: review().to_svg(progress=reviewed()),
    }[name]()
    path = SNAPSHOTS / f"{name}.svg"
    if "ZHUNRU_UPDATE" in os.environ:
        path.write_text(chart + "\n", encoding="utf-8")
    assert chart + "\n" == path.read_text(encoding="utf-8")


def test_what_it_shows() -> None:
    told = texts(review().to_svg())
    assert told[0].startswith("同级民政部门初审") and "开始" in told and told[-1] == "办结"
    for line in ("1. 同级民政部门初审", "由同级民政部门办理", "2. 同级党委和政府审批"):
        assert line in told
    assert "或者由同级党委、同级政府分别办理" in told
    limited = dataclasses.replace(review().steps[0], working_days=10, bodies=())
    told = texts(dataclasses.replace(review(), steps=(limited,)).to_svg())
    assert "10个工作日内办结" in told and "文件未写明由谁办理" in told
    told = texts(Pack.built_in("yuhui").procedure("county-deployment").to_svg(language="en"))
    assert "start" in told and told[-1] == "done"
    assert "within 1 working day" in texts(
        dataclasses.replace(
            review(), steps=(dataclasses.replace(limited, working_days=1),)
        ).to_svg(language="en")
    )


def test_how_far_it_came() -> None:
    told = "".join(texts(review().to_svg(progress=reviewed())))
    assert "✓ 1. 同级民政部门初审" in told and "▶ 2. 同级党委和政府审批" in told
    assert "已办结：2024-03-01" in told and "津和民〔2024〕3号" in told
    assert "下一步，应于2024-03-22前办结，现已逾期" in told
    half = dataclasses.replace(reviewed(), due=None, overdue=False, next_acts=reviewed().steps_done[0].acts)
    told = "".join(texts(review().to_svg(progress=half)))
    assert "下一步已有：" in told and told.count("和平区民政局") == 2
    taken = dataclasses.replace(reviewed().steps_done[0], id="approve", on=None)
    refused = dataclasses.replace(reviewed(), next=None, due=None, overdue=False, refused=taken)
    told = "".join(texts(review().to_svg(progress=refused, language="en")))
    assert "✗ 2. " in told and "refused" in told and "▶" not in told
    for language in ("zh", "en"):
        assert review().to_svg(progress=refused, language=language) != review().to_svg(language=language)


def test_the_progress_that_a_decision_tells(engine: Engine) -> None:
    mechanism: zhunru.types.ProposalDict = {
        "village": VILLAGE,
        "demands": [{"type": "mechanism", "name": "专班"}],
    }
    findings = engine.decide(mechanism, as_of="2024-03-04").findings
    (finding,) = [one for one in findings if one.rule == "yuhui/prohibition-6"]
    procedure = Pack.built_in("yuhui").procedure("provincial-consent")
    assert "▶ 1. " in "".join(texts(procedure.to_svg(progress=finding.procedure)))
    with pytest.raises(zhunru.ArgumentError, match="`provincial-consent`"):
        review().to_svg(progress=finding.procedure)
    with pytest.raises(zhunru.ArgumentError, match="`de`"):
        review().to_svg(language="de")  # type: ignore[arg-type]


#: Any text that a pack can hold, with much that has to be escaped and much that is long.
TEXT = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text(alphabet="准入（）、，Ww <>&'\"", min_size=1, max_size=100),
    st.text(alphabet="abcdefgh", min_size=60, max_size=120),
)


def bare(text: str) -> str:
    """A text without what may be changed in it: space, and what XML cannot hold."""
    return re.sub("\\s|[^\t\n\r\u0020-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]", "", text)


@settings(deadline=None, max_examples=100)
@given(TEXT, TEXT, st.lists(st.lists(TEXT, min_size=1, max_size=2), max_size=2))
def test_any_text_is_drawn_whole(title: str, told: str, names: list[list[str]]) -> None:
    bodies = tuple(map(tuple, names))
    step = dataclasses.replace(review().steps[0], title=told, bodies=bodies)
    chart = dataclasses.replace(review(), title=title, steps=(step,)).to_svg()
    root = ElementTree.fromstring(chart)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {"svg", "title", "rect", "path", "text"}
    drawn = bare("".join(texts(chart)))
    assert bare(title) in drawn and bare(told) in drawn
    for name in bodies:
        assert all(bare(one) in drawn for one in name)
    lines = [(int(one.attrib["y"]), one.text or "") for one in root.iter(f"{SVG}text")]
    below = [y for y, _ in lines]
    # One below the other, each inside of the chart and no longer than a box of Chinese characters is wide.
    assert below == sorted(set(below)) and below[-1] < int(root.attrib["height"])
    assert all(sum(1 for one in text if one > "\u2e80") <= 32 for _, text in lines)
