"""Launch the floor as the explorer is launched: ``uvicorn bench.floor.launch:app``.

Its imports are paid and frozen before the first visitor, as the explorer's are, so that only the
pages differ and not the serving.
"""

import gc
import importlib
from pathlib import Path

import streamlit as st

for name in ("pandas", "pyarrow", "altair", "streamlit.elements.vega_charts"):
    importlib.import_module(name)
gc.collect()
gc.freeze()
app = st.App(Path(__file__).parent / "page.py")
