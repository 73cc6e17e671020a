"""The tables of changes: the named ones with their verdicts, and every row behind the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frikommune_viz.figures.register_tables import ROLE
from frikommune_viz.model.codes import ChangeKind, Comparison, Scope
from frikommune_viz.model.rows import ChangeTest, Source
from frikommune_viz.selection.changes import Changes, MunicipalityChange
from frikommune_viz.selection.register import Role, Series
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.changes import as_far, mean_decimals


def change_table(found: Changes, text: Text) -> Table:
    """Return the named municipalities and those of the area together, each with its verdicts.

    The change before the agreements stands beside the change that is asked about.
    """
    decimals = found.indicator.decimals
    unit = text.pick(found.indicator.change_unit)
    early = found.before(Comparison.ALL_OTHERS)
    columns = [
        Column("municipality", text.say("Kommune")),
        Column("baseline", text.period(found.pair.baseline), True, decimals),
        Column("endline", text.period(found.pair.endline), True, decimals),
        Column("change", text.say("Ændring, {unit}", unit=unit), True, decimals, signed=True),
        Column("all_others", text.say("Lige så langt ude af alle")),
        Column("all_others_verdict", text.say("Vurdering")),
        Column("same_group", text.say("Af samme gruppe")),
        Column("same_group_verdict", text.say("Vurdering i gruppen")),
    ]
    if early:
        columns += [
            Column(
                "before",
                text.say(
                    "Før aftalen, {start} til {end}",
                    start=text.period(early[0].pair.baseline),
                    end=text.period(early[0].pair.endline),
                ),
                True,
                decimals,
                signed=True,
            ),
            Column("before_as_far", text.say("Lige så langt ude før")),
        ]
    rows = [_named_row(found, series, text) for series in found.outcome.named]
    rows += [_together_row(found, row, text) for row in _several(found, Comparison.ALL_OTHERS)]
    if found.median is not None:
        middle = (text.say("Median uden aftale"), None, None, found.median)
        rows.append(middle)
    width = len(columns)
    filled = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Table(tuple(columns), filled, tuple(_reasons(found, text)))


def taken_changes(found: Changes, source: Source, edition: str, text: Text) -> Table:
    """Return every change drawn, then every comparison, in long form with codes and source."""
    shown = [
        *(row for comparison in Comparison for row in found.at(found.pair, comparison)),
        *(row for comparison in Comparison for row in found.before(comparison)),
    ]
    records = [
        *(_drawn(found, row, text) for row in found.changes),
        *(_comparison(found, row, text) for row in shown),
    ]
    return _taken(found, records, source, edition, text)


def all_comparisons(found: Changes, source: Source, edition: str, text: Text) -> Table:
    """Return the comparisons over every pair of periods, as the panel of all choices shows them."""
    records = [_comparison(found, row, text) for row in found.compared]
    return _taken(found, records, source, edition, text)


def _taken(
    found: Changes,
    records: Sequence[Mapping[str, Cell]],
    source: Source,
    edition: str,
    text: Text,
) -> Table:
    """Return the records with what they are about, and their source."""
    indicator = found.indicator
    about: dict[str, Cell] = {
        "edition": edition,
        "indicator_id": indicator.indicator_id,
        "indicator": text.pick(indicator.label),
        "unit": text.pick(indicator.change_unit),
        "source_id": source.source_id,
        "source": f"{source.publisher}: {source.title}",
        "source_url": source.url,
    }
    return Table.of(_columns(indicator.decimals, text), [{**about, **record} for record in records])


def _columns(decimals: int, text: Text) -> tuple[Column, ...]:
    return (
        Column("edition", text.say("Udgave")),
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("row", text.say("Rækketype")),
        Column("municipality_codes", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("role", text.say("Rollekode")),
        Column("role_label", text.say("Rolle")),
        Column("baseline", text.say("Fra")),
        Column("endline", text.say("Til")),
        Column("change", text.say("Ændring"), True, decimals, signed=True),
        Column("unit", text.say("Enhed")),
        Column("rank", text.say("Placering"), True),
        Column("of", text.say("Ud af"), True),
        Column("comparison", text.say("Sammenligningskode")),
        Column("comparison_label", text.say("Sammenlignet med")),
        Column("middle", text.say("Midten"), True, decimals, signed=True),
        Column("count_as_large", text.say("Lige så langt fra midten"), True),
        Column("others", text.say("Antal at sammenligne med"), True),
        Column("p_value", text.say("p-værdi"), True, 3),
        Column("standing", text.say("Rolle i svaret, kode")),
        Column("verdict", text.say("Vurderingskode")),
        Column("verdict_label", text.say("Vurdering")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
        Column("source_url", text.say("Kildens adresse")),
    )


def _drawn(found: Changes, row: MunicipalityChange, text: Text) -> dict[str, Cell]:
    return {
        "row": "municipality",
        "municipality_codes": row.series.code,
        "municipality": row.series.name,
        "role": str(row.role),
        "role_label": text.say(ROLE[row.role]),
        "baseline": found.pair.baseline,
        "endline": found.pair.endline,
        "change": row.change,
        "rank": row.rank,
        "of": row.of,
        "middle": found.median,
    }


def _comparison(found: Changes, row: ChangeTest, text: Text) -> dict[str, Cell]:
    return {
        "row": "comparison" if row.kind is ChangeKind.CHANGE else str(row.kind),
        "municipality_codes": ";".join(row.municipality_codes),
        "municipality": text.join(found.names(row)),
        "role": str(Role.PILOT),
        "role_label": text.say(ROLE[Role.PILOT]),
        "baseline": row.baseline,
        "endline": row.endline,
        "change": row.change,
        "comparison": str(row.comparison),
        "comparison_label": text.say(labels.COMPARISON[row.comparison]),
        "middle": row.middle,
        "count_as_large": row.count_as_large,
        "others": row.others,
        "p_value": row.p_value,
        "standing": str(row.standing),
        "verdict": str(row.verdict),
        "verdict_label": text.say(labels.PLACEBO_VERDICT[row.verdict]),
    }


def _named_row(found: Changes, series: Series, text: Text) -> tuple[Cell, ...]:
    before, after = (series.at(period).value for period in found.pair)
    change = next((row.change for row in found.changes if row.series.code == series.code), None)
    return (series.name, before, after, change, *_verdicts(found, (series.code,), text))


def _together_row(found: Changes, row: ChangeTest, text: Text) -> tuple[Cell, ...]:
    decimals = found.indicator.decimals
    exact = mean_decimals(row, decimals)
    mean: Cell = text.number(row.change, decimals + exact, signed=True) if exact else row.change
    names = text.say("{names} under ét", names=text.join(found.names(row)))
    return (names, None, None, mean, *_verdicts(found, row.municipality_codes, text))


def _verdicts(found: Changes, codes: tuple[str, ...], text: Text) -> tuple[Cell, ...]:
    """Return the counts and verdicts of the two comparisons, then what came before."""
    cells: list[Cell] = []
    for comparison in Comparison:
        row = _of(found.at(found.pair, comparison), codes)
        cells += (
            [as_far(row, text), text.say(labels.PLACEBO_VERDICT[row.verdict])]
            if row
            else [None, None]
        )
    if early := _of(found.before(Comparison.ALL_OTHERS), codes):
        cells += [early.change, as_far(early, text)]
    return tuple(cells)


def _of(rows: tuple[ChangeTest, ...], codes: tuple[str, ...]) -> ChangeTest | None:
    return next((row for row in rows if row.municipality_codes == codes), None)


def _several(found: Changes, comparison: Comparison) -> tuple[ChangeTest, ...]:
    return tuple(row for row in found.at(found.pair, comparison) if row.scope is Scope.AREA)


def _reasons(found: Changes, text: Text) -> list[tuple[int, int, str]]:
    """Say why a named municipality has no figure in one of the periods."""
    return [
        (number, place, text.say(labels.STATUS[reading.status]))
        for number, series in enumerate(found.outcome.named)
        for place, reading in enumerate((series.at(period) for period in found.pair), start=1)
        if reading.value is None
    ]
