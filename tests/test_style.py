"""Contrast, colours and marks: what the palette promises, measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from frikommune_viz import style
from frikommune_viz.model.codes import Area, Language, Verdict
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.site.assets_address import ASSETS_FOLDER, STYLE_SHEET, content

THEMES = {"light": style.LIGHT, "dark": style.DARK}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_on_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("token", ["ink", "ink2", "link", *(f"area-{area}" for area in Area)])
def test_text_stands_out(token: str, ground: str, theme: str) -> None:
    assert contrast(THEMES[theme][token], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("code", style.MUNICIPALITY_SHAPE)
def test_municipality_is_text_on_paper_and_mark_on_the_bands(code: str, theme: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[f"m-{code}"], colours["paper"]) >= 4.5
    assert contrast(colours[f"m-{code}"], on_both_bands(colours)) >= 3


def on_both_bands(colours: style.Colours) -> str:
    """Return what is seen where the middle 50 per cent lie over the middle 90, on the paper."""
    seen = colours["paper"]
    for name in ("band-90", "band-50"):
        share = style.BAND_OPACITY[name]
        parts = [
            round(
                share * int(colours["fan"][i : i + 2], 16) + (1 - share) * int(seen[i : i + 2], 16)
            )
            for i in (1, 3, 5)
        ]
        seen = "#" + "".join(f"{part:02X}" for part in parts)
    return seen


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("token", "ground"), list(product(["edge", "dots"], ["paper", "panel"])))
def test_marks_and_edges_stand_out(token: str, ground: str, theme: str) -> None:
    assert contrast(THEMES[theme][token], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("step", range(1, 6))
def test_figure_on_a_map_tile_can_be_read(step: int, theme: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[f"on-map-{step}"], colours[f"map-{step}"]) >= 4.5


@pytest.mark.parametrize(
    ("theme", "sign"),
    [("light", -1), ("dark", 1)],
    ids=["darker with size on light paper", "lighter with size on dark paper"],
)
def test_map_classes_leave_the_paper_step_by_step(theme: str, sign: int) -> None:
    steps = [sign * luminance(THEMES[theme][f"map-{n}"]) for n in range(1, 6)]
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("token", "ground", "light", "dark"),
    [
        ("ink", "paper", 15.9, 14.7),
        ("ink2", "paper", 7.3, 9.1),
        ("link", "paper", 8.4, 9.7),
        ("edge", "paper", 3.8, 5.0),
        ("dots", "paper", 4.5, 5.7),
        ("fan", "paper", 3.4, 3.8),
        ("m-561", "paper", 10.3, 9.6),
        ("m-316", "paper", 4.8, 16.6),
    ],
)
def test_measured_contrast(token: str, ground: str, light: float, dark: float) -> None:
    assert contrast(style.LIGHT[token], style.LIGHT[ground]) == pytest.approx(light, abs=0.1)
    assert contrast(style.DARK[token], style.DARK[ground]) == pytest.approx(dark, abs=0.1)


def test_practice_band_is_readable_and_the_same_in_both_themes() -> None:
    assert style.LIGHT["practice"] == style.DARK["practice"]
    assert contrast(style.LIGHT["on-practice"], style.LIGHT["practice"]) >= 7


@pytest.mark.parametrize("area", Area)
def test_municipalities_of_an_area_differ_in_shape_and_colour(area: Area) -> None:
    codes = AREA_MUNICIPALITIES[area]
    assert len({style.MUNICIPALITY_SHAPE[code] for code in codes}) == len(codes)
    for colours in THEMES.values():
        assert len({colours[f"m-{code}"] for code in codes}) == len(codes)


def test_tokens_follow_the_theme_and_fall_back_to_light() -> None:
    css = style.tokens_css()
    plain, themed, forced = css.strip().split("\n")
    assert "--ink:#17202A;" in plain
    assert "light-dark" not in plain
    assert themed.startswith("@supports (color:light-dark(red,red))")
    assert "--ink:light-dark(#17202A,#ECE9E2);" in themed
    assert "--ink:CanvasText;" in forced
    for name in style.TOKENS:
        assert f"--{name}:" in plain
        assert f"--{name}:" in themed


def test_every_mark_has_a_rule_that_survives_print_and_forced_colours() -> None:
    css = style.marks_css()
    for code in style.MARKS:
        assert css.count(f".g-{code}{{-webkit-mask") == 1
    assert "print-color-adjust:exact" in css
    assert "forced-color-adjust:none;background:CanvasText" in css
    assert "<" not in css, "an unescaped tag would be stripped by the page's sanitizer"
    assert "#" not in css, "an unescaped # ends a data address"


def test_every_verdict_has_a_shape_and_every_direction_both_fills() -> None:
    assert set(style.VERDICT_SHAPE) == set(Verdict)
    for verdict, shape in style.VERDICT_SHAPE.items():
        assert style.MARKS[shape]
        if shape not in ("sites", "nothing"):
            solid, outline = style.MARKS[shape], style.MARKS[shape + style.OUTLINE]
            assert (solid.line, outline.line > 0) == (0, True), verdict


def test_more_and_less_are_each_other_turned_over() -> None:
    def ys(code: str) -> set[float]:
        steps = re.findall(r"[ML]-?[\d.]+ (-?[\d.]+)", style.MARKS[code].path)
        return {float(y) for y in steps}

    for more, less in (("up", "down"), ("slightly_up", "slightly_down")):
        assert {round(24 - y, 2) for y in ys(more)} == ys(less)


def test_marks_stay_on_their_grid() -> None:
    for drawn in style.MARKS.values():
        numbers = [float(n) for n in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", drawn.path)[0]]
        assert all(0 <= number <= 24 for number in numbers)
        assert re.sub(r"[MLAZ\d. ]", "", drawn.path) == "", "absolute moves, lines and arcs only"


def test_numbers_are_written_in_the_language_of_the_figure() -> None:
    danish = style.vega_config(Language.DA, style.LIGHT)["locale"]["number"]
    english = style.vega_config(Language.EN, style.LIGHT)["locale"]["number"]
    assert (danish["decimal"], danish["thousands"]) == (",", ".")
    assert (english["decimal"], english["thousands"]) == (".", ",")


def test_page_colours_are_custom_properties_only() -> None:
    assert set(style.CSS_COLOURS) == set(style.TOKENS)
    assert all(value == f"var(--{name})" for name, value in style.CSS_COLOURS.items())


@pytest.mark.parametrize("count", range(2, 12))
def test_the_key_has_a_box_for_every_fill_an_answer_scale_can_have(count: int) -> None:
    """A codebook may have scales of 2 to 11 answers; a fill without a rule looks hollow."""
    sheet = (ASSETS_FOLDER / "frikommune.css").read_text("utf-8")
    for shade in style.answer_shades(Area.SCHOOL, count):
        fill = round(100 * shade.opacity)
        if fill == 0:
            continue
        rule = "var(--mark);" if fill == 100 else f"color-mix(in srgb, var(--mark) {fill}%"
        assert f".mark.answer.fill-{fill} {{ background: {rule}" in sheet


def test_no_rule_of_one_page_looks_through_all_pages() -> None:
    """A `:has()` on the root is asked anew at each change, and then the whole page is restyled."""
    css = content(STYLE_SHEET).decode()
    asking = re.findall(
        r"(?:html|body|:root|\.stApp)(?:[.:](?!has)[\w-]+(?:\([^()]*\))?)*:has\(", css
    )
    assert len(asking) > 10
    assert [one for one in asking if not one.startswith(".stApp:where(.page-")] == []


_RELATIONS = re.compile(r":has\(|:(?:first|last|only|nth)-|\[class")
"""What a browser asks anew when elements come and go, or when some class changes."""


def _selectors(css: str) -> Iterator[str]:
    """Yield each selector of a sheet; commas within parentheses divide none."""
    for head in re.findall(r"([^{};]+)\{", css):
        if not head.lstrip().startswith("@"):
            yield from (one.strip() for one in _outside(head).split(","))


def _outside(selector: str) -> str:
    """Return a selector with what stands in nested parentheses emptied of commas and blanks."""
    depth, out = 0, []
    for letter in selector:
        depth += (letter == "(") - (letter == ")")
        out.append("\0" if depth and letter in ", >+~" else letter)
    return "".join(out)


def _restyles_everything(selector: str) -> bool:
    """Whether its last part names nothing, and what stands before changes as the page does."""
    *before, last = re.split(r"[ >+~]+", selector)
    names = re.sub(r":(?!is|where)[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?", "", last)
    return not re.search(r"[\w.#\[]", re.sub(r":(?:is|where)", "", names)) and any(
        _RELATIONS.search(one) for one in before
    )


@pytest.mark.parametrize(
    ("selector", "does"),
    [
        (".matrix tr:last-child > :not(.number)", True),
        (".meanings tr:has(+ .same) > *", True),
        ('[class*="st-key-thirds"] > * + *', True),
        ('[class*="st-key-thirds"] > :last-child', True),
        (".matrix tr:last-child > :is(th, td):not(.number)", False),
        (".cards > * + *", False),  # no element that comes or goes changes what it asks
        (".part:has(> .key)", False),
    ],
)
def test_a_rule_that_restyles_everything_is_known(selector: str, *, does: bool) -> None:
    (one,) = _selectors(f"{selector} {{ color: red; }}")
    assert _restyles_everything(one) is does


def test_no_rule_makes_the_browser_style_all_that_lies_below_a_change() -> None:
    """A browser keeps one list of what such a change may reach; a rule for anything makes it everything."""
    selectors = list(_selectors(content(STYLE_SHEET).decode()))
    assert len(selectors) > 1000
    assert [one for one in selectors if _restyles_everything(one)] == []


def test_no_rule_generates_something_for_every_element() -> None:
    """Where any element may have something before and after it, each is styled three times."""
    subjects = [
        one
        for one in _selectors(content(STYLE_SHEET).decode())
        if re.search(r"(?:^|[ >+~*])::?(?:before|after)$", one)
    ]
    assert subjects == ["#root ::before", "#root ::after"]
