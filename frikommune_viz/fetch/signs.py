"""The signs that stand for a figure in a published table, and what a series makes of each.

Statistics Denmark writes a sign where there is no number. What it means for a series only a person
can decide: nil is 0 in a table of counts, and no figure at all in a table of averages. So each sign
is refused with its meaning until a recipe or an option decides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.model.codes import EMPTY_STATUSES, Status

MEANINGS: Final = {
    "-": "nil",
    ".": "not applicable: the figure cannot occur",
    "..": "not available: too uncertain, or kept back",
    "...": "not available: there is no information",
    "…": "not available: there is no information",
}
"""Each sign and its meaning in Statistics Denmark's publications."""

ZERO: Final = "0"
DECISIONS: Final = (ZERO, *sorted(EMPTY_STATUSES - {Status.PROTECTS_ANOTHER}))
"""What a sign may become: the number 0, or no value with a status that says why."""

DECIDED: Final = {"..": str(Status.MISSING)}
"""The only sign decided for every series."""


def decided(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return what each sign becomes, by sign.

    Parameters
    ----------
    chosen
        What a recipe or the options decide, by sign: one of :data:`DECISIONS`.

    Raises
    ------
    FetchError
        If something else than a sign is decided, or something that no sign may become.
    """
    for sign, decision in chosen.items():
        if sign not in MEANINGS:
            raise FetchError(f'"{sign}" is no sign of a table; there are: {" ".join(MEANINGS)}')
        if decision not in DECISIONS:
            raise FetchError(f"{sign}={decision}: a sign may become {', '.join(DECISIONS)}")
    return {**DECIDED, **chosen}


def value(sign: str, decisions: Mapping[str, str]) -> tuple[str, Status]:
    """Return the value and the status that a sign becomes.

    Examples
    --------
    >>> value("-", {"-": "0"})
    ('0', <Status.NORMAL: 'normal'>)
    >>> value("..", {"..": "missing"})
    ('', <Status.MISSING: 'missing'>)

    Raises
    ------
    FetchError
        If nothing decides the sign; the message gives its meaning and how to decide.
    """
    if sign not in decisions:
        raise FetchError(
            f'"{sign}" ({MEANINGS[sign]}) is not decided for this series; decide it with '
            f'"--sign={sign}=DECISION" or in the recipe. It may become {", ".join(DECISIONS)}'
        )
    if decisions[sign] == ZERO:
        return ZERO, Status.NORMAL
    return "", Status(decisions[sign])
