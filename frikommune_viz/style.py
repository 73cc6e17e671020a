"""What each colour, shape, glyph and size means. The only home of a colour code.

Pages take colours as CSS custom properties (`CSS_COLOURS`), so that one figure serves the light and
the dark theme; exported pictures take the light values (`LIGHT`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from frikommune_viz.model.codes import Area, Language, Verdict

Colours = Mapping[str, str]
_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Shade(NamedTuple):
    """A token and how strongly it fills; its outline is always full."""

    token: str
    opacity: float


class Token(NamedTuple):
    """One meaning of a colour, in the light and in the dark theme."""

    light: str
    dark: str


TOKENS: Final[dict[str, Token]] = {
    "paper": Token("#FCFBF8", "#14181C"),
    "panel": Token("#F3F1EB", "#1E242A"),
    "ink": Token("#17202A", "#ECE9E2"),
    "ink2": Token("#4A5561", "#B4BAC1"),
    "rule": Token("#DAD6CB", "#3A434C"),
    "edge": Token("#7B828A", "#7F8994"),
    "link": Token("#0B4F7D", "#8EC5F0"),
    "focus": Token("#FFD23F", "#FFD23F"),
    "dots": Token("#77756D", "#8A939C"),
    "fan": Token("#8C897F", "#6B747D"),
    "area-daycare": Token("#8A5A00", "#E3B04B"),
    "area-school": Token("#1B5E9B", "#7DB8EE"),
    "area-eldercare": Token("#9B2458", "#E9789F"),
    "m-217": Token("#5A3A00", "#C98F1E"),
    "m-840": Token("#9E6200", "#FFE0A0"),
    "m-561": Token("#0E3F73", "#8FC3F5"),
    "m-316": Token("#2874B0", "#F2F7FC"),
    "m-482": Token("#4A0F2B", "#FFD9E6"),
    "m-410": Token("#BD4A7D", "#D0608F"),
    "m-791": Token("#9B2458", "#F29BBE"),
    # Map classes: 1 lies nearest the paper in both themes (small), 5 farthest (large).
    "map-1": Token("#E7EDF2", "#27323C"),
    "map-2": Token("#BFD3E2", "#35506A"),
    "map-3": Token("#8DB3D0", "#4C7AA2"),
    "map-4": Token("#336E9C", "#86B6DE"),
    "map-5": Token("#0E3F73", "#CBE4FA"),
    "on-map-1": Token("#17202A", "#ECE9E2"),
    "on-map-2": Token("#17202A", "#ECE9E2"),
    "on-map-3": Token("#17202A", "#FFFFFF"),
    "on-map-4": Token("#FFFFFF", "#14181C"),
    "on-map-5": Token("#FFFFFF", "#14181C"),
    # The practice edition's band is the same in both themes, so that it cannot be missed.
    "practice": Token("#FFD23F", "#FFD23F"),
    "on-practice": Token("#17202A", "#17202A"),
}

LIGHT: Final[Colours] = {name: token.light for name, token in TOKENS.items()}
DARK: Final[Colours] = {name: token.dark for name, token in TOKENS.items()}
CSS_COLOURS: Final[Colours] = {name: f"var(--{name})" for name in TOKENS}

BAND_OPACITY: Final = {"band-90": 0.16, "band-50": 0.24}
"""The middle 90 and 50 per cent, laid over each other in the colour of the fan."""

_PALEST: Final = 0.35
"""Fill of the answers next to the middle: three times as light as the full one beside it."""

# System colours take over where the reader has asked for them (Windows' contrast themes).
_FORCED: Final = {
    "Canvas": ("paper", "panel", *(f"map-{n}" for n in range(1, 6))),
    "CanvasText": (
        "ink",
        "ink2",
        "edge",
        "dots",
        *(name for name in TOKENS if name.startswith(("area-", "m-", "on-map-"))),
    ),
    "GrayText": ("fan", "rule"),
    "LinkText": ("link",),
}

MUNICIPALITY_SHAPE: Final = {
    "217": "circle",
    "840": "square",
    "561": "circle",
    "316": "square",
    "482": "circle",
    "410": "square",
    "791": "triangle-up",
}
"""Municipalities of an area share a hue, so each has its own mark shape as well."""

OWN_SHAPE: Final = "diamond"
"""The municipality a visitor has chosen, and nothing else."""

MARK_PATHS: Final = {
    "circle": "M-4.4 0a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0z",
    "square": "M-4-4h8v8h-8z",
    "triangle-up": "M0-5L5 4H-5z",
    "diamond": "M0-5.4L5.4 0L0 5.4L-5.4 0z",
}
"""The shapes of a small chart, in px around their middle."""

OFF_AXIS_SHAPE: Final = {"low": "triangle-left", "high": "triangle-right"}
"""A municipality whose change lies beyond the end of the axis, pointing to where it lies."""

FONT: Final = "Public Sans"
CHART_FONT: Final = f"{FONT}, sans-serif"
SHEET: Final = "#FFFFFF"
"""The paper of a handout, which has one look: that of print."""

CHART_TEXT: Final = 14
"""Smallest text in a figure, in px; only figures on map tiles are 13."""


class Drawn(NamedTuple):
    """A mark on a grid of 24 × 24: its path, and how wide its line is; 0 where it is filled."""

    path: str
    line: float = 0


OUTLINE: Final = "-outline"
"""Ends the code of a mark that is drawn as an outline."""
_PEN: Final = 2.3


def _circles(radius: float, *middles: float) -> str:
    return "".join(
        f"M{x - radius:g} 12A{radius} {radius} 0 1 0 {x + radius:g} 12"
        f"A{radius} {radius} 0 1 0 {x - radius:g} 12Z"
        for x in middles
    )


MARKS: Final[dict[str, Drawn]] = {
    "up": Drawn("M12 2.5L22.8 21L1.2 21Z"),
    "up-outline": Drawn("M12 5L20.6 19.8L3.4 19.8Z", _PEN),
    "slightly_up": Drawn("M1.5 20.5L22.5 20.5L22.5 9.5Z"),
    "slightly_up-outline": Drawn("M6.6 19.3L21.3 19.3L21.3 11.6Z", _PEN),
    "none": Drawn("M1.5 8.6L22.5 8.6L22.5 15.4L1.5 15.4Z"),
    "none-outline": Drawn("M2.7 9.4L21.3 9.4L21.3 14.6L2.7 14.6Z", _PEN),
    "mixed": Drawn("M10.6 2.5L10.6 21.5L1 12ZM13.4 2.5L13.4 21.5L23 12Z"),
    "mixed-outline": Drawn("M9.4 5.4L9.4 18.6L2.7 12ZM14.6 5.4L14.6 18.6L21.3 12Z", _PEN),
    "slightly_down": Drawn("M1.5 3.5L22.5 3.5L22.5 14.5Z"),
    "slightly_down-outline": Drawn("M6.6 4.7L21.3 4.7L21.3 12.4Z", _PEN),
    "down": Drawn("M12 21.5L1.2 3L22.8 3Z"),
    "down-outline": Drawn("M12 19L3.4 4.2L20.6 4.2Z", _PEN),
    "not_stated": Drawn(_circles(6.5, 12)),
    "not_stated-outline": Drawn(_circles(5.4, 12), _PEN),
    "sites": Drawn(_circles(2.3, 4.5, 12, 19.5), 1.5),
    "nothing": Drawn(_circles(2.3, 12)),
}
"""The shape says which way, the fill who says it: solid is VIVE, an outline is anybody else.

Three rings: only single sites are spoken of. A dot: nobody speaks of just this. A path is written
in absolute moves, lines and arcs, which :mod:`~frikommune_viz.charts.shapes` reads as well.
"""

ARROW_PATH: Final = "M0 4.25H10.4L7.6 1.4L8.7 0.35L13.4 5L8.7 9.65L7.6 8.6L10.4 5.75H0z"
"""From a figure to a later one, in a box of 14 × 10."""

ARROW: Final = Drawn("M2 12L21 12M14.5 5.5L21 12L14.5 18.5", 2.4)
"""From a figure before to a figure after; it says no direction."""

MITRE_LIMIT: Final = 6
"""Less would cut off the tip of a ramp."""

VERDICT_SHAPE: Final = {
    Verdict.REPORTED_UP: "up",
    Verdict.REPORTED_SLIGHTLY_UP: "slightly_up",
    Verdict.REPORTED_NONE: "none",
    Verdict.REPORTED_MIXED: "mixed",
    Verdict.REPORTED_SLIGHTLY_DOWN: "slightly_down",
    Verdict.REPORTED_DOWN: "down",
    Verdict.DIRECTION_NOT_STATED: "not_stated",
    Verdict.DISAGREE: "mixed",
    Verdict.DIFFERENT_THINGS: "mixed",
    Verdict.SITES_ONLY: "sites",
    Verdict.COARSER_ONLY: "nothing",
    Verdict.FINER_ONLY: "nothing",
    Verdict.NOT_KNOWN: "nothing",
    Verdict.FILTERED_OUT: "nothing",
}

_NUMBERS: Final = {
    Language.DA: {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]},
    Language.EN: {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["DKK ", ""]},
}


def area_colour(area: Area) -> str:
    """Return the token of an area's colour."""
    return f"area-{area}"


def answer_shades(area: Area, count: int) -> tuple[Shade, ...]:
    """Return the fills of an answer scale of `count` categories, lowest first.

    The lower half is a grey and the higher half the area's hue, full at the ends of the scale and
    paler inwards; a middle category is hollow. So the halves differ in hue, the categories of a
    half in lightness, and no colour says good or bad.

    Examples
    --------
    >>> [(shade.token, shade.opacity) for shade in answer_shades(Area.SCHOOL, 3)]
    [('dots', 1.0), ('ink2', 0.0), ('area-school', 1.0)]
    """
    half = count // 2
    strengths = [_PALEST + (1 - _PALEST) * n / max(1, half - 1) for n in range(half)]
    if half == 1:
        strengths = [1.0]
    low = [Shade("dots", round(strength, 2)) for strength in reversed(strengths)]
    high = [Shade(area_colour(area), round(strength, 2)) for strength in strengths]
    return (*low, *([Shade("ink2", 0.0)] if count % 2 else []), *high)


def municipality_colour(municipality_code: str) -> str:
    """Return the token of a pilot municipality's colour; it never changes with a choice."""
    return f"m-{municipality_code}"


def bare_css(rules: str) -> str:
    """Return a style sheet without its comments."""
    return _COMMENT.sub("", rules)


def tokens_css() -> str:
    """Return the tokens as CSS custom properties that follow the visitor's theme.

    A custom property takes any value, also one the browser cannot read later, so an older browser
    is kept on the light values by ``@supports`` and not by a declaration before.
    """
    light = "".join(f"--{name}:{token.light};" for name, token in TOKENS.items())
    both = "".join(
        f"--{name}:light-dark({token.light},{token.dark});" for name, token in TOKENS.items()
    )
    forced = "".join(f"--{name}:{system};" for system, names in _FORCED.items() for name in names)
    return (
        f":root{{{light}}}\n"
        f"@supports (color:light-dark(red,red)){{:root{{{both}}}}}\n"
        f"@media (forced-colors:active){{:root{{{forced}}}}}\n"
    )


def picture_colours(tokens: Iterable[str], *, fixed: Colours | None = None) -> str:
    """Return the style of a picture that is drawn by itself and follows the reader's theme.

    A class named as a token fills a shape and strokes a line or an outline in its colour.

    Parameters
    ----------
    fixed
        The colours of a picture that follows no theme, for what can read no custom property.
    """
    names = sorted(tokens)

    def colours(of: Callable[[str], str]) -> str:
        return "svg{" + "".join(f"--{name}:{of(name)};" for name in names) + "}"

    if fixed is not None:
        style = _picture_classes(names)
        for name in names:
            style = style.replace(f"var(--{name})", fixed[name])
        return style
    system = {name: system for system, members in _FORCED.items() for name in members}
    return (
        f"{colours(lambda name: TOKENS[name].light)}"
        f"@media(prefers-color-scheme:dark){{{colours(lambda name: TOKENS[name].dark)}}}"
        f"@media(forced-colors:active){{{colours(lambda name: system[name])}}}"
        f"{_picture_classes(names)}"
    )


def _picture_classes(names: Iterable[str]) -> str:
    classes = "".join(
        f".{name}{{fill:var(--{name})}}line.{name},.line.{name},.hollow.{name}"
        f"{{stroke:var(--{name})}}"
        for name in names
    )
    return (
        f"{classes}.line{{fill:none}}.hollow{{fill:var(--paper);stroke-width:2}}"
        ".solid{stroke:var(--paper);stroke-width:1.2}"
    )


def marks_css() -> str:
    """Return the rules of ``<i class="g g-up" aria-hidden="true">``: a mask in the text's colour."""
    masks = "".join(f".g-{code}{{{_mask(drawn)}}}\n" for code, drawn in MARKS.items())
    return (
        ".g{display:inline-block;width:1.25em;height:1.25em;flex:none;vertical-align:-.25em;"
        "background:currentColor;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
        f"{masks}.g-sites{{color:var(--ink2)}}\n.g-nothing{{color:var(--edge)}}\n"
        # From before to after.
        ".to{display:inline-block;width:14px;height:10px;margin:0 5px;background:var(--ink2);"
        f"{_mask(Drawn(ARROW_PATH), '0 0 14 10')};"
        "-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
        # Without this every mark vanishes where the reader's own colours are forced.
        "@media (forced-colors:active){:is(.g,.to){forced-color-adjust:none;background:CanvasText}}\n"
    )


def _mask(drawn: Drawn, box: str = "0 0 24 24") -> str:
    pen = (
        f" fill='none' stroke='#000' stroke-width='{drawn.line}' stroke-miterlimit='{MITRE_LIMIT}'"
        if drawn.line
        else ""
    )
    picture = quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'>"
        f"<path d='{drawn.path}'{pen}/></svg>",
        safe=" ='/:",
    )
    mask = f'url("data:image/svg+xml,{picture}") center/contain no-repeat'
    return f"-webkit-mask:{mask};mask:{mask}"


def vega_config(language: Language, colours: Colours) -> dict[str, Any]:
    """Return the look and the number format of a figure, for its own ``config``.

    Nothing is registered with Altair: its themes belong to the whole process, so two visitors
    would mix their languages.
    """
    words = {"labelFont": CHART_FONT, "titleFont": CHART_FONT}
    sizes = {"labelFontSize": CHART_TEXT, "titleFontSize": CHART_TEXT}
    return {
        "background": "transparent",
        "font": CHART_FONT,
        "locale": {"number": _NUMBERS[language]},
        "view": {"stroke": None},
        "text": {"font": CHART_FONT, "fontSize": CHART_TEXT, "fill": colours["ink"]},
        "axis": {
            **words,
            **sizes,
            "labelColor": colours["ink2"],
            "titleColor": colours["ink2"],
            "titleFontWeight": 400,
            "gridColor": colours["rule"],
            "domainColor": colours["edge"],
            "tickColor": colours["edge"],
            "labelPadding": 8,
        },
        "header": {**words, **sizes, "labelColor": colours["ink"], "titleColor": colours["ink2"]},
    }
