"""What a handout does not know, and what to ask: rules over the rows, in their order.

Not known: the report that nobody here has read; how large, where no statement has a size; the
themes of the place's own row that are empty; of a municipality how well it is covered, in the words
of its own row; and what the agreement itself did. An edition in which one of them is known says it
no longer.

Questions, at most three: what binds, where the statements on exemptions point apart; what is kept,
where an agreement has ended; each assumption that no statement about the place speaks for or
against; and which figures are followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout import figures, scopes
from frikommune_viz.model.codes import MAIN_THEMES, Direction, Scope, SourceClass, Support, Verdict
from frikommune_viz.parts.unread import FINAL_REPORT
from frikommune_viz.selection.statements import Place, cell
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.changes import SHARED_FREEDOMS

MOST_QUESTIONS: Final = 3
_EXEMPTIONS: Final = 4
"""The assumption that exemptions from rules make room for new solutions."""

UNTESTED: Final = {
    1: mark("Hvad må medarbejderne afgøre selv hos os, og hvad gør de ved det?"),
    2: mark("Hvem har spurgt borgerne, om de mærker en forskel?"),
    3: mark("Hvem var med til at beslutte ændringerne, og hvem var ikke?"),
    4: mark("Hvad binder os: loven eller vores egne regler?"),
}
"""What to ask where an assumption is untested, by its number."""


def unknown_of(edition: Edition, place: Place, text: Text) -> tuple[str, ...]:
    """Return what is not known, most important first."""
    return tuple(_unknown(edition, place, text))


def _unknown(edition: Edition, place: Place, text: Text) -> Iterator[str]:
    agreement = edition.agreements.get(place.municipality_code or "")
    if agreement:
        yield text.pick(agreement.coverage)
    if report := edition.sources.get(FINAL_REPORT):
        yield text.say(
            "Selve slutrapporten er ikke læst ({where}).", where=report.title.partition(":")[0]
        )
    around = [row for one in scopes.around(place) for row in scopes.spoken_of(one, edition)]
    sized = [row for row in around if row.theme in MAIN_THEMES and row.value is not None]
    if not [row for row in sized if row.direction is not Direction.NOT_STATED]:
        yield text.say("Hvor stor ændringen er: Kilderne giver retninger i ord, ikke tal.")
    yield from _silent(edition, place, text)
    # Of all seven it is said as on the overview: some of them have schools.
    if place.area is None or place.area in SHARED_FREEDOMS:
        yield text.say(
            "Hvad aftalerne selv betød: Kilderne omtaler ingen sammenligningsgruppe, og skoler i "
            "hele landet fik også friere rammer."
        )
    else:
        yield text.say("Hvad aftalerne selv betød: Kilderne omtaler ingen sammenligningsgruppe.")


def _silent(edition: Edition, place: Place, text: Text) -> Iterator[str]:
    """Say on which themes the place's own row is empty, and where only single sites speak."""
    cells = [cell(place, theme, edition) for theme in MAIN_THEMES]
    empty = [one for one in cells if one.is_empty and one.verdict is not Verdict.SITES_ONLY]
    sites = [one for one in cells if one.verdict is Verdict.SITES_ONLY]
    if empty:
        yield text.say(
            "{themes}: ikke omtalt særskilt i vores kilder.",
            themes=_themes([text.say(labels.SHORT_THEME[one.theme]) for one in empty], text),
        )
    if sites:
        yield text.say(
            "{themes}: kun omtalt for enkelte steder.",
            themes=_themes([text.say(labels.SHORT_THEME[one.theme]) for one in sites], text),
        )


def _themes(names: Sequence[str], text: Text) -> str:
    return labels.capital(text.join(labels.inline(name) for name in names))


def questions_of(edition: Edition, place: Place, text: Text) -> tuple[str, ...]:
    """Return what to ask one's own administration, most important first."""
    return tuple(islice(dict.fromkeys(_questions(edition, place, text)), MOST_QUESTIONS))


def _questions(edition: Edition, place: Place, text: Text) -> Iterator[str]:
    agreement = edition.agreements.get(place.municipality_code or "")
    if agreement:
        yield text.say(
            "Hvilke ændringer er beholdt, efter at aftalen udløb {end}, og hvorfor?",
            end=text.date(agreement.end),
        )
    if _is_told_by_itself(edition, place):
        yield text.say("Kan det, kommunen selv fortæller, ses i en måling før og efter?")
    if _exemptions_apart(edition, place):
        yield text.say(UNTESTED[_EXEMPTIONS])
    tested = {row.assumption for row in scopes.spoken_of(place, edition)}
    for row in edition.assumptions:
        if row.assumption not in tested and row.assumption in UNTESTED:
            yield text.say(UNTESTED[row.assumption])
    if figures.indicators_of(edition, place):
        yield text.say("Hvilke tal følger vi, og hvad var de, før vi begyndte?")
    else:
        yield text.say("Hvad måler vi selv, og hvornår begyndte vi?")


def _is_told_by_itself(edition: Edition, place: Place) -> bool:
    """Return whether a municipality alone decides some of its own cells."""
    return place.scope is Scope.MUNICIPALITY and any(
        cell(place, theme, edition).told_by is SourceClass.MUNICIPALITY for theme in MAIN_THEMES
    )


def _exemptions_apart(edition: Edition, place: Place) -> bool:
    """Return whether a statement about the place speaks against the use of exemptions."""
    return any(
        row.assumption == _EXEMPTIONS and row.supports_assumption in (Support.NO, Support.BOTH)
        for row in scopes.spoken_of(place, edition)
    )
