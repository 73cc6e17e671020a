"""A heading, a choice and one chart as large as a trend: 98 thin lines and 2 thick ones."""

import random

import altair as alt
import pandas as pd
import streamlit as st

PERIODS = range(2019, 2025)

st.title("Floor")
chosen = st.selectbox("Indicator", range(16), format_func="Indicator {}".format)
made_up = random.Random(chosen)  # a seed, so that a choice always draws the same
rows = pd.DataFrame(
    [
        {"line": line, "period": period, "value": made_up.gauss(10, 2)}
        for line in range(100)
        for period in PERIODS
    ]
)
base = alt.Chart().mark_line().encode(x="period:O", y="value:Q", detail="line:N")
thin = base.mark_line(color="grey", strokeWidth=0.8).transform_filter("datum.line < 98")
thick = base.mark_line(strokeWidth=3).transform_filter("datum.line >= 98")
st.altair_chart(alt.layer(thin, thick, data=rows))
