"""A figure as it stands in a frame of another page: headline, chart and source, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.static_figure import SourceLine
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import SITE_NAME


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What is read in a frame, in this order; the chart stands between the key and the sources.

    Attributes
    ----------
    practice
        That the numbers are invented; empty where they are not.
    more
        The words that lead to the page of the figure, with its table and what to know about it.
    """

    practice: str
    headline: str
    subtitle: str
    key: tuple[KeyItem, ...]
    sources: tuple[SourceLine, ...]
    more: str

    @property
    def foot(self) -> tuple[str, ...]:
        """What stands under the chart, each on a line of its own."""
        return (*(source.line for source in self.sources), self.more)


@dataclass(frozen=True, slots=True)
class FrameFiles:
    """What a frame leads to: its style sheet, letters, script and icon, and the figure's page."""

    stylesheet: str
    font: str
    script: str
    icon: str
    page: str
    canonical: str


def frame_words(figure: Figure, sources: Sequence[SourceLine], text: Text) -> FrameWords:
    """Return what is read in the frame of a figure."""
    return FrameWords(
        practice=text.say(labels.PRACTICE) if figure.request.is_simulated else "",
        headline=figure.headline,
        subtitle=figure.subtitle,
        key=figure.key,
        sources=tuple(sources),
        more=text.say("Tal og forbehold: {site}", site=SITE_NAME),
    )


def draw_frame(
    words: FrameWords,
    drawings: Mapping[int, str],
    alternative: str,
    files: FrameFiles,
    title: str,
    text: Text,
) -> Markup:
    """Draw the document of a frame.

    Parameters
    ----------
    drawings
        The chart as SVG made by us, by the width in px it is drawn for; the style sheet shows the
        one that fits the frame.
    alternative
        What is read instead of the chart.
    """
    return draw(
        "static_frame.html",
        text,
        frame=words,
        drawings={width: Markup(drawn) for width, drawn in drawings.items()},
        alternative=alternative,
        files=files,
        title=title,
    )
