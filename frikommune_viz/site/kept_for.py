"""How long browsers and proxies may keep a page."""

from __future__ import annotations

from typing import Final

SHARED: Final = "public, max-age=60, stale-while-revalidate=600"
"""A page that is the same for everybody: a new edition is seen within a minute."""
