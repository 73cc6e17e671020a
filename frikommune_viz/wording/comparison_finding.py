"""The finding over the comparison, and what a choice leaves out: both from the rows shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Scope, SourceClass
from frikommune_viz.selection.marks import Fill, mark_of
from frikommune_viz.selection.statements import Matrix
from frikommune_viz.text import Text, mark

_TELLERS: Final = {
    SourceClass.RESEARCH: mark("forskere"),
    SourceClass.MUNICIPALITY: mark("kommunen selv"),
    SourceClass.PRESS: mark("pressen"),
}


def finding(matrix: Matrix, edition: Edition, text: Text) -> str:
    """Return whom VIVE speaks of in the rows shown, and who alone speaks of a municipality."""
    if not matrix.in_cells:
        return text.say("I vores kilder er der ingen udsagn, der passer til alle dine valg")
    vive = {cell.place.scope for cell in matrix.cells if mark_of(cell).fill is Fill.SOLID}
    holes = {"tellers": text.join(_tellers(matrix, edition, text))}
    if Scope.MUNICIPALITY in vive or (not vive and not holes["tellers"]):
        return text.count(
            "I vores kilder passer {n} udsagn til dine valg",
            "I vores kilder passer {n} udsagn til dine valg",
            len(matrix.statements),
        )
    alone = "alone" if not holes["tellers"] else "others"
    areas = sum(1 for place, _ in matrix.rows if place.scope is Scope.AREA)
    key = (Scope.ALL_SEVEN in vive, Scope.AREA in vive and (1 if areas == 1 else 2))
    return text.say(_FINDINGS[key][alone], **(holes if alone == "others" else {}))


_FINDINGS: Final[dict[tuple[bool, int], dict[str, str]]] = {
    (True, 2): {
        "others": mark(
            "I vores kilder taler VIVE om de syv samlet og om områderne. Om den enkelte kommune "
            "som helhed fortæller kun {tellers}"
        ),
        "alone": mark(
            "I vores kilder taler VIVE om de syv samlet og om områderne, ikke om den enkelte kommune"
        ),
    },
    (True, 0): {
        "others": mark(
            "I vores kilder taler VIVE om de syv samlet. Om den enkelte kommune som helhed "
            "fortæller kun {tellers}"
        ),
        "alone": mark("I vores kilder taler VIVE om de syv samlet, ikke om den enkelte kommune"),
    },
    (False, 2): {
        "others": mark(
            "I vores kilder taler VIVE om områderne. Om den enkelte kommune som helhed fortæller kun "
            "{tellers}"
        ),
        "alone": mark("I vores kilder taler VIVE om områderne, ikke om den enkelte kommune"),
    },
    (False, 1): {
        "others": mark(
            "I vores kilder taler VIVE om området samlet. Om den enkelte kommune som helhed "
            "fortæller kun {tellers}"
        ),
        "alone": mark("I vores kilder taler VIVE om området samlet, ikke om den enkelte kommune"),
    },
    (False, 0): {
        "others": mark("I vores kilder fortæller kun {tellers} om kommunen som helhed"),
        "alone": mark("I vores kilder er der kun udsagn fra enkelte steder"),
    },
}


def _tellers(matrix: Matrix, edition: Edition, text: Text) -> Iterator[str]:
    """Yield who speaks of a single municipality as a whole."""
    kinds = {
        edition.sources[row.source_id].source_class
        for row in matrix.statements
        if row.scope is Scope.MUNICIPALITY
    }
    yield from (text.say(word) for kind, word in _TELLERS.items() if kind in kinds)
