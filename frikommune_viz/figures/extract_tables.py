"""An extract of the register figures as rows to take, each with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.register_tables import ROLE
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.model.codes import Area, Status
from frikommune_viz.model.rows import Indicator, Municipality
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES, MUNICIPALITY_AREA
from frikommune_viz.selection.extract import NO_PERIOD, Extract, ExtractRow, select_extract
from frikommune_viz.selection.register import Role
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.practice_names import practice_place


def extract_rows(edition: Edition, extract: Extract, text: Text) -> Rows:
    """Return an extract with its notes and sources.

    Columns are ``edition``, ``version``, ``indicator_id``, ``indicator``, ``municipality_code``,
    ``municipality``, ``role`` and ``role_label`` (what the municipality is in a figure of the
    indicator), ``year`` (in which the period ends), ``period``, ``value``, ``unit``, ``status`` and
    ``status_label`` (why a value is empty), ``note`` and ``note_label`` (codes of
    :class:`~frikommune_viz.model.codes.Note`, and their words), ``break_after`` (the last period
    before a break of the series), ``shown`` (``no`` where the pages leave the period out),
    ``source_id``, ``source``, ``source_date``, ``source_url`` and ``license``.
    """
    indicators = [edition.indicators[code] for code in extract.indicators]
    sources = dict.fromkeys(row.source_id for row in indicators)
    return Rows(
        data=_data(edition, extract, text),
        title=text.say("Registertal: et udtræk"),
        notes=(
            text.say("Et tomt tal er ikke nul. Kolonnen »Status« siger, hvorfor det er tomt."),
            text.say(labels.NO_EFFECT),
            *(note for row in indicators for note in _notes(row, text)),
        ),
        sources=tuple(edition.sources[source_id] for source_id in sources),
    )


def _data(edition: Edition, extract: Extract, text: Text) -> Table:
    indicators = [edition.indicators[code] for code in extract.indicators]
    columns = (
        Column("edition", text.say("Udgave")),
        Column("version", text.say("Dataversion")),
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("municipality_code", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("role", text.say("Rollekode")),
        Column("role_label", text.say("Rolle")),
        Column("year", text.say("År, perioden slutter"), numeric=True),
        Column("period", text.say("Periode")),
        # A column is written with one number of decimals: as many as the most exact figure has.
        Column(
            "value",
            text.say("Værdi"),
            numeric=True,
            decimals=max((row.decimals for row in indicators), default=0),
        ),
        Column("unit", text.say("Enhed")),
        Column("status", text.say("Statuskode")),
        Column("status_label", text.say("Status")),
        Column("note", text.say("Notekode")),
        Column("note_label", text.say("Note")),
        Column("break_after", text.say("Sidste periode før ny opgørelse")),
        Column("shown", text.say("Vises på siderne")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
        Column("source_date", text.say("Kildens dato")),
        Column("source_url", text.say("Kildens adresse")),
        Column("license", text.say("Vilkårskode")),
    )
    return Table.of(columns, _records(edition, extract, text))


def _records(edition: Edition, extract: Extract, text: Text) -> Iterator[dict[str, Cell]]:
    about = {code: _about(edition, edition.indicators[code], text) for code in extract.indicators}
    shown = {code: frozenset(edition.periods_of(code)) for code in extract.indicators}
    places = {
        area: {
            code: _place(edition, edition.municipalities[code], area, text)
            for code in extract.municipalities
        }
        for area in Area
    }
    for row in select_extract(edition, extract):
        code = row.indicator.indicator_id
        notes = row.observation.note if row.observation else ()
        yield {
            **about[code],
            **places[row.indicator.area][row.municipality.municipality_code],
            "year": row.period_end,
            "period": row.period,
            "value": row.value,
            "status": row.status,
            "status_label": _status(row, text),
            "note": ";".join(notes),
            "note_label": "; ".join(text.say(labels.NOTE[note]) for note in notes),
            "shown": _shown(row, shown[code]),
        }


def _about(edition: Edition, row: Indicator, text: Text) -> dict[str, Cell]:
    source = edition.sources[row.source_id]
    return {
        "edition": edition.name,
        "version": edition.version,
        "indicator_id": row.indicator_id,
        "indicator": text.pick(row.label),
        "unit": text.pick(row.unit),
        "break_after": row.break_after,
        "source_id": source.source_id,
        "source": f"{source.publisher}: {source.title}",
        "source_date": source.date,
        "source_url": source.url,
        "license": row.license,
    }


def _place(edition: Edition, row: Municipality, area: Area, text: Text) -> dict[str, Cell]:
    code = row.municipality_code
    role = Role.WITH_AGREEMENT if code in MUNICIPALITY_AREA else Role.OTHER
    role = Role.PILOT if code in AREA_MUNICIPALITIES[area] else role
    return {
        "municipality_code": code,
        "municipality": practice_place(row.name) if edition.is_simulated else row.name,
        "role": str(role),
        "role_label": text.say(ROLE[role]),
    }


def _status(row: ExtractRow, text: Text) -> str:
    if row.status == NO_PERIOD:
        return text.say("indikatoren har ikke denne periode")
    return text.say(labels.STATUS[Status(row.status)])


def _shown(row: ExtractRow, shown: frozenset[str]) -> Cell:
    if row.status == NO_PERIOD:
        return None
    return "yes" if row.period in shown else "no"


def _notes(row: Indicator, text: Text) -> Iterator[str]:
    label = text.pick(row.label)
    yield f"{label}: {text.pick(row.definition)} {text.pick(row.caveats)}".strip()
    if row.break_after:
        yield text.say(
            "{label}: opgjort på en ny måde efter {period}. Tal før og efter sammenlignes ikke.",
            label=label,
            period=text.period(row.break_after),
        )
    if row.first_shown:
        yield text.say(
            "{label}: perioder før {period} vises ikke på siderne og indgår ikke i nogen "
            "sammenligning. De står i udtrækket med »no« i kolonnen »Vises på siderne«.",
            label=label,
            period=text.period(row.first_shown),
        )
