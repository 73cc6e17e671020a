"""The tables of gaps: what was found of each municipality, and every row drawn."""

from __future__ import annotations

from frikommune_viz.model.rows import Gap, GapResult, Source
from frikommune_viz.selection.gaps import GapLine, Gaps
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import gaps as describe
from frikommune_viz.wording import labels


def gap_table(gaps: Gaps, text: Text) -> Table:
    """Return what was found of each municipality, and of all of them together."""
    decimals = describe.decimals(gaps)
    unit = text.pick(gaps.indicator.change_unit)
    columns = (
        Column("municipality", text.say("Kommune")),
        Column("difference", text.say("Forskel, {unit}", unit=unit), True, decimals, signed=True),
        Column("lower", text.say("90-procentsinterval fra"), True, decimals, signed=True),
        Column("upper", text.say("til"), True, decimals, signed=True),
        Column("as_far", text.say("Lige så langt fra midten")),
        Column("verdict", text.say("Vurdering")),
        *_ruled_out_column(gaps, text),
        Column("smallest_seen", text.say("Mindste ændring, der ses otte af ti gange")),
    )
    rows, empty = [], []
    for number, result in enumerate(gaps.results):
        seen = None if result.smallest_seen is None else describe.seen(gaps, result, text)
        rows.append(
            (
                name(gaps, result, text),
                result.difference,
                result.lower,
                result.upper,
                describe.as_far(result, text),
                text.say(labels.PLACEBO_VERDICT[result.verdict]),
                *(
                    [text.say(describe.RULED_OUT[result.ruled_out])]
                    if gaps.indicator.relevant_difference is not None
                    else []
                ),
                seen,
            )
        )
        for place, cell in enumerate(rows[-1]):
            if cell is None:
                empty.append((number, place, text.say("ikke regnet ud")))
    return Table(columns, tuple(rows), tuple(empty))


def taken_gaps(gaps: Gaps, source: Source, edition: str, text: Text) -> Table:
    """Return the yearly gaps drawn, then what was found, in long form with codes and source."""
    indicator = gaps.indicator
    about: dict[str, Cell] = {
        "edition": edition,
        "indicator_id": indicator.indicator_id,
        "indicator": text.pick(indicator.label),
        "unit": text.pick(indicator.change_unit),
        "source_id": source.source_id,
        "source": f"{source.publisher}: {source.title}",
        "source_url": source.url,
    }
    records = [
        *(_yearly(line, row, text) for line in gaps.lines for row in line.gaps),
        *(_found(gaps, result, text) for result in gaps.results),
    ]
    return Table.of(_columns(text), [{**about, **record} for record in records])


def name(gaps: Gaps, result: GapResult, text: Text) -> str:
    """Return the name of the municipality, or of all of them together."""
    names = {series.code: series.name for series in gaps.outcome.pilots}
    joined = text.join(names[code] for code in result.municipality_codes)
    if len(result.municipality_codes) == 1:
        return joined
    return text.say("{names} under ét", names=joined)


def _columns(text: Text) -> tuple[Column, ...]:
    return (
        Column("edition", text.say("Udgave")),
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("row", text.say("Rækketype")),
        Column("municipality_codes", text.say("Kommunekode")),
        Column("municipality", text.say("Kommune")),
        Column("period", text.say("Periode")),
        Column("part", text.say("Periodens rolle, kode")),
        Column("part_label", text.say("Periodens rolle")),
        Column("gap", text.say("Afstand til medianen"), True, 6, signed=True),
        Column("p05", text.say("Båndets nedre kant"), True, 6, signed=True),
        Column("p95", text.say("Båndets øvre kant"), True, 6, signed=True),
        Column("difference", text.say("Forskel"), True, 6, signed=True),
        Column("lower", text.say("90-procentsinterval fra"), True, 6, signed=True),
        Column("upper", text.say("til"), True, 6, signed=True),
        Column("count_as_large", text.say("Lige så langt fra midten"), True),
        Column("others", text.say("Antal at sammenligne med"), True),
        Column("p_value", text.say("p-værdi"), True, 6),
        Column("early_p_value", text.say("p-værdi for en tidligere begyndelse"), True, 6),
        Column("smallest_seen", text.say("Mindste ændring, der ses otte af ti gange"), True, 6),
        Column("relevant_difference", text.say("Forskel, der betyder noget"), True, 6),
        Column("ruled_out", text.say("Udelukket, kode")),
        Column("standing", text.say("Rolle i svaret, kode")),
        Column("verdict", text.say("Vurderingskode")),
        Column("verdict_label", text.say("Vurdering")),
        Column("unit", text.say("Enhed")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
        Column("source_url", text.say("Kildens adresse")),
    )


def _yearly(line: GapLine, row: Gap, text: Text) -> dict[str, Cell]:
    return {
        "row": "gap",
        "municipality_codes": line.series.code,
        "municipality": line.series.name,
        "period": row.period,
        "part": str(row.part),
        "part_label": text.say(describe.GAP_PART[row.part]),
        "gap": row.gap,
        "p05": row.p05,
        "p95": row.p95,
    }


def _found(gaps: Gaps, row: GapResult, text: Text) -> dict[str, Cell]:
    return {
        "row": "result",
        "municipality_codes": ";".join(row.municipality_codes),
        "municipality": name(gaps, row, text),
        "difference": row.difference,
        "lower": row.lower,
        "upper": row.upper,
        "count_as_large": row.count_as_large,
        "others": row.others,
        "p_value": row.p_value,
        "early_p_value": row.early_p_value,
        "smallest_seen": row.smallest_seen,
        "relevant_difference": row.relevant_difference,
        "ruled_out": str(row.ruled_out),
        "standing": str(row.standing),
        "verdict": str(row.verdict),
        "verdict_label": text.say(labels.PLACEBO_VERDICT[row.verdict]),
    }


def _ruled_out_column(gaps: Gaps, text: Text) -> list[Column]:
    """Return the column on the difference that matters, where one was set."""
    if gaps.indicator.relevant_difference is None:
        return []
    label = text.say("Mere end {limit} er udelukket", limit=describe.limit(gaps, text))
    return [Column("ruled_out", label)]
