"""A clock that jumps, forward or back: pages and files are of the day that it says."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import pytest
from starlette.testclient import TestClient

from frikommune_viz.site import today as clock
from frikommune_viz.text import TEXTS

DAYS = ["2026-11-28", "2031-02-28", "1970-01-01", "2026-11-27", "2028-02-29"]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch):
    def to(day: str) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).astimezone(tz)

        monkeypatch.setattr(clock, "datetime", Clock)

    return to


def test_pages_follow_the_clock_back_and_forth(client: TestClient, set_clock) -> None:
    seen = set()
    for day in DAYS:
        set_clock(day)
        page = client.get("/metode")
        assert page.status_code == 200
        assert TEXTS["da"].date(day) in page.text
        seen.add(page.headers["etag"])
    assert len(seen) == len(DAYS)
    set_clock(DAYS[0])
    assert client.get("/metode").headers["etag"] in seen


def test_files_follow_the_clock(client: TestClient, set_clock) -> None:
    for day in DAYS:
        set_clock(day)
        file = client.get("/hent/absence_grade_7_9-trend.ris")
        assert file.status_code == 200
        assert day.replace("-", "/") in file.text
