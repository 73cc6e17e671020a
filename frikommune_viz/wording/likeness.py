"""Say why one of the seven is like another municipality: frames, and never results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, Trait, Weight
from frikommune_viz.model.rows import Municipality
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.selection.closeness import Compared, Frame, Likeness, before
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

REGIONS: Final = (
    mark("Region Hovedstaden"),
    mark("Region Sjælland"),
    mark("Region Syddanmark"),
    mark("Region Midtjylland"),
    mark("Region Nordjylland"),
)
GROUPS: Final = (
    mark("Hovedstadskommuner"),
    mark("Storbykommuner"),
    mark("Provinsbykommuner"),
    mark("Oplandskommuner"),
    mark("Landkommuner"),
)
"""Names of the tables that are said in the language of the page."""

TRAIT: Final = {
    Trait.GROUP: mark("Kommunegruppe"),
    Trait.REGION: mark("Region"),
    Trait.REGISTER: mark("Registertal før aftalerne"),
}
WEIGHT: Final = {
    Weight.NONE: mark("tæller ikke"),
    Weight.SOME: mark("noget"),
    Weight.MUCH: mark("meget"),
}

_SHARED: Final = {
    (True, True): mark("{name} står først, fordi kommunegruppe og region er de samme."),
    (True, False): mark("{name} står først, fordi kommunegruppen er den samme."),
    (False, True): mark("{name} står først, fordi regionen er den samme."),
}
"""The reason, by whether group and region are shared and count."""


def closest(edition: Edition, own: Municipality, rows: Sequence[Likeness], text: Text) -> str:
    """Say which of the seven is most like a municipality; of the others, where it is one of them.

    Several are named where they are as close; without any weight nobody is.
    """
    others = [row for row in rows if row.code != own.municipality_code]
    if not others or others[0].distance is None:
        return text.say("Intet af det, du har valgt, skal tælle")
    nearest = [row for row in others if row.distance == others[0].distance]
    names = text.join(edition.municipalities[row.code].name for row in nearest)
    if own.municipality_code in MUNICIPALITY_AREA:
        return text.count(
            "Af de andre seks er {names} den, der ligner {own} mest",
            "Af de andre seks er {names} dem, der ligner {own} mest",
            len(nearest),
            names=names,
            own=own.name,
        )
    return text.count(
        "Af de syv er {names} den, der ligner {own} mest",
        "Af de syv er {names} dem, der ligner {own} mest",
        len(nearest),
        names=names,
        own=own.name,
    )


def why_closest(
    edition: Edition,
    own: Municipality,
    rows: Sequence[Likeness],
    weights: Mapping[Trait, Weight],
    text: Text,
) -> str:
    """Say what puts the first before the others, and who is nearest in register figures alone.

    Empty where nobody or several stand first.
    """
    others = [row for row in rows if row.code != own.municipality_code]
    if len(others) < 2 or others[0].distance in (None, others[1].distance):
        return ""
    first = others[0]
    compared = [row for row in others if row.register is not None]
    nearest = min(compared, key=lambda row: row.register or 0.0, default=None)
    shared = (
        first.same_group and weights[Trait.GROUP] is not Weight.NONE,
        first.same_region and weights[Trait.REGION] is not Weight.NONE,
    )
    name = edition.municipalities[first.code].name
    if not any(shared):
        if first is not nearest:
            return ""
        return text.say("{name} står først, fordi registertallene ligger tættest på.", name=name)
    why = text.say(_SHARED[shared], name=name)
    if nearest is None:
        return why
    of = (
        text.say("de andre seks")
        if own.municipality_code in MUNICIPALITY_AREA
        else text.say("de syv")
    )
    said = (
        text.say("Også på registertal alene er {name} nærmest af {of}.", name=name, of=of)
        if first is nearest
        else text.say(
            "På registertal alene er {name} nærmest af {of}.",
            name=edition.municipalities[nearest.code].name,
            of=of,
        )
    )
    return f"{why} {said}"


def group_words(row: Likeness, other: Municipality, text: Text) -> str:
    """Return whether two are in the same group, and in which the one of the seven is."""
    group = labels.inline(text.say(other.municipality_group))
    if row.same_group:
        return text.say("samme gruppe ({group})", group=group)
    return text.say("anden gruppe ({group})", group=group)


def region_words(row: Likeness, other: Municipality, text: Text) -> str:
    """Return whether two lie in the same region, and in which the one of the seven lies."""
    region = text.say(other.region)
    if row.same_region:
        return text.say("samme region ({region})", region=region)
    return text.say("anden region ({region})", region=region)


def register_words(row: Likeness, own: Municipality, text: Text) -> str:
    """Return the rank in register figures, the nearest first; that none can be compared, where so."""
    if row.nearer is None:
        return text.say("ingen fælles registertal fra før aftalerne")
    return text.say(
        "nr. {rank} af {of}, regnet fra den, der ligger nærmest {own}",
        rank=text.number(row.nearer + 1),
        of=text.number(row.of),
        own=own.name,
    )


def most_and_least(row: Likeness, text: Text) -> str:
    """Return in which register figure two are most alike and in which least, with both values."""
    if len(row.figures) < 2:
        return ""
    return text.say(
        "Mest ens: {alike}. Mindst ens: {unlike}.",
        alike=_both(row.figures[0], text),
        unlike=_both(row.figures[-1], text),
    )


def _both(row: Compared, text: Text) -> str:
    decimals = row.frame.indicator.decimals
    return text.say(
        "{label} ({other} og {own})",
        label=labels.inline(text.pick(row.frame.indicator.label)),
        other=text.number(row.other, decimals),
        own=text.number(row.own, decimals),
    )


def left_out(edition: Edition, own: Municipality | None, text: Text) -> tuple[str, ...]:
    """Say what the likeness does not hold: size, areas without a figure, figures one lacks."""
    frames = before(edition)
    compared = {frame.indicator.area for frame in frames}
    silent = [text.say(labels.AREA_INLINE[area]) for area in Area if area not in compared]
    said = [
        text.say("I parentes står kommunens tal først og {own} derefter.", own=own.name)
        if own
        else "",
        text.say(
            "Størrelse er ikke med: Vi har ingen tal for, hvor mange indbyggere, børn eller elever "
            "en kommune havde før aftalerne, så en stor og en lille kommune kan stå som ens."
        ),
        ""
        if own
        else text.say(
            "Det eneste antal blandt registertallene, svar på forældreundersøgelsen, er fra efter "
            "aftalernes start og afhænger af, hvor mange der svarede."
        ),
        text.say("Økonomi og borgernes behov er heller ikke med."),
    ]
    if silent:
        said.append(
            text.say(
                "For {areas} har vi intet registertal fra før aftalerne.",
                areas=text.join(silent),
            )
        )
    if own and (missing := lacking(frames, own.municipality_code)):
        said.append(
            text.count(
                "{n} af de {of} registertal mangler for {own} og er udeladt: {labels}.",
                "{n} af de {of} registertal mangler for {own} og er udeladt: {labels}.",
                len(missing),
                of=text.number(len(frames)),
                own=own.name,
                labels=text.join(
                    labels.inline(text.pick(frame.indicator.label)) for frame in missing
                ),
            )
        )
    return tuple(sentence for sentence in said if sentence)


def lacking(frames: Sequence[Frame], code: str) -> tuple[Frame, ...]:
    """Return the register figures that a municipality has none of."""
    return tuple(frame for frame in frames if code not in frame.values)
