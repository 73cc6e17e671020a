"""What a cell of the matrix and a statement say in words: the verdict, who says it, and of whom.

The page, the exported picture and the CSV all say a cell through this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import (
    Desirable,
    Direction,
    EvidenceType,
    Respondent,
    Scope,
    SourceClass,
    Theme,
    Verdict,
    Wave,
)
from frikommune_viz.model.rows import Both, Finding
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.selection.statements import REPORTED, Cell, Place
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.measured import Reported, measured_word


@dataclass(frozen=True, slots=True)
class CellText:
    """The words of a cell, ready to be shown.

    Attributes
    ----------
    verdict
        The word, from the list of verdicts.
    details
        Short lines under the verdict: desirability, who says it, whom it is about, source class
        and wave; or where the theme is spoken of, when the cell is empty.
    """

    verdict: str
    details: tuple[str, ...]


def cell_text(cell: Cell, edition: Edition, text: Text) -> CellText:
    """Return the words of one cell."""
    details = _empty_details(cell, text) if cell.is_empty else _stated_details(cell, edition, text)
    return CellText(_verdict_word(cell, text), details)


def direction_word(finding: Finding, text: Text) -> str:
    """Return the words for the direction of one statement, with what moved if not the theme."""
    reported = Reported((finding,), finding.direction, finding.theme, finding.desirable)
    return _word(reported, text)


def place_name(place: Place, edition: Edition, text: Text) -> str:
    """Return the name of those a row speaks about."""
    if place.municipality_code:
        return edition.municipalities[place.municipality_code].name
    return text.say(labels.AREA[place.area]) if place.area else text.say("Alle syv kommuner")


def place_extent(place: Place, text: Text) -> str:
    """Return how much a row covers, shown under its name."""
    if place.scope is Scope.MUNICIPALITY:
        return text.say("kommune")
    if place.area is None:
        return text.say("samlet, på tværs af tre områder")
    if len(AREA_MUNICIPALITIES[place.area]) == 2:
        return text.say("to kommuner samlet")
    return text.say("tre kommuner samlet")


def teller_name(finding: Finding, text: Text) -> str:
    """Return the group or the person who gives the account; empty where the source names none."""
    return _name(finding.respondent, finding.subgroup, text)


def about_name(finding: Finding, text: Text) -> str:
    """Return the group the account is about; empty where it is about no group of people."""
    return _name(finding.about, finding.about_subgroup, text)


def who_lines(findings: Sequence[Finding], edition: Edition, text: Text) -> tuple[str, ...]:
    """Return who says it and whom it is about, each in a line of its own.

    Those who speak of themselves are named once, and a whole group before a part of it. Where
    some statements name a group and others none, the source of the others is named beside it.
    """
    told = sorted(findings, key=lambda row: bool(row.subgroup))
    subjects = sorted(findings, key=lambda row: bool(row.about_subgroup))
    tellers = _distinct(teller_name(row, text) for row in told)
    if tellers:
        tellers = _distinct(
            teller_name(row, text) or _source_name(row, edition, text) for row in told
        )
    others = [
        name for name in _distinct(about_name(row, text) for row in subjects) if name not in tellers
    ]
    lines = []
    if tellers:
        lines.append(text.say("ifølge {groups}", groups=_listed(tellers, text)))
    if others:
        lines.append(text.say("om {groups}", groups=_listed(others, text)))
    return tuple(lines)


def statement_verdict(finding: Finding, edition: Edition, text: Text) -> str:
    """Return the direction of one statement and who says so."""
    direction = direction_word(finding, text)
    if finding.direction is Direction.NOT_STATED:
        return direction
    return text.say(
        "{direction}, ifølge {source}",
        direction=direction,
        source=_source_name(finding, edition, text),
    )


def source_class_name(finding: Finding, edition: Edition, text: Text) -> str:
    """Return the kind of source a statement comes from."""
    kind = edition.sources[finding.source_id].source_class
    if kind is SourceClass.MUNICIPALITY and finding.scope in (Scope.ALL_SEVEN, Scope.AREA):
        return text.say(labels.THEMSELVES)
    return text.say(labels.SOURCE_CLASS[kind])


def direction_key(direction: Direction, text: Text) -> str:
    """Return the word for a direction where it stands for all themes: "Mere / bedre"."""
    word = text.say(labels.DIRECTION[direction])
    if direction not in labels.BETTER:
        return word
    better = labels.inline(text.say(labels.BETTER[direction]))
    return text.say("{more} / {better}", more=word, better=better)


def verdict_key(verdict: Verdict, text: Text) -> str:
    """Return the word for a verdict where it stands for all themes."""
    direction = next((way for way, retold in REPORTED.items() if retold is verdict), None)
    return direction_key(direction, text) if direction else text.say(labels.VERDICT[verdict])


def _source_name(finding: Finding, edition: Edition, text: Text) -> str:
    source = edition.sources[finding.source_id]
    alone = finding.scope in (Scope.MUNICIPALITY, Scope.SITE)
    teller = (labels.TELLER if alone else labels.TELLER_OF_SEVERAL).get(source.source_class)
    return text.say(teller) if teller else source.publisher


def _word(reported: Reported, text: Text) -> str:
    if measured := measured_word(reported, text):
        return measured
    wanted = reported.theme is Theme.CITIZEN_OUTCOMES and reported.desirable is Desirable.YES
    if wanted and reported.direction in labels.BETTER:
        return text.say(labels.BETTER[reported.direction])
    return text.say(labels.DIRECTION[reported.direction])


def _verdict_word(cell: Cell, text: Text) -> str:
    if cell.direction is None:
        return text.say(labels.VERDICT[cell.verdict])
    return _word(Reported(cell.deciding, cell.direction, cell.theme, cell.desirable), text)


def _name(group: Respondent | None, subgroup: Both, text: Text) -> str:
    """Return the most exact name the source gives."""
    if subgroup:
        return text.pick(subgroup)
    return text.say(labels.RESPONDENT[group]) if group else ""


def _distinct(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _listed(names: Sequence[str], text: Text) -> str:
    # "medarbejdere og medarbejdere og ledere" and "ældre og bestemte grupper af ældre" would read
    # as slips.
    joint = text.join(["", ""])
    nested = any(one in other for one in names for other in names if one != other)
    several = nested or any(joint in name or "," in name for name in names)
    return "; ".join(names) if several else text.join(names)


def _stated_details(cell: Cell, edition: Edition, text: Text) -> tuple[str, ...]:
    kinds = _listed(_distinct(source_class_name(row, edition, text) for row in cell.deciding), text)
    wave = text.say(labels.WAVE[cell.wave])
    wanted = labels.DESIRABLE[cell.desirable]
    told = all(row.evidence_type is EvidenceType.SELF_REPORT for row in cell.deciding)
    return (
        *((text.say(wanted),) if wanted else ()),
        *who_lines(cell.deciding, edition, text),
        # "kommunen selv · kommunens egen evaluering" would say the same twice.
        wave if cell.wave is Wave.OWN_FINAL else f"{kinds} · {wave}",
        *((text.say("eget udsagn, ikke målt før og efter"),) if told else ()),
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
    """Return at which levels the theme is spoken of, when it is not at this one."""
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
