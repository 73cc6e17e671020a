"""Keep the choices of a visit and the address equal, in both directions.

The address wins at the first run and whenever it differs from what was last written (a shared
link, the back button). Otherwise the controls win, and the address is written once at the end.
Streamlit empties the query when the menu opens another page; an empty query therefore keeps the
choices, and the language is always written so that a page that was left is never empty.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import streamlit as st

from frikommune_viz.filters import Allowed, Filters, unknown

_FILTERS: Final = "filters"
_WRITTEN: Final = "written_url"
_DROPPED: Final = "dropped"
_CONTROL: Final = "choose_"


def control_key(name: str) -> str:
    """Return the key of the control that chooses `name`."""
    return f"{_CONTROL}{name}"


def begin(allowed: Allowed) -> Filters:
    """Return the choices of this run, from the address or from the controls."""
    url = {name: ",".join(st.query_params.get_all(name)) for name in st.query_params}
    state = st.session_state
    if _FILTERS not in state or (url and url != state[_WRITTEN]):
        state[_FILTERS] = Filters.from_url(url, allowed)
        state[_DROPPED] = unknown(url, allowed)
        for key in [key for key in state if str(key).startswith(_CONTROL)]:
            del state[key]
    else:
        _follow_controls(allowed)
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
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def write() -> None:
    """Write the choices into the address, if they are not there already."""
    url = current().to_url()
    if url != {name: st.query_params[name] for name in st.query_params}:
        st.query_params.from_dict(url)
    st.session_state[_WRITTEN] = url


def _follow_controls(allowed: Allowed) -> None:
    state = st.session_state
    chosen = {
        field.name: _as_held(field.name, [state[key] for key in keys])
        for field in fields(Filters)
        if (keys := _keys_of(field.name))
    }
    before = current()
    # Controls hold plain codes; reading them as an address is read makes them members again.
    after = Filters.from_url(before.but(**chosen).to_url(), allowed)
    if after == before:
        return
    if after.page == before.page:
        # Another choice gives another list; its third page is not the one that was looked at.
        after = after.but(page=1)
        state.pop(control_key("page"), None)
    state[_FILTERS] = after
    state[_DROPPED] = {}


def _keys_of(name: str) -> list[str]:
    """Return the keys of the controls for `name`: one, or one for each part (``name@part``)."""
    key = control_key(name)
    return [
        str(held)
        for held in st.session_state
        if str(held) == key or str(held).startswith(f"{key}@")
    ]


def _as_held(name: str, chosen: list[object]) -> object:
    """Return what the controls of one choice hold, as the filters hold it."""
    if not isinstance(getattr(Filters(), name), tuple):
        return "" if chosen[0] is None else chosen[0]
    values = [value for held in chosen for value in (held if isinstance(held, list) else [held])]
    return tuple(value for value in values if value is not None)
