"""The address of a file: the edition it is of, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.selection.file_faults import FOR_ANY_FILE, choice_faults
from frikommune_viz.site.editions import allowed, allowed_anywhere, asked, edition, fault
from frikommune_viz.site.notices import edition_fault
from frikommune_viz.site.query import read_query
from frikommune_viz.site.refusals import refused, status_of
from frikommune_viz.wording.address_faults import choices_allow, fault_lines, form_lines


def asked_for(
    request: Request,
    choices: Sequence[str] = FOR_ANY_FILE,
    *,
    name: str = "",
    form: str = "",
    forms: Sequence[str] = ("",),
) -> Edition | Response:
    """Open the edition that an address names, or answer why the file cannot be had.

    Where the edition is unknown, the rest is read against the codes of all of them, so that one
    answer tells everything that is wrong.

    Parameters
    ----------
    choices
        What the address may hold.
    name, form, forms
        The name of the file, its ending, and those it may have.
    """
    query = request.url.query
    url = read_query(query)
    named = asked(url.get("edition", ""))
    if error := fault(named or ""):
        return edition_fault(query, error)
    opened = edition(named or "")
    held = allowed_anywhere() if named is None else allowed(opened)
    faults = choice_faults(url, choices, held)
    if not faults and form in forms:
        return opened
    return refused(
        query,
        status_of(faults) if form in forms else 404,
        lambda text: (
            *form_lines(name, form, forms, text),
            *fault_lines(faults, choices, choices_allow(opened, held), text),
        ),
    )
