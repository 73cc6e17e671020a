"""What the figures of a survey share: one row a place, its name and its words beside the marks.

On a wide page the name stands left of the marks and the words right of them; on a phone the name
stands over and the words under. The marks keep their line in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, fixed_scale, layer, place, words
from frikommune_viz.selection.survey import Survey, SurveyRow
from frikommune_viz.style import Colours, area_colour, municipality_colour

NARROW: Final = "width < 860"
"""Below this the names and words would leave too little of the width for the marks."""

LEFT: Final = 160
RIGHT: Final = 296
_NAME: Final = 13
_LINE: Final = 21
_FOOT: Final = 6


@dataclass(frozen=True, slots=True)
class RowWords:
    """What stands beside one row: the name, the verdict, and one or two lines of numbers."""

    name: str
    verdict: str
    numbers: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How tall a row is, and where in it the marks stand and the words begin on a phone.

    ``head`` is the room over the first row, for what the figure says of all rows.
    """

    height: int
    marks: int
    words: int
    head: int = 4

    def strip(self, number: int, half: int) -> dict[str, float]:
        """Return from where to where a row's own axis is drawn: clear of its words on a phone."""
        middle = self.top(number) + self.marks
        return {"y": middle - half, "y2": middle + half}

    def taller(self, half: int) -> dict[str, Any]:
        """Return how :meth:`strip` grows on a wide page, until it meets those of the next rows.

        The marks are the middle of a row there.
        """
        more = self.height / 2 - half
        return {
            "yOffset": {"expr": f"{NARROW} ? 0 : {-more}"},
            "y2Offset": {"expr": f"{NARROW} ? 0 : {more}"},
        }

    def top(self, number: int) -> int:
        """Return where a row begins, in px from the top."""
        return self.head + number * self.height

    def total(self, rows: int) -> int:
        """Return the height of the plot."""
        return self.head + rows * self.height + _FOOT


PLAN: Final = RowPlan(height=130, marks=45, words=78, head=30)
"""The rows of every figure of a survey: those of three figures of a question lie alike."""


def pixel_y(field: str, height: int) -> alt.Y:
    """Encode a place in px from the top of the plot."""
    scale = {**fixed_scale(0, height), "reverse": True}
    return alt.Y(field=field, type="quantitative", scale=scale, axis=None)


def value_range(inset: int) -> list[dict[str, str]]:
    """Return the range of the horizontal scale: what the names and words leave of the width."""
    return [
        {"expr": f"{NARROW} ? {inset} : {LEFT + inset}"},
        {"expr": f"width - ({NARROW} ? {inset} : {RIGHT + inset})"},
    ]


def token(survey: Survey, row: SurveyRow) -> str:
    """Return the token of a place's colour: the area's own for the area as a whole."""
    if row.municipality is None:
        return area_colour(survey.area)
    return municipality_colour(row.municipality.municipality_code)


def beside(
    rows: Sequence[RowWords], tokens: Sequence[str], plan: RowPlan, colours: Colours
) -> Layers:
    """Write the names and the words, and draw a hairline between the rows."""
    height = plan.total(len(rows))
    names, verdicts, numbers, more, rules = [], [], [], [], []
    for number, (row, colour) in enumerate(zip(rows, tokens, strict=True)):
        top = plan.top(number)
        names.append({"y": top + _NAME, "t": row.name, "c": colours[colour]})
        verdicts.append({"y": top + plan.words, "t": row.verdict})
        numbers.append({"y": top + plan.words + _LINE, "t": row.numbers})
        more.append({"y": top + plan.words + 2 * _LINE, "t": row.more})
        rules.append({"y": top})
    wide_name = plan.marks - _NAME
    lines = 3 if any(row.more for row in rows) else 2
    wide_words = plan.marks - plan.words - _LINE * (lines - 1) // 2
    at_right = {"expr": f"{NARROW} ? 0 : width - {RIGHT - 16}"}
    return layer(
        _rules(rules[1:], plan, height, colours),
        _written("names", names, height, colours["ink"], wide_name, x=0, weight=600),
        _written("verdicts", verdicts, height, colours["ink"], wide_words, x=at_right, weight=600),
        _written("numbers", numbers, height, colours["ink2"], wide_words, x=at_right),
        *(
            [_written("more", more, height, colours["ink2"], wide_words, x=at_right)]
            if lines > 2
            else []
        ),
    )


def _rules(
    rows: Sequence[dict[str, Any]], plan: RowPlan, height: int, colours: Colours
) -> alt.Chart:
    drawn: alt.Chart = place("rules", rows, y=pixel_y("y", height)).mark_rule(
        x=0,
        x2={"expr": "width"},
        yOffset={"expr": f"{NARROW} ? 0 : {plan.marks - plan.height / 2}"},
        stroke=colours["rule"],
        strokeWidth=1,
        aria=False,
    )
    return drawn


def _written(
    name: str,
    rows: Sequence[dict[str, Any]],
    height: int,
    colour: str,
    wide: float,
    *,
    x: Any,
    weight: int = 400,
) -> alt.Chart:
    base = place(name, rows, y=pixel_y("y", height), text=alt.Text(field="t", type="nominal"))
    if rows and "c" in rows[0]:
        base = base.encode(fill=alt.Fill(field="c", type="nominal", scale=None))
    return words(
        base,
        colour,
        weight=weight,
        align="left",
        baseline="middle",
        x=x,
        dy={"expr": f"{NARROW} ? 0 : {wide}"},
    )
