"""The document as a surface: a whole HTML page, of the same parts, that needs no script.

Controls belong to one plain form; a figure is drawn for each kind of page, and the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Final

from frikommune_viz.site.surface import Control, Here

WIDTHS: Final = {"wide": 1104, "middle": 736, "narrow": 358}
"""Widths in px that a figure is drawn for: a full page, a tablet, a phone."""

WORK_WIDTH: Final = 764
"""The width of a figure on a full page, where the right third stands beside it."""

_FORM: Final = "choose"

Draw = Callable[[str, int], str]
"""From a Vega-Lite specification and a width in px to an ``<svg>`` element."""


@dataclass
class Document:
    """Collect a page as HTML; its charts are drawn when all else is there.

    Attributes
    ----------
    visit, site, left_out
        What is known of the visit, scheme and host of the site, and the parts of the address that
        were not known.
    """

    visit: Here
    site: str
    left_out: Mapping[str, str]
    _open: list[_Block] = field(default_factory=lambda: [_Block("", "")])
    _offered: dict[str, set[str]] = field(default_factory=dict)
    _charts: list[_Chart] = field(default_factory=list)
    _ids: int = 0

    def here(self) -> Here:
        """Return what is known of the visit."""
        return self.visit

    def base(self) -> str:
        """Return scheme and host of the site."""
        return self.site

    def dropped(self) -> Mapping[str, str]:
        """Return the parts of the address that were not known."""
        return self.left_out

    def markup(self) -> str:
        """Return everything that was drawn, with the form that the controls belong to."""
        (page,) = self._open
        return f"{self._form()}{page}"

    def html(self, markup: str) -> None:
        """Add a part."""
        self._add(f'<div class="part">{markup}</div>')

    def chart(self, spec: str, alt: str) -> None:
        """Add the chart of a figure."""
        in_work = any("of-thirds" in block.start for block in self._open)
        widths = WIDTHS | {"wide": WORK_WIDTH} if in_work else WIDTHS
        chart = _Chart(spec, alt, widths)
        self._charts.append(chart)
        self._add(chart)

    def draw(self, draw: Draw) -> None:
        """Draw the charts, each for every kind of page."""
        for chart in self._charts:
            chart.drawn = {name: draw(chart.spec, width) for name, width in chart.widths.items()}

    @contextmanager
    def controls(self, name: str) -> Iterator[object]:
        """Open a block of controls; each has a button for those without script."""
        with self._inside(_Block(f'<div class="part choices st-key-choices{name}">')):
            yield None
            self._add(f"<noscript>{self._button()}</noscript>")

    def columns(self, widths: Sequence[float]) -> list[AbstractContextManager[object]]:
        """Set controls side by side; each column is filled when it is entered."""
        row = _Block('<div class="columns">')
        self._add(row)
        lost = (len(widths) - 1) / len(widths)
        columns = [
            _Block(f'<div style="--share: {width / sum(widths):.4%}; --lost: {lost:.4f}">')
            for width in widths
        ]
        row.children.extend(columns)
        return [self._filling(column) for column in columns]

    def thirds(
        self, name: str, *, foot: bool = False
    ) -> tuple[AbstractContextManager[object], ...]:
        """Set the work and, on its right, what is said of it; they stack on a narrow page."""
        columns = [_Block('<div class="of-thirds">') for _ in range(2 + foot)]
        self._add(_Block(f'<div class="thirds st-key-thirds{name}">', children=[*columns]))
        return tuple(self._filling(column) for column in columns)

    def choose_one(self, control: Control) -> None:
        """Add a list of which one is chosen."""
        self._offer(control)
        none = (
            f'<option class="none" value="">{escape(control.none)}</option>' if control.none else ""
        )
        options = none + "".join(
            f'<option value="{escape(self._sent(control, code))}"'
            f"{' selected' * (code in control.chosen)}>{escape(word)}</option>"
            for code, word in control.options.items()
        )
        key = self._key()
        self._control(
            f'<label class="label" for="{key}">{escape(control.label)}</label>'
            f'<select id="{key}" name="{control.choice}" form="{_FORM}" autocomplete="off">'
            f"{options}</select>",
            control.name,
        )

    def choose_many(self, control: Control) -> None:
        """Add a list of which any number is chosen: boxes to tick under what is chosen now."""
        self._offer(control)
        key = self._key()
        chosen = [word for code, word in control.options.items() if code in control.chosen]
        boxes = "".join(
            f'<label><input type="checkbox" name="{control.choice}" value="{escape(code)}" '
            f'form="{_FORM}" autocomplete="off"{" checked" * (code in control.chosen)}>'
            f"<span>{escape(word)}</span></label>"
            for code, word in control.options.items()
        )
        self._control(
            f'<span class="label" id="{key}">{escape(control.label)}</span>'
            f'<details class="many"><summary aria-labelledby="{key} {key}s">'
            f'<span id="{key}s">{escape(", ".join(chosen) or control.none)}</span></summary>'
            f'<div role="group" aria-labelledby="{key}" class="options">{boxes}'
            f"{self._button()}</div></details>",
            control.name,
        )

    def choose_between(self, control: Control) -> None:
        """Add a few options, all in sight, of which one is chosen."""
        self._offer(control)
        key = self._key()
        options = "".join(
            f'<label><input type="radio" name="{control.choice}" '
            f'value="{escape(self._sent(control, code))}" form="{_FORM}" autocomplete="off"'
            f"{' checked' * (code in control.chosen)}><span>{escape(word)}</span></label>"
            for code, word in control.options.items()
        )
        self._control(
            f'<div role="radiogroup" aria-labelledby="{key}">'
            f'<span class="label" id="{key}">{escape(control.label)}</span>'
            f'<div class="between">{options}</div></div>',
            control.name,
        )

    def _add(self, child: object) -> None:
        self._open[-1].children.append(child)

    def _control(self, markup: str, name: str) -> None:
        self._add(f'<div class="control" data-choice="{escape(name)}">{markup}</div>')

    def _button(self) -> str:
        words = self.visit.text.say("Vis valget")
        return f'<button class="apply" form="{_FORM}">{escape(words)}</button>'

    def _key(self) -> str:
        self._ids += 1
        return f"control-{self._ids}"

    def _inside(self, block: _Block) -> AbstractContextManager[object]:
        self._add(block)
        return self._filling(block)

    @contextmanager
    def _filling(self, block: _Block) -> Iterator[object]:
        self._open.append(block)
        try:
            yield block
        finally:
            self._open.pop()

    def _offer(self, control: Control) -> None:
        self._offered.setdefault(control.choice, set()).update(control.options)

    @staticmethod
    def _sent(control: Control, code: str) -> str:
        """Return what an option sends; a default that is only shown sends nothing."""
        return "" if control.is_default and code in control.chosen else code

    def _form(self) -> str:
        """Return the form of the page; choices without a control here travel along unseen."""
        kept = {}
        for name, written in self.visit.filters.to_url().items():
            offered = self._offered.get(name, set())
            if name == "page":
                continue
            rest = [part for part in written.split(",") if part not in offered]
            if rest:
                kept[name] = ",".join(rest) if offered else written
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in kept.items()
        )
        return f'<form id="{_FORM}" method="get" action="{self.visit.page.address}">{hidden}</form>'


@dataclass
class _Block:
    """An element whose children may still be added: columns are filled after they are set."""

    start: str
    end: str = "</div>"
    children: list[object] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.start}{''.join(map(str, self.children))}{self.end}"


@dataclass
class _Chart:
    """The chart of a figure, as drawn for each kind of page; nothing until it is drawn."""

    spec: str
    alt: str
    widths: Mapping[str, int]
    drawn: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        drawn = "".join(f'<div class="{name}">{svg}</div>' for name, svg in self.drawn.items())
        return (
            f'<div class="part chart" role="img" aria-label="{escape(self.alt)}" tabindex="-1">'
            f"{drawn}</div>"
        )
