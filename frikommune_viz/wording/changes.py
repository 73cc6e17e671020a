"""Say of a change how common it is, from the rows of the figure. Never what it came from."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from frikommune_viz.model.codes import (
    SIGNIFICANCE_LEVEL,
    Area,
    Comparison,
    PlaceboVerdict,
    Scope,
    Standing,
)
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, span
from frikommune_viz.model.rows import ChangeTest, Indicator
from frikommune_viz.selection.changes import Changes, MunicipalityChange
from frikommune_viz.selection.register import Series
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels, register
from frikommune_viz.wording.movement import Movement, of_change, signed, size
from frikommune_viz.wording.primary import answers_for

SHARED_FREEDOMS: Final = {Area.SCHOOL: mark("Skoler i hele landet fik samtidig friere rammer.")}
"""What a source says that others were also given, by area; for the others no source says it of the
years shown."""


_SPREAD: Final = {
    Movement.UP: mark("{what} steg i {count} af {of} kommuner fra {start} til {end}"),
    Movement.DOWN: mark("{what} faldt i {count} af {of} kommuner fra {start} til {end}"),
    Movement.SAME: mark("{what} ændrede sig ikke i {count} af {of} kommuner fra {start} til {end}"),
}
"""What is said of the whole country, by the way that most municipalities went."""

_ALL: Final = {
    Movement.UP: mark("{what} steg i alle {of} kommuner fra {start} til {end}"),
    Movement.DOWN: mark("{what} faldt i alle {of} kommuner fra {start} til {end}"),
    Movement.SAME: mark("{what} ændrede sig ikke i nogen af {of} kommuner fra {start} til {end}"),
}
"""The same where all went one way."""


class Said(NamedTuple):
    """What is said of one municipality or several: the verdict first, then what it rests on."""

    lead: str
    rest: str


def headline(changes: Changes, text: Text) -> str:
    """Say in few words whether the pilots' changes are unusual, or can be told at all."""
    what = text.pick(changes.indicator.label)
    alone: dict[PlaceboVerdict, list[str]] = {verdict: [] for verdict in PlaceboVerdict}
    together: set[PlaceboVerdict] = set()
    for row in changes.at(changes.pair, Comparison.ALL_OTHERS):
        if row.scope is Scope.MUNICIPALITY:
            alone[row.verdict].append(changes.names(row)[0])
        else:
            together.add(row.verdict)
    if PlaceboVerdict.UNUSUAL in together:
        names = text.join(series.name for series in changes.outcome.pilots)
        return text.say("{what}: usædvanlig ændring i {names} under ét", what=what, names=names)
    if unsettled := text.join(alone[PlaceboVerdict.UNSETTLED]):
        return text.say("{what}: kan ikke afgøres for {names}", what=what, names=unsettled)
    if PlaceboVerdict.UNSETTLED in together:
        return text.say("{what}: kan ikke afgøres under ét", what=what)
    ordinary = alone[PlaceboVerdict.NOT_UNUSUAL]
    if len(ordinary) > 1:
        return text.say("{what}: ingen af ændringerne er usædvanlige", what=what)
    if ordinary:
        return text.say(
            "{what}: ændringen i {name} er ikke usædvanlig", what=what, name=ordinary[0]
        )
    return text.say("{what}: ændringerne kan ikke sammenlignes", what=what)


def spread(changes: Changes, text: Text) -> str:
    """Say in how many of all municipalities the figure went the way that most of them went."""
    decimals = changes.indicator.decimals
    ways = Counter(of_change(row.change, decimals) for row in changes.changes)
    most, count = ways.most_common(1)[0]
    holes = {} if count == len(changes.changes) else {"count": text.number(count)}
    return text.say(
        _SPREAD[most] if holes else _ALL[most],
        **holes,
        what=text.pick(changes.indicator.subject),
        of=text.number(len(changes.changes)),
        start=text.period(changes.pair.baseline),
        end=text.period(changes.pair.endline),
    )


def takes(changes: Changes, text: Text) -> tuple[Said, ...]:
    """Say the verdict on each pilot, on all of them together, and where the visitor's own stands."""
    moved = {row.series.code: row for row in changes.changes}
    group = {_codes(row): row for row in changes.at(changes.pair, Comparison.SAME_GROUP)}
    compared = {_codes(row): row for row in changes.at(changes.pair, Comparison.ALL_OTHERS)}
    said = [
        _pilot(changes, series, moved, compared.get(series.code), group.get(series.code), text)
        for series in changes.outcome.pilots
    ]
    said += [
        _together(changes, row, group.get(codes), text)
        for codes, row in compared.items()
        if row.scope is Scope.AREA
    ]
    if own := changes.outcome.own:
        said.append(_own(changes, own, moved, text))
    return tuple(said)


def alternative(changes: Changes, said: tuple[Said, ...], text: Text) -> str:
    """Return the text alternative of the strip."""
    opening = text.say(
        "Punktdiagram: {label}, ændring fra {start} til {end}, ét mærke for hver kommune.",
        label=text.pick(changes.indicator.label),
        start=text.period(changes.pair.baseline),
        end=text.period(changes.pair.endline),
    )
    told = [part for one in said for part in one if part]
    return " ".join([opening, *told, text.say("Tallene står i tabellen under figuren.")])


def notes(changes: Changes, text: Text) -> tuple[str, ...]:
    """Say what the middle is, and what the figure is not."""
    known = register.notes(changes.outcome, changes.pair, text, changes.pair)
    shared = SHARED_FREEDOMS.get(changes.indicator.area)
    said = [known[0], *((text.say(shared),) if shared else ()), *known[1:]]
    if changes.median is not None:
        said.append(
            text.count(
                "Midten er ændringen i den ene kommune uden aftale, {median}.",
                "Midten er medianen: ændringen i den midterste af de kommuner, der sammenlignes med. "
                "For de {n} kommuner uden aftale er den {median}.",
                changes.without_agreement,
                median=signed(changes.indicator, changes.median, text),
            )
        )
    if changes.off_axis:
        places = [
            text.say(
                "{municipality} ({change})",
                municipality=row.series.name,
                change=signed(changes.indicator, row.change, text),
            )
            for row in changes.off_axis
        ]
        said.append(text.say("Uden for aksen ligger {places}.", places=text.join(places)))
    if span(changes.pair.endline).end < AGREEMENTS_BEGAN:
        said.append(text.say("Begge perioder ligger før aftalen."))
    return (*said, *_what_is_unusual(changes, text))


def _what_is_unusual(changes: Changes, text: Text) -> tuple[str, ...]:
    """Say which change alone may be called unusual, and when."""
    if not changes.at(changes.pair, Comparison.ALL_OTHERS):
        return ()
    return (
        text.say(
            "Kun det ene tal, der på forhånd er valgt for et område, kan kaldes usædvanligt: når "
            "højst 5 pct. ligger mindst lige så langt fra midten. For alle andre er antallet svaret."
        ),
        answers_for(changes.indicator, changes.primary, text, by_gap=changes.has_gap),
    )


def as_far(row: ChangeTest, text: Text) -> str:
    """Write how many lie as far from the middle: "21 af 91"."""
    return text.say(
        "{count} af {others}",
        count=text.number(row.count_as_large),
        others=text.number(row.others),
    )


def mean_decimals(row: ChangeTest, decimals: int) -> int:
    """Return how many decimals more the change needs to be written exactly; a mean may need one."""
    return _more(row.change, decimals)


def _more(number: float, decimals: int) -> int:
    """Return how many decimals more a mean or a middle of two needs."""
    return 0 if abs(round(number, decimals) - number) < 1e-9 else 1


def verdict_word(row: ChangeTest, text: Text) -> str:
    """Return the verdict as it stands inside a sentence."""
    return labels.inline(text.say(labels.PLACEBO_VERDICT[row.verdict]))


def _pilot(
    changes: Changes,
    series: Series,
    moved: dict[str, MunicipalityChange],
    row: ChangeTest | None,
    same_group: ChangeTest | None,
    text: Text,
) -> Said:
    if series.code not in moved or row is None:
        return Said("", register.change(changes.outcome, series, changes.pair, text))
    lead = _count(series.name, row, text)
    parts = [_movement(changes, moved[series.code], text)]
    if row.verdict is PlaceboVerdict.NOT_UNUSUAL:
        is_same = of_change(row.change, changes.indicator.decimals) is Movement.SAME
        parts.append(
            text.say("Det er ikke usædvanligt.")
            if is_same
            else text.say("Så stor en ændring er ikke usædvanlig.")
        )
    if same_group:
        parts.append(_group_count(row, same_group, changes.indicator, text))
    if unsettled := _unsettled(row, same_group):
        parts.append(_why_unsettled(unsettled, text))
    before = {_codes(one): one for one in changes.before(Comparison.ALL_OTHERS)}
    if (earlier := before.get(series.code)) and earlier.verdict is not PlaceboVerdict.NOT_UNUSUAL:
        parts.append(
            text.say(
                "Advarsel: Tallet flyttede sig langt fra midten allerede før aftalen, fra {start} til "
                "{end}. Det gør ændringen svær at tolke.",
                start=text.period(earlier.pair.baseline),
                end=text.period(earlier.pair.endline),
            )
        )
    return Said(lead, " ".join(parts))


def _together(changes: Changes, row: ChangeTest, same_group: ChangeTest | None, text: Text) -> Said:
    parts = [
        text.say(
            "Gennemsnittet af ændringerne er {change}.",
            change=signed(
                changes.indicator,
                row.change,
                text,
                extra_decimals=mean_decimals(row, changes.indicator.decimals),
            ),
        ),
        _count_of_several(row, text),
    ]
    if same_group:
        parts.append(
            text.say(
                "Blandt kommuner fra de samme kommunegrupper er det {as_far}.",
                as_far=as_far(same_group, text),
            )
            if same_group.verdict is row.verdict
            else text.say(
                "Blandt kommuner fra de samme kommunegrupper er det {as_far}: {verdict}.",
                as_far=as_far(same_group, text),
                verdict=verdict_word(same_group, text),
            )
        )
    if unsettled := _unsettled(row, same_group):
        parts.append(_why_unsettled(unsettled, text))
    names = text.join(changes.names(row))
    if row.standing is Standing.DESCRIPTIVE:
        return Said(text.say("{names} under ét.", names=names), " ".join(parts))
    lead = text.say("{names} under ét: {verdict}.", names=names, verdict=verdict_word(row, text))
    return Said(lead, " ".join(parts))


def _own(changes: Changes, own: Series, moved: dict[str, MunicipalityChange], text: Text) -> Said:
    if own.code not in moved:
        return Said("", register.change(changes.outcome, own, changes.pair, text))
    lead = text.say("{municipality}, din kommune.", municipality=own.name)
    return Said(lead, _movement(changes, moved[own.code], text))


def _movement(changes: Changes, row: MunicipalityChange, text: Text) -> str:
    indicator = changes.indicator
    number = size(indicator, row.change, text)
    holes = {"change": number, "rank": text.number(row.rank), "of": text.number(row.of)}
    kind = of_change(row.change, indicator.decimals)
    if kind is Movement.UP:
        return text.say(
            "Tallet steg med {change}. Med den største stigning først er kommunen nr. {rank} af {of}.",
            **holes,
        )
    if kind is Movement.DOWN:
        return text.say(
            "Tallet faldt med {change}. Med den største stigning først er kommunen nr. {rank} af {of}.",
            **holes,
        )
    return text.say(
        "Tallet var uændret. Med den største stigning først er kommunen nr. {rank} af {of}.",
        **holes,
    )


def _count(name: str, row: ChangeTest, text: Text) -> str:
    """Say how many lie as far from the middle: the answer for a single municipality."""
    if row.count_as_large == 0:
        return text.count(
            "{name}: Den ene kommune uden aftale ligger ikke så langt fra landets midte.",
            "{name}: Ingen af de {n} kommuner uden aftale ligger så langt fra landets midte.",
            row.others,
            name=name,
        )
    return text.count(
        "{name}: {count} af {n} kommune uden aftale ligger mindst lige så langt fra landets midte.",
        "{name}: {count} af {n} kommuner uden aftale ligger mindst lige så langt fra landets midte.",
        row.others,
        name=name,
        count=text.number(row.count_as_large),
    )


def _group_count(row: ChangeTest, same_group: ChangeTest, indicator: Indicator, text: Text) -> str:
    holes = {
        "as_far": as_far(same_group, text),
        "middle": signed(
            indicator,
            same_group.middle,
            text,
            extra_decimals=_more(same_group.middle, indicator.decimals),
        ),
    }
    if same_group.verdict is row.verdict:
        return text.say(
            "I samme kommunegruppe er midten {middle}, og {as_far} ligger mindst lige så langt fra "
            "den.",
            **holes,
        )
    return text.say(
        "I samme kommunegruppe er midten {middle}, og {as_far} ligger mindst lige så langt fra den: "
        "{verdict}.",
        **holes,
        verdict=verdict_word(same_group, text),
    )


def _count_of_several(row: ChangeTest, text: Text) -> str:
    count = text.number(row.count_as_large)
    if len(row.municipality_codes) == 2:
        return text.count(
            "Et gennemsnit så langt fra midten ses i {count} af {n} par af kommuner uden aftale.",
            "Et gennemsnit så langt fra midten ses i {count} af {n} par af kommuner uden aftale.",
            row.others,
            count=count,
        )
    return text.count(
        "Et gennemsnit så langt fra midten ses i {count} af {n} gruppe af tre kommuner uden aftale.",
        "Et gennemsnit så langt fra midten ses i {count} af {n} grupper af tre kommuner uden aftale.",
        row.others,
        count=count,
    )


def _unsettled(row: ChangeTest, same_group: ChangeTest | None) -> ChangeTest | None:
    """Return the comparison whose answer needs a reason, if either does."""
    answers = [one for one in (row, same_group) if one is not None]
    return next((one for one in answers if one.verdict is PlaceboVerdict.UNSETTLED), None)


def _why_unsettled(row: ChangeTest, text: Text) -> str:
    if row.p_value > SIGNIFICANCE_LEVEL:
        return text.say(
            "Ændringen ligger langt fra midten, men der er for få kommuner at sammenligne med."
        )
    return text.say(
        "Ændringen ligger langt fra midten. Men blandt så mange tal, kommuner og år ligger nogle så "
        "langt ude ved et tilfælde, så om den er usædvanlig, kan tallene ikke afgøre."
    )


def _codes(row: ChangeTest) -> str:
    return ";".join(row.municipality_codes)
