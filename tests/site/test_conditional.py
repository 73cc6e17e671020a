"""A copy that is still good is not sent again, and one that is not is."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from frikommune_viz.site.conditional import has_already


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ('"a1"', True),
        ('W/"a1"', True),
        ('"b2", W/"a1"', True),
        ("*", True),
        # A tag is whole or another one: it was once looked for anywhere in the header.
        ('"xa1x"', False),
        ('"a"', False),
        ("a1", False),
        ("", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("etag", ['"a1"', 'W/"a1"'])
def test_a_tag_is_known_when_it_is_named(asked: str | None, etag: str, *, known: bool) -> None:
    headers = [] if asked is None else [(b"if-none-match", asked.encode())]
    request = Request({"type": "http", "headers": headers})
    assert has_already(request, etag) is known
