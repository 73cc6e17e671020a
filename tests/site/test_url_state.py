"""The choices of a visit and its address, also when a run does not reach its end."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _visit() -> None:
    """Stop short of writing the address until something is searched for."""
    import streamlit as st

    from frikommune_viz.filters import Allowed
    from frikommune_viz.site import url_state

    filters = url_state.begin(Allowed(frozenset(), frozenset()))
    url_state.enter("inspiration")
    st.text_input("Søg", key=url_state.seed("q", filters.q))
    if not filters.q:
        st.stop()
    url_state.write()


def test_a_choice_made_before_the_first_run_has_ended_is_kept():
    visit = AppTest.from_function(_visit)
    visit.query_params["lang"] = "en"
    visit.run()
    visit.text_input[0].set_value("meals").run()
    assert not visit.exception
    assert visit.query_params["q"] == "meals"
