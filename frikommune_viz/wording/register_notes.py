"""What to know about the figures of single periods: covid-19, few reports, preliminary, flagged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from frikommune_viz.model.codes import DISTURBED, Note, Status
from frikommune_viz.selection.register import Outcome, Reading
from frikommune_viz.text import Text, mark

_FLAGGED: Final = {
    Note.OWN_CALCULATION: mark("Tallene er beregnet og ikke offentliggjort af kilden selv."),
    Note.UNUSUALLY_LOW: mark(
        "Enkelte tal er usædvanligt lave. De er markeret i de data, du kan hente."
    ),
    Note.SMALL_NUMBERS: mark(
        "Enkelte tal bygger på meget få og svinger. De er markeret i de data, du kan hente."
    ),
    Note.INCOMPLETE_REPORTING: mark(
        "Enkelte tal bygger formentlig på ufuldstændig indberetning. De er markeret i de data, du "
        "kan hente."
    ),
}
"""What is said where a figure that is drawn carries the note, in this order."""


def of_periods(outcome: Outcome, periods: Sequence[str], text: Text) -> Iterator[str]:
    """Yield what to know about the figures drawn in `periods`, whole periods first."""
    yield from disturbed(outcome, periods, text)
    yield from _thin(outcome, periods, text)
    yield from _preliminary(outcome, periods, text)
    found = {note for reading in _drawn(outcome, periods) for note in reading.notes}
    for note, sentence in _FLAGGED.items():
        if note in found:
            yield text.say(sentence)


def disturbed(outcome: Outcome, periods: Sequence[str], text: Text) -> Iterator[str]:
    """Say which of the periods were affected by covid-19, or had other exams because of it."""
    exams = _where(outcome, periods, lambda row: bool(_EXAMS & set(row.notes)))
    if exams:
        yield text.count(
            "I {periods} var prøverne aflyst eller tilpasset på grund af covid-19.",
            "I {periods} var prøverne aflyst eller tilpasset på grund af covid-19.",
            len(exams),
            periods=text.join(text.period(period) for period in exams),
        )
    affected = [period for period in periods if period in outcome.covid_periods]
    if rest := [period for period in affected if period not in exams]:
        yield covid(rest, text)


def covid(periods: Sequence[str], text: Text) -> str:
    """Say which periods were affected by covid-19."""
    return text.count(
        "{periods} var præget af covid-19.",
        "{periods} var præget af covid-19.",
        len(periods),
        periods=text.join(text.period(period) for period in periods),
    )


_EXAMS: Final = DISTURBED - {Note.COVID_19}


def _thin(outcome: Outcome, periods: Sequence[str], text: Text) -> Iterator[str]:
    for period in periods:
        if period in outcome.thin_periods:
            yield text.say(
                "I {period} har kun {count} af {of} kommuner et tal, så perioden indgår ikke i "
                "nogen vurdering.",
                period=text.period(period),
                count=text.number(outcome.reporting(period)),
                of=text.number(len(outcome.all_series)),
            )


def _preliminary(outcome: Outcome, periods: Sequence[str], text: Text) -> Iterator[str]:
    found = _where(outcome, periods, lambda row: row.status is Status.PROVISIONAL)
    if found:
        yield text.count(
            "Tallene for {periods} er foreløbige.",
            "Tallene for {periods} er foreløbige.",
            len(found),
            periods=text.join(text.period(period) for period in found),
        )


def _where(outcome: Outcome, periods: Sequence[str], holds: Callable[[Reading], bool]) -> list[str]:
    """Return the periods in which any municipality has a figure of which something holds."""
    return [period for period in periods if any(map(holds, _drawn(outcome, [period])))]


def _drawn(outcome: Outcome, periods: Sequence[str]) -> Iterable[Reading]:
    return (
        series.at(period)
        for series in (*outcome.named, *outcome.with_agreement, *outcome.others)
        for period in periods
    )
