"""Describe a gap from the common course and what it rules out. Never what it came from."""

from __future__ import annotations

import math
from typing import Final

from frikommune_viz.model.codes import (
    SIGNIFICANCE_LEVEL,
    GapPart,
    PlaceboVerdict,
    RuledOut,
    Standing,
)
from frikommune_viz.model.rows import GapResult
from frikommune_viz.selection.gaps import GapLine, Gaps
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.changes import SHARED_FREEDOMS, Said
from frikommune_viz.wording.primary import answers_for

MOST_DECIMALS: Final = 2
"""A sentence never gives more."""

GAP_PART: Final = {
    GapPart.BEFORE: mark("før aftalen"),
    GapPart.AFTER: mark("efter aftalens begyndelse"),
    GapPart.DISTURBED: mark("ikke med: præget af covid-19 eller ændrede prøver"),
    GapPart.FEW_FIGURES: mark("ikke med: for få kommuner har tal"),
    GapPart.BEYOND_BREAK: mark("ikke med: opgjort på en anden måde"),
    GapPart.AGREEMENT_BEGAN: mark("tæller ikke med, fordi aftalen begyndte undervejs"),
    GapPart.AGREEMENT_ENDED: mark("tæller ikke med, fordi aftalen var udløbet"),
}
RULED_OUT: Final = {
    RuledOut.YES: mark("Ja"),
    RuledOut.NO: mark("Nej"),
    RuledOut.NO_LIMIT: mark("Ingen grænse er sat"),
    RuledOut.NO_INTERVAL: mark("Intet interval"),
}


def decimals(gaps: Gaps) -> int:
    """Return how many decimals a gap is written with: one more than the figures, at most two."""
    return min(gaps.indicator.decimals + 1, MOST_DECIMALS)


def headline(gaps: Gaps, text: Text) -> str:
    """Say in few words whether the differences are unusual, or can be told at all."""
    what = text.pick(gaps.indicator.label)
    verdicts: dict[PlaceboVerdict, list[str]] = {verdict: [] for verdict in PlaceboVerdict}
    for line in gaps.pilots:
        if line.result:
            verdicts[line.result.verdict].append(line.series.name)
    unsettled = text.join(verdicts[PlaceboVerdict.UNSETTLED])
    if gaps.together and gaps.together.verdict is PlaceboVerdict.UNUSUAL:
        names = text.join(line.series.name for line in gaps.pilots)
        return text.say("{what}: usædvanlig forskel i {names} under ét", what=what, names=names)
    if unsettled:
        return text.say("{what}: kan ikke afgøres for {names}", what=what, names=unsettled)
    if gaps.together and gaps.together.verdict is PlaceboVerdict.UNSETTLED:
        return text.say("{what}: kan ikke afgøres under ét", what=what)
    ordinary = verdicts[PlaceboVerdict.NOT_UNUSUAL]
    if len(ordinary) == 1:
        return text.say(
            "{what}: forskellen i {name} er ikke usædvanlig", what=what, name=ordinary[0]
        )
    return text.say("{what}: ingen af forskellene er usædvanlige", what=what)


def subtitle(gaps: Gaps, text: Text) -> str:
    """Say what the lines, the band and the marks at the right are."""
    return text.say(
        "{label}: afstand i {unit} til medianen for kommuner uden aftale, {first}–{last}. Båndet "
        "viser, hvor de midterste 90 pct. af dem ligger. Til højre forskellen mellem efter og før.",
        label=text.pick(gaps.indicator.label),
        unit=text.pick(gaps.indicator.change_unit),
        first=text.period(gaps.band[0].period),
        last=text.period(gaps.band[-1].period),
    )


def takes(gaps: Gaps, text: Text) -> tuple[Said, ...]:
    """Say what was found of each municipality, of all together, and where the visitor's own is."""
    said = [_one(gaps, line, line.result, text) for line in gaps.pilots if line.result]
    said += [
        Said("", text.say("{name}: ikke alle tal er offentliggjort.", name=series.name))
        for series in gaps.outcome.pilots
        if series.code not in {line.series.code for line in gaps.pilots if line.result}
    ]
    if gaps.together:
        said.append(_together(gaps, gaps.together, text))
    own = gaps.outcome.own
    said += [_own(gaps, line, text) for line in gaps.lines if line.series is own]
    return tuple(said)


def alternative(gaps: Gaps, said: tuple[Said, ...], text: Text) -> str:
    """Return the text alternative of the figure."""
    opening = text.say(
        "Kurver over tid: {label}, afstanden til medianen for kommuner uden aftale fra {first} "
        "til {last}. Til højre forskellen mellem efter og før med 90-procentsinterval.",
        label=text.pick(gaps.indicator.label),
        first=text.period(gaps.band[0].period),
        last=text.period(gaps.band[-1].period),
    )
    told = [part for one in said for part in one if part]
    return " ".join([opening, *told, text.say("Tallene står i tabellen under figuren.")])


def notes(gaps: Gaps, text: Text) -> tuple[str, ...]:
    """Say what the figure is not, which periods count, and how to read interval and limit."""
    before, after = gaps.periods(GapPart.BEFORE), gaps.periods(GapPart.AFTER)
    said = [text.say(labels.NO_EFFECT)]
    if shared := SHARED_FREEDOMS.get(gaps.indicator.area):
        said.append(text.say(shared))
    said.append(
        text.say(
            "Før er gennemsnittet af {before} perioder ({before_periods}), efter er gennemsnittet af "
            "{after} ({after_periods}). Perioderne er valgt efter faste regler, før noget blev regnet.",
            before=text.number(len(before)),
            before_periods=text.join(text.period(one) for one in before),
            after=text.number(len(after)),
            after_periods=text.join(text.period(one) for one in after),
        )
    )
    said += [
        text.say(
            "{periods} {reason}.",
            periods=text.join(text.period(one) for one in gaps.periods(part)),
            reason=text.say(GAP_PART[part]),
        )
        for part in GapPart
        if part not in (GapPart.BEFORE, GapPart.AFTER) and gaps.periods(part)
    ]
    said.append(
        text.say(
            "Hvor langt en kommune ligger fra midten, er målt i dens egne udsving fra år til år. Så "
            "skiller små kommuner, hvis tal svinger mere, sig ikke ud alene af den grund."
        )
    )
    if gaps.indicator.relevant_difference is not None:
        said.append(
            text.say(
                "Grænsen på ±{limit} {unit} blev sat, før forskellene blev regnet ud. {reason}",
                limit=limit(gaps, text),
                unit=text.pick(gaps.indicator.change_unit),
                reason=text.pick(gaps.indicator.relevant_difference_reason),
            )
        )
    if any(_one_sided(row) for row in gaps.results):
        said.append(
            text.say(
                "Et interval på 90 pct. kan ligge helt på den ene side af 0, uden at forskellen er "
                "usædvanlig: Grænsen for usædvanlig er 5 pct., og den tæller begge sider under ét."
            )
        )
    said.append(answers_for(gaps.indicator, gaps.primary, text))
    for line in gaps.lines:
        if beyond := gaps.beyond(line):
            said.append(
                text.say(
                    "{name} ligger uden for figuren i {periods}; tallene står i de data, du kan hente.",
                    name=line.series.name,
                    periods=text.join(text.period(row.period) for row in beyond),
                )
            )
    return tuple(said)


def size(gaps: Gaps, number: float, text: Text, *, signed: bool = False) -> str:
    """Write a gap or a difference with its decimals."""
    return text.number(number, decimals(gaps), signed=signed)


def interval(gaps: Gaps, result: GapResult, text: Text) -> str:
    """Write an interval: "−0,50 til +0,12"."""
    assert result.lower is not None
    assert result.upper is not None
    return text.say(
        "{lower} til {upper}",
        lower=size(gaps, result.lower, text, signed=True),
        upper=size(gaps, result.upper, text, signed=True),
    )


def seen(gaps: Gaps, result: GapResult, text: Text) -> str:
    """Write the smallest change seen, rounded up, so that no smaller one is promised."""
    assert result.smallest_seen is not None
    scale = 10 ** decimals(gaps)
    return text.number(math.ceil(result.smallest_seen * scale - 1e-9) / scale, decimals(gaps))


def limit(gaps: Gaps, text: Text) -> str:
    """Write the difference that matters, with the decimals it was set with."""
    number = gaps.indicator.relevant_difference
    assert number is not None
    return plain_number(number, text)


def plain_number(number: float, text: Text) -> str:
    """Write a number with the decimals it was set with."""
    return text.number(number, next(n for n in range(7) if round(number, n) == number))


def as_far(result: GapResult, text: Text) -> str:
    """Write how many lie as far from the middle: "29 af 91"."""
    return text.say(
        "{count} af {others}",
        count=text.number(result.count_as_large),
        others=text.number(result.others),
    )


def _one(gaps: Gaps, line: GapLine, result: GapResult, text: Text) -> Said:
    parts = [_moved(gaps, line.series.name, result, text), _how_common(result, text)]
    parts.append(
        text.say(
            "Med 90 pct. sikkerhed kan forskelle uden for {interval} udelukkes.",
            interval=interval(gaps, result, text),
        )
    )
    parts += [*_limit_words(gaps, result, text), *_seen_words(gaps, result, text)]
    parts += _warning(result, text)
    lead = text.say(
        "{municipality}: {difference} {unit}.",
        municipality=line.series.name,
        difference=size(gaps, result.difference, text, signed=True),
        unit=text.pick(gaps.indicator.change_unit),
    )
    return Said(lead, " ".join(parts))


def _together(gaps: Gaps, result: GapResult, text: Text) -> Said:
    names = text.join(line.series.name for line in gaps.pilots)
    parts = [
        text.say(
            "Gennemsnittet af forskellene er {difference} {unit}.",
            difference=size(gaps, result.difference, text, signed=True),
            unit=text.pick(gaps.indicator.change_unit),
        ),
        _count_of_several(result, text),
        *_seen_words(gaps, result, text),
        *_warning(result, text),
    ]
    if result.standing is Standing.PRIMARY:
        verdict = labels.inline(text.say(labels.PLACEBO_VERDICT[result.verdict]))
        lead = text.say("{names} under ét: {verdict}.", names=names, verdict=verdict)
    else:
        lead = text.say("{names} under ét.", names=names)
    return Said(lead, " ".join(parts))


def _own(gaps: Gaps, line: GapLine, text: Text) -> Said:
    last = line.gaps[-1]
    lead = text.say("{municipality}, din kommune.", municipality=line.series.name)
    return Said(
        lead,
        text.say(
            "I {period} lå kommunen {gap} {unit} fra medianen for kommuner uden aftale.",
            period=text.period(last.period),
            gap=size(gaps, last.gap, text, signed=True),
            unit=text.pick(gaps.indicator.change_unit),
        ),
    )


def _moved(gaps: Gaps, name: str, result: GapResult, text: Text) -> str:
    holes = {
        "name": name,
        "subject": text.pick(gaps.indicator.subject),
        "size": size(gaps, abs(result.difference), text),
        "unit": text.pick(gaps.indicator.change_unit),
    }
    shown = round(result.difference, decimals(gaps))
    if shown == 0:
        return text.say(
            "{subject} lå i {name} i gennemsnit lige så højt i forhold til de andre kommuner efter "
            "aftalens begyndelse som før.",
            **holes,
        )
    if shown > 0:
        return text.say(
            "{subject} lå i {name} i gennemsnit {size} {unit} højere i forhold til de andre kommuner "
            "efter aftalens begyndelse end før.",
            **holes,
        )
    return text.say(
        "{subject} lå i {name} i gennemsnit {size} {unit} lavere i forhold til de andre kommuner "
        "efter aftalens begyndelse end før.",
        **holes,
    )


def _how_common(result: GapResult, text: Text) -> str:
    count = text.number(result.count_as_large)
    if result.verdict is PlaceboVerdict.NOT_UNUSUAL:
        return text.count(
            "Så stor en forskel er ikke usædvanlig: {count} af {n} kommune uden aftale ligger mindst "
            "lige så langt fra landets midte.",
            "Så stor en forskel er ikke usædvanlig: {count} af {n} kommuner uden aftale ligger mindst "
            "lige så langt fra landets midte.",
            result.others,
            count=count,
        )
    return text.count(
        "Om så stor en forskel er usædvanlig for én kommune, kan tallene ikke afgøre: {count} af {n} "
        "kommune uden aftale ligger mindst lige så langt fra landets midte.",
        "Om så stor en forskel er usædvanlig for én kommune, kan tallene ikke afgøre: {count} af {n} "
        "kommuner uden aftale ligger mindst lige så langt fra landets midte.",
        result.others,
        count=count,
    )


def _count_of_several(result: GapResult, text: Text) -> str:
    count = text.number(result.count_as_large)
    if len(result.municipality_codes) == 2:
        return text.count(
            "{count} af {n} par af kommuner uden aftale ligger mindst lige så langt fra landets midte.",
            "{count} af {n} par af kommuner uden aftale ligger mindst lige så langt fra landets midte.",
            result.others,
            count=count,
        )
    return text.count(
        "{count} af {n} gruppe af tre kommuner uden aftale ligger mindst lige så langt fra landets "
        "midte.",
        "{count} af {n} grupper af tre kommuner uden aftale ligger mindst lige så langt fra landets "
        "midte.",
        result.others,
        count=count,
    )


def _limit_words(gaps: Gaps, result: GapResult, text: Text) -> list[str]:
    if gaps.indicator.relevant_difference is None:
        return []
    holes = {"limit": limit(gaps, text), "unit": text.pick(gaps.indicator.change_unit)}
    if result.ruled_out is RuledOut.YES:
        return [text.say("En forskel på mere end {limit} {unit} er dermed udelukket.", **holes)]
    if result.ruled_out is RuledOut.NO:
        return [text.say("En forskel på mere end {limit} {unit} er altså ikke udelukket.", **holes)]
    return []


def _seen_words(gaps: Gaps, result: GapResult, text: Text) -> list[str]:
    if result.smallest_seen is None:
        return []
    return [
        text.say(
            "Først en ændring på {size} {unit} ville blive set i otte af ti tilfælde.",
            size=seen(gaps, result, text),
            unit=text.pick(gaps.indicator.change_unit),
        )
    ]


def _warning(result: GapResult, text: Text) -> list[str]:
    if result.early_p_value > SIGNIFICANCE_LEVEL:
        return []
    return [
        text.say(
            "Advarsel: Afstanden flyttede sig langt allerede før aftalen. Det gør forskellen svær at "
            "tolke."
        )
    ]


def _one_sided(result: GapResult) -> bool:
    """Tell whether the interval leaves 0 out although the difference is not unusual."""
    if result.lower is None or result.upper is None:
        return False
    outside = result.lower > 0 or result.upper < 0
    return outside and result.verdict is PlaceboVerdict.NOT_UNUSUAL
