"""Parts of the page on citizens: what register figures show, and what they cannot say."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import Pair, pairs, recent_pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import Remark, draw_hero, draw_limits, draw_section
from frikommune_viz.selection import choices
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording import labels, register
from frikommune_viz.wording.pages import PAGE


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page."""
    return draw_hero(PAGE["borgere"], filters, text)


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


def change_head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Ask the question of the section, and say when the chosen periods give way to others."""
    pair = choices.pair(edition, filters)
    if pair is None:
        return Markup()
    about = text.say(
        "Her kan du se, hvor meget tallet har ændret sig i hver kommune, og hvor mange kommuner "
        "uden aftale der ligger lige så langt fra midten."
    )
    how = Markup('<a href="{}">{}</a>').format(
        page_href("metode", filters, "vurdering"), text.say("Sådan er vurderingen lavet")
    )
    years = _years(edition, filters, pair, text)
    return draw_section(
        text.say("Er ændringen usædvanlig?"), text, about + " " + how, *years, anchor="aendring"
    )


def _years(edition: Edition, filters: Filters, pair: Pair, text: Text) -> tuple[str, ...]:
    """Say when the years shown are not those that were asked for, or those of the curve above."""
    indicator = edition.indicators[choices.indicator(edition, filters)]
    curve = recent_pair(edition.periods_of(indicator.indicator_id), indicator.break_after)
    wanted = Pair(filters.baseline or pair.baseline, filters.endline or pair.endline)
    years = {"shown_start": text.period(pair.baseline), "shown_end": text.period(pair.endline)}
    if wanted != pair:
        return (
            text.say(
                "Fra {start} til {end} kan ikke sammenlignes for dette tal. Figuren viser "
                "{shown_start} til {shown_end}.",
                start=text.period(wanted.baseline),
                end=text.period(wanted.endline),
                **years,
            ),
        )
    if curve in (None, pair):
        return ()
    return (
        text.say(
            "Teksten ved kurven ovenfor gælder {start} til {end}. Figuren her gælder "
            "{shown_start} til {shown_end}, og du kan vælge andre år.",
            start=text.period(curve.baseline),
            end=text.period(curve.endline),
            **years,
        ),
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
                text.say("Ikke en effekt"),
                text.say(
                    "Tallene viser, hvordan det gik, ikke hvorfor. Resten af landet fik nogle af "
                    "de samme friheder i perioden, og meget andet kan have spillet ind."
                ),
            ),
            *_covid_and_breaks(edition, text),
            *_no_elder_care(edition, text),
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
    said = [register.covid(covid, text)] if covid else []
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


def _no_elder_care(edition: Edition, text: Text) -> tuple[Remark, ...]:
    """Say that elder care has no register figures, for as long as it has none."""
    if edition.indicators_of(Area.ELDERCARE):
        return ()
    return (
        Remark(
            text.say("Intet om ældreområdet"),
            text.say(
                "Der er ingen åbne registertal for ældreområdet i denne udgave. "
                "Det betyder ikke, at intet er sket."
            ),
        ),
    )


def _label(indicator: Indicator, text: Text, *, with_area: bool) -> str:
    label = text.pick(indicator.label)
    if not with_area:
        return label
    return text.say("{area}: {label}", area=text.say(labels.AREA[indicator.area]), label=label)
