"""The examples in the docstrings of the survey's modules are true."""

from __future__ import annotations

import doctest

import pytest

from frikommune_viz.pipeline.survey import (
    answer_values,
    clusters,
    codebook_errors,
    estimates,
    scales,
    strata,
)

MODULES = (answer_values, clusters, codebook_errors, estimates, scales, strata)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_the_examples_are_true(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0
