"""What is taken says the terms of its own publisher, and of no other."""

from __future__ import annotations

import pytest

from frikommune_viz.export.provenance import STATEMENTS, provenance_of

TERMS = {
    "absence_grade_7_9": "Uddannelsesstatistik.dk",
    "parent_satisfaction": "Benchmarkingenhed",
    "class_size_folkeskole": "Creative Commons Attribution 4.0",
    "home_nursing_recipients_per_1000": "Creative Commons Attribution 4.0",
}


@pytest.mark.parametrize("indicator_id", TERMS)
def test_a_figure_has_the_terms_of_its_publisher_alone(edition, text, indicator_id):
    source = edition.sources[edition.indicators[indicator_id].source_id]
    terms = text.pick(provenance_of(edition, "", sources=(source,)).terms)
    assert [said for said in dict.fromkeys(TERMS.values()) if said in terms] == [
        TERMS[indicator_id]
    ]


def test_statements_have_ours(edition, danish):
    assert danish.pick(provenance_of(edition, "", "", STATEMENTS).terms) == (
        "Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    )
