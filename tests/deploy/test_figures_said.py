"""Figures in the comments and texts of the deployment are those of the code and of what is installed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from readme import ROOT

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import LONGEST_SEARCH, Filters
from frikommune_viz.model.codes import Area, Category, Exemption, Language, SourceClass, Theme, Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.site import drawings, render_lane
from frikommune_viz.site.head import app_json
from frikommune_viz.site.index_html import STREAMLIT_FILES

NGINX, UNIT, OPERATE, DEPLOY = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "deploy/nginx.conf",
        "deploy/frikommune@.service",
        "docs/operate.md",
        "deploy/README.md",
    )
)


def only(pattern: str, text: str) -> str:
    """Return what a pattern holds of the one place where it stands."""
    (found,) = re.findall(pattern, text)
    return str(found)


@pytest.fixture(scope="module")
def scripts() -> list[Path]:
    """The scripts that a first choice loads."""
    told = json.loads(app_json())
    return [STREAMLIT_FILES / name for name in dict.fromkeys((told["script"], *told["preloaded"]))]


def test_the_scripts_of_a_first_choice(scripts: list[Path]) -> None:
    plain = sum(path.stat().st_size for path in scripts) / 1e6
    packed = sum(len(gzip.compress(path.read_bytes(), 6)) for path in scripts) / 1e6
    assert f"{plain:.1f} MB plain, {packed:.1f} MB so" in NGINX
    assert "gzip_comp_level 6;" in NGINX
    assert "a hundred and ten more" in NGINX
    assert 105 <= len(scripts) <= 115
    burst = int(only(r"zone=frikommune_files_asked burst=(\d+)", NGINX))
    assert burst // (len(scripts) + 15) >= 30, "thirty first choices in the same second"


def test_queues_and_replacement() -> None:
    queues = f"{render_lane.FILES_WAITING} files, {drawings.WAITING} drawings a process"
    assert queues in OPERATE
    assert f"replaced after {drawings.RENEWED_AFTER} drawings" in OPERATE
    assert f"{render_lane.FILES_WAITING} may wait in a process" in NGINX
    threads = f"{render_lane.PAGES_WAITING} for pages, {render_lane.FILES_WAITING} for files"
    assert threads in UNIT


def test_descriptors_and_connections() -> None:
    limit = int(only(r"LimitNOFILE=(\d+)", UNIT))
    assert f"calculated: {limit:,} ÷ 4" in OPERATE
    connections = int(only(r"worker_connections (\d+);/", DEPLOY))
    assert f"calculated: {connections:,} ÷ 2" in OPERATE
    assert int(only(r'"worker_connections (\d+);"', NGINX)) == connections


def test_memory_fits_its_limit() -> None:
    process = int(only(r"60 different pictures taken \| (\d+) MB", OPERATE))
    drawing = int(only(r"(\d+) after 60 pictures", OPERATE))
    assert f"calculated: {process} + {drawing}" in OPERATE
    assert "MemoryMax=1G" in UNIT
    assert (process + drawing) * 1e6 < 0.7 * 2**30, "a third is spare"


def test_the_longest_address(published: Edition) -> None:
    every = Filters(
        lang=Language.EN,
        theme=tuple(Theme),
        area=tuple(Area),
        municipality=tuple(MUNICIPALITY_AREA),
        wave=tuple(Wave),
        source=tuple(SourceClass),
        indicator=(max(published.indicators, key=len),),
        own="101",
        category=tuple(Category),
        exemption=tuple(Exemption),
        q="ø" * LONGEST_SEARCH,
        list=tuple(row.initiative_id for row in published.initiatives),
        **dict.fromkeys(("vive", "results", "supporting", "numbers", "changed"), True),
    )
    letters = len(urlencode(every.to_url()))
    said = int(only(r"says anything holds some ([\d,]+) letters", NGINX).replace(",", ""))
    assert 0.8 * said < letters < 1.2 * said
    assert letters < 2048, "client_header_buffer_size"
