"""The first choice after a lost connection holds, also where the process does not know the visit.

Control: a line that is cut for a moment leads back to the same process, which knows it.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT, serve
from playwright.sync_api import Page
from switched_line import Line, line_to
from visiting import wait_until_drawn, wait_until_read

Start = Callable[..., tuple[subprocess.Popen[bytes], str]]
Loss = Callable[..., tuple[str, Callable[[], None]]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return what starts a process; all are ended afterwards."""
    with ExitStack() as running:

        def begin(name: str, folder: Path = ROOT) -> tuple[subprocess.Popen[bytes], str]:
            process, address = serve(tmp_path / name, folder)
            running.callback(process.wait, timeout=20)
            running.callback(process.kill)
            return process, address

        yield begin


def forgetful(folder: Path) -> Path:
    """Return a folder to start in, in which a visit is kept for a second and not two minutes."""
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / "app.py", folder)
    for name in ("frikommune_viz", "pages", "data"):
        (folder / name).symlink_to(ROOT / name)
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    kept = "disconnectedSessionTTL = 120"
    assert kept in settings
    (folder / ".streamlit" / "config.toml").write_text(
        settings.replace(kept, "disconnectedSessionTTL = 1"), encoding="utf-8"
    )
    return folder


def restarted(
    line: Line, start: Start, beside: str, folder: Path
) -> tuple[str, Callable[[], None]]:
    """The process is stopped as systemd stops it, and another one takes its place."""
    process, address = start("first")

    def lose() -> None:
        process.terminate()
        process.wait(timeout=20)
        line.cut()
        line.mend(start("second")[1])

    return address, lose


def killed(
    line: Line, start: Start, beside: str, folder: Path = ROOT
) -> tuple[str, Callable[[], None]]:
    """The process is gone at once; the visitor is led to one that ran beside it."""
    process, address = start("first")

    def lose() -> None:
        process.kill()
        process.wait(timeout=20)
        line.cut()
        line.mend(beside)

    return address, lose


def away_too_long(
    line: Line, start: Start, beside: str, folder: Path
) -> tuple[str, Callable[[], None]]:
    """The line is gone for longer than the visit is kept."""
    _, address = start("first", forgetful(folder))

    def lose() -> None:
        line.cut()
        time.sleep(3)
        line.mend(address)

    return address, lose


def away_a_moment(
    line: Line, start: Start, beside: str, folder: Path
) -> tuple[str, Callable[[], None]]:
    """The control: the same process still knows the visit."""

    def lose() -> None:
        line.cut()
        line.mend(beside)

    return beside, lose


LOSSES = {
    restarted: "stButtonGroup",
    killed: "stSelectbox",
    away_too_long: "stSelectbox",
    away_a_moment: "stButtonGroup",
}
"""Each loss, and the control it meets in CI; with the mark `every` it meets both.

The first three leave the visitor alike, at a process that does not know the visit: so both controls
meet that, and each starts what takes the longest here, a server, as seldom as it can.
"""


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def lose_and_find(page: Page, lose: Callable[[], None]) -> None:
    """Lose the connection, and wait until the browser has another one."""
    with page.expect_websocket(timeout=60_000):
        lose()
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stStatusWidget]')
            && !document.querySelector('[data-testid=stConnectionStatus]')
            && !document.querySelector('#root input:disabled')""",
        timeout=60_000,
    )


OPEN = "() => [...document.querySelectorAll('#root .fx details:not(.menu)')].map((one) => one.open)"


def choose(page: Page, control: str, turn: int) -> str:
    """Choose an option of a control, wait until the page has followed, and return its word."""
    before = page.url
    if control == "stButtonGroup":
        option = page.get_by_test_id(control).first.get_by_role("radio").nth(2 * turn)
        word = option.inner_text().strip()
        option.click()
    else:
        page.get_by_test_id(control).last.locator("input").focus()
        for _ in range(2 * turn):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        word = shown(page, control)
    page.wait_for_function("(before) => location.href !== before", arg=before, timeout=30_000)
    wait_until_drawn(page)
    return word


def shown(page: Page, control: str) -> str:
    """Return the word that a control shows as chosen."""
    if control == "stButtonGroup":
        first = page.get_by_test_id(control).first
        return first.locator("[aria-checked=true]").inner_text().strip()
    return str(page.get_by_test_id(control).last.locator("input").input_value())


@pytest.mark.parametrize(
    ("loss", "control"),
    [
        pytest.param(loss, control, marks=() if control == often else (pytest.mark.every,))
        for loss, often in LOSSES.items()
        for control in ("stButtonGroup", "stSelectbox")
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_the_first_choice_holds_and_the_page_keeps_its_place(
    arrive, start: Start, served: str, tmp_path: Path, loss: Loss, control: str
) -> None:
    with line_to("http://127.0.0.1:9") as line:
        address, lose = loss(line, start, served, tmp_path)
        line.mend(address)
        page = arrive(address=line.address).open("/kommuner?lang=en&municipality=217")
        first = choose(page, control, 1)
        page.wait_for_timeout(1500)  # until nothing is drawn any more that a panel could be in
        page.locator("#root .fx details:not(.menu) > summary").last.click()
        page.evaluate("scrollTo(0, 100)")  # the first control is still clear of the top line
        before, panels = page.url, page.evaluate(OPEN)
        assert True in panels

        lose_and_find(page, lose)
        assert page.url == before
        assert page.evaluate("scrollY") == 100
        assert page.evaluate(OPEN) == panels
        assert shown(page, control) == first

        second = choose(page, control, 2)
        assert second != first
        assert shown(page, control) == second
        assert query(page)["lang"] == "en"
        # Still so when everything that was under way has arrived.
        page.wait_for_timeout(1000)
        assert shown(page, control) == second
        assert page.evaluate("scrollY") > 0


def test_a_choice_of_the_address_is_kept_beside_the_first_one(
    arrive, start: Start, served: str
) -> None:
    """What was chosen before the loss stands in the address, and in the control that shows it."""
    with line_to("http://127.0.0.1:9") as line:
        address, lose = killed(line, start, served)
        line.mend(address)
        page = arrive(address=line.address).open("/kommuner?lang=en&own=751&municipality=217")
        lose_and_find(page, lose)
        word = choose(page, "stButtonGroup", 1)
        assert shown(page, "stButtonGroup") == word
        assert query(page)["own"] == "751"
        assert query(page)["municipality"] not in ("", "217")


def test_the_menu_keeps_language_and_own_municipality(arrive, start: Start, served: str) -> None:
    """The menu sends an empty query, and the process that meets it has never heard of the visit."""
    with line_to("http://127.0.0.1:9") as line:
        address, lose = killed(line, start, served)
        line.mend(address)
        page = arrive(address=line.address).open("/sammenlign?lang=en&own=751&theme=trust")
        lose_and_find(page, lose)
        page.get_by_test_id("stTopNavLink").nth(2).click()
        page.wait_for_function(
            "() => !location.pathname.endsWith('/sammenlign') && location.search.includes('own')",
            timeout=30_000,
        )
        wait_until_read(page)
        assert page.locator("html").get_attribute("lang") == "en"
        assert query(page) == {"lang": "en", "own": "751"}
