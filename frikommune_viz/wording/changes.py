"""Say of a change how common it is, from the rows of the figure. Never what it came from."""

from __future__ import annotations

from typing import Final, NamedTuple

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL, Comparison, PlaceboVerdict, Scope
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, span
from frikommune_viz.model.rows import ChangeTest
from frikommune_viz.selection.changes import Changes, MunicipalityChange
from frikommune_viz.selection.register import Series
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels, register
from frikommune_viz.wording.register import Movement, signed

SHARED_FREEDOMS: Final = mark("Resten af landet fik nogle af de samme friheder i perioden.")


class Said(NamedTuple):
    """What is said of one municipality or several: the verdict first, then what it rests on."""

    lead: str
    rest: str


def headline(changes: Changes, text: Text) -> str:
    """Say in at most ten words whether the pilots' changes are unusual."""
    what = text.pick(changes.indicator.label)
    names: dict[PlaceboVerdict, list[str]] = {verdict: [] for verdict in PlaceboVerdict}
    for row in changes.at(changes.pair, Comparison.ALL_OTHERS):
        if row.scope is Scope.MUNICIPALITY:
            names[row.verdict].append(changes.names(row)[0])
    unusual = text.join(names[PlaceboVerdict.UNUSUAL])
    unsettled = text.join(names[PlaceboVerdict.UNSETTLED])
    ordinary = names[PlaceboVerdict.NOT_UNUSUAL]
    if unusual and unsettled:
        return text.say(
            "{what}: usædvanlig ændring i {unusual}, uafgjort i {unsettled}",
            what=what,
            unusual=unusual,
            unsettled=unsettled,
        )
    if unusual:
        return text.say("{what}: usædvanlig ændring i {names}", what=what, names=unusual)
    if unsettled:
        return text.say("{what}: kan ikke afgøres for {names}", what=what, names=unsettled)
    if len(ordinary) > 1:
        return text.say("{what}: ingen af ændringerne er usædvanlige", what=what)
    if ordinary:
        return text.say(
            "{what}: ændringen i {name} er ikke usædvanlig", what=what, name=ordinary[0]
        )
    return text.say("{what}: ændringerne kan ikke sammenlignes", what=what)


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
    known = register.notes(changes.outcome, changes.pair, text)
    said = [known[0], text.say(SHARED_FREEDOMS), *known[1:]]
    if changes.median is not None:
        said.append(
            text.count(
                "Midten er ændringen i den ene kommune uden aftale, {median}.",
                "Midten er den midterste ændring, medianen, blandt dem, der sammenlignes med. For de "
                "{n} kommuner uden aftale er den {median}.",
                changes.without_agreement,
                median=signed(changes.indicator, changes.median, text),
            )
        )
    if span(changes.pair.endline).end < AGREEMENTS_BEGAN:
        said.append(text.say("Begge perioder ligger før aftalen."))
    return (*said, *_what_is_unusual(changes, text))


def _what_is_unusual(changes: Changes, text: Text) -> tuple[str, ...]:
    """Say when a change is called unusual, and where no single one could be."""
    alone = [
        row
        for row in changes.at(changes.pair, Comparison.ALL_OTHERS)
        if row.scope is Scope.MUNICIPALITY
    ]
    if not alone:
        return ()
    said = text.count(
        "En ændring kaldes usædvanlig, når højst 5 pct. ligger lige så langt fra midten.",
        "En ændring kaldes usædvanlig, når højst 5 pct. ligger lige så langt fra midten, også når "
        "der tages højde for, at {n} ændringer på området vurderes samtidig.",
        alone[0].family_size,
    )
    if min(row.least_p_adjusted for row in alone) <= SIGNIFICANCE_LEVEL:
        return (said,)
    return (
        said,
        text.say(
            "Med så mange ændringer kan svaret for én kommune alene ikke blive »usædvanlig«, højst "
            "»kan ikke afgøres«. Læs derfor først og fremmest antallet."
        ),
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
    return 0 if abs(round(row.change, decimals) - row.change) < 1e-9 else 1


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
    lead = text.say(
        "{municipality}: {verdict}.", municipality=series.name, verdict=verdict_word(row, text)
    )
    parts = [_movement(changes, moved[series.code], text), _count(row, text)]
    if same_group:
        parts.append(_group_count(row, same_group, changes.indicator.decimals, text))
    if unsettled := _unsettled(row, same_group):
        parts.append(_why_unsettled(unsettled, text))
    before = {_codes(one): one for one in changes.before(Comparison.ALL_OTHERS)}
    if (earlier := before.get(series.code)) and earlier.verdict is not PlaceboVerdict.NOT_UNUSUAL:
        parts.append(
            text.say(
                "Advarsel: Tallet bevægede sig usædvanligt allerede før aftalen, fra {start} til "
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
    lead = text.say(
        "{names} under ét: {verdict}.",
        names=text.join(changes.names(row)),
        verdict=verdict_word(row, text),
    )
    return Said(lead, " ".join(parts))


def _own(changes: Changes, own: Series, moved: dict[str, MunicipalityChange], text: Text) -> Said:
    if own.code not in moved:
        return Said("", register.change(changes.outcome, own, changes.pair, text))
    lead = text.say("{municipality}, din kommune.", municipality=own.name)
    return Said(lead, _movement(changes, moved[own.code], text))


def _movement(changes: Changes, row: MunicipalityChange, text: Text) -> str:
    indicator = changes.indicator
    number = text.say(
        "{number} {unit}",
        number=text.number(abs(row.change), indicator.decimals),
        unit=text.pick(indicator.change_unit),
    )
    holes = {"change": number, "rank": text.number(row.rank), "of": text.number(row.of)}
    kind = register.movement(0, row.change, indicator.decimals)
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


def _count(row: ChangeTest, text: Text) -> str:
    if row.count_as_large == 0:
        return text.count(
            "Den ene kommune uden aftale har ingen ændring så langt fra midten.",
            "Ingen af de {n} kommuner uden aftale har en ændring så langt fra midten.",
            row.others,
        )
    return text.count(
        "En ændring så langt fra midten ses i {count} af {n} kommune uden aftale.",
        "En ændring så langt fra midten ses i {count} af {n} kommuner uden aftale.",
        row.others,
        count=text.number(row.count_as_large),
    )


def _group_count(row: ChangeTest, same_group: ChangeTest, decimals: int, text: Text) -> str:
    holes = {
        "as_far": as_far(same_group, text),
        "middle": text.number(same_group.median_others, decimals, signed=True),
    }
    if same_group.verdict is row.verdict:
        return text.say("I samme kommunegruppe, hvor midten er {middle}, er det {as_far}.", **holes)
    return text.say(
        "I samme kommunegruppe, hvor midten er {middle}, er det {as_far}: {verdict}.",
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
    return text.count(
        "Ændringen ligger langt fra midten, men der er for få kommuner at sammenligne med.",
        "Ændringen ligger langt fra midten. Men når {n} ændringer på området vurderes samtidig, kan "
        "én af dem ligge så langt ude ved et tilfælde.",
        row.family_size,
    )


def _codes(row: ChangeTest) -> str:
    return ";".join(row.municipality_codes)
