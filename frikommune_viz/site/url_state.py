"""Keep the choices of a visit and the address equal, in both directions.

The address wins at the first run and whenever it differs from what was last written (a shared
link, the back button). Otherwise the controls win, and the address is written once at the end.
Streamlit empties the query when the menu opens another page; an empty query therefore keeps the
choices, and those that do not travel end with the page they were made on. The language is always
written so that a page that was left is never empty.

A visit that begins on a page which is already there belongs to a visitor whose process was
restarted, or who was away for longer than a visit is kept. The browser then sends what its
controls hold, and what was chosen there wins over the address, which does not know of it yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from frikommune_viz.filters import Allowed, Filters, unknown
from frikommune_viz.site.query import read_query
from frikommune_viz.site.returning import held_controls

_FILTERS: Final = "filters"
_WRITTEN: Final = "written_url"
_DROPPED: Final = "dropped"
_PAGE: Final = "page"
_SEEN: Final = "seen_controls"
_CONTROL: Final = "choose_"
_HELD: Final = "held_by_browser"
"""Controls that the browser gives their value; forgotten once a run has been whole."""


def control_key(name: str) -> str:
    """Return the key of the control that chooses `name`."""
    return f"{_CONTROL}{name}"


def asked_edition(offered: Sequence[str]) -> str:
    """Return which of the editions is asked for: what an address may hold hangs on it."""
    url = _url()
    held = st.session_state[_FILTERS].edition if _FILTERS in st.session_state else ""
    asked = url.get("edition", "") if url else held
    return asked if asked in offered else offered[0]


def begin(allowed: Allowed) -> Filters:
    """Return the choices of this run, from the address or from the controls."""
    url = _url()
    state = st.session_state
    if _FILTERS in state and _differs_by_script(url):
        _take_over(url, allowed)
    if _FILTERS not in state or (url and url != state[_WRITTEN]):
        state[_HELD] = held_controls() if _FILTERS not in state else frozenset()
        state[_FILTERS] = Filters.from_url(url, allowed)
        state[_DROPPED] = unknown(url, allowed)
        # A visitor who is quick, or a fault, may end this run before it writes.
        state[_WRITTEN] = url
        _forget_controls()
    else:
        _follow_controls(allowed)
    return current()


def enter(page: str) -> Filters:
    """Note which page is drawn, and return the choices that are made on it."""
    state = st.session_state
    if state.get(_PAGE, page) != page and not _url():
        # The menu led here: an address would have said what is chosen.
        state[_FILTERS] = current().travelling()
        state[_DROPPED] = {}
    if state.get(_PAGE, page) != page:
        state[_HELD] = frozenset()
    if state.get(_PAGE) != page:
        # Controls of the page before may hold another kind of value.
        _forget_controls()
    state[_PAGE] = page
    return current()


def current() -> Filters:
    """Return the choices of this run."""
    filters: Filters = st.session_state[_FILTERS]
    return filters


def dropped() -> dict[str, str]:
    """Return the parts of the address that were not known, until the next choice."""
    found: dict[str, str] = st.session_state[_DROPPED]
    return found


def seed(name: str, value: object) -> str:
    """Give the control of `name` its value before it is drawn first; return its key."""
    key = control_key(name)
    state = st.session_state
    if key not in state:
        if key not in state.get(_HELD, frozenset()):
            state[key] = value
        state[_SEEN][key] = value
    return key


def write() -> None:
    """Write the choices into the address, if they are not there already.

    Draw again where a returning browser held other choices than the address.
    """
    state = st.session_state
    if state.pop(_HELD, frozenset()) and _moved():
        st.rerun()
    url = current().to_url()
    if url != {name: st.query_params[name] for name in st.query_params}:
        st.query_params.from_dict(url)
    st.session_state[_WRITTEN] = url


def _differs_by_script(url: dict[str, str]) -> bool:
    """Return whether the browser alone has changed the address since it was written.

    A cell is chosen there without a run; what the controls say beside it still counts.
    """
    written: dict[str, str] = st.session_state[_WRITTEN]
    return bool(url) and url != written and _without_cell(url) == _without_cell(written)


def _without_cell(url: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in url.items() if name != "cell"}


def _take_over(url: dict[str, str], allowed: Allowed) -> None:
    cell = Filters.from_url(url, allowed).cell
    st.session_state[_FILTERS] = current().but(cell=cell)
    st.session_state[_WRITTEN] = url


def _url() -> dict[str, str]:
    given = ((name, value) for name in st.query_params for value in st.query_params.get_all(name))
    return dict(read_query(given))


def _forget_controls() -> None:
    for key in [key for key in st.session_state if str(key).startswith(_CONTROL)]:
        del st.session_state[key]
    st.session_state[_SEEN] = {}


def _follow_controls(allowed: Allowed) -> None:
    """Take over what was changed in the controls since the last run.

    A control that only shows a default has chosen nothing, and the address stays without it.
    """
    state = st.session_state
    moved = _moved()
    if not moved:
        return
    state[_SEEN] |= moved
    before = current()
    chosen: dict[str, object] = {}
    for key, value in moved.items():
        name, _, part = key.removeprefix(_CONTROL).partition("@")
        kept = getattr(before, name) if part else ()
        chosen[name] = _as_held(name, value, kept)
    if "page" not in chosen:
        # Another choice gives another list; its third page is not the one that was looked at.
        chosen["page"] = 1
    # Controls hold plain codes; reading them as an address is read makes them members again.
    state[_FILTERS] = Filters.from_url(before.but(**chosen).to_url(), allowed)
    state[_DROPPED] = {}


def _moved() -> dict[str, object]:
    """Return the controls that hold another value than they were given, by key."""
    state = st.session_state
    return {
        key: state[key]
        for key, value in state[_SEEN].items()
        if key in state and state[key] != value
    }


def _as_held(name: str, value: object, kept: tuple[str, ...]) -> object:
    """Return a control's value as the filters hold it; `kept` is what its other parts chose."""
    if not isinstance(getattr(Filters(), name), tuple):
        return "" if value is None else value
    held = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(dict.fromkeys((*held, *kept)))
