"""Launch the explorer: ``streamlit run app.py``, ``python app.py`` or ``uvicorn app:app``."""

from pathlib import Path

import streamlit as st

from frikommune_viz.site.guard import middleware
from frikommune_viz.site.notices import show_script_error
from frikommune_viz.site.routes import routes
from frikommune_viz.site.warm import lifespan, warm

warm()
app = st.App(
    Path(__file__).parent / "frikommune_viz" / "site" / "router.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=show_script_error,
)

if __name__ == "__main__":
    app.run()
