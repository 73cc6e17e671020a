"""A codebook is written by hand: whatever stands in it, it is told and never falls over."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_survey import CODEBOOK

from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.codebook_ties import read_entries

ANYTHING = st.one_of(
    st.integers(), st.booleans(), st.floats(), st.text(max_size=3), st.lists(st.integers()),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


def told(codebook):
    faults = read_entries(tomllib.loads(codebook), codebook).faults
    return {(fault.column, fault.rule) for fault in faults}


def test_the_small_codebook_has_no_fault():
    assert told(CODEBOOK) == set()


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        # What is no text cannot be looked up; it once fell over instead of being told.
        ('index = "trust"', 'index = ["trust"]', "items.trusts_leader.index", "not a text"),
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
        # Once passed: docs say that an unknown entry is a fault.
        (
            'wording.final.en = "I trust',
            'wording.final.se = "a"\nwording.final.en = "I trust',
            "items.trusts_leader.wording.final.se",
            "unknown entry",
        ),
        (
            "base = 5",
            "base = 5\nfewest_workplaces = 2",
            "survey.fewest_workplaces",
            "not a number in range",
        ),
        ('"Strongly agree"]', '"agree"]', "scales.agreement.labels_en", "an answer is there twice"),
        (
            '"Strongly agree"]',
            '"Strongly agree"]\nmissing = [5, 9]',
            "scales.agreement.missing",
            "an answer of the scale",
        ),
        (
            '"Strongly agree"]',
            '"Strongly agree"]\nmissing = 9',
            "scales.agreement.missing",
            "not codes of missing answers",
        ),
        (
            "reversed = true",
            "reversed = true\nmissing = [true]",
            "items.is_checked.missing",
            "not codes of missing answers",
        ),
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
    for fault in read_entries(entries, CODEBOOK).faults:
        assert str(fault)


def test_another_population_makes_the_waves_incomparable(tmp_path):
    path = tmp_path / "codebook.toml"
    both = (
        '[population.baseline]\nda = "Alle"\nen = "All"\n[population.final]\nda = "{}"\nen = "all"'
    )
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


def test_a_fault_has_the_line_of_its_entry(tmp_path):
    path = tmp_path / "codebook.toml"
    path.write_text(CODEBOOK.replace("reversed = true", 'reversed = "yes"'), "utf-8")
    _, (fault,) = read_codebook(path)
    lines = path.read_text("utf-8").split("\n")
    assert lines[fault.row - 1] == 'reversed = "yes"'
    assert str(fault) == (
        f"codebook.toml, row {fault.row}, column items.is_checked.reversed: not true or false. "
        'Found "yes". Allowed: true or false'
    )


def test_all_faults_of_all_tables_come_at_once():
    spoilt = CODEBOOK.replace("reversed = true", "reversed = 1").replace("band = 3.0", "band = -1")
    spoilt = spoilt.replace('label_en = "Trust"\n', "").replace('"Agree", ', "")
    spoilt = spoilt.replace('title_en = "Trial"', 'title_en = " "\nhint = 1')
    assert {column for column, _ in told(spoilt)} == {
        *("survey.title_en", "survey.hint", "survey.relevance_band", "scales.agreement.labels_en"),
        *("indices.trust.label_en", "items.is_checked.reversed"),
    }


def test_a_byte_order_mark_says_nothing(tmp_path):
    """Windows editors write it; TOML called it an invalid statement at line 1, column 1."""
    path = tmp_path / "codebook.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CODEBOOK.encode())
    found, faults = read_codebook(path)
    assert faults == []
    assert found is not None


def test_another_wording_in_english_alone_makes_the_waves_incomparable(tmp_path):
    path = tmp_path / "codebook.toml"
    path.write_text(
        CODEBOOK.replace('final.en = "I trust my manager."', 'final.en = "I trust managers."'),
        "utf-8",
    )
    found, _ = read_codebook(path)
    assert found.not_comparable("trusts_leader") == "wording"


def test_codes_of_missing_answers_are_those_of_the_scale_and_of_the_item(tmp_path):
    path = tmp_path / "codebook.toml"
    changed = CODEBOOK.replace('"Strongly agree"]', '"Strongly agree"]\nmissing = [8, 9]')
    changed = changed.replace("reversed = true", 'reversed = true\nmissing = ["Ved ikke"]')
    path.write_text(changed, "utf-8")
    found, faults = read_codebook(path)
    assert faults == []
    assert found.items["trusts_leader"].missing["final"] == {"8", "9"}
    assert found.items["is_checked"].missing["final"] == {"8", "9", "Ved ikke"}
