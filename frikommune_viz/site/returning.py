"""What the browser of a returning visitor still holds, when the server has forgotten the visit."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id


def held_controls() -> frozenset[str]:
    """Return the keys of the controls whose values the browser sent with this run.

    A process that was restarted, or one that has dropped the visit after a long break of the line,
    begins anew; the page is still there, and each of its controls has a value.
    """
    context = get_script_run_ctx()
    if context is None:
        return frozenset()
    keys = (
        user_key_from_element_id(state.id) for state in context.session_state.get_widget_states()
    )
    return frozenset(key for key in keys if key)
