"""Parts of pages, kept by the choices they read.

A part is given every choice of the visitor and reads a few. Kept under all of them, a choice that
moves one figure drew fifteen parts anew. So the first drawing notes which choices were read, and
what was drawn serves whoever has chosen the same of these.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields
from threading import Lock
from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.text import Text

Part = Callable[[Edition, Filters, Text], Markup]
_NAMES: Final = frozenset(field.name for field in fields(Filters))
_Drawing = tuple[Part, Edition, Text]
_Read = tuple[str, ...]
_UNBROKEN: Final = re.compile(
    r"covid-19(?![^<]*(?:>|</(?:title|option|script|style|textarea)))", re.IGNORECASE
)
"""A name that browsers break at its hyphen: in words to read, not in a tag or where no tag may be."""


class _Noting(Filters):
    """Choices that note which of them are read."""

    __slots__ = ("noted",)
    noted: set[str]

    def __getattribute__(self, name: str) -> Any:
        """Return a choice, and note that it was read."""
        if name in _NAMES:
            object.__getattribute__(self, "noted").add(name)
        return object.__getattribute__(self, name)


class KeptParts:
    """Draw parts, and keep the last `maxsize` of what was drawn.

    What a part reads may hang on what it has read before (no periods are looked at where there is
    no figure), so one part can be kept by several sets of choices. Each is safe: with equal values
    of what was read, a drawing reads the same and gives the same.
    """

    def __init__(self, maxsize: int) -> None:
        self._maxsize = maxsize
        self._read: dict[_Drawing, list[_Read]] = {}
        self._kept: OrderedDict[tuple[_Drawing, _Read, tuple[object, ...]], str] = OrderedDict()
        self._lock = Lock()

    def drawn(self, part: Part, edition: Edition, filters: Filters, text: Text) -> str:
        """Return a part as HTML; empty where it has nothing to say."""
        drawing = (part, edition, text)
        with self._lock:
            for read in self._read.get(drawing, ()):
                key = (drawing, read, _values(filters, read))
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
        noting = _noting(filters)
        drawn = str(part(edition, noting, text))
        markup = _UNBROKEN.sub(r'<span class="nowrap">\g<0></span>', drawn)
        read = tuple(sorted(noting.noted))
        with self._lock:
            known = self._read.setdefault(drawing, [])
            if read not in known:
                known.append(read)
            self._kept[drawing, read, _values(filters, read)] = markup
            while len(self._kept) > self._maxsize:
                self._kept.popitem(last=False)
        return markup

    def cache_clear(self) -> None:
        """Forget everything that was drawn."""
        with self._lock:
            self._read.clear()
            self._kept.clear()


def _noting(filters: Filters) -> _Noting:
    noting = object.__new__(_Noting)
    object.__setattr__(noting, "noted", set())
    for name in _NAMES:
        object.__setattr__(noting, name, getattr(filters, name))
    return noting


def _values(filters: Filters, names: _Read) -> tuple[object, ...]:
    return tuple(getattr(filters, name) for name in names)
