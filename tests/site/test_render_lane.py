"""Files are made in a lane of their own: pages, fonts and health never wait for them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from threading import Event, Lock
from typing import Any

import httpx
import psutil
import pytest
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from frikommune_viz.edition.edition import Edition
from frikommune_viz.site import chosen_files, drawings, handouts, render_lane
from frikommune_viz.site.asking import asked_by, asker
from frikommune_viz.site.assets_address import ASSETS_FOLDER
from frikommune_viz.site.drawings import DrawingProcess, TooManyDrawingsError, Urgency
from frikommune_viz.site.turns import Places, Turns, end_turn, made_once

FONT = next(path.name for path in (ASSETS_FOLDER / "fonts").glob("*.woff2"))
CODES = [101, 147, 151, 153, 155, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 185, 187, 190]
SLOW = [
    f"/hent/absence_grade_7_9-trend.{form}?own={code}&lang={lang}"
    for code in CODES
    for form in ("png", "svg")
    for lang in ("da", "en")
]
"""More different pictures than may wait."""

PLACES = render_lane.FILES_WAITING // 2
"""As many as may wait for one client."""


class Held:
    """Stand in for the process that draws: nothing is ready until `free` is set."""

    def __init__(self) -> None:
        self.free = Event()
        self.asked = 0
        self._lock = Lock()

    def draw(self, urgency: Urgency, make: object, *args: object) -> bytes:
        with self._lock:
            self.asked += 1
        assert self.free.wait(60)
        return f"{args[1]}".encode()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held()
    monkeypatch.setattr(drawings, "_process", lambda: held)
    chosen_files._figure.cache_clear()
    yield held
    held.free.set()  # whatever failed, no thread of the lane is left waiting
    chosen_files._figure.cache_clear()


def visit(app: Any, story: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    async def play() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as browser:
            await story(browser)

    asyncio.run(play())


def test_pages_and_fonts_do_not_wait_for_pictures(client: TestClient, held: Held) -> None:
    assert len(SLOW) > PLACES

    async def story(browser: httpx.AsyncClient) -> None:
        assert (await browser.get("/metode")).status_code == 200
        pictures = [asyncio.create_task(browser.get(address)) for address in SLOW]
        refused = [await one for one in pictures[PLACES:]]
        # All their places are taken, and not one picture is ready.
        for address in ("/metode", f"/assets/fonts/{FONT}", "/robots.txt"):
            assert (await browser.get(address)).status_code == 200
        assert not any(one.done() for one in pictures[:PLACES])
        while held.asked < PLACES:
            await asyncio.sleep(0.01)  # one prepares what is to be drawn after the other
        for one in refused:
            assert one.status_code == 503
            assert int(one.headers["retry-after"]) > 0
            assert one.headers["cache-control"] == "no-store"
        held.free.set()
        taken = [await one for one in pictures[:PLACES]]
        assert [one.status_code for one in taken] == [200] * PLACES
        # And the place is free again for those who were refused.
        assert (await browser.get(SLOW[-1])).status_code == 200

    visit(client.app, story)


def test_a_picture_that_fifty_ask_for_takes_one_place_and_is_drawn_once(
    client: TestClient, held: Held
) -> None:
    async def story(browser: httpx.AsyncClient) -> None:
        asked = [asyncio.create_task(browser.get(SLOW[0])) for _ in range(50)]
        other = asyncio.create_task(browser.get("/hent/absence_grade_7_9-trend.csv"))
        assert (await other).status_code == 200, "rows need not wait for pictures"
        held.free.set()
        answers = [await one for one in asked]
        assert {one.status_code for one in answers} == {200}
        assert {one.content for one in answers} == {b"png"}

    visit(client.app, story)
    assert held.asked == 1


def test_who_goes_away_does_not_take_it_from_the_others(client: TestClient, held: Held) -> None:
    async def story(browser: httpx.AsyncClient) -> None:
        first, second = (asyncio.create_task(browser.get(SLOW[0])) for _ in range(2))
        while not held.asked:
            await asyncio.sleep(0.01)
        first.cancel()
        held.free.set()
        assert (await second).status_code == 200

    visit(client.app, story)


def test_one_process_draws_and_is_replaced_before_it_has_grown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawings, "RENEWED_AFTER", 3)
    process = DrawingProcess()
    try:
        drawn = [process.draw(Urgency.FILE, os.getpid) for _ in range(4)]
        # The fourth has started the next one, and nobody waits for that.
        assert len(set(drawn)) == 1
        assert process._next is not None
        process._next[1].result(timeout=60)
        drawn = [process.draw(Urgency.FILE, os.getpid), *drawn]
        psutil.Process(drawn[-1]).wait(timeout=60)
    finally:
        process.close()
    assert len(set(drawn)) == 2, "the first one has ended"
    assert os.getpid() not in drawn


def test_a_next_process_that_was_killed_is_not_gone_over_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawings, "RENEWED_AFTER", 1)
    process = DrawingProcess()
    try:
        first = {process.draw(Urgency.FILE, os.getpid) for _ in range(2)}
        assert process._next is not None
        for child in process._next[0]._processes.values():
            child.kill()
        assert process._next[1].exception(timeout=60) is not None
        assert {process.draw(Urgency.FILE, os.getpid)} == first
    finally:
        process.close()


def test_a_process_that_was_killed_is_started_again() -> None:
    process = DrawingProcess()
    try:
        first = process.draw(Urgency.PAGE, os.getpid)
        psutil.Process(first).kill()
        psutil.wait_procs([psutil.Process(first)] if psutil.pid_exists(first) else [], timeout=20)
        assert process.draw(Urgency.PAGE, os.getpid) != first
    finally:
        process.close()


def test_an_exception_of_a_drawing_reaches_who_asked_and_nobody_else() -> None:
    process = DrawingProcess()
    try:
        with pytest.raises(ValueError, match="invalid literal"):
            process.draw(Urgency.PAGE, int, "x")
        assert process.draw(Urgency.PAGE, int, "7") == 7
    finally:
        process.close()


def test_who_waits_for_the_same_has_headers_of_their_own() -> None:
    lane = render_lane.Lane("test", 2, Turns(), 0)
    free = Event()

    def make() -> Response:
        assert free.wait(60)
        return Response(b"figure", headers={"Content-Length": "6"})

    async def both() -> list[Response]:
        waiting = [asyncio.create_task(lane.answer("same", make)) for _ in range(2)]
        await asyncio.sleep(0)
        free.set()
        return list(await asyncio.gather(*waiting))

    first, second = asyncio.run(both())
    first.headers["Content-Length"] = "3"
    MutableHeaders(raw=first.raw_headers)["Content-Length"] = "3"
    assert second.headers["content-length"] == "6"
    assert dict(second.raw_headers)[b"content-length"] == b"6"
    assert first.body == second.body == b"figure"


def test_another_client_need_not_wait_for_all_that_one_has_asked_for() -> None:
    lane = render_lane.Lane("test", 12, Turns(), 0)
    order: list[str] = []
    free = Event()

    def make(client: str) -> Callable[[], Response]:
        def work() -> Response:
            assert free.wait(60)
            order.append(client)
            return Response()

        return work

    async def ask(client: str, number: int) -> Response:
        asked_by(client)
        return await lane.answer((client, number), make(client))

    async def story() -> None:
        heavy = [asyncio.create_task(ask("heavy", number)) for number in range(7)]
        while lane._turns.waiting() < 5:
            await asyncio.sleep(0.001)
        light = asyncio.create_task(ask("light", 0))
        while lane._turns.waiting() < 6:
            await asyncio.sleep(0.001)
        free.set()
        await light
        with pytest.raises(render_lane.LaneFullError):
            await heavy[6]
        await asyncio.gather(*heavy[:6])

    asyncio.run(story())
    assert order == ["heavy", "light", *["heavy"] * 5]


def test_who_waits_for_what_another_makes_has_no_turn_meanwhile() -> None:
    lane = render_lane.Lane("test", 12, Turns(), 0)
    free, began = Event(), Event()

    @made_once(maxsize=2)
    def page(name: str) -> Response:
        end_turn()  # as before its charts are drawn
        began.set()
        assert free.wait(60)
        return Response(name.encode())

    async def ask(key: str, make: Callable[[], Response]) -> Response:
        return await lane.answer(key, make)

    async def story() -> None:
        first = asyncio.create_task(ask("plain", lambda: page("same")))
        assert await asyncio.to_thread(began.wait, 60)
        second = asyncio.create_task(ask("compressed", lambda: page("same")))
        other = await asyncio.wait_for(ask("other", Response), timeout=60)
        assert other.status_code == 200
        assert not first.done()
        assert not second.done()
        free.set()
        assert (await first).body == (await second).body == b"same"

    asyncio.run(story())


def test_who_wants_the_last_page_of_a_crowd_comes_after_one_of_it() -> None:
    """One address, or two that mean the same: a reader once waited for all that came before."""
    lane = render_lane.Lane("test", 24, Turns(), 0)
    order: list[str] = []
    free = Event()

    @made_once(maxsize=16)
    def page(name: str) -> Response:
        assert free.wait(60)
        order.append(name)
        return Response(name.encode())

    async def ask(client: str, key: str, name: str) -> Response:
        asked_by(client)
        return await lane.answer(key, lambda: page(name))

    async def story() -> None:
        names = ["first", "second", "third", "same", "same address"]
        crowd = [asyncio.create_task(ask("crowd", name, name)) for name in names]
        readers = [
            asyncio.create_task(ask("reader", "written otherwise", "same")),
            asyncio.create_task(ask("another", "same address", "same address")),
        ]
        while lane._turns.waiting() < len(names):
            await asyncio.sleep(0.001)
        free.set()
        answers = await asyncio.gather(*readers, *crowd)
        assert [one.body.decode() for one in answers[:2]] == ["same", "same address"]

    asyncio.run(story())
    assert sorted(order[:3]) == sorted(["first", "same", "same address"])
    assert len(order) == 5


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["same", "same", "same"], id="one address"),
        pytest.param(["one", "two", "three"], id="addresses that mean the same"),
    ],
)
def test_who_waits_for_what_a_crowd_was_refused_is_answered(addresses: list[str]) -> None:
    lane = render_lane.Lane("test", 12, Turns(), 0)
    free = Event()
    made: list[tuple[str, bool]] = []

    @made_once(maxsize=2)
    def page() -> Response:
        client = asker().client
        made.append((client, lane._turns._under_way == client))
        if client == "crowd":
            end_turn()
            assert free.wait(60)
            raise TooManyDrawingsError(client)
        return Response(b"drawn")

    async def ask(client: str, address: str) -> Response:
        asked_by(client)
        return await lane.answer(address, page)

    async def story() -> None:
        clients = ["crowd", "crowd", "reader"]
        asked = [asyncio.create_task(ask(*one)) for one in zip(clients, addresses, strict=True)]
        while not any("reader" in one.asker.clients() for one in under_way()):
            await asyncio.sleep(0.001)
        free.set()
        for one in asked[:2]:
            with pytest.raises(TooManyDrawingsError):
                await one
        assert (await asked[2]).body == b"drawn"

    def under_way() -> list[Any]:
        return [flight for flight in page._kept.values() if flight.asker is not None]

    asyncio.run(story())
    # Refused once for all that the crowd has asked for; the reader's in a turn of its own.
    assert made == [("crowd", True), ("reader", True)]


def test_a_handout_that_cannot_be_drawn_is_left_to_the_lane(
    client: TestClient, published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It once answered 503 itself, to everybody who waited for it, whoever had asked for too much."""
    monkeypatch.setattr(drawings, "_places", Places(1))
    assert drawings._places.take()
    handouts._page.cache_clear()
    code = next(iter(handouts.BY_CODE))
    scope = {"type": "http", "path": "/", "query_string": b"", "headers": [(b"host", b"site.test")]}
    with pytest.raises(TooManyDrawingsError):
        handouts.pdf(Request(scope), published, f"{handouts.PREFIX}{code}")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        # One line at home has as many addresses as it wants, all in one network of 64 bits.
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        # An address of the old kind written as one of the new.
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_a_client_is_an_address_or_a_network(one: str, other: str, is_same: bool) -> None:
    def client(host: str) -> str:
        return render_lane._client(Request({"type": "http", "client": (host, 1)}))

    assert (client(one) == client(other)) is is_same
