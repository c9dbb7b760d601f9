"""How notebooks show procedures: as flowcharts."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._codes import Language
    from ._decision import ProcedureProgress, StepAct, TakenStep
    from ._procedure import Procedure, Step

# All lengths are pixels. Boxes have one width, so that a chart can be read on a narrow page.
_WIDTH = 460
_MARGIN = 20
_INSIDE = _WIDTH - 2 * _MARGIN - 28
_LEADING = 1.5
_GAP = 30

# Fonts with Chinese characters on the systems that notebooks run on, then whatever there is.
_FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei','Microsoft YaHei','PingFang SC',"
    "'SimHei',sans-serif"
)

_INK, _PALE, _LINE = "#212121", "#616161", "#757575"


@dataclasses.dataclass(frozen=True)
class _Look:
    """How the box of a step is drawn, and the mark that says it without colour."""

    edge: str
    fill: str
    mark: str = ""
    edge_width: str = "1.5"


_PLAIN = _Look("#455a64", "#f5f7f8")
_DONE = _Look("#2e7d32", "#edf7ee", "✓ ")
_NEXT = _Look("#ad6800", "#fff8e6", "▶ ", "2.5")
_REFUSED = _Look("#c62828", "#fdecec", "✗ ", "2.5")


@dataclasses.dataclass(frozen=True)
class _Line:
    """A line of text as it is drawn."""

    text: str
    size: int
    colour: str = _INK
    bold: bool = False


def procedure(one: Procedure, progress: ProcedureProgress | None, language: Language) -> str:
    """A procedure as a flowchart from its first step to its last; with its progress, how far it came."""
    zh = language == "zh"
    title = one.title if zh else one.title_en or one.title
    drawn: list[str] = []
    y = _MARGIN
    head = [*_wrapped(title, 16, bold=True), *_wrapped(one.source.clause, 12, _PALE)]
    for line in head:
        y += round(line.size * _LEADING)
        drawn.append(_text(line, _WIDTH // 2, y - 6))
    y = _end("开始" if zh else "start", y + 10, drawn)
    for number, step in enumerate(one.steps, start=1):
        look, told = _standing(step, progress, zh)
        y = _arrow(y, drawn)
        y = _box([*_said(number, step, look, zh), *told], look, y, drawn)
    y = _end("办结" if zh else "done", _arrow(y, drawn), drawn) + _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y}" viewBox="0 0 {_WIDTH} {y}" '
        f'font-family="{_FONTS}" role="img"><title>{_escaped(title)}</title>'
        # Some pages are dark, and the chart is drawn for a light one.
        f'<rect width="{_WIDTH}" height="{y}" rx="6" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _said(number: int, step: Step, look: _Look, zh: bool) -> Iterator[_Line]:
    """What a step is, who takes it and within which time."""
    title = step.title if zh else step.title_en or step.title
    yield from _wrapped(f"{look.mark}{number}. {title}", 14, bold=True)
    bodies = step.bodies if zh else step.bodies_en
    for place, all_of in enumerate(bodies):
        if zh:
            each = "分别" if len(all_of) > 1 else ""
            told = f"{'或者' if place else ''}由{'、'.join(all_of)}{each}办理"
        else:
            told = f"{'or ' if place else ''}by the {' and the '.join(all_of)}"
        yield from _wrapped(told, 13)
    if not bodies:
        yield from _wrapped("文件未写明由谁办理" if zh else "the document names nobody", 13, _PALE)
    if step.working_days is not None:
        days = step.working_days
        limit = f"{days}个工作日内办结" if zh else f"within {days} working day{'s' if days > 1 else ''}"
        yield from _wrapped(limit, 13)


def _standing(step: Step, progress: ProcedureProgress | None, zh: bool) -> tuple[_Look, Sequence[_Line]]:
    """How a step stands, and what is told of that."""
    if progress is None:
        return _PLAIN, ()
    for taken in progress.steps_done:
        if taken.id == step.id:
            return _DONE, tuple(_taken(taken, "已办结" if zh else "done", _DONE.edge, zh))
    if progress.refused is not None and progress.refused.id == step.id:
        return _REFUSED, tuple(_taken(progress.refused, "未获同意" if zh else "refused", _REFUSED.edge, zh))
    if progress.next != step.id:
        return _PLAIN, ()
    return _NEXT, tuple(_next(progress, zh))


def _next(progress: ProcedureProgress, zh: bool) -> Iterator[_Line]:
    """By when the next step is due, and the acts that are there of it."""
    told = "下一步" if zh else "next"
    if progress.due is not None:
        told += f"，应于{progress.due}前办结" if zh else f", due by {progress.due}"
    if progress.overdue:
        told += "，现已逾期" if zh else ", which is past"
    yield from _wrapped(told, 13, _REFUSED.edge if progress.overdue else _NEXT.edge)
    if progress.next_acts:
        yield from _wrapped("已有：" if zh else "so far:", 13)
        yield from _acts(progress.next_acts)


def _taken(step: TakenStep, what: str, colour: str, zh: bool) -> Iterator[_Line]:
    """The day on which a step was taken, and the acts by which it was."""
    when = "" if step.on is None else f"：{step.on}" if zh else f": {step.on}"
    yield from _wrapped(what + when, 13, colour)
    yield from _acts(step.acts)


def _acts(acts: Sequence[StepAct]) -> Iterator[_Line]:
    for act in acts:
        yield from _wrapped(" · ".join(one for one in (act.by, act.number, str(act.on)) if one), 12, _PALE)


def _box(lines: Sequence[_Line], look: _Look, y: int, drawn: list[str]) -> int:
    """Draws a step; gives the edge below it."""
    height = 16 + sum(round(line.size * _LEADING) for line in lines)
    drawn.append(
        f'<rect x="{_MARGIN}" y="{y}" width="{_WIDTH - 2 * _MARGIN}" height="{height}" rx="4" '
        f'fill="{look.fill}" stroke="{look.edge}" stroke-width="{look.edge_width}"/>'
    )
    at = y + 8
    for line in lines:
        at += round(line.size * _LEADING)
        drawn.append(_text(line, _WIDTH // 2, at - 6))
    return y + height


def _end(label: str, y: int, drawn: list[str]) -> int:
    """Draws the beginning or the end; gives the edge below it."""
    drawn.append(
        f'<rect x="{_WIDTH // 2 - 40}" y="{y}" width="80" height="30" rx="15" fill="#ffffff" '
        f'stroke="{_LINE}" stroke-width="1.5"/>'
    )
    drawn.append(_text(_Line(label, 13), _WIDTH // 2, y + 20))
    return y + 30


def _arrow(y: int, drawn: list[str]) -> int:
    """Draws an arrow downwards; gives where it points to."""
    x, end = _WIDTH // 2, y + _GAP
    drawn.append(
        f'<path d="M{x} {y}V{end - 7}" stroke="{_LINE}" stroke-width="1.5"/>'
        f'<path d="M{x - 5} {end - 8}H{x + 5}L{x} {end}Z" fill="{_LINE}"/>'
    )
    return end


def _text(line: _Line, x: int, y: int) -> str:
    weight = ' font-weight="bold"' if line.bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{line.size}" fill="{line.colour}" '
        f'text-anchor="middle"{weight}>{_escaped(line.text)}</text>'
    )


# What XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


# A line neither ends before these nor after those, and breaks beside any other wide character.
_NOT_FIRST = "，。、；：！？）》」』”’〉】％…,.;:!?)"
_NOT_LAST = "（《「『“‘〈【("


def _wrapped(text: str, size: int, colour: str = _INK, *, bold: bool = False) -> Iterator[_Line]:
    """The lines of a text, as few as fit into a box and about as long as one another."""
    room = _INSIDE / size
    lines = _broken(text, room)
    for part in range(4, 10):
        narrow = _broken(text, room * part / 10)
        if len(narrow) == len(lines):
            lines = narrow
            break
    for line in lines:
        yield _Line(line, size, colour, bold)


def _broken(text: str, room: float) -> list[str]:
    """A text in lines, each no longer than there is room."""
    lines, line, length = [], "", 0.0
    for piece in _pieces(text):
        wide = _width(piece)
        if line and length + wide > room:
            lines.append(line)
            line, length = "", 0.0
            piece = piece.lstrip()
            wide = _width(piece)
        # A word that fits into no line is cut.
        while wide > room:
            count = next(end for end in range(len(piece), 0, -1) if end == 1 or _width(piece[:end]) <= room)
            lines.append(piece[:count])
            piece = piece[count:]
            wide = _width(piece)
        line, length = line + piece, length + wide
    return [*lines, line] if line else lines


def _pieces(text: str) -> Iterator[str]:
    """The parts between which a line may break."""
    piece = ""
    for character in " ".join(text.split()):
        may_break = piece != "" and (_is_wide(character) or _is_wide(piece[-1]) or character == " ")
        if may_break and character not in _NOT_FIRST and piece[-1] not in _NOT_LAST:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _width(text: str) -> float:
    """About how wide a text is, in heights of the font; hardly wider in usual fonts."""
    return sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.7 if character.isupper() else 0.58
