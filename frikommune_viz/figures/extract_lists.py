"""What an extract can hold, as rows to take: its indicators, its municipalities, its periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeVar

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.model.codes import DISTURBED, Note
from frikommune_viz.model.periods import span
from frikommune_viz.model.rows import Indicator, Municipality, Observation, Source
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.practice_names import practice_place

_Of = TypeVar("_Of")
_Columns = Sequence[tuple[Column, Callable[[_Of], Cell]]]
"""The columns of a list, each with what it holds of one of the things listed."""


def indicator_list(edition: Edition, text: Text) -> Rows:
    """Return each indicator with its code, what it is, and its terms of use."""
    sources, periods = edition.sources, partial(_periods, edition)
    columns: _Columns[Indicator] = (
        (Column("indicator_id", text.say("Indikatorkode")), lambda row: row.indicator_id),
        (Column("indicator", text.say("Indikator")), lambda row: text.pick(row.label)),
        (Column("area", text.say("Område (kode)")), lambda row: str(row.area)),
        (Column("area_label", text.say("Område")), lambda row: text.say(labels.AREA[row.area])),
        (Column("unit", text.say("Enhed")), lambda row: text.pick(row.unit)),
        (Column("decimals", text.say("Decimaler"), numeric=True), lambda row: row.decimals),
        (Column("first_period", text.say("Første periode")), lambda row: periods(row)[0]),
        (Column("last_period", text.say("Seneste periode")), lambda row: periods(row)[-1]),
        (
            Column("break_after", text.say("Sidste periode før ny opgørelse")),
            lambda row: row.break_after,
        ),
        (
            Column("first_shown", text.say("Første periode på siderne")),
            lambda row: row.first_shown or periods(row)[0],
        ),
        (Column("definition", text.say("Definition")), lambda row: text.pick(row.definition)),
        (Column("caveats", text.say("Forbehold")), lambda row: text.pick(row.caveats)),
        (Column("source_id", text.say("Kildekode")), lambda row: row.source_id),
        (Column("source", text.say("Kilde")), lambda row: _source_name(sources[row.source_id])),
        (Column("source_date", text.say("Kildens dato")), lambda row: sources[row.source_id].date),
        (Column("source_url", text.say("Kildens adresse")), lambda row: sources[row.source_id].url),
        (Column("license", text.say("Vilkårskode")), lambda row: row.license),
    )
    title = text.say("Indikatorer, der kan hentes")
    return _rows(title, columns, edition.indicators.values(), edition, text)


def municipality_list(edition: Edition, text: Text) -> Rows:
    """Return each municipality with its code, its region and group, and the area of its agreement."""
    columns: _Columns[Municipality] = (
        (Column("municipality_code", text.say("Kommunekode")), lambda row: row.municipality_code),
        (
            Column("municipality", text.say("Kommune")),
            lambda row: practice_place(row.name) if edition.is_simulated else row.name,
        ),
        (Column("region", text.say("Region")), lambda row: row.region),
        (
            Column("municipality_group", text.say("Kommunegruppe")),
            lambda row: row.municipality_group,
        ),
        (Column("area", text.say("Aftalens område (kode)")), lambda row: str(row.area or "")),
        (
            Column("area_label", text.say("Aftalens område")),
            lambda row: text.say(labels.AREA[row.area]) if row.area else "",
        ),
    )
    title = text.say("Kommuner, der kan hentes")
    return _rows(title, columns, edition.municipalities.values(), edition, text)


class _Listed(NamedTuple):
    """A period of an indicator, with every figure in it."""

    indicator: Indicator
    period: str
    observations: Sequence[Observation]
    is_shown: bool

    @property
    def notes(self) -> list[Note]:
        """The notes on the period. Of notes on single figures a list of periods says nothing."""
        return sorted(DISTURBED.intersection(*(one.note for one in self.observations)))


def period_list(edition: Edition, text: Text) -> Rows:
    """Return each period of each indicator, how many municipalities have a figure, and its marks."""
    columns: _Columns[_Listed] = (
        (Column("indicator_id", text.say("Indikatorkode")), lambda row: row.indicator.indicator_id),
        (Column("indicator", text.say("Indikator")), lambda row: text.pick(row.indicator.label)),
        (
            Column("year", text.say("År, perioden slutter"), numeric=True),
            lambda row: row.observations[0].period_end,
        ),
        (Column("period", text.say("Periode")), lambda row: row.period),
        (
            Column("municipalities", text.say("Kommuner med tal"), numeric=True),
            lambda row: sum(one.value is not None for one in row.observations),
        ),
        (Column("note", text.say("Notekode")), lambda row: ";".join(row.notes)),
        (
            Column("note_label", text.say("Note")),
            lambda row: "; ".join(text.say(labels.NOTE[note]) for note in row.notes),
        ),
        (
            Column("break_after", text.say("Sidste periode før ny opgørelse")),
            lambda row: row.indicator.break_after,
        ),
        (
            Column("shown", text.say("Vises på siderne")),
            lambda row: "yes" if row.is_shown else "no",
        ),
    )
    sources = dict.fromkeys(row.source_id for row in edition.indicators.values())
    return _rows(
        text.say("Perioder, der kan hentes"),
        columns,
        _listed(edition),
        edition,
        text,
        tuple(edition.sources[source_id] for source_id in sources),
    )


def _listed(edition: Edition) -> Iterator[_Listed]:
    for indicator in edition.indicators.values():
        shown = edition.periods_of(indicator.indicator_id)
        observations = edition.observations_of(indicator.indicator_id)
        for period in _periods(edition, indicator):
            found = [one for one in observations if one.period == period]
            yield _Listed(indicator, period, found, period in shown)


LISTS: Final[Mapping[str, Callable[[Edition, Text], Rows]]] = {
    "indikatorer": indicator_list,
    "kommuner": municipality_list,
    "perioder": period_list,
}
"""The lists by the names of their files."""

LIST_TERMS: Final = {
    "indikatorer": ("indicators",),
    "kommuner": ("municipalities",),
    "perioder": ("observations",),
}
"""The tables of the edition whose terms of use hold for each."""


def _periods(edition: Edition, indicator: Indicator) -> list[str]:
    return sorted({row.period for row in edition.observations_of(indicator.indicator_id)}, key=span)


def _source_name(source: Source) -> str:
    return f"{source.publisher}: {source.title}"


def _rows(
    title: str,
    columns: _Columns[_Of],
    listed: Iterable[_Of],
    edition: Edition,
    text: Text,
    sources: tuple[Source, ...] = (),
) -> Rows:
    """Return a list as rows to take, each beginning with the edition it is of."""
    where = (
        Column("edition", text.say("Udgave")),
        Column("version", text.say("Dataversion")),
    )
    said = {"edition": edition.name, "version": edition.version}
    table = Table.of(
        (*where, *(column for column, _ in columns)),
        ({**said, **{column.code: cell(one) for column, cell in columns}} for one in listed),
    )
    return Rows(data=table, title=title, notes=(), sources=sources)
