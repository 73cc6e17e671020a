"""The words that stand across every figure of invented numbers, whatever its form."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import altair as alt

from frikommune_viz.charts.layers import place
from frikommune_viz.model.codes import Status
from frikommune_viz.style import Colours
from frikommune_viz.text import Text
from frikommune_viz.wording import labels as wording

_ANGLE: Final = 360 - 24
_OPACITY: Final = 0.12
_LARGEST: Final = 44
_EVERY: Final = 165
"""From one mark to the next, in px: a cut-out of a figure holds one as well."""

_NARROW: Final = "width < 700"


def watermark(
    statuses: Collection[Status], height: float, text: Text, colours: Colours
) -> list[alt.Chart]:
    """Return the layers to lay under the marks of a figure; none where no row is simulated.

    Parameters
    ----------
    statuses
        The statuses of the rows drawn: nobody has to remember to ask for the mark.
    height
        Height of the plot in px.
    text, colours
        The language, and what each token is drawn in.
    """
    if Status.SIMULATED not in statuses:
        return []
    said = f"{text.say(wording.PRACTICE_MARK)} · {text.say(wording.PRACTICE_MARK_MEANS)}"
    # Half the height of the turned words, in heights of their letters.
    half = 0.115 * len(said) + 0.4
    largest = min(_LARGEST, height / (2 * half))
    across = f"width / ({_NARROW} ? {0.63 * len(said):g} : {0.96 * len(said):g})"
    first, last = half * largest, height - half * largest
    steps = max(0, round((last - first) / _EVERY))
    return [
        place(f"watermark-{number}", [{}]).mark_text(
            text=said,
            angle=_ANGLE,
            align="center",
            baseline="middle",
            x={"expr": f"width * ({_NARROW} ? 0.5 : {0.3 if number % 2 == 0 else 0.7})"},
            y=first + (last - first) * number / steps if steps else height / 2,
            fontSize={"expr": f"min({largest:g}, {across})"},
            fontWeight=600,
            fill=colours["ink"],
            fillOpacity=_OPACITY,
            aria=False,
        )
        for number in range(steps + 1)
    ]
