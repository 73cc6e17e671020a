"""The live app as a surface: each part, figure and control is an element of Streamlit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import streamlit as st

from frikommune_viz.site import origin, url_state
from frikommune_viz.site.surface import Control, Here


class Live:
    """Draw with Streamlit, in the session of the visitor."""

    def here(self) -> Here:
        """Return what the router has found out about this visit."""
        found: Here = st.session_state["here"]
        return found

    def base(self) -> str:
        """Return scheme and host of the site as the visitor's browser sees it."""
        seen = urlsplit(st.context.url or "")
        if not seen.netloc:
            return origin.configured() or ""
        return origin.of_request(seen.scheme, seen.netloc)

    def dropped(self) -> Mapping[str, str]:
        """Return the parts of the address that were not known, until the next choice."""
        return url_state.dropped()

    def html(self, markup: str) -> None:
        """Add a part."""
        st.html(markup)

    def chart(self, spec: str, alt: str) -> None:
        """Add the chart of a figure."""
        st.vega_lite_chart(spec=json.loads(spec), width="stretch", theme=None, alt=alt)

    def controls(self, name: str) -> AbstractContextManager[object]:
        """Open a block of controls; print leaves it out."""
        return st.container(key=f"choices{name}", gap="small")

    def columns(self, widths: Sequence[float]) -> list[AbstractContextManager[object]]:
        """Set controls side by side; they stack on a phone."""
        return list(st.columns(widths, gap="medium", vertical_alignment="bottom"))

    def thirds(self, name: str, *, foot: bool) -> tuple[AbstractContextManager[object], ...]:
        """Set the work and, on its right, what is said of it; they stack on a narrow page."""
        both = st.container(key=f"thirds{name}", gap=None)
        return tuple(both.container(gap=None) for _ in range(2 + foot))

    def choose_one(self, control: Control) -> None:
        """Add a list of which one is chosen, or none where there is a word for it."""
        chosen = control.chosen[0] if control.chosen else None
        st.selectbox(
            control.label,
            list(control.options),
            format_func=_words(control),
            index=None if control.none else 0,
            key=url_state.seed(control.name, chosen),
            placeholder=control.none or None,
        )

    def choose_many(self, control: Control) -> None:
        """Add a list of which any number is chosen."""
        st.multiselect(
            control.label,
            list(control.options),
            format_func=_words(control),
            key=url_state.seed(control.name, list(control.chosen)),
            placeholder=control.none,
        )

    def choose_between(self, control: Control) -> None:
        """Add a few options, all in sight, of which one is chosen."""
        st.segmented_control(
            control.label,
            list(control.options),
            format_func=_words(control),
            required=True,
            key=url_state.seed(control.name, control.chosen[0]),
        )


def _words(control: Control) -> Callable[[str], str]:
    return control.options.__getitem__
