"""What is wrong with the address of an extract, and what it may hold: told all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.extract_address import (
    EDITION,
    INDICATOR,
    LANGUAGE,
    MUNICIPALITY,
    YEAR,
    Fault,
    FaultKind,
)
from frikommune_viz.selection.extract_choices import EVERY, years_of
from frikommune_viz.text import Text

_MOST_NAMED: Final = 10
_LONGEST: Final = 40
"""Of what was written no more is said again: an address may hold a whole book."""


def fault_lines(faults: Iterable[Fault], edition: Edition, text: Text) -> Iterator[str]:
    """Yield a line for each fault, and after it what is allowed in its place."""
    for fault in faults:
        yield f"* {_said(fault, text)}"
        if fault.kind is FaultKind.PARAMETER:
            yield "  " + text.say("Der kan stå: {names}.", names=", ".join(fault.found))
        elif fault.kind is not FaultKind.BACKWARDS:
            yield from (f"  {line}" for line in _allowed(fault.parameter, edition, text))


def refusal(lines: Iterable[str], folder: str, text: Text) -> Iterator[str]:
    """Yield an answer to an address that cannot be answered: `lines` say why."""
    yield text.say("Adressen kan ikke besvares, som den står:")
    yield from lines
    yield text.say(
        "Alle valg står i {indicators}, {municipalities} og {periods}.",
        indicators=f"{folder}/indikatorer.csv",
        municipalities=f"{folder}/kommuner.csv",
        periods=f"{folder}/perioder.csv",
    )


def unknown_edition(named: str, offered: Iterable[str], text: Text) -> Iterator[str]:
    """Yield that there is no such edition, and which there are."""
    found = _quoted(named, text)
    yield "* " + text.say(
        "{name}: {found} findes ikke her.", name=_quoted(EDITION, text), found=found
    )
    yield "  " + text.say("Der kan stå: {names}.", names=", ".join(offered))


def no_figures(edition: Edition, text: Text) -> Iterator[str]:
    """Yield that an edition has nothing of which an extract could be made."""
    yield "* " + text.say("Udgaven {name} har ingen registertal.", name=_quoted(edition.name, text))


def form_lines(name: str, form: str, forms: Collection[str], text: Text) -> Iterator[str]:
    """Yield that a file has no such form, and which it has."""
    if form not in forms:
        yield "* " + text.say(
            "{name} kan hentes som {forms}.",
            name=name,
            forms=", ".join(f"{name}.{one}" for one in forms),
        )


def too_many_lines(rows: int, form: str, most: Mapping[str, int], text: Text) -> Iterator[str]:
    """Yield that a form does not hold so many rows."""
    if rows > most.get(form, rows):
        yield "* " + text.say(
            "Udtrækket har {rows} rækker, og {form} har højst {most}. Vælg færre, eller hent det "
            "som CSV eller Parquet.",
            rows=text.number(rows),
            form=form.upper(),
            most=text.number(most[form]),
        )


def _said(fault: Fault, text: Text) -> str:
    name = _quoted(fault.parameter, text)
    if fault.kind is FaultKind.PARAMETER:
        return text.say("Der er ingen parameter, der hedder {name}.", name=name)
    if fault.kind is FaultKind.EMPTY:
        return text.say(
            "{name} står tom. Skriv, hvad du vil have, eller {every} for det hele.",
            name=name,
            every=EVERY[text.language is Language.EN],
        )
    found = _named(fault.found, text)
    if fault.kind is FaultKind.BACKWARDS:
        return text.say("{name}: {found} slutter, før det begynder.", name=name, found=found)
    return text.say("{name}: {found} findes ikke her.", name=name, found=found)


def _allowed(parameter: str, edition: Edition, text: Text) -> Iterator[str]:
    every = EVERY[text.language is Language.EN]
    if parameter == INDICATOR:
        yield text.say("Skriv »{every}« eller en eller flere af disse koder:", every=every)
        for row in edition.indicators.values():
            yield f"    {row.indicator_id} ({text.pick(row.label)})"
    elif parameter == MUNICIPALITY:
        yield text.say("Skriv »{every}« eller en eller flere koder eller navne:", every=every)
        rows = edition.municipalities.values()
        yield "    " + ", ".join(f"{row.municipality_code} {row.name}" for row in rows)
    elif parameter == YEAR:
        years = years_of(edition)
        yield text.say(
            "Skriv »{every}«, år fra {first} til {last} (2024 eller 2019-2024, talt efter det år, "
            "perioden slutter i) eller perioder, som tabellerne skriver dem (2023/24 eller "
            "2020/21-2024/25).",
            every=every,
            first=years[0],
            last=years[-1],
        )
    elif parameter == LANGUAGE:
        yield text.say("Det kan være {names}.", names=" / ".join(Language))


def _named(found: tuple[str, ...], text: Text) -> str:
    said = ", ".join(_quoted(part, text) for part in found[:_MOST_NAMED])
    rest = len(found) - _MOST_NAMED
    if rest <= 0:
        return said
    return text.count("{said} og {n} til", "{said} og {n} til", rest, said=said)


def _quoted(part: str, text: Text) -> str:
    """Return what somebody wrote, on one line and not too long."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in part)
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    return f"“{shown}”" if text.language is Language.EN else f"»{shown}«"
