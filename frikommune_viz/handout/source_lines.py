"""Where a handout comes from: the sources of its messages and figures, and of its table."""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout.figures import SmallFigure
from frikommune_viz.handout.mark_table import places_of
from frikommune_viz.model.codes import MAIN_THEMES, SourceClass
from frikommune_viz.model.rows import Finding, Source
from frikommune_viz.selection.statements import Place, cell, count_accounts
from frikommune_viz.text import Text


def line_of(
    edition: Edition,
    place: Place,
    told: Sequence[Finding],
    drawn: Sequence[SmallFigure],
    text: Text,
) -> str:
    """Return the sources of what is told and drawn, each once, and how many the table has."""
    ids = [*(row.source_id for row in told), *(one.source_id for one in drawn)]
    named = " · ".join(_named([edition.sources[one] for one in dict.fromkeys(ids)], text))
    cells = [cell(one, theme, edition) for one in places_of(place) for theme in MAIN_THEMES]
    behind = {row.finding_id: row for one in cells for row in one.statements}
    table = text.count(
        "Hele tabellen: {n} udsagn fra {sources} kilder (en evaluering tæller som én, uanset "
        "hvem der gengiver den).",
        "Hele tabellen: {n} udsagn fra {sources} kilder (en evaluering tæller som én, uanset "
        "hvem der gengiver den).",
        len(behind),
        sources=text.number(count_accounts(behind.values(), edition)),
    )
    said = text.say("Kilder: {sources}.", sources=named) if named else ""
    return " ".join(part for part in (said, table, text.say("Sammenfattet af os.")) if part)


def _named(sources: Sequence[Source], text: Text) -> list[str]:
    """Name each publisher once, with its dates; with a title where there is no date."""
    when: dict[tuple[str, bool], dict[str, None]] = {}
    for source in sources:
        kind = (source.publisher, source.source_class is SourceClass.REGISTER)
        date = text.date(source.date) if source.date else f"»{source.title}«"
        when.setdefault(kind, {})[date] = None
    named = []
    for (publisher, is_register), dates in when.items():
        holes = {"publisher": publisher, "date": text.join(dates)}
        if is_register:
            named.append(text.say("{publisher}, hentet {date}", **holes))
        else:
            named.append(text.say("{publisher}, {date}", **holes))
    return named
