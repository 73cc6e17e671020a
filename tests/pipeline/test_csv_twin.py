"""The CSV twin is safe to open in a spreadsheet and says what the Parquet says."""

import csv
import io

import pandas as pd
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.pipeline.columns import Column, Kind, Table
from frikommune_viz.pipeline.write_edition import arrow_table, csv_bytes, parquet_bytes
from frikommune_viz.spreadsheet import guard, unguard

TABLE = Table(
    "small",
    "small.csv",
    ("text",),
    (
        Column("text", Kind.TEXT, may_be_empty=True),
        Column("number", Kind.NUMBER, may_be_empty=True),
        Column("whole", Kind.INTEGER, may_be_empty=True),
    ),
)
# The text of a source has no control characters and is never empty: that is a null.
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
dangerous = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'=", "'"]), texts)
rows = st.lists(
    st.tuples(
        st.none() | texts | dangerous,
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.integers(-(2**62), 2**62),
    ),
    min_size=1,
)


def frame(cells):
    return pd.DataFrame(cells, columns=["text", "number", "whole"], dtype=object)


@given(rows)
def test_the_twin_reads_back_as_the_parquet(cells):
    table = frame(cells)
    twin = list(csv.DictReader(io.StringIO(csv_bytes(TABLE, table).decode("utf-8"), newline="")))
    back = [
        {
            "text": unguard(row["text"]) or None,
            "number": float(row["number"]) if row["number"] else None,
            "whole": int(row["whole"]) if row["whole"] else None,
        }
        for row in twin
    ]
    assert back == arrow_table(TABLE, table).to_pylist()


@given(rows)
def test_no_text_of_the_twin_begins_like_a_formula(cells):
    twin = csv.DictReader(io.StringIO(csv_bytes(TABLE, frame(cells)).decode("utf-8"), newline=""))
    assert all(not row["text"].startswith(("=", "+", "-", "@")) for row in twin)


@given(texts | dangerous)
def test_the_guard_can_be_taken_away(text):
    assert unguard(guard(text)) == text


def test_numbers_keep_their_sign_unguarded():
    twin = csv_bytes(TABLE, frame([(None, -1.5, -3)])).decode("utf-8")
    assert twin == "text,number,whole\n,-1.5,-3\n"


@given(rows)
def test_the_same_rows_give_the_same_bytes(cells):
    one, two = (parquet_bytes(arrow_table(TABLE, frame(cells))) for _ in range(2))
    assert one == two
    assert (
        pq.read_table(io.BytesIO(one)).to_pylist() == arrow_table(TABLE, frame(cells)).to_pylist()
    )
