"""The panel of all choices of years: whether the answer hangs on which periods are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure_choices import all_periods
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import ChangeKind, Comparison, PlaceboVerdict
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, Pair, span
from frikommune_viz.model.rows import ChangeTest
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.download_links import TABLES, forms_of
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.take import draw_take
from frikommune_viz.selection import choices as shown
from frikommune_viz.selection.changes import Changes, select_changes
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.changes import as_far, mean_decimals
from frikommune_viz.wording.unusual import in_all_years


@dataclass(frozen=True, slots=True)
class _Cell:
    change: str
    as_far: str
    verdict: str
    href: str
    endline: str
    is_shown: bool
    is_before: bool
    is_plain: bool


@dataclass(frozen=True, slots=True)
class _Grid:
    """The answers for one municipality or several: a row for each baseline."""

    name: str
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[_Cell | None, ...]], ...]


def panel(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the verdict and its number for every two periods that can be compared."""
    pair = shown.pair(edition, filters)
    if pair is None:
        return Markup()
    found = select_changes(edition, shown.indicator(edition, filters), *pair, filters.own)
    against_all = _grids(found, Comparison.ALL_OTHERS, filters, text)
    if not against_all:
        return Markup()
    request = all_periods(edition, found.indicator.indicator_id, filters)
    return draw(
        "sensitivity.html",
        text,
        unit=text.pick(found.indicator.change_unit),
        label=text.pick(found.indicator.label),
        line=in_all_years(_after_the_start(found), text),
        grids=against_all,
        in_group=_grids(found, Comparison.SAME_GROUP, filters, text),
        has_before=any(span(pair.endline).end < AGREEMENTS_BEGAN for pair in found.outcome.pairs),
        break_after=found.indicator.break_after,
        covid=[text.period(period) for period in found.outcome.covid_periods],
        thin=[text.period(period) for period in found.outcome.thin_periods],
        source=edition.sources[found.indicator.source_id],
        take=draw_take(
            text.pick(found.indicator.label),
            text,
            tables=forms_of(request.code, request.choices(filters.edition), TABLES, text),
        ),
    )


def _after_the_start(found: Changes) -> list[ChangeTest]:
    """Return the comparisons of single municipalities and of all that end under the agreements."""
    return [
        row
        for row in found.compared
        if row.comparison is Comparison.ALL_OTHERS
        and row.kind is ChangeKind.CHANGE
        and span(row.endline).end >= AGREEMENTS_BEGAN
    ]


def _grids(
    found: Changes, comparison: Comparison, filters: Filters, text: Text
) -> tuple[_Grid, ...]:
    rows = [
        row
        for row in found.compared
        if row.comparison is comparison and row.kind is ChangeKind.CHANGE
    ]
    by_name: dict[str, list[ChangeTest]] = {}
    for row in rows:
        by_name.setdefault(_name(row, found, text), []).append(row)
    return tuple(_grid(name, part, found, filters, text) for name, part in by_name.items())


def _grid(
    name: str, rows: Sequence[ChangeTest], found: Changes, filters: Filters, text: Text
) -> _Grid:
    pairs = found.outcome.pairs
    baselines = list(dict.fromkeys(pair.baseline for pair in pairs))
    endlines = sorted({pair.endline for pair in pairs}, key=span)
    by_pair = {row.pair: row for row in rows}
    return _Grid(
        name=name,
        summary=_summary(rows, text),
        columns=tuple(text.period(period) for period in endlines),
        rows=tuple(
            (
                text.period(baseline),
                tuple(
                    _cell(by_pair[pair], found, filters, text) if pair in by_pair else None
                    for pair in (Pair(baseline, endline) for endline in endlines)
                ),
            )
            for baseline in baselines
        ),
    )


def _cell(row: ChangeTest, found: Changes, filters: Filters, text: Text) -> _Cell:
    pair = row.pair
    decimals = found.indicator.decimals + mean_decimals(row, found.indicator.decimals)
    return _Cell(
        change=text.number(row.change, decimals, signed=True),
        as_far=as_far(row, text),
        verdict=text.say(labels.PLACEBO_VERDICT[row.verdict]),
        href=page_href(
            "borgere",
            filters.but(baseline=pair.baseline, endline=pair.endline),
            "aendring",
        ),
        endline=text.period(pair.endline),
        is_shown=pair == found.pair,
        is_before=span(pair.endline).end < AGREEMENTS_BEGAN,
        is_plain=row.verdict is PlaceboVerdict.NOT_UNUSUAL,
    )


def _summary(rows: Sequence[ChangeTest], text: Text) -> str:
    under = [row for row in rows if span(row.endline).end >= AGREEMENTS_BEGAN]
    counts = Counter(row.verdict for row in under)
    parts = [
        text.say(
            "{verdict} i {count} af {total}",
            verdict=labels.inline(text.say(labels.PLACEBO_VERDICT[verdict])),
            count=text.number(counts[verdict]),
            total=text.number(len(under)),
        )
        for verdict in reversed(PlaceboVerdict)
        if counts[verdict]
    ]
    if not parts:
        return ""
    return text.say(
        "Sammenligninger, der slutter efter aftalens start: {parts}.", parts=", ".join(parts)
    )


def _name(row: ChangeTest, found: Changes, text: Text) -> str:
    names = text.join(found.names(row))
    return names if len(row.municipality_codes) == 1 else text.say("{names} under ét", names=names)
