"""What each colour, shape, glyph and size means. The only home of a colour code.

Pages take colours as CSS custom properties (`CSS_COLOURS`), so that one figure serves the light and
the dark theme; exported pictures take the light values (`LIGHT`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from frikommune_viz.model.codes import Area, Language, Verdict

Colours = Mapping[str, str]


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
    # The agreement period: 1 is laid at PERIOD_OPACITY over paper, 2 is what is then seen.
    "period-1": Token("#F1E8CE", "#2C2A1F"),
    "period-2": Token("#F4EDDA", "#25251E"),
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

PERIOD_OPACITY: Final = 0.72
BAND_OPACITY: Final = {"band-90": 0.2, "band-50": 0.3}
"""The middle 90 and 50 per cent, laid over each other in the colour of the fan."""

_PALEST: Final = 0.35
"""Fill of the answers next to the middle: three times as light as the full one beside it."""

# System colours take over where the reader has asked for them (Windows' contrast themes).
_FORCED: Final = {
    "Canvas": ("paper", "panel", "period-1", "period-2", *(f"map-{n}" for n in range(1, 6))),
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
CHART_TEXT: Final = 14
"""Smallest text in a figure, in px; only figures on map tiles are 13."""

_SQUARE: Final = "M5 1h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z"
GLYPHS: Final = {
    "up": _SQUARE + "M12 4.2L18.6 11.4L14 11.4L14 19.8L10 19.8L10 11.4L5.4 11.4z",
    "down": _SQUARE + "M12 19.8L5.4 12.6L10 12.6L10 4.2L14 4.2L14 12.6L18.6 12.6z",
    "slightly_up": _SQUARE
    + "M16.95 7.05L16.67 15.82L13.7 12.85L8.32 18.22L5.78 15.68L11.15 10.3L8.18 7.33z",
    "slightly_down": _SQUARE
    + "M16.95 16.95L8.18 16.67L11.15 13.7L5.78 8.32L8.32 5.78L13.7 11.15L16.67 8.18z",
    "none": _SQUARE + "M5 9.9h14v4.2H5z",
    "mixed": _SQUARE
    + "M7.4 4.6L11.4 10.4H9.1V19.4H5.7V10.4H3.4z"
    + "M16.6 19.4L12.6 13.6H14.9V4.6H18.3V13.6H20.6z",
    "split": _SQUARE + "M10.4 5.6v12.8L3.6 12zM13.6 5.6v12.8l6.8-6.4z",
    "not_stated": _SQUARE + "M5.6 3A2.6 2.6 0 0 0 3 5.6v12.8A2.6 2.6 0 0 0 5.6 21h12.8"
    "a2.6 2.6 0 0 0 2.6-2.6V5.6A2.6 2.6 0 0 0 18.4 3z"
    "M9.4 12a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z",
    "coarser_only": "M1 8V5a4 4 0 0 1 4-4h3v2.2H5A1.8 1.8 0 0 0 3.2 5v3z"
    "M16 1h3a4 4 0 0 1 4 4v3h-2.2V5A1.8 1.8 0 0 0 19 3.2h-3z"
    "M23 16v3a4 4 0 0 1-4 4h-3v-2.2h3a1.8 1.8 0 0 0 1.8-1.8v-3z"
    "M8 23H5a4 4 0 0 1-4-4v-3h2.2v3A1.8 1.8 0 0 0 5 20.8h3z",
    "not_known": "".join(
        f"M{x} 12a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0z" for x in (2.9, 9.9, 16.9)
    ),
}
"""Glyphs on a 24 × 24 grid, one even-odd path each.

A filled tile: a source states a direction. An outlined tile: a statement without direction.
Corners or dots: nothing at this level. The word is always written beside it.
"""

ARROW_PATH: Final = "M0 4.25H10.4L7.6 1.4L8.7 0.35L13.4 5L8.7 9.65L7.6 8.6L10.4 5.75H0z"
"""From a figure to a later one, in a box of 14 × 10."""

VERDICT_GLYPH: Final = {
    Verdict.REPORTED_UP: "up",
    Verdict.REPORTED_SLIGHTLY_UP: "slightly_up",
    Verdict.REPORTED_NONE: "none",
    Verdict.REPORTED_MIXED: "mixed",
    Verdict.REPORTED_SLIGHTLY_DOWN: "slightly_down",
    Verdict.REPORTED_DOWN: "down",
    Verdict.DIRECTION_NOT_STATED: "not_stated",
    Verdict.DISAGREE: "split",
    Verdict.DIFFERENT_THINGS: "split",
    Verdict.SITES_ONLY: "coarser_only",
    Verdict.COARSER_ONLY: "coarser_only",
    Verdict.FINER_ONLY: "coarser_only",
    Verdict.NOT_KNOWN: "not_known",
    Verdict.FILTERED_OUT: "coarser_only",
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


def glyphs_css() -> str:
    """Return the rules of ``<i class="g g-up" aria-hidden="true">``: a mask in the text's colour."""
    masks = "".join(f".g-{code}{{{_mask(path)}}}\n" for code, path in GLYPHS.items())
    return (
        ".g{display:inline-block;width:1.25em;height:1.25em;flex:none;vertical-align:-.25em;"
        "background:currentColor;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
        f"{masks}"
        # From before to after.
        ".to{display:inline-block;width:14px;height:10px;margin:0 5px;background:var(--ink2);"
        f"{_mask(ARROW_PATH, '0 0 14 10')};-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n"
        # Without this every glyph vanishes where the reader's own colours are forced.
        "@media (forced-colors:active){:is(.g,.to){forced-color-adjust:none;background:CanvasText}}\n"
    )


def _mask(path: str, box: str = "0 0 24 24") -> str:
    picture = quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'>"
        f"<path fill-rule='evenodd' d='{path}'/></svg>",
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
