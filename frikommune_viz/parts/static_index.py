"""The list of all figures: by theme, by area and indicator, and by municipality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import SURVEYED
from frikommune_viz.model.codes import Area, IndicatorKind, Language, Respondent, Theme
from frikommune_viz.model.rows import Indicator, SurveyIndicator
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.changes import select_changes
from frikommune_viz.selection.register import select
from frikommune_viz.text import TEXTS, Text, danish_order, mark
from frikommune_viz.wording import labels, register_headlines
from frikommune_viz.wording.pages import SITE_NAME
from frikommune_viz.wording.practice_names import is_practice_name

KIND: Final = {
    FigureKind.TREND: mark("Udvikling over alle år"),
    FigureKind.BEFORE_AFTER: mark("Før og efter i hver kommune"),
    FigureKind.CHANGES: mark("Ændring i alle kommuner"),
    FigureKind.LEVELS: mark("Niveau i alle kommuner"),
    FigureKind.GAP: mark("Hvad kan udelukkes?"),
    FigureKind.CHANGE: mark("Ændring"),
    FigureKind.ARROWS: mark("Før og efter"),
    FigureKind.ANSWERS: mark("Svarenes fordeling"),
}
"""What the kinds of figures are called in a list of them."""

REAL: Final = mark("Registertal om velfærdsaftalerne")
CONDITIONS: Final = mark("Vilkår og baggrund")
"""Heads the register figures that are no outcome for anybody, whatever their theme."""

_BySubject = dict[str, list[FigureRequest]]


@dataclass(frozen=True, slots=True)
class Link:
    """One figure of a list."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator and its figures.

    Attributes
    ----------
    anchor
        The place that the indicator has on the page, or leads to.
    finding
        What its figures show, as over the first of them; empty where there is no such sentence.
    """

    anchor: str
    label: str
    links: tuple[Link, ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """The indicators of a theme, or those that are conditions."""

    name: str
    rows: tuple[Row, ...]


def draw_index(
    edition: Edition,
    figures: Sequence[FigureRequest],
    own: Mapping[str, Sequence[FigureRequest]],
    text: Text,
    handouts: Sequence[Link] = (),
) -> Markup:
    """List the figures of an edition.

    Parameters
    ----------
    figures
        Those without an own municipality, in the order of the catalogue.
    own
        For each municipality that has figures of its own, those figures.
    handouts
        The pages to hand out.
    """
    by_subject = _by_subject(figures)
    areas = [
        area
        for area in Area
        if edition.indicators_of(area)
        or any(
            _subject(one, area, group) in by_subject
            for one in edition.survey_indicators.values()
            for group in SURVEYED
        )
    ]
    return draw(
        "static_index.html",
        text,
        heading=text.say("Alle figurer"),
        lead=text.say(
            "Hver figur har sin egen side, som virker uden JavaScript. Du kan linke til figuren, hente "
            "den og vise den på andre sider."
        ),
        lines=[
            text.say(
                "Dataversion {version} af {date}.",
                version=edition.version,
                date=text.date(edition.date),
            )
        ],
        handouts=handouts,
        themes=_themes(edition, areas, by_subject, text),
        areas=[_area(edition, area, by_subject, text) for area in areas],
        municipalities=[
            _municipality(edition, code, added, text)
            for code, added in sorted(
                own.items(), key=lambda pair: danish_order(edition.municipalities[pair[0]].name)
            )
        ],
    )


def _by_subject(figures: Sequence[FigureRequest]) -> _BySubject:
    """Gather figures by what they are about."""
    found: _BySubject = {}
    for one in figures:
        found.setdefault(one.subject, []).append(one)
    return found


def _subject(indicator: SurveyIndicator, area: Area, group: Respondent) -> str:
    return FigureRequest(FigureKind.CHANGE, indicator.indicator_id, area, group).subject


def _area(edition: Edition, area: Area, by_subject: _BySubject, text: Text) -> dict[str, object]:
    """Return the figures of an area by theme: those of the register, then those of each group."""

    def row(indicator: Indicator | SurveyIndicator, subject: str, finding: str = "") -> Row:
        links = (Link(text.say(KIND[one.kind]), one.file("html")) for one in by_subject[subject])
        return Row(subject, text.pick(indicator.label), tuple(links), finding)

    asked = []
    for group in SURVEYED:
        by_theme = _by_theme(
            (
                (labels.THEME[one.theme], row(one, subject))
                for one in edition.survey_indicators.values()
                if (subject := _subject(one, area, group)) in by_subject
            ),
            text,
        )
        figures = sum(len(row.links) for theme in by_theme for row in theme.rows)
        name = labels.capital(text.say(labels.RESPONDENT[group]))
        if figures:
            asked.append(
                {
                    "summary": text.count(
                        "{group}: {n} figur",
                        "{group}: {n} figurer",
                        figures,
                        group=name,
                    ),
                    "themes": by_theme,
                }
            )
    return {
        "code": area,
        "name": text.say(labels.AREA[area]),
        "themes": _by_theme(
            (
                (_heading(one), row(one, one.indicator_id, _finding(edition, one, text)))
                for one in edition.indicators_of(area)
            ),
            text,
        ),
        "asked": asked,
    }


def _heading(indicator: Indicator) -> str:
    """Return the heading of a register figure: its theme, unless it is a condition."""
    is_condition = indicator.kind is IndicatorKind.CONDITION
    return CONDITIONS if is_condition else labels.THEME[indicator.theme]


def _headings() -> tuple[str, ...]:
    """Return the headings in their order."""
    return (*(labels.THEME[theme] for theme in Theme), CONDITIONS)


def _by_theme(rows: Iterable[tuple[str, Row]], text: Text) -> list[ThemeRows]:
    """Gather rows under their headings, in the order of these."""
    held = list(rows)
    return [
        ThemeRows(text.say(heading), found)
        for heading in _headings()
        if (found := tuple(row for its, row in held if its == heading))
    ]


def _finding(edition: Edition, indicator: Indicator, text: Text) -> str:
    """Return the headline of an indicator, as its figures have it."""
    if pair := indicator.default_pair:
        found = select_changes(edition, indicator.indicator_id, *pair)
        return register_headlines.headline(found, text)
    outcome = select(edition, indicator.indicator_id)
    return register_headlines.levels_headline(outcome, outcome.periods[-1], text)


def _themes(
    edition: Edition, areas: Sequence[Area], by_subject: _BySubject, text: Text
) -> list[dict[str, object]]:
    """Return what there is about each theme: a row of areas, and one for each question asked."""
    found: list[dict[str, object]] = []
    for heading in _headings():
        measured = [
            [
                Link(text.pick(one.label), f"#{one.indicator_id}")
                for one in edition.indicators_of(area)
                if _heading(one) == heading
            ]
            for area in areas
        ]
        asked = [
            {"label": text.pick(one.label), "cells": cells}
            for one in edition.survey_indicators.values()
            if labels.THEME[one.theme] == heading
            and any(cells := [_asked(one, area, by_subject, text) for area in areas])
        ]
        if any(measured) or asked:
            found.append(
                {
                    "name": text.say(heading),
                    "measured": measured if any(measured) else [],
                    "asked": asked,
                }
            )
    return found


def _asked(
    indicator: SurveyIndicator, area: Area, by_subject: _BySubject, text: Text
) -> list[Link]:
    """Return the groups of an area that were asked, each leading to its figures."""
    return [
        Link(text.say(labels.RESPONDENT[group]), f"#{subject}")
        for group in SURVEYED
        if (subject := _subject(indicator, area, group)) in by_subject
    ]


def _with_area(indicator: Indicator, text: Text) -> str:
    return text.say(
        "{area}: {label}",
        area=text.say(labels.AREA[indicator.area]),
        label=text.pick(indicator.label),
    )


def _municipality(
    edition: Edition, code: str, figures: Sequence[FigureRequest], text: Text
) -> dict[str, object]:
    area = MUNICIPALITY_AREA.get(code)
    return {
        "name": edition.municipalities[code].name,
        "area": text.say(labels.AREA_INLINE[area]) if area else "",
        "named": [
            Row(one.indicator_id, text.pick(one.label)) for one in edition.indicators_of(area)
        ]
        if area
        else [],
        "links": [
            Link(_with_area(edition.indicators[one.indicator], text), one.file("html"))
            for one in figures
        ],
    }


def draw_front(
    lists: Mapping[Language, Sequence[str]], stylesheet: str, fonts: Sequence[str], icon: str
) -> str:
    """Draw the first page of a published folder: the lists of figures in it, by language."""
    text = TEXTS[Language.DA]
    return str(
        draw(
            "static_front.html",
            text,
            site_name=SITE_NAME,
            stylesheet=stylesheet,
            fonts=fonts,
            icon=icon,
            languages=[
                {
                    "code": language,
                    "heading": TEXTS[language].say("Alle figurer"),
                    "links": [
                        {"href": href, "name": _edition(href, TEXTS[language])} for href in hrefs
                    ],
                }
                for language, hrefs in lists.items()
            ],
        )
    )


def _edition(href: str, text: Text) -> str:
    is_practice = is_practice_name(PurePosixPath(href).name)
    return text.say(labels.PRACTICE if is_practice else REAL)
