"""The tables of a survey figure: what stands under it, and every row drawn as one can take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from frikommune_viz.model.codes import Status
from frikommune_viz.selection.survey import Between, Level, Survey, SurveyRow
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import survey as describe
from frikommune_viz.wording.survey_differences import pair

SHARE_DECIMALS: Final = 3


def change_table(survey: Survey, text: Text) -> Table:
    """Return both levels, the change, its interval and the verdict of each place."""
    decimals = survey.indicator.decimals
    columns = (
        Column("place", text.say("Sted")),
        Column("base_before", text.say("Svar før"), True),
        Column("base_after", text.say("Svar efter"), True),
        Column("before", text.say("Før"), True, decimals),
        Column("after", text.say("Efter"), True, decimals),
        Column("change", text.say("Forskel, point"), True, decimals, signed=True),
        Column("lower", text.say("Interval fra"), True, decimals, signed=True),
        Column("upper", text.say("Interval til"), True, decimals, signed=True),
        Column("verdict", text.say("Vurdering")),
    )
    rows = tuple(
        (
            describe.place(row, text),
            row.before.base,
            row.after.base,
            row.before.estimate,
            row.after.estimate,
            row.change.change,
            row.change.lower,
            row.change.upper,
            describe.full_verdict(survey, row, text),
        )
        for row in survey.rows
    )
    return Table(columns, rows, tuple(_empty(survey, rows, text)))


def _empty(
    survey: Survey, rows: tuple[tuple[Cell, ...], ...], text: Text
) -> Iterator[tuple[int, int, str]]:
    for number, row in enumerate(survey.rows):
        statuses = (
            *(row.before.status, row.after.status) * 2,
            *[row.change.status] * 3,
        )
        for at, status in enumerate(statuses, start=1):
            if rows[number][at] is None:
                yield number, at, text.say(labels.SURVEY_STATUS[status])


def level_table(survey: Survey, text: Text) -> Table:
    """Return both levels of each place with their intervals, answers and response rates."""
    decimals = survey.indicator.decimals
    columns = (
        Column("place", text.say("Sted")),
        Column("wave", text.say("Hvornår")),
        Column("estimate", text.say("Point på 0–100"), True, decimals),
        Column("lower", text.say("Interval fra"), True, decimals),
        Column("upper", text.say("Interval til"), True, decimals),
        Column("base", text.say("Svar"), True),
        Column("response_rate", text.say("Svarprocent"), True),
    )
    levels = [(row, level) for row in survey.rows for level in row.levels]
    rows = tuple(
        (
            describe.place(row, text),
            text.say(labels.IN_WAVE[level.wave]),
            level.estimate,
            level.lower,
            level.upper,
            level.base,
            _percent(level.response_rate),
        )
        for row, level in levels
    )
    empty = [
        (number, at, text.say(labels.SURVEY_STATUS[level.status]))
        for number, (_, level) in enumerate(levels)
        for at in range(2, len(columns))
        if rows[number][at] is None
    ]
    return Table(columns, rows, tuple(empty))


def answer_table(survey: Survey, text: Text) -> Table:
    """Return the share of each answer, one wave of a place a row."""
    count = max(len(question.categories) for question in survey.questions)
    columns = (
        Column("place", text.say("Sted")),
        Column("wave", text.say("Hvornår")),
        Column("base", text.say("Svar"), True),
        *(
            Column(f"category_{number}", _heading(survey, number, text), True, 1)
            for number in range(1, count + 1)
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    empty = []
    for row in survey.rows:
        for level in row.levels:
            shares = [_percent(one.share) for one in level.answers.shares]
            if not shares:
                reason = text.say(labels.SURVEY_STATUS[level.answers.status])
                empty += [(len(rows), at, reason) for at in range(2, len(columns))]
            # A wave on a shorter scale has no such answer: its last cells say nothing.
            told = [*shares, *[None] * (count - len(shares))]
            rows.append(
                (
                    describe.place(row, text),
                    text.say(labels.IN_WAVE[level.wave]),
                    level.answers.base,
                    *told,
                )
            )
    return Table(columns, tuple(rows), tuple(empty))


def _heading(survey: Survey, number: int, text: Text) -> str:
    """Return the answer's words; both where the two waves were answered on different scales."""
    found = [
        text.pick(question.categories[number - 1])
        for question in survey.questions
        if number <= len(question.categories)
    ]
    answer = " / ".join(dict.fromkeys(found))
    return text.say("{answer} (pct.)", answer=answer)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def taken(survey: Survey, edition: str, text: Text) -> Table:
    """Return every row behind the three figures in long form, with codes, statuses and source.

    ``data`` says ``simulated`` in every row where the numbers are invented, also in a row whose own
    status says that it is hidden.
    """
    kind = Status.SIMULATED if survey.is_simulated else Status.NORMAL
    source = survey.source
    about: dict[str, Cell] = {
        "edition": edition,
        "data": str(kind),
        "data_label": text.say(labels.STATUS[kind]),
        "indicator_id": survey.indicator.indicator_id,
        "indicator": text.pick(survey.indicator.label),
        "area": str(survey.area),
        "respondent": str(survey.respondent),
        "source_id": source.source_id,
        "source": f"{source.publisher}: {source.title}",
    }
    return Table.of(_columns(text), [{**about, **record} for record in _records(survey, text)])


def _columns(text: Text) -> tuple[Column, ...]:
    return (
        Column("edition", text.say("Udgave")),
        Column("data", text.say("Slags data")),
        Column("data_label", text.say("Slags data i ord")),
        Column("indicator_id", text.say("Indikatorkode")),
        Column("indicator", text.say("Indikator")),
        Column("statistic", text.say("Størrelse")),
        Column("scope", text.say("Niveau")),
        Column("area", text.say("Område")),
        Column("municipality_code", text.say("Kommunekode")),
        Column("other_code", text.say("Kode for den anden kommune")),
        Column("place", text.say("Sted")),
        Column("respondent", text.say("Gruppe")),
        Column("wave", text.say("Hvornår")),
        Column("category", text.say("Svarkategori")),
        Column("category_label", text.say("Svarkategori i ord")),
        Column("value", text.say("Værdi"), True, SHARE_DECIMALS),
        Column("lower", text.say("Interval fra"), True, SHARE_DECIMALS),
        Column("upper", text.say("Interval til"), True, SHARE_DECIMALS),
        Column("unit", text.say("Enhed")),
        Column("base", text.say("Svar"), True),
        Column("base_after", text.say("Svar efter"), True),
        Column("invited", text.say("Inviterede"), True),
        Column("p_value", text.say("p-værdi"), True, SHARE_DECIMALS),
        Column("p_adjusted", text.say("Justeret p-værdi"), True, SHARE_DECIMALS),
        Column("effect_size", text.say("Hedges' g"), True, SHARE_DECIMALS),
        Column("verdict", text.say("Vurderingskode")),
        Column("verdict_label", text.say("Vurdering")),
        Column("not_comparable_reason", text.say("Hvorfor ikke sammenlignelig")),
        Column("status", text.say("Statuskode")),
        Column("status_label", text.say("Status")),
        Column("source_id", text.say("Kildekode")),
        Column("source", text.say("Kilde")),
    )


def _records(survey: Survey, text: Text) -> Iterator[dict[str, Cell]]:
    for row in survey.rows:
        place: dict[str, Cell] = {
            "scope": "municipality" if row.municipality else "area",
            "municipality_code": row.municipality.municipality_code if row.municipality else None,
            "place": describe.place(row, text),
        }
        for level in row.levels:
            yield {**place, **_level(level, text)}
            yield from ({**place, **share} for share in _shares(survey, level, text))
        yield {**place, **_change(row, text)}
    for between in survey.between:
        yield _difference(between, survey, text)


def _difference(between: Between, survey: Survey, text: Text) -> dict[str, Cell]:
    row = between.row
    waves = (survey.baseline, survey.endline) if row.wave is None else (row.wave,)
    return {
        "scope": "municipality",
        "municipality_code": row.municipality_code,
        "other_code": row.other_code,
        "place": pair(between, text),
        "statistic": "difference",
        "wave": ";".join(waves),
        "value": row.difference,
        "lower": row.lower,
        "upper": row.upper,
        "unit": text.say("point"),
        **_status(row.status, text),
    }


def _level(level: Level, text: Text) -> dict[str, Cell]:
    return {
        "statistic": "mean",
        "wave": str(level.wave),
        "value": level.estimate,
        "lower": level.lower,
        "upper": level.upper,
        "unit": text.say("point på 0–100"),
        "base": level.base,
        "invited": level.invited,
        **_status(level.status, text),
    }


def _shares(survey: Survey, level: Level, text: Text) -> Iterator[dict[str, Cell]]:
    for one in level.answers.shares:
        yield {
            "statistic": "share",
            "wave": str(level.wave),
            "category": str(one.category),
            "category_label": describe.category(survey, level, one.category, text),
            "value": one.share,
            "lower": one.lower,
            "upper": one.upper,
            "unit": text.say("andel af 1"),
            "base": level.answers.base,
            **_status(level.answers.status, text),
        }


def _change(row: SurveyRow, text: Text) -> dict[str, Cell]:
    change = row.change
    reason = change.not_comparable_reason
    return {
        "statistic": "change",
        "wave": f"{row.before.wave};{row.after.wave}",
        "value": change.change,
        "lower": change.lower,
        "upper": change.upper,
        "unit": text.say("point"),
        "base": change.base_before,
        "base_after": change.base_after,
        "p_value": change.p_value,
        "p_adjusted": change.p_adjusted,
        "effect_size": change.effect_size,
        "verdict": str(change.verdict),
        "verdict_label": text.say(labels.SURVEY_VERDICT[change.verdict]),
        "not_comparable_reason": None if reason is None else str(reason),
        **_status(change.status, text),
    }


def _status(status: Status, text: Text) -> dict[str, Cell]:
    return {"status": str(status), "status_label": text.say(labels.SURVEY_STATUS[status])}
