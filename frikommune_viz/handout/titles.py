"""The headline and the lead of a handout: the words of its own row, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout import scopes
from frikommune_viz.model.codes import (
    MAIN_THEMES,
    Desirable,
    Scope,
    SourceClass,
    Theme,
    Verdict,
    Wave,
)
from frikommune_viz.selection.marks import Qualifier, mark_of
from frikommune_viz.selection.statements import Cell, Place, cell
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

_WAYS: Final = {
    Verdict.REPORTED_UP: mark("mere {themes}"),
    Verdict.REPORTED_SLIGHTLY_UP: mark("lidt mere {themes}"),
    Verdict.REPORTED_SLIGHTLY_DOWN: mark("lidt mindre {themes}"),
    Verdict.REPORTED_DOWN: mark("mindre {themes}"),
}
_APART: Final = (Verdict.DISAGREE, Verdict.REPORTED_MIXED, Verdict.DIFFERENT_THINGS)
_TELLERS: Final = {
    SourceClass.EVALUATION: mark("VIVE"),
    SourceClass.EVALUATION_RETOLD: mark("andres gengivelse af VIVE"),
    SourceClass.RESEARCH: mark("forskere"),
    SourceClass.MUNICIPALITY: mark("kommunen selv"),
    SourceClass.PRESS: mark("pressen"),
}


def title_of(edition: Edition, place: Place, text: Text) -> str:
    """Return the headline: of all seven that of the overview, else what the place's own row says."""
    if place.scope is Scope.ALL_SEVEN:
        overview = PAGE["overblik"]
        return text.say(overview.heading)
    cells = [cell(place, theme, edition) for theme in MAIN_THEMES]
    holes = {"place": scopes.name_of(place, edition, text)}
    ways = [one for one in cells if one.verdict in _WAYS and _is_plain(one)]
    rest = _rest(cells, text)
    if ways and rest:
        return text.say("{place}: {more}, men {rest}", more=_ways(ways, text), rest=rest, **holes)
    if ways or rest:
        return text.say("{place}: {said}", said=_ways(ways, text) if ways else rest, **holes)
    return text.say(_nothing(cells), **holes)


def _is_plain(one: Cell) -> bool:
    """Return whether the direction can be said in two words: wanted, where it is of citizens."""
    return one.theme is not Theme.CITIZEN_OUTCOMES or one.desirable is Desirable.YES


def _nothing(cells: Sequence[Cell]) -> str:
    """Return what is said where no source gives a direction."""
    if any(one.verdict is Verdict.DIRECTION_NOT_STATED for one in cells):
        return mark("{place}: vores kilder siger ikke, hvilken vej det gik")
    if any(one.verdict is Verdict.SITES_ONLY for one in cells):
        return mark("{place}: vores kilder fortæller kun om enkelte steder")
    return mark("{place}: vores kilder siger intet om de fire temaer for kommunen alene")


def _ways(cells: Sequence[Cell], text: Text) -> str:
    """Say what there is more of, and who says so where all have it from one kind of source."""
    said = []
    several = False
    for verdict, words in _WAYS.items():
        themes = [
            text.say(labels.THEME[one.theme]).lower()
            for one in cells
            if one.verdict is verdict and one.theme is not Theme.CITIZEN_OUTCOMES
        ]
        if themes:
            said.append(text.say(words, themes=text.join(themes)))
            several = several or len(themes) > 1
    said += [_better(one, text) for one in cells if one.theme is Theme.CITIZEN_OUTCOMES]
    more = text.join(said)
    if several and len(said) > 1:
        # The themes are joined by "og" already.
        more = text.say("{more} samt {last}", more=text.join(said[:-1]), last=said[-1])
    tellers = {text.say(_TELLERS[one.told_by]) for one in cells if one.told_by}
    waves = {one.wave for one in cells}
    if len(tellers) > 1:
        return more
    (teller,) = tellers
    if waves <= {Wave.MIDWAY}:
        return text.say("{more} midtvejs ifølge {teller}", more=more, teller=teller)
    if waves <= {Wave.ONGOING}:
        return text.say("{more} undervejs ifølge {teller}", more=more, teller=teller)
    return text.say("{more} ifølge {teller}", more=more, teller=teller)


def _better(one: Cell, text: Text) -> str:
    whom = text.say(scopes.CITIZENS[one.place.area])
    if mark_of(one).qualifier is Qualifier.SOME_GROUPS:
        return text.say("bedre resultater for visse grupper af {citizens}", citizens=whom)
    if one.verdict is Verdict.REPORTED_SLIGHTLY_UP:
        return text.say("lidt bedre resultater for {citizens}", citizens=whom)
    return text.say("bedre resultater for {citizens}", citizens=whom)


def _rest(cells: Sequence[Cell], text: Text) -> str:
    """Say where nothing changed clearly, and where the statements point apart."""
    still = [_theme(one, text) for one in cells if one.verdict is Verdict.REPORTED_NONE]
    apart = [_theme(one, text) for one in cells if one.verdict in _APART]
    said = []
    if still:
        said.append(text.say("ingen tydelig ændring i {themes}", themes=text.join(still)))
    if apart:
        said.append(text.say("udsagnene peger hver sin vej om {themes}", themes=text.join(apart)))
    return text.join(said)


def _theme(one: Cell, text: Text) -> str:
    if one.theme is Theme.CITIZEN_OUTCOMES:
        whom = text.say(scopes.CITIZENS[one.place.area])
        return text.say("resultater for {citizens}", citizens=whom)
    return text.say(labels.THEME[one.theme]).lower()


def lead_of(edition: Edition, place: Place, text: Text) -> str:
    """Return who had an agreement, on what and how long."""
    rows = scopes.agreements(place, edition)
    holes = {
        "names": scopes.members(place, edition, text),
        "start": _shared([row.start for row in rows], text),
        "end": _shared([row.end for row in rows], text, latest=True),
    }
    if place.area is None:
        return text.say("{names} havde en velfærdsaftale fra {start} til {end}.", **holes)
    return text.say(
        "{names} havde en velfærdsaftale om {area} fra {start} til {end}.",
        area=text.say(labels.AREA_INLINE[place.area]),
        **holes,
    )


def _shared(dates: Sequence[str], text: Text, *, latest: bool = False) -> str:
    """Return a date as exactly as all have it: the day where it is one, else the year."""
    if len(set(dates)) == 1:
        return text.date(dates[0])
    return (max if latest else min)(date[:4] for date in dates)


def second_lead_of(edition: Edition, place: Place, text: Text) -> str:
    """Return how many statements there are, how many on the themes here and how many VIVE's."""
    rows = scopes.spoken_of(place, edition)
    vive = sum(scopes.is_vive(row, edition) for row in rows)
    main = sum(row.theme in MAIN_THEMES for row in rows)
    holes = {
        "name": scopes.name_of(place, edition, text),
        "main": text.number(main) if main else text.say("ingen"),
    }
    if not rows:
        return text.say("Vi har ikke fundet udsagn om {name} alene.", name=holes["name"])
    if place.municipality_code and not vive:
        holes["members"] = scopes.members(Place(Scope.AREA, place.area), edition, text)
        if not main:
            return text.count(
                "Vi har fundet ét udsagn om {name}. Det handler ikke om de fire temaer. VIVE taler "
                "i vores kilder om {members} samlet, ikke om {name} alene.",
                "Vi har fundet {n} udsagn om {name}. Ingen af dem handler om de fire temaer. VIVE "
                "taler i vores kilder om {members} samlet, ikke om {name} alene.",
                len(rows),
                name=holes["name"],
                members=holes["members"],
            )
        return text.count(
            "Vi har fundet {n} udsagn om {name} på alle temaer, {main} af dem om de fire temaer her. "
            "VIVE taler i vores kilder om {members} samlet, ikke om {name} alene.",
            "Vi har fundet {n} udsagn om {name} på alle temaer, {main} af dem om de fire temaer her. "
            "VIVE taler i vores kilder om {members} samlet, ikke om {name} alene.",
            len(rows),
            **holes,
        )
    return text.count(
        "Vi har fundet {n} udsagn om {whom} samlet på alle temaer, {main} af dem om de fire temaer "
        "her; {vive} af de {n} kommer fra VIVE, direkte eller gengivet af andre.",
        "Vi har fundet {n} udsagn om {whom} samlet på alle temaer, {main} af dem om de fire temaer "
        "her; {vive} af de {n} kommer fra VIVE, direkte eller gengivet af andre.",
        len(rows),
        vive=text.number(vive),
        main=holes["main"],
        whom=text.say(labels.AREA_INLINE[place.area]) if place.area else text.say("alle syv"),
    )
