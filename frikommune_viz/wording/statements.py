"""What a cell of the matrix says in words: the verdict, then its group, source and time.

The page, the exported picture and the CSV all say a cell through this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import AREA_MUNICIPALITIES, Direction, Respondent, Scope, Verdict
from frikommune_viz.model.rows import Both, Finding
from frikommune_viz.selection.statements import Cell, Place
from frikommune_viz.style import VERDICT_GLYPH
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


@dataclass(frozen=True, slots=True)
class CellText:
    """The words of a cell, ready to be shown.

    Attributes
    ----------
    glyph
        Code of the picture that stands beside the verdict.
    verdict
        The word, from the list of verdicts.
    counts
        Directions and how many statements point each way, when they disagree.
    details
        Short lines under the verdict: desirability, group, source class and wave; or where the
        theme is spoken of, when the cell is empty.
    """

    glyph: str
    verdict: str
    counts: tuple[tuple[Direction, int], ...]
    details: tuple[str, ...]


def cell_text(cell: Cell, edition: Edition, text: Text) -> CellText:
    """Say one cell."""
    details = _empty_details(cell, text) if cell.is_empty else _stated_details(cell, edition, text)
    return CellText(
        VERDICT_GLYPH[cell.verdict],
        text.say(labels.VERDICT[cell.verdict]),
        cell.directions,
        details,
    )


def place_name(place: Place, edition: Edition, text: Text) -> str:
    """Name whom a row speaks about."""
    if place.municipality_code:
        return edition.municipalities[place.municipality_code].name
    return text.say(labels.AREA[place.area]) if place.area else text.say("Alle syv kommuner")


def place_extent(place: Place, text: Text) -> str:
    """Say how much a row covers, under its name."""
    if place.scope is Scope.MUNICIPALITY:
        return text.say("kommune")
    if place.area is None:
        return text.say("samlet, på tværs af tre områder")
    if len(AREA_MUNICIPALITIES[place.area]) == 2:
        return text.say("to kommuner samlet")
    return text.say("tre kommuner samlet")


def group_name(respondent: Respondent | None, subgroup: Both, text: Text) -> str:
    """Name the group a statement rests on, with its subgroup where the source gives one."""
    name = text.say(labels.RESPONDENT[respondent])
    if not subgroup:
        return name
    told = text.pick(subgroup)
    # "elever i udskolingen" says already that they are pupils.
    return told if told.casefold().startswith(name.casefold()) else f"{name} ({told})"


def statement_verdict(finding: Finding, edition: Edition, text: Text) -> str:
    """Say the direction of one statement and who says so."""
    direction = text.say(labels.DIRECTION[finding.direction])
    if finding.direction is Direction.NOT_STATED:
        return direction
    source = edition.sources[finding.source_id]
    alone = finding.scope in (Scope.MUNICIPALITY, Scope.SITE)
    teller = (labels.TELLER if alone else labels.TELLER_OF_SEVERAL).get(source.source_class)
    return text.say(
        "{direction}, ifølge {source}",
        direction=direction,
        source=text.say(teller) if teller else source.publisher,
    )


def _stated_details(cell: Cell, edition: Edition, text: Text) -> tuple[str, ...]:
    names = [text.say(labels.RESPONDENT[group]) for group in cell.respondents]
    # "medarbejdere og medarbejdere og ledere" would read as a slip.
    several = Respondent.STAFF_AND_LEADERS in cell.respondents
    groups = "; ".join(names) if several else text.join(names)
    classes = text.join(
        text.say(labels.SOURCE_CLASS[kind]) for kind in cell.source_classes(edition)
    )
    wanted = labels.DESIRABLE[cell.desirable]
    return (
        *((text.say(wanted),) if wanted else ()),
        groups,
        f"{classes} · {text.say(labels.WAVE[cell.wave])}",
    )


def _empty_details(cell: Cell, text: Text) -> tuple[str, ...]:
    if cell.verdict is Verdict.SITES_ONLY:
        return (text.say("kun fra enkelte steder"),)
    if cell.verdict is Verdict.FILTERED_OUT:
        return (text.say("der er udsagn, men de er valgt fra"),)
    if cell.verdict is Verdict.NOT_KNOWN:
        return ()
    return (_other_levels(cell, text),)


def _other_levels(cell: Cell, text: Text) -> str:
    """Say at which levels the theme is spoken of, when it is not at this one."""
    if cell.coarser is Scope.AREA and cell.place.area:
        return text.say("kun {area} samlet", area=text.say(labels.AREA_INLINE[cell.place.area]))
    if cell.coarser is Scope.ALL_SEVEN:
        return {
            None: text.say("kun alle syv samlet"),
            Scope.MUNICIPALITY: text.say("kun alle syv samlet og enkelte kommuner"),
            Scope.SITE: text.say("kun alle syv samlet og enkelte steder"),
        }[cell.finer]
    return {
        Scope.AREA: text.say("kun for enkelte områder"),
        Scope.MUNICIPALITY: text.say("kun for enkelte kommuner"),
        Scope.SITE: text.say("kun fra enkelte steder"),
    }[cell.finer or Scope.SITE]
