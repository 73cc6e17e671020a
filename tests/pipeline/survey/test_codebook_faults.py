"""A codebook is written by hand: whatever stands in it, it is told and never falls over."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_survey import CODEBOOK

from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.codebook_checks import codebook_faults

ANYTHING = st.one_of(
    st.integers(), st.booleans(), st.floats(), st.text(max_size=3), st.lists(st.integers()),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


def told(codebook):
    return {(fault.column, fault.rule) for fault in codebook_faults(tomllib.loads(codebook), "")}


def test_the_small_codebook_has_no_fault():
    assert told(CODEBOOK) == set()


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        # What is no text cannot be looked up; it once fell over instead of being told.
        ('index = "trust"', 'index = ["trust"]', "items.trusts_leader.index", "unknown index"),
        ('scale = "agreement"', "scale = [1]", "items.trusts_leader.scale", "unknown scale"),
        # Python counts true as 1.
        ("band = 3.0", "band = true", "survey.relevance_band", "not a number in range"),
        # A threshold of 5.7 once became 5.
        ("base = 5", "base = 5.7", "survey.smallest_base", "not a whole number in range"),
        # May be left out, but not be without effect.
        (
            "band = 3.0",
            "band = 3.0\nleast_range = 5",
            "survey.least_range",
            "not a number in range",
        ),
        # A misspelt entry was passed over, and with it what it said.
        ("reversed = true", "reversed = true\nhint = 1", "items.is_checked.hint", "unknown entry"),
        ("[scales.", "[populations]\na = 1\n[scales.", "populations", "unknown entry"),
        # A change from final to baseline would have the wrong sign.
        ('before = "baseline"', 'before = "final"', "survey.after", "not later than before"),
        # The item's answers would have been read as weights.
        ("items.asked_last", "items.weight", "items.weight", "the name is that of another column"),
    ],
)
def test_each_fault_is_told(old, new, column, rule):
    assert old in CODEBOOK
    assert (column, rule) in told(CODEBOOK.replace(old, new, 1))


@pytest.mark.parametrize(
    ("more", "column", "rule"),
    [
        ('[population.never]\nda = "a"\nen = "b"', "population.never", "unknown wave"),
        (
            '[population.final]\nda = "a"',
            "population.final.en",
            "the entry is missing or empty",
        ),
        ('[license]\nname = "CC"', "license.path", "the entry is missing or empty"),
        (
            '[indices.alone]\ntheme = "trust"\nbetter = "none"\nlabel_da = "a"\nlabel_en = "b"',
            "indices.alone",
            "no item belongs to the index",
        ),
    ],
)
def test_each_fault_in_a_table_that_may_be_left_out_is_told(more, column, rule):
    assert (column, rule) in told(f"{CODEBOOK}\n{more}\n")


def paths(entries, before=()):
    for key, entry in entries.items():
        yield (*before, key)
        if isinstance(entry, dict):
            yield from paths(entry, (*before, key))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*paths(tomllib.loads(CODEBOOK))]), ANYTHING)
def test_anything_may_stand_anywhere(path, anything):
    entries = tomllib.loads(CODEBOOK)
    place = entries
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = anything
    for fault in codebook_faults(entries, CODEBOOK):
        assert str(fault)


def test_another_population_makes_the_waves_incomparable(tmp_path):
    path = tmp_path / "codebook.toml"
    both = '[population.baseline]\nda = "Alle"\nen = "All"\n[population.final]\nda = "{}"\nen = "A"'
    for asked, reason in (("Kun ledere", "population"), (" alle ", None)):
        path.write_text(f"{CODEBOOK}\n{both.format(asked)}\n", "utf-8")
        codebook, faults = read_codebook(path)
        assert faults == []
        assert codebook.not_comparable("trusts_leader") == reason
        assert codebook.not_comparable("trust_index") == reason


def test_another_scale_makes_the_waves_incomparable_and_the_index_too(tmp_path):
    other = '[scales.often]\nlabels_da = ["Nej", "Ja"]\nlabels_en = ["No", "Yes"]\n\n[indices.'
    changed = CODEBOOK.replace("[indices.", other, 1).replace(
        'scale = "agreement"', 'scale = {baseline = "agreement", final = "often"}', 1
    )
    path = tmp_path / "codebook.toml"
    path.write_text(changed, "utf-8")
    codebook, faults = read_codebook(path)
    assert faults == []
    assert codebook.not_comparable("trusts_leader") == "scale"
    assert codebook.not_comparable("trust_index") == "scale"
    assert codebook.not_comparable("is_checked") is None
