"""The published edition and the texts, for tests of the parts of pages."""

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS, Text


@pytest.fixture(scope="session")
def edition() -> Edition:
    return open_edition("published")


@pytest.fixture(scope="session")
def danish() -> Text:
    return TEXTS[Language.DA]
