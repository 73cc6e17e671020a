"""Answer the address of a file that cannot be had as it stands: plain text, for programs and authors."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.responses import PlainTextResponse

from frikommune_viz.model.codes import Language
from frikommune_viz.selection.file_faults import EDITION, Fault, FaultKind
from frikommune_viz.site.head import language_of
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording.address_faults import refusal


def refused(query: str, status: int, lines: Callable[[Text], Iterable[str]]) -> PlainTextResponse:
    """Answer what is wrong, in the language that is asked for and then in the other."""
    first = language_of(query)
    both = sorted(Language, key=lambda language: language is not first)
    said = "\n\n".join(
        "\n".join(refusal(lines(TEXTS[language]), TEXTS[language])) for language in both
    )
    return PlainTextResponse(f"{said}\n", status_code=status, headers={"Cache-Control": "no-store"})


def status_of(faults: Iterable[Fault]) -> int:
    """Return the status of a refusal: what is not there is not found, all else is a bad request."""
    is_not_there = any(
        fault.kind is FaultKind.UNKNOWN and fault.parameter == EDITION for fault in faults
    )
    return 404 if is_not_there else 400
