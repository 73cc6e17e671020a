"""The finding over the comparison, and what a choice leaves out: both from the rows shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope, SourceClass
from frikommune_viz.selection.marks import Fill, mark_of
from frikommune_viz.selection.statements import Matrix
from frikommune_viz.text import Text, mark

_TELLERS: Final = {
    SourceClass.RESEARCH: mark("forskere"),
    SourceClass.MUNICIPALITY: mark("kommunen selv"),
    SourceClass.PRESS: mark("pressen"),
}
_THEMSELVES: Final = mark("kommunerne selv")


_NARROWING: Final = ("theme", "respondent", "wave", "source")
"""Choices that leave out statements about the places shown: what "only" says is then true of the choice."""


def finding(matrix: Matrix, edition: Edition, filters: Filters, text: Text) -> str:
    """Return whom VIVE speaks of in the rows shown, and who alone speaks of a municipality."""
    if not matrix.in_cells:
        return text.say("I vores kilder er der ingen udsagn, der passer til alle dine valg")
    vive = {cell.place.scope for cell in matrix.cells if mark_of(cell).fill is Fill.SOLID}
    told_of = _told_of(matrix, edition)
    if Scope.MUNICIPALITY in vive or (not vive and not told_of):
        return text.count(
            "I vores kilder passer {n} udsagn til dine valg",
            "I vores kilder passer {n} udsagn til dine valg",
            len(matrix.statements),
        )
    areas = sum(1 for place, _ in matrix.rows if place.scope is Scope.AREA)
    key = (Scope.ALL_SEVEN in vive, Scope.AREA in vive and (1 if areas == 1 else 2))
    narrowed = any(getattr(filters, name) for name in _NARROWING)
    kind = "others" if told_of else "alone"
    return text.say(
        _FINDINGS[key][kind],
        where=text.say("I dit valg") if narrowed else text.say("I vores kilder"),
        tellers=text.join(_tellers(matrix, edition, text, several=not vive and len(told_of) > 1)),
        names=text.join(edition.municipalities[code].name for code in told_of),
    )


_FINDINGS: Final[dict[tuple[bool, int], dict[str, str]]] = {
    (True, 2): {
        "others": mark(
            "{where} taler VIVE om de syv samlet og om områderne. Om den enkelte kommune "
            "som helhed fortæller kun {tellers}"
        ),
        "alone": mark(
            "{where} taler VIVE om de syv samlet og om områderne, ikke om den enkelte kommune"
        ),
    },
    (True, 0): {
        "others": mark(
            "{where} taler VIVE om de syv samlet. Om den enkelte kommune som helhed "
            "fortæller kun {tellers}"
        ),
        "alone": mark("{where} taler VIVE om de syv samlet, ikke om den enkelte kommune"),
    },
    (False, 2): {
        "others": mark(
            "{where} taler VIVE om områderne. Om den enkelte kommune som helhed fortæller kun "
            "{tellers}"
        ),
        "alone": mark("{where} taler VIVE om områderne, ikke om den enkelte kommune"),
    },
    (False, 1): {
        "others": mark(
            "{where} taler VIVE om området samlet. Om den enkelte kommune som helhed "
            "fortæller kun {tellers}"
        ),
        "alone": mark("{where} taler VIVE om området samlet, ikke om den enkelte kommune"),
    },
    (False, 0): {
        "others": mark("{where} fortæller kun {tellers} om {names} som helhed"),
        "alone": mark("{where} er der kun udsagn fra enkelte steder"),
    },
}


def _told_of(matrix: Matrix, edition: Edition) -> tuple[str, ...]:
    """Return the municipalities of which a teller speaks as a whole, in the order they are shown."""
    return tuple(
        dict.fromkeys(
            row.municipality_code
            for row in matrix.statements
            if row.scope is Scope.MUNICIPALITY
            and row.municipality_code
            and edition.sources[row.source_id].source_class in _TELLERS
        )
    )


def _tellers(matrix: Matrix, edition: Edition, text: Text, *, several: bool) -> Iterator[str]:
    """Yield who speaks of a single municipality as a whole; of several, each speaks of itself."""
    kinds = {
        edition.sources[row.source_id].source_class
        for row in matrix.statements
        if row.scope is Scope.MUNICIPALITY
    }
    words = _TELLERS | {SourceClass.MUNICIPALITY: _THEMSELVES} if several else _TELLERS
    yield from (text.say(word) for kind, word in words.items() if kind in kinds)
