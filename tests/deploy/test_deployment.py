"""deploy/README.md, followed to the letter on a bare Debian, gives a site that can be left alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from readme import ROOT, commands

HERE = Path(__file__).parent
NEEDED = ("nginx", "openssl", "unshare", "mount", "useradd", "setpriv", "curl", "ip")


def _missing() -> str:
    """Say why it cannot be rehearsed here; empty where it can."""
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    if lacking := [name for name in NEEDED if not shutil.which(name, path=path)]:
        return f"not installed: {', '.join(lacking)}"
    if not Path("/etc/debian_version").is_file():
        return "not Debian"
    if os.geteuid() != 0:
        return "only root can lay a throw-away root over the system"
    tried = ["unshare", "--mount", "--net", "sh", "-c", "mount -t tmpfs tmpfs /srv"]
    if subprocess.run(tried, capture_output=True, check=False).returncode != 0:
        return "namespaces are not allowed here"
    return ""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if why := _missing():
        # In CI the deployment is rehearsed, or the run is not whole.
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    scratch = tmp_path_factory.mktemp("root")
    ran = subprocess.run(
        [
            *("unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", "--kill-child"),
            *(sys.executable, str(HERE / "rehearse.py"), str(scratch)),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize(("block", "name"), [(0, "run"), (1, "update"), (2, "back")])
def test_every_command_works(seen: dict[str, Any], block: int, name: str) -> None:
    assert [line for line, _, _ in seen[name]] == commands(block)
    assert [(line, said) for line, result, said in seen[name] if result != 0] == []


def test_both_processes_are_ready_and_have_their_limits(seen: dict[str, Any]) -> None:
    assert seen["ready"] == [True, True]
    assert re.search(r"Max open files +16384 +16384", seen["descriptors"])
    # Not root, unless the Python that tests lies where nobody else may read it.
    assert (seen["uid"] == "0") == (seen["as"] == "root")


def test_pages_are_served_with_their_headers(seen: dict[str, Any]) -> None:
    chosen = seen["chosen"]
    assert chosen["status"] == 200
    assert '<html lang="en"' in chosen["text"]
    for name in ("strict-transport-security", "content-security-policy", "x-content-type-options"):
        assert chosen["headers"][name]
    assert "server" not in chosen["headers"] or chosen["headers"]["server"] == "nginx"
    assert 'rel="canonical" href="https://frikommune.example/' in chosen["text"]


def test_pages_and_scripts_are_compressed(seen: dict[str, Any]) -> None:
    assert seen["packed"]["headers"]["content-encoding"] == "gzip"
    assert "content-encoding" not in seen["plain"]["headers"]
    assert seen["packed"]["size"] < seen["plain"]["size"] / 3
    assert seen["script"]["headers"]["content-encoding"] == "gzip"


def test_without_tls_one_is_led_to_it(seen: dict[str, Any]) -> None:
    assert seen["http"]["status"] == 301
    assert seen["http"]["headers"]["location"] == "https://frikommune.example/borgere?own=101"


@pytest.mark.parametrize("name", ["gone", "nowhere"])
def test_what_is_not_there_is_not_remembered(seen: dict[str, Any], name: str) -> None:
    assert seen[name]["status"] == 404
    assert "max-age" not in seen[name]["headers"].get("cache-control", "")


def test_an_update_and_the_way_back_lose_no_choice(seen: dict[str, Any]) -> None:
    assert seen["updated"] == ["/srv/frikommune/1.1.0"] * 2
    assert seen["gone back"] == ["/srv/frikommune/1.0.0"] * 2
    again = seen["chosen again"]
    assert again["status"] == 200
    assert again["headers"]["etag"] == seen["chosen"]["headers"]["etag"], "the same page"


def test_a_release_that_does_not_start_takes_one_process_and_not_the_site(
    seen: dict[str, Any],
) -> None:
    """The second was restarted all the same, and then neither answered."""
    assert seen["broken update"][-1][1] != 0, "and says so"
    assert "a broken release" in seen["first process"]
    before, after = seen["second process"]
    assert before == after
    assert seen["during a broken update"]["status"] == 200
    assert [(line, said) for line, result, said in seen["back from a broken one"] if result] == []


def test_a_broken_edition_stops_the_restart_and_not_the_site(seen: dict[str, Any]) -> None:
    assert seen["restart of a broken one"] != 0
    assert "findings.parquet" in seen["log of a broken one"]
    assert seen["beside a broken one"]["status"] == 200
    health = seen["health of a broken one"]
    assert health["status"] == 503
    assert "data/published/findings.parquet" in health["text"]
    assert seen["restart of a mended one"] == 0
    assert seen["mended"]


def test_where_both_are_down_our_own_page_says_so(seen: dict[str, Any]) -> None:
    down = seen["down"]
    assert down["status"] == 503
    assert down["headers"]["cache-control"] == "no-store"
    assert "svarer ikke lige nu" in down["text"]
    assert "does not answer right now" in down["text"]


def test_no_log_says_who_came_and_what_was_chosen(seen: dict[str, Any]) -> None:
    assert {"frikommune.log", "frikommune@8501.log"} <= set(seen["logs"])
    for name, written in seen["logs"].items():
        for word in ("theme=", "own=", "/borgere", "GET ", "client:"):
            assert word not in written, name


def test_the_unit_is_one_that_systemd_reads(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "frikommune@8501.service"
    written = (ROOT / "deploy" / "frikommune@.service").read_text(encoding="utf-8")
    # Programs that are not on this machine are no fault of the unit.
    unit.write_text(re.sub(r"(ExecStart(?:Pre)?=)\S+", r"\1/bin/true", written))
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        check=False,
        capture_output=True,
        text=True,
    ).stderr
    assert [line for line in said.splitlines() if "frikommune@8501.service:" in line] == []
