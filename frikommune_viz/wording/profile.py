"""The heading of a municipality's profile: on which themes anybody speaks of it, and who."""

from __future__ import annotations

from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Scope, SourceClass
from frikommune_viz.selection.statements import TIER, Cell
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

WHO: Final = {
    SourceClass.EVALUATION: mark("VIVE"),
    SourceClass.EVALUATION_RETOLD: mark("VIVE, gengivet af andre"),
    SourceClass.RESEARCH: mark("forskere"),
    SourceClass.MUNICIPALITY: mark("kommunen selv"),
    SourceClass.PRESS: mark("presse og organisationer"),
}
"""By whom a municipality is spoken of, in the order VIVE, research, itself, the press."""


def finding(name: str, cells: tuple[Cell, ...], edition: Edition, text: Text) -> str:
    """Say on which of the themes a municipality is spoken of as a whole, and by whom.

    Parameters
    ----------
    name
        Name of the municipality.
    cells
        Its row of the matrix.
    """
    spoken = [cell for cell in cells if not cell.is_empty]
    if not spoken:
        return text.say(
            "{name}: Ingen af de fire temaer er omtalt for kommunen som helhed i vores kilder",
            name=name,
        )
    # All that is said at this level, not only what decides: "only" is said of them.
    kinds = {
        edition.sources[row.source_id].source_class
        for cell in spoken
        for row in cell.statements
        if row.scope is Scope.MUNICIPALITY
    }
    who = text.join(dict.fromkeys(text.say(WHO[kind]) for kind in WHO if kind in kinds))
    themes = text.join(labels.inline(text.say(labels.THEME[cell.theme])) for cell in spoken)
    if any(TIER[kind] == TIER[SourceClass.EVALUATION] for kind in kinds):
        return text.say(
            "{name}: {themes} er omtalt af {who}",
            name=name,
            themes=labels.capital(themes),
            who=who,
        )
    return text.say(
        "{name}: For kommunen som helhed fortæller kun {who} om {themes}",
        name=name,
        themes=themes,
        who=who,
    )
