"""Lists of items, their versions and amendments."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ._act import Approval
from ._codes import Language
from ._comparison import ListComparison
from ._entry import ListEntry
from ._parts import Clause, Days, Part, day, many
from ._zhunru import compare_versions, entries_called


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredVersion(Part):
    """How many entries a later document says that a list has (清单历次条目数)."""

    _reads: ClassVar = {"since": day, "source": Clause._of}

    #: The day from which the document says so.
    since: datetime.date
    declared_count: int
    #: Where it says so, when that is not where the list itself stands.
    source: Clause | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListClass(Part):
    """A class into which a list parts its entries (类别)."""

    #: Its name, as the entries' category gives it.
    name: str
    #: Its number in classification codes; the place in the order of the classes when absent.
    code: str | None = None
    #: How many entries the document says it has, on the list's first day.
    declared_count: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Part):
    """A change of a list (动态调整): which entry, from which day, by whom and under which document."""

    _reads: ClassVar = {
        "on": day,
        "before": ListEntry._of,
        "after": ListEntry._of,
        "approvals": many(Approval._of),
    }

    #: The first day on which the list reads so.
    on: datetime.date
    #: What is done: `add`, `revise` or `retire`.
    act: str
    #: The form of the entry that ends, for one revised or retired.
    before: ListEntry | None
    #: The form of the entry that begins, for one added or revised.
    after: ListEntry | None
    #: The body that decided it (调整主体).
    by: str
    #: The document that says so.
    document: str
    #: The document's number (文号), where it has one.
    number: str | None = None
    #: Why, in Chinese.
    reason: str | None = None
    reason_en: str | None = None
    #: The acts on record by which it was decided; `Procedure.progress` takes them.
    approvals: tuple[Approval, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemList(Part):
    """A list of items of one kind (清单).

    `Pack.list_versions` and `Pack.list_version` give it as it read at one time.
    """

    _reads: ClassVar = {
        "on": tuple,
        "entries": many(ListEntry._of),
        "declared_versions": many(DeclaredVersion._of),
        "classes": many(ListClass._of),
        "amendments": many(Amendment._of),
        "source": Clause._of,
        "in_force": Days._of,
    }

    #: Its id within the pack.
    id: str
    title: str
    title_en: str | None
    #: The code of its kind, such as `assist` or `negative_tasks`.
    kind: str
    #: The types of demand on which it bears.
    on: tuple[str, ...]
    #: Whether its entries are there; of others only the count may be known.
    loaded: bool
    #: How many entries the document says there are on the list's first day.
    declared_count: int | None
    #: Its entries of all times: one that was revised stands once for each form that it had.
    entries: tuple[ListEntry, ...]
    source: Clause
    in_force: Days
    #: How many entries later documents say there are, in order of their days.
    declared_versions: tuple[DeclaredVersion, ...] = ()
    #: The classes of its entries, where the document names them.
    classes: tuple[ListClass, ...] = ()
    #: The amendments that made its later versions, in order of their days (动态调整).
    amendments: tuple[Amendment, ...] = ()
    #: The procedure that amendments must have passed, as `pack/procedure`.
    amended_by: str | None = None
    #: The list of a parent pack in whose place it stands, as `pack/list`.
    inherits: str | None = None
    #: The scheme of its entries' codes, such as `XZ-{class:2}-{number:3}` (分类赋码).
    code_pattern: str | None = None
    #: The message when it decides a demand, where the pack gives one.
    message: str | None = None
    message_en: str | None = None
    #: What an official can do about it.
    remedy: str | None = None
    remedy_en: str | None = None
    #: How a careful reader could read the document otherwise.
    note: str | None = None
    note_en: str | None = None

    def entries_on(self, one: datetime.date) -> tuple[ListEntry, ...]:
        """The entries in force on a day."""
        return tuple(entry for entry in self.entries if one in entry.in_force)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClassSize(Part):
    """How many entries a version of a list has of a class."""

    #: The class's name; nothing for entries without a class.
    name: str | None
    #: How many entries the version has of it; nothing when the list is not loaded.
    count: int | None
    #: How many the document states for the list's first day.
    declared_count: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListVersion(Part):
    """A list as it reads for some time (清单版本).

    `Pack.list_versions` and `Pack.list_version` give those of a pack. One that is made of entries
    alone, such as those of a table, can be compared with them:

    >>> from zhunru import ListEntry, ListVersion
    >>> before = ListVersion(entries=(ListEntry(name="农家书屋管理"), ListEntry(name="高龄津贴认证")))
    >>> after = ListVersion(entries=(ListEntry(name="农家书屋 管理"), ListEntry(name="高龄津贴资格认证")))
    >>> found = before.compare(after)
    >>> [(one.before.name, one.after.name) for one in found.renamed]
    [('高龄津贴认证', '高龄津贴资格认证')]
    >>> found.lines[-1]
    '疑似更名：高龄津贴认证 → 高龄津贴资格认证，请核实'
    """

    _reads: ClassVar = {
        "entries": many(ListEntry._of),
        "in_force": Days._of,
        "classes": many(ClassSize._of),
        "amendments": many(Amendment._of),
    }

    #: The entries in force, in the order of the list; nothing when the list is not loaded.
    entries: tuple[ListEntry, ...] | None
    #: The id of the pack.
    pack: str | None = None
    #: The id of the list within the pack.
    list: str | None = None
    #: What the list is called.
    title: str | None = None
    title_en: str | None = None
    #: The days on which it reads so.
    in_force: Days = Days()
    #: How many entries it has: those that are there, or as many as its document states.
    count: int | None = None
    #: The count that a document last stated by then, if any did.
    declared_count: int | None = None
    #: The classes: the list's own in their order, then others, then entries without one.
    classes: tuple[ClassSize, ...] = ()
    #: The amendments that made it read so; none for the first version.
    amendments: tuple[Amendment, ...] = ()

    def find(self, text: str) -> tuple[ListEntry, ...]:
        """The entries of which this is the code, the name or another name, after normalisation.

        >>> from zhunru import Pack
        >>> version = Pack.built_in("national").list_versions("certificates-not-to-issue")[-1]
        >>> [entry.name for entry in version.find("亲属关系 证明")]
        ['亲属关系证明']
        """
        entries = self.entries or ()
        return tuple(entries[place] for place in entries_called(entries, text))

    def compare(self, after: ListVersion, *, language: Language = "zh") -> ListComparison:
        """What differs in a later version, or in another list (清单比对).

        Entries are the same item when a name or other name of theirs is the same after
        normalisation, or when they have the same code and similar names. Like names without more
        are told as `renamed`; whether an item was renamed is for people to say.

        >>> from zhunru import Pack
        >>> before, after = Pack.built_in("haicang").list_versions("duties")
        >>> before.compare(after).lines
        ('条目数：38 → 24（-36.84%）',)
        """
        if not isinstance(after, ListVersion):
            raise TypeError(
                "expected a `ListVersion`, as `Pack.list_version` gives them, found a "
                f"`{type(after).__qualname__}`"
            )
        return ListComparison._of(compare_versions(self, after, language))

    def _repr_html_(self) -> str:
        from ._html import list_version

        return list_version(self)


def versions_of(data: Iterable[Mapping[str, Any]]) -> tuple[ListVersion, ...]:
    """Makes the versions of a list; the native half calls it."""
    return tuple(map(ListVersion._of, data))
