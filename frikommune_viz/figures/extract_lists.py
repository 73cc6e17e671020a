"""What an extract can hold, as rows to take: its indicators, its municipalities, its periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.model.codes import DISTURBED
from frikommune_viz.model.periods import span
from frikommune_viz.model.rows import Source
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.practice_names import practice_place


def indicator_list(edition: Edition, text: Text) -> Rows:
    """Return each indicator with its code, what it is, and its terms of use."""
    columns = (
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("area", text.say("Område (kode)")),
        Column("area_label", text.say("Område")),
        Column("unit", text.say("Enhed")),
        Column("decimals", text.say("Decimaler"), numeric=True),
        Column("first_period", text.say("Første periode")),
        Column("last_period", text.say("Seneste periode")),
        Column("break_after", text.say("Sidste periode før ny opgørelse")),
        Column("first_shown", text.say("Første periode på siderne")),
        Column("definition", text.say("Definition")),
        Column("caveats", text.say("Forbehold")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
        Column("source_date", text.say("Kildens dato")),
        Column("source_url", text.say("Kildens adresse")),
        Column("license", text.say("Vilkårskode")),
    )
    records: list[Mapping[str, Cell]] = []
    for row in edition.indicators.values():
        source = edition.sources[row.source_id]
        periods = _periods(edition, row.indicator_id)
        records.append(
            {
                "indicator_id": row.indicator_id,
                "indicator": text.pick(row.label),
                "area": str(row.area),
                "area_label": text.say(labels.AREA[row.area]),
                "unit": text.pick(row.unit),
                "decimals": row.decimals,
                "first_period": periods[0],
                "last_period": periods[-1],
                "break_after": row.break_after,
                "first_shown": row.first_shown or periods[0],
                "definition": text.pick(row.definition),
                "caveats": text.pick(row.caveats),
                "source_id": source.source_id,
                "source": f"{source.publisher}: {source.title}",
                "source_date": source.date,
                "source_url": source.url,
                "license": row.license,
            }
        )
    return _rows(text.say("Indikatorer, der kan hentes"), columns, records, edition, text)


def municipality_list(edition: Edition, text: Text) -> Rows:
    """Return each municipality with its code, its region and group, and the area of its agreement."""
    columns = (
        Column("municipality_code", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("region", text.say("Region")),
        Column("municipality_group", text.say("Kommunegruppe")),
        Column("area", text.say("Aftalens område (kode)")),
        Column("area_label", text.say("Aftalens område")),
    )
    records = [
        {
            "municipality_code": row.municipality_code,
            "municipality": practice_place(row.name) if edition.is_simulated else row.name,
            "region": row.region,
            "municipality_group": row.municipality_group,
            "area": str(row.area or ""),
            "area_label": text.say(labels.AREA[row.area]) if row.area else "",
        }
        for row in edition.municipalities.values()
    ]
    return _rows(text.say("Kommuner, der kan hentes"), columns, records, edition, text)


def period_list(edition: Edition, text: Text) -> Rows:
    """Return each period of each indicator, how many municipalities have a figure, and its marks."""
    columns = (
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("year", text.say("År, perioden slutter"), numeric=True),
        Column("period", text.say("Periode")),
        Column("municipalities", text.say("Kommuner med tal"), numeric=True),
        Column("note", text.say("Notekode")),
        Column("note_label", text.say("Note")),
        Column("break_after", text.say("Sidste periode før ny opgørelse")),
        Column("shown", text.say("Vises på siderne")),
    )
    records: list[Mapping[str, Cell]] = []
    for row in edition.indicators.values():
        observations = edition.observations_of(row.indicator_id)
        for period in _periods(edition, row.indicator_id):
            found = [one for one in observations if one.period == period]
            # Of notes on single figures a list of periods says nothing.
            notes = sorted(DISTURBED.intersection(*(one.note for one in found)))
            is_shown = period in edition.periods_of(row.indicator_id)
            records.append(
                {
                    "indicator_id": row.indicator_id,
                    "indicator": text.pick(row.label),
                    "year": found[0].period_end,
                    "period": period,
                    "municipalities": sum(one.value is not None for one in found),
                    "note": ";".join(notes),
                    "note_label": "; ".join(text.say(labels.NOTE[note]) for note in notes),
                    "break_after": row.break_after,
                    "shown": "yes" if is_shown else "no",
                }
            )
    sources = dict.fromkeys(row.source_id for row in edition.indicators.values())
    return _rows(
        text.say("Perioder, der kan hentes"),
        columns,
        records,
        edition,
        text,
        tuple(edition.sources[source_id] for source_id in sources),
    )


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


def _periods(edition: Edition, indicator_id: str) -> list[str]:
    return sorted({row.period for row in edition.observations_of(indicator_id)}, key=span)


def _rows(
    title: str,
    columns: tuple[Column, ...],
    records: Iterable[Mapping[str, Cell]],
    edition: Edition,
    text: Text,
    sources: tuple[Source, ...] = (),
) -> Rows:
    where = (
        Column("edition", text.say("Udgave")),
        Column("version", text.say("Dataversion")),
    )
    said = {"edition": edition.name, "version": edition.version}
    table = Table.of((*where, *columns), ({**said, **record} for record in records))
    return Rows(data=table, title=title, notes=(), sources=sources)
