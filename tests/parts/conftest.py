"""The published edition and the texts, for tests of the parts of pages."""

import pytest

from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS, Text


@pytest.fixture(scope="session")
def danish() -> Text:
    return TEXTS[Language.DA]
