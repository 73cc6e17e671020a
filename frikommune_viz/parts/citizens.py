"""Parts of the page on citizens: what register figures show, and what they cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, IndicatorKind
from frikommune_viz.model.periods import Pair, pairs
from frikommune_viz.model.rows import Indicator
from frikommune_viz.parts.page_frame import Remark, draw_hero, draw_limits
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import select_changes
from frikommune_viz.selection.register import select
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording import labels, register, register_notes
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.register_headlines import headline, levels_headline


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page: its heading is what the curve shows."""
    indicator, pair = choices.indicator(edition, filters), choices.pair(edition, filters)
    if pair is None:
        outcome = select(edition, indicator, filters.own)
        found = levels_headline(outcome, outcome.periods[-1], text)
    else:
        found = headline(select_changes(edition, indicator, *pair, filters.own), text)
    return draw_hero(PAGE["borgere"], text, heading=found)


def same_years(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say beside the controls that the years hold for the whole page, or which give way."""
    pair = choices.pair(edition, filters)
    if pair is None:
        return Markup()
    given = _years(edition, filters, pair, text)
    return draw("years.html", text, given=given)


def indicator_words(edition: Edition, text: Text, area: Area | None = None) -> dict[str, str]:
    """Return the words for each indicator on offer, by code; with its area where all are."""
    return {
        row.indicator_id: _label(row, text, with_area=area is None)
        for row in edition.indicators.values()
        if area in (None, row.area)
    }


def municipality_words(edition: Edition) -> dict[str, str]:
    """Return the names of the 98 by code, in Danish alphabetical order."""
    ordered = sorted(edition.municipalities.values(), key=lambda row: danish_order(row.name))
    return {row.municipality_code: row.name for row in ordered}


def baselines(edition: Edition, indicator_id: str, text: Text) -> dict[str, str]:
    """Return the words for each period a change can be counted from, by code."""
    return {pair.baseline: text.period(pair.baseline) for pair in _pairs(edition, indicator_id)}


def endlines(edition: Edition, indicator_id: str, text: Text) -> dict[str, str]:
    """Return the words for each period a change can be counted to, by code."""
    return {pair.endline: text.period(pair.endline) for pair in _pairs(edition, indicator_id)}


def _years(edition: Edition, filters: Filters, pair: Pair, text: Text) -> str:
    """Say when the years shown are not those that were asked for."""
    wanted = Pair(filters.baseline or pair.baseline, filters.endline or pair.endline)
    if wanted == pair:
        return ""
    return text.say(
        "{start} og {end} kan ikke sammenlignes for dette tal. Figuren viser "
        "{shown_start} til {shown_end}.",
        start=text.period(wanted.baseline),
        end=text.period(wanted.endline),
        shown_start=text.period(pair.baseline),
        shown_end=text.period(pair.endline),
    )


def _pairs(edition: Edition, indicator_id: str) -> tuple[Pair, ...]:
    break_after = edition.indicators[indicator_id].break_after
    return pairs(edition.periods_of(indicator_id), break_after)


def limits(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the figures on the page cannot say."""
    return draw_limits(
        text.say("Det kan tallene ikke sige"),
        (
            Remark(
                text.say("Ikke en virkning"),
                text.say(
                    "Tallene viser, hvordan det gik, ikke hvorfor. Skoler i hele landet fik samtidig "
                    "friere rammer, og meget andet kan have spillet ind."
                ),
            ),
            *_covid_and_breaks(edition, text),
            *_no_outcomes(edition, text),
        ),
        text,
    )


def _covid_and_breaks(edition: Edition, text: Text) -> tuple[Remark, ...]:
    """Say which periods were affected by covid-19, and which series are broken, if any."""
    covid = edition.covid_periods
    broken = {
        (register.group_name(row, text), row.break_after)
        for row in edition.indicators.values()
        if row.break_after
    }
    said = [register_notes.covid(covid, text)] if covid else []
    said += [
        text.say(
            "{label}: opgjort på en ny måde efter {period}. Tal før og efter sammenlignes ikke.",
            label=name,
            period=text.period(period),
        )
        for name, period in sorted(broken)
    ]
    if covid and broken:
        heading = text.say("Covid-19 og ny opgørelse")
    else:
        heading = text.say("Covid-19") if covid else text.say("Ny opgørelse")
    return (Remark(heading, " ".join(said)),) if said else ()


def _no_outcomes(edition: Edition, text: Text) -> Iterator[Remark]:
    """Yield a remark for each area without register figures, or without any on outcomes."""
    for area in Area:
        indicators = edition.indicators_of(area)
        if not indicators:
            yield Remark(
                text.say("Intet om {area}", area=text.say(labels.AREA_INLINE[area])),
                text.say(
                    "Der er ingen åbne registertal for {area} i denne udgave. "
                    "Det betyder ikke, at intet er sket.",
                    area=text.say(labels.AREA_INLINE[area]),
                ),
            )
        elif all(row.kind is not IndicatorKind.OUTCOME for row in indicators):
            yield Remark(
                text.say("Intet resultat for {area}", area=text.say(labels.AREA_INLINE[area])),
                text.say(
                    "For {area} er der kun tal om vilkår og ingen om, hvordan det går borgerne. Det "
                    "betyder ikke, at intet er sket.",
                    area=text.say(labels.AREA_INLINE[area]),
                ),
            )


def _label(indicator: Indicator, text: Text, *, with_area: bool) -> str:
    label = text.pick(indicator.label)
    if not with_area:
        return label
    return text.say("{area}: {label}", area=text.say(labels.AREA[indicator.area]), label=label)
