"""Whether a change is unusual, the answer first: from the counts of those who lie as far out.

A count is of distances from the middle, never of who rose or fell as much. The plain no is said
only where more than one in twenty lie as far out; else the figures cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.model.codes import (
    SIGNIFICANCE_LEVEL,
    Comparison,
    PlaceboVerdict,
    Scope,
    Standing,
)
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import ChangeTest
from frikommune_viz.selection.changes import Changes
from frikommune_viz.selection.register import Role
from frikommune_viz.text import Text
from frikommune_viz.wording.changes import as_far
from frikommune_viz.wording.movement import signed
from frikommune_viz.wording.register_notes import covid


def answer(found: Changes, text: Text) -> str:
    """Answer whether the changes between the shown periods are unusual, and give the counts."""
    rows = found.at(found.pair, Comparison.ALL_OTHERS)
    alone = [row for row in rows if row.scope is Scope.MUNICIPALITY]
    together = next((row for row in rows if row.scope is Scope.AREA), None)
    if not alone:
        return text.say("Det kan tallene ikke afgøre. {why}", why=_why_not(found, text))
    ordinary = [row for row in alone if row.verdict is PlaceboVerdict.NOT_UNUSUAL]
    unsettled = [row for row in alone if row.verdict is not PlaceboVerdict.NOT_UNUSUAL]
    said = [_together(found, together, text)] if together else []
    if not unsettled:
        first = text.say("Nej.") if not any(said) else text.say("Nej for hver kommune for sig.")
        return " ".join([first, _counts(found, ordinary, text), *filter(None, said)])
    if not ordinary:
        first = text.say("Det kan tallene ikke afgøre.")
        return " ".join([first, _counts(found, unsettled, text), *filter(None, said)])
    return " ".join(
        [
            text.say("Nej for {names}.", names=_names(found, ordinary, text)),
            _counts(found, ordinary, text),
            text.say(
                "For {names} kan tallene ikke afgøre det.", names=_names(found, unsettled, text)
            ),
            _counts(found, unsettled, text),
            *filter(None, said),
        ]
    )


def yardstick(found: Changes, text: Text) -> str:
    """Say how few would have to lie as far out for another answer; empty where none is given."""
    rows = found.at(found.pair, Comparison.ALL_OTHERS)
    alone = [row for row in rows if row.scope is Scope.MUNICIPALITY]
    if not alone:
        return ""
    most = text.number(100 * SIGNIFICANCE_LEVEL)
    if any(row.standing is Standing.PRIMARY for row in alone):
        return text.say(
            "Usædvanligt ville være, at højst {most} af 100 ligger så langt ude, kommunen selv "
            "talt med.",
            most=most,
        )
    return text.say(
        "Hvis højst {most} pct. af kommunerne, kommunen selv medregnet, lå så langt fra midten, "
        "ville svaret være: Det kan tallene ikke afgøre.",
        most=most,
    )


def of_own(found: Changes, text: Text) -> str:
    """Say that the visitor's own municipality moved, and was not tried; empty without a change."""
    own = next((row for row in found.named if row.role is Role.OWN), None)
    if own is None:
        return ""
    return text.say(
        "{name}: {change}. Om en ændring er usædvanlig, er kun afprøvet for kommuner med aftale.",
        name=own.series.name,
        change=signed(found.indicator, own.change, text),
    )


def other_years(found: Changes, pair: Pair, text: Text) -> str:
    """Say how the changes and their counts would be between two other periods."""
    rows = [row for row in found.at(pair, Comparison.ALL_OTHERS) if row.scope is Scope.MUNICIPALITY]
    told = text.join(
        text.say(
            "{change} i {name} ({as_far} ligger mindst lige så langt fra midten)",
            change=signed(found.indicator, row.change, text),
            name=found.names(row)[0],
            as_far=as_far(row, text),
        )
        for row in rows
    )
    marked = [period for period in found.pair if period in found.outcome.covid_periods]
    said = text.say(
        "Fra {start} til {end} er ændringen {told}.",
        start=text.period(pair.baseline),
        end=text.period(pair.endline),
        told=told,
    )
    return f"{covid(marked, text)} {said}" if marked else said


def in_all_years(rows: Sequence[ChangeTest], text: Text) -> str:
    """Say in how many of all comparisons the change is unusual, and in how many it cannot be told."""
    plain = sum(row.verdict is PlaceboVerdict.NOT_UNUSUAL for row in rows)
    unusual = sum(row.verdict is PlaceboVerdict.UNUSUAL for row in rows)
    open_ = len(rows) - plain - unusual
    said = [
        text.count(
            "Ændringen er ikke usædvanlig i {plain} af {n} sammenligning af år og kommuner, der "
            "slutter efter aftalens start.",
            "Ændringen er ikke usædvanlig i {plain} af {n} sammenligninger af år og kommuner, der "
            "slutter efter aftalens start.",
            len(rows),
            plain=text.number(plain),
        )
    ]
    if open_:
        said.append(text.count("I {n} kan det ikke afgøres.", "I {n} kan det ikke afgøres.", open_))
    if unusual:
        said.append(text.count("I {n} er den usædvanlig.", "I {n} er den usædvanlig.", unusual))
    return " ".join(said)


def _counts(found: Changes, rows: Sequence[ChangeTest], text: Text) -> str:
    """Say how many lie as far out, in full for the first and in short where the rest is the same."""
    said = []
    for before, row in zip((None, *rows), rows, strict=False):
        name = found.names(row)[0]
        is_short = before is not None and before.others == row.others and row.count_as_large > 0
        if is_short:
            count = text.number(row.count_as_large)
            said.append(
                text.count(
                    "For {name} er det {count} af {n}.",
                    "For {name} er det {count} af {n}.",
                    row.others,
                    name=name,
                    count=count,
                )
            )
        elif row.count_as_large == 0:
            said.append(
                text.count(
                    "For {name} ligger den ene kommune uden aftale ikke så langt fra landets midte.",
                    "For {name} ligger ingen af de {n} kommuner uden aftale så langt fra landets "
                    "midte.",
                    row.others,
                    name=name,
                )
            )
        else:
            said.append(
                text.count(
                    "For {name} ligger {count} af {n} kommune uden aftale mindst lige så langt fra "
                    "landets midte.",
                    "For {name} ligger {count} af {n} kommuner uden aftale mindst lige så langt fra "
                    "landets midte.",
                    row.others,
                    name=name,
                    count=text.number(row.count_as_large),
                )
            )
    return " ".join(said)


def _together(found: Changes, row: ChangeTest, text: Text) -> str:
    """Say what holds of all of the area together, where that is more than a plain no."""
    holes = {"names": text.join(found.names(row)), "as_far": as_far(row, text)}
    if row.verdict is PlaceboVerdict.UNUSUAL:
        return text.say(
            "Ja for {names} under ét: Kun {as_far} lige så store grupper af kommuner uden aftale "
            "ligger lige så langt fra landets midte.",
            **holes,
        )
    if row.verdict is PlaceboVerdict.UNSETTLED:
        return text.say(
            "For {names} under ét kan tallene ikke afgøre det: {as_far} lige så store grupper af "
            "kommuner uden aftale ligger lige så langt fra landets midte.",
            **holes,
        )
    return ""


def _why_not(found: Changes, text: Text) -> str:
    if set(found.pair) & set(found.outcome.thin_periods):
        return text.say("For få kommuner har et tal i begge år.")
    return text.say("Ingen kommune med aftale har et tal, der kan sammenlignes.")


def _names(found: Changes, rows: Sequence[ChangeTest], text: Text) -> str:
    return text.join(found.names(row)[0] for row in rows)
