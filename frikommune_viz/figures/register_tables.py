"""The tables of a register figure: the few named rows of the page, and every row drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Source
from frikommune_viz.selection.register import Outcome, Reading, Role
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

ROLE: dict[Role, str] = {
    Role.PILOT: mark("aftale på området"),
    Role.OWN: mark("valgt kommune"),
    Role.WITH_AGREEMENT: mark("aftale på et andet område"),
    Role.OTHER: mark("uden aftale"),
}


def period_table(outcome: Outcome, text: Text) -> Table:
    """Return the named municipalities and the median, one period a column."""
    return _wide(outcome, outcome.periods, text)


def level_table(outcome: Outcome, period: str, text: Text) -> Table:
    """Return the named municipalities and the median in one period."""
    return _wide(outcome, (period,), text)


def pair_table(outcome: Outcome, pair: Pair, text: Text) -> Table:
    """Return both periods and the change between them.

    The median has no change: the median change is not the change of the median.
    """
    wide = _wide(outcome, pair, text)
    decimals = outcome.indicator.decimals
    unit = text.pick(outcome.indicator.change_unit)
    column = Column("change", text.say("Ændring, {unit}", unit=unit), True, decimals, signed=True)
    rows = []
    for row in wide.rows:
        _, before, after = row
        change: Cell = None
        is_median = row is wide.rows[-1] and len(wide.rows) > len(outcome.named)
        if isinstance(before, float) and isinstance(after, float) and not is_median:
            change = round(after - before, decimals)
        rows.append((*row, change))
    return Table((*wide.columns, column), tuple(rows), wide.empty)


def _wide(outcome: Outcome, periods: Sequence[str], text: Text) -> Table:
    columns = (
        Column("municipality", text.say("Kommune")),
        *(
            Column(period, text.period(period), True, outcome.indicator.decimals)
            for period in periods
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    empty: list[tuple[int, int, str]] = []
    counted = outcome.indicator.answers_id is not None
    if counted:
        columns += tuple(
            Column(f"answers {period}", text.say("Antal svar"), True) for period in periods
        )
    for number, series in enumerate(outcome.named):
        readings = [series.at(period) for period in periods]
        answers = [reading.answers for reading in readings] if counted else []
        rows.append((series.name, *(reading.value for reading in readings), *answers))
        empty += _reasons(number, readings, text)
    if outcome.distribution:
        middle = [reading for reading in outcome.median if reading.period in periods]
        empty += _reasons(len(rows), middle, text)
        # Of the median nobody has counted the answers.
        none = [None] * len(periods) if counted else []
        rows.append((text.say("Median uden aftale"), *(one.value for one in middle), *none))
    return Table(columns, tuple(rows), tuple(empty))


def _reasons(row: int, readings: Iterable[Reading], text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield why cells of a row are empty; the first of them is in column 1."""
    for column, reading in enumerate(readings, start=1):
        if reading.value is None:
            yield row, column, text.say(labels.STATUS[reading.status])


def taken_table(
    outcome: Outcome, periods: Sequence[str], source: Source, edition: str, text: Text
) -> Table:
    """Return every row drawn in long form, with codes, labels, statuses and the source."""
    indicator = outcome.indicator
    columns = (
        Column("edition", text.say("Udgave")),
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("statistic", text.say("Størrelse")),
        Column("municipality_code", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("role", text.say("Rollekode")),
        Column("role_label", text.say("Rolle")),
        Column("period", text.say("Periode")),
        Column("value", text.say("Værdi"), True, indicator.decimals),
        Column("unit", text.say("Enhed")),
        *((Column("answers", text.say("Antal svar"), True),) if indicator.answers_id else ()),
        Column("status", text.say("Statuskode")),
        Column("status_label", text.say("Status")),
        Column("note", text.say("Note")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
        Column("source_url", text.say("Kildens adresse")),
    )
    about: dict[str, Cell] = {
        "edition": edition,
        "indicator_id": indicator.indicator_id,
        "indicator": text.pick(indicator.label),
        "unit": text.pick(indicator.unit),
        "source_id": source.source_id,
        "source": f"{source.publisher}: {source.title}",
        "source_url": source.url,
    }

    def record(reading: Reading, **about_whom: Cell) -> dict[str, Cell]:
        return {
            **about,
            **about_whom,
            "period": reading.period,
            "value": reading.value,
            **({"answers": reading.answers} if indicator.answers_id else {}),
            "status": str(reading.status),
            "status_label": text.say(labels.STATUS[reading.status]),
            "note": "; ".join(text.say(labels.NOTE[note]) for note in reading.notes),
        }

    values = [
        record(
            series.at(period),
            statistic="value",
            municipality_code=series.code,
            municipality=series.name,
            role=str(role),
            role_label=text.say(ROLE[role]),
        )
        for series, role in outcome.roles
        for period in periods
    ]
    medians = [
        record(reading, statistic="median", municipality=text.say("Median uden aftale"))
        for reading in outcome.median
        if reading.period in periods and reading.value is not None
    ]
    return Table.of(columns, [*values, *medians])
