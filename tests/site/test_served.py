"""The real thing: the launcher under uvicorn, from a fresh server, over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from frikommune_viz.wording.pages import PAGES


def test_first_request_may_be_a_deep_link(site: str) -> None:
    answer = httpx.get(f"{site}/borgere?lang=en", timeout=60)
    assert answer.status_code == 200
    assert '<html lang="en" ' in answer.text


def test_each_page_and_what_it_links_to_is_served(site: str) -> None:
    for page in PAGES:
        assert httpx.get(f"{site}{page.address}", timeout=60).status_code == 200
    html = httpx.get(f"{site}/").text
    files = [piece.split('"')[0] for piece in html.split('"./static/')[1:]]
    assert len(files) > 20
    for file in files:
        answer = httpx.get(f"{site}/static/{file}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file", "/_stcore/metrics", "/_stcore/agent/openapi.json"]
)
def test_streamlits_other_doors_are_closed(site: str, path: str) -> None:
    assert httpx.get(f"{site}{path}").status_code == 404


def test_no_answer_sets_a_cookie(site: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/assets/favicon.svg"):
        assert "set-cookie" not in httpx.get(f"{site}{path}").headers


def test_start_without_the_projects_settings_is_refused(tmp_path: Path) -> None:
    """Streamlit's own settings would call home and set a cookie."""
    root = Path(__file__).parents[2]
    stopped = subprocess.run(
        [sys.executable, "-m", "uvicorn", "app:app", "--app-dir", str(root), "--port", "0"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert stopped.returncode != 0
    assert "browser.gatherUsageStats" in stopped.stderr
    assert "Start the server in the project's folder" in stopped.stderr
