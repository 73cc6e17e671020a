"""What is wrong with the address of a file, and what it may hold: told all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import LONGEST_LIST, Allowed, codes_of
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.extract_address import INDICATOR, MUNICIPALITY, YEAR
from frikommune_viz.selection.extract_choices import EVERY, years_of
from frikommune_viz.selection.file_faults import LANGUAGE, Fault, FaultKind
from frikommune_viz.text import Text

_MOST_NAMED: Final = 10
_LONGEST: Final = 40
"""Of what was written no more is said again: an address may hold a whole book."""

_OWN: Final = "own"
_PLACES: Final = frozenset({"municipality"})
_MUNICIPALITIES: Final = "/hent/kommuner.csv"
"""Where every municipality stands with its code."""
_SAY_ALL: Final = frozenset({FaultKind.BACKWARDS, FaultKind.TOO_MANY})
"""Faults after which there is no more to say of what is allowed."""

_MAY_BE_EVERY: Final = frozenset({INDICATOR, MUNICIPALITY, YEAR})


AllowedLines = Callable[[str, Text], Iterable[str]]
"""Says what a parameter may hold."""


def fault_lines(
    faults: Iterable[Fault], parameters: Iterable[str], allowed: AllowedLines, text: Text
) -> Iterator[str]:
    """Yield a line for each fault, and after it what is allowed in its place.

    What a parameter may hold is said once, after its last fault.
    """
    told = list(faults)
    last = {fault.parameter: at for at, fault in enumerate(told) if fault.kind not in _SAY_ALL}
    for at, fault in enumerate(told):
        yield f"* {_said(fault, text)}"
        if fault.kind is FaultKind.PARAMETER:
            yield "  " + text.say("Der kan stå: {names}.", names=", ".join(parameters))
        elif fault.kind not in _SAY_ALL and at == last[fault.parameter]:
            yield from (f"  {line}" for line in allowed(fault.parameter, text))


def refusal(lines: Iterable[str], text: Text) -> Iterator[str]:
    """Yield an answer to an address that cannot be answered: `lines` say why."""
    yield text.say("Adressen kan ikke besvares, som den står:")
    yield from lines


def all_choices(folder: str, text: Text) -> str:
    """Say where all that an extract can hold is listed."""
    return text.say(
        "Alle valg står i {indicators}, {municipalities} og {periods}.",
        indicators=f"{folder}/indikatorer.csv",
        municipalities=f"{folder}/kommuner.csv",
        periods=f"{folder}/perioder.csv",
    )


def nothing_chosen(name: str, edition: Edition, text: Text) -> Iterator[str]:
    """Yield that an edition has nothing that answers to the choices of a file."""
    yield "* " + text.say(
        "Udgaven {edition} har intet, der svarer til disse valg, i {name}.",
        edition=_quoted(edition.name, text),
        name=name,
    )


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


def extract_allows(edition: Edition, editions: Iterable[str]) -> AllowedLines:
    """Return what says which indicators, municipalities and years an extract may hold."""

    def lines(parameter: str, text: Text) -> Iterator[str]:
        every = EVERY[text.language is Language.EN]
        if parameter == INDICATOR:
            yield text.say("Skriv »{every}« eller en eller flere af disse koder:", every=every)
            for row in edition.indicators.values():
                yield f"    {row.indicator_id} ({text.pick(row.label)})"
        elif parameter == MUNICIPALITY:
            # Not all 98 of them: the answer stands in two languages.
            yield text.say(
                "Skriv »{every}« eller en eller flere koder eller navne. De står alle i {file}.",
                every=every,
                file=_MUNICIPALITIES,
            )
        elif parameter == YEAR:
            years = years_of(edition)
            yield text.say(
                "Skriv »{every}«, år fra {first} til {last} (2024 eller 2019-2024, talt efter det "
                "år, perioden slutter i) eller perioder, som tabellerne skriver dem (2023/24 eller "
                "2020/21-2024/25).",
                every=every,
                first=years[0],
                last=years[-1],
            )
        else:
            yield _one_of(Language if parameter == LANGUAGE else editions, text)

    return lines


def choices_allow(edition: Edition, allowed: Allowed) -> AllowedLines:
    """Return what says which codes the choices of a page may hold."""

    def lines(parameter: str, text: Text) -> Iterator[str]:
        codes = codes_of(parameter, allowed)
        if parameter == _OWN:
            yield text.say("Det kan være én af koderne i {file}.", file=_MUNICIPALITIES)
        elif parameter in _PLACES:
            yield text.say("Det kan være {names}.", names=_places(codes, edition))
        else:
            yield _one_of(codes, text)

    return lines


def _one_of(codes: Iterable[str], text: Text) -> str:
    return text.say("Det kan være {names}.", names=", ".join(codes))


def _places(codes: Iterable[str], edition: Edition) -> str:
    found = edition.municipalities
    return ", ".join(f"{code} {found[code].name}" if code in found else code for code in codes)


def _said(fault: Fault, text: Text) -> str:
    name, found = _quoted(fault.written or fault.parameter, text), _named(fault.found, text)
    if fault.kind is FaultKind.PARAMETER:
        return text.say("Der er ingen parameter, der hedder {name}.", name=found)
    if fault.kind is FaultKind.EMPTY:
        if fault.parameter in _MAY_BE_EVERY:
            return text.say(
                "{name} står tom. Skriv, hvad du vil have, eller {every} for det hele.",
                name=name,
                every=EVERY[text.language is Language.EN],
            )
        return text.say("{name} står tom. Skriv, hvad du vil have, eller udelad den.", name=name)
    if fault.kind is FaultKind.TWICE:
        return text.say(
            "{name} kan kun have én værdi, og her står {found}.", name=name, found=found
        )
    if fault.kind is FaultKind.TOO_MANY:
        return text.say(
            "{name} kan højst have {most} tiltag, og her er for mange: {found}.",
            name=name,
            most=LONGEST_LIST,
            found=found,
        )
    if fault.kind is FaultKind.BACKWARDS:
        return text.say("{name}: {found} slutter, før det begynder.", name=name, found=found)
    return text.say("{name}: {found} findes ikke her.", name=name, found=found)


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
