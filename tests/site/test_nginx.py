"""The settings of nginx as shipped: what is kept, for whom, and what is never kept."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar
from urllib.parse import urlsplit

import httpx
import pytest

from bench.proxy import behind_nginx
from frikommune_viz.site.guard import figure_policy
from frikommune_viz.site.head import app_json

if not shutil.which("nginx", path="/usr/sbin:/usr/bin") and os.environ.get("CI") != "true":
    pytest.skip("nginx is not installed", allow_module_level=True)

SHIPPED = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
PAGE = "public, max-age=1, stale-while-revalidate=600"
MUCH = 30_000_000
"""More than nginx's buffers and the system's hold on the way to a client."""
YEAR = "public, max-age=31536000, immutable"


class App(BaseHTTPRequestHandler):
    """Answer as the app does, with a page that is old after a second, and count."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, str]]] = []
    """The address and the tag that each request asked with."""

    is_down: ClassVar[bool] = False
    """Whether it takes connections and ends them, as a process that is being stopped."""

    free: ClassVar[Event] = Event()
    """Whether a request about a kept page is answered; else it waits."""

    def do_GET(self) -> None:
        if App.is_down:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        tag = self.headers.get("if-none-match", "")
        App.asked.append((self.path, tag))
        if self.path.startswith("/borgere"):
            time.sleep(0.1)  # so that those who come at once meet before the first is answered
            if tag == 'W/"a"':
                App.free.wait(30)
                self.say(304, {"ETag": 'W/"a"', "Cache-Control": PAGE})
            else:
                words = gzip.compress(f"page for {self.headers['host']}".encode())
                self.say(
                    200,
                    {
                        "ETag": 'W/"a"',
                        "Cache-Control": PAGE,
                        "Vary": "Accept-Encoding",
                        "Content-Encoding": "gzip",
                        "Content-Type": "text/html",
                    },
                    words,
                )
        elif self.path.startswith("/inspiration?q="):
            self.say(200, {"Cache-Control": "no-store"}, b"." * MUCH)
        elif self.path.startswith(("/handout/", "/hent/handout-")):
            self.say(200, {"Cache-Control": PAGE}, b"handout")
        elif self.path.startswith("/figur/") and "slow" in self.path:
            time.sleep(0.5)
            self.say(200, {"Cache-Control": "no-cache"}, b"drawn")
        elif self.path.startswith(("/assets/app.js", "/static/js/")):
            self.say(200, {"Cache-Control": YEAR, "Content-Type": "text/javascript"}, b"1")
        elif self.path.startswith("/metode"):
            self.say(500, {"Cache-Control": "no-store"}, b"fault")
        elif self.path == "/_stcore/health":
            self.say(200, {"Cache-Control": "no-cache"}, b"ok")
        else:
            self.say(404, {}, b"nothing")

    def say(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """nginx before the app; `asked` is what reached the app since the test began."""

    address: str
    folder: Path
    began: int = field(default_factory=lambda: len(App.asked))

    def get(self, path: str, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(self.address + path, headers=given, verify=False)

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in App.asked[self.began :] if path != "/_stcore/health"]

    @property
    def tags(self) -> list[str]:
        return [tag for _, tag in App.asked[self.began :]]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("nginx")
    figures = folder / "nginx" / "figurer" / "assets"
    figures.mkdir(parents=True)
    (figures / "page.0123.css").write_text("p {}")
    (figures.parent / "index.html").write_text("<p>")
    with ThreadingHTTPServer(("127.0.0.1", 0), App) as app:
        Thread(target=app.serve_forever, daemon=True).start()
        with behind_nginx(app.server_port, folder) as address:
            yield address, folder
        app.shutdown()


@pytest.fixture
def site(running: tuple[str, Path]) -> Site:
    return Site(*running)


def test_a_page_is_asked_for_once_however_many_come(site: Site) -> None:
    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda _: site.get("/borgere?lang=en").text, range(20)))
    assert len(set(answers)) == 1
    assert site.asked == ["/borgere?lang=en"]


def test_one_kept_page_serves_those_who_unpack_and_those_who_do_not(site: Site) -> None:
    packed = site.get("/borgere?a=1", accept_encoding="gzip")
    plain = site.get("/borgere?a=1", accept_encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert site.asked == ["/borgere?a=1"]


def test_a_page_is_kept_for_its_host_and_its_choices(site: Site) -> None:
    for path, host in (
        ("/borgere?b=1", "a.test"),
        ("/borgere?b=1", "b.test"),
        ("/borgere", "a.test"),
    ):
        assert site.get(path, host=host).text == f"page for {host}"
    assert len(site.asked) == 3


@pytest.mark.parametrize("path", ["/handout/561?lang=en", "/hent/handout-561.pdf?lang=en"])
def test_a_handout_is_kept_as_a_page_is(site: Site, path: str) -> None:
    assert [site.get(path).text for _ in range(2)] == ["handout"] * 2
    assert site.asked == [path]


def test_who_has_the_page_is_not_sent_it_again(site: Site) -> None:
    tag = site.get("/borgere?c=1").headers["etag"]
    again = site.get("/borgere?c=1", if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert len(site.asked) == 1


def test_an_old_page_is_sent_at_once_and_asked_about_behind(site: Site) -> None:
    site.get("/borgere?d=1")
    time.sleep(2.5)  # the page is old after a second, and nginx counts in whole ones
    # The app does not answer yet, so whoever waited for it would wait in vain.
    assert site.get("/borgere?d=1").status_code == 200
    for _ in range(100):
        if len(site.asked) > 1:
            break
        time.sleep(0.05)
    App.free.set()
    assert site.asked == ["/borgere?d=1"] * 2
    assert site.tags[-1] == 'W/"a"'


@pytest.mark.parametrize("path", ["/metode?lang=da", "/assets/gone.js?v=1", "/figur/gone.html"])
def test_what_went_wrong_is_not_kept(site: Site, path: str) -> None:
    for _ in range(2):
        assert site.get(path).status_code in (404, 500)
    assert site.asked == [path] * 2


def test_a_file_with_its_version_is_kept(site: Site) -> None:
    for _ in range(2):
        assert site.get("/assets/app.js?v=1").headers["cache-control"] == YEAR
    assert site.asked == ["/assets/app.js?v=1"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/figurer/assets/page.0123.css", YEAR),
        ("/figurer/assets/gone.css", None),
        ("/figurer/index.html", "public, max-age=3600"),
        ("/figurer/gone.html", None),
    ],
)
def test_a_missing_published_file_is_not_remembered(
    site: Site, path: str, kept: str | None
) -> None:
    answer = site.get(path)
    assert answer.status_code == (404 if kept is None else 200)
    assert answer.headers.get("cache-control") == kept
    assert answer.headers["x-content-type-options"] == "nosniff"


def logs_of(site: Site) -> str:
    files = list((site.folder / "nginx").glob("*.log"))
    assert (site.folder / "nginx" / "site.log") in files
    return "".join(file.read_text() for file in files)


def test_nginx_writes_down_nobody(site: Site) -> None:
    site.get("/borgere?q=hemmeligtord")
    site.get("/figurer/hemmeligtord")
    site.get("/inspiration?" + "hemmeligtord" * 1000)
    assert "hemmeligtord" not in logs_of(site)


def test_nginx_writes_down_nobody_when_its_disk_fails(site: Site) -> None:
    """What it cannot keep it would tell with address and client, as an error that is critical."""
    scratch = site.folder / "nginx" / "proxy"
    shutil.rmtree(scratch)
    try:
        with pytest.raises(httpx.RemoteProtocolError):
            site.get("/borgere?own=hemmeligtord")
    finally:
        scratch.mkdir()
    written = logs_of(site)
    assert "hemmeligtord" not in written
    assert "client:" not in written


def test_what_was_searched_for_is_not_kept_on_disk(site: Site) -> None:
    def kept() -> bytes:
        files = (site.folder / "nginx").glob("cache-*/**/*")
        return b"".join(file.read_bytes() for file in files if file.is_file())

    searches = [
        "/borgere?q=hemmeligtord",
        # What nginx takes for nothing, and what it does not take for "q", though the app does.
        "/borgere?q=0&own=hemmeligtord",
        "/borgere?q=00&own=hemmeligtord",
        "/borgere?%71=hemmeligtord",
        "/borgere?own=hemmeligtord&%71=0",
        "/borgere?q=&q=hemmeligtord",
        "/borgere?lang=da&q=&q=hemmeligtord",
        "/handout/561?q=hemmeligtord",
        "/assets/app.js?q=hemmeligtord",
    ]
    for path in ["/borgere?e=kendtvalg", "/borgere?faq=kendtord", *searches, *searches]:
        assert site.get(path).status_code == 200
    assert b"kendtvalg" in kept()
    assert b"kendtord" in kept()
    assert b"hemmeligtord" not in kept()
    for path in searches:
        assert site.asked.count(path) == 2, path


def test_what_was_searched_for_is_not_laid_on_disk_while_it_is_sent(site: Site) -> None:
    """An answer over the buffers went into a file until a slow client had taken it."""
    scratch = site.folder / "nginx" / "proxy"
    shutil.rmtree(scratch)
    try:
        with (
            httpx.Client(verify=False, timeout=14) as client,
            client.stream("GET", site.address + "/inspiration?q=hemmeligtord") as answer,
        ):
            time.sleep(1)  # nginx takes what it can of the app's answer meanwhile
            assert len(answer.read()) == MUCH
    finally:
        scratch.mkdir()


@pytest.mark.parametrize(
    ("address", "status"), [("/borgere?" + "x" * 7000, 200), ("/borgere?" + "x" * 9000, 414)]
)
def test_an_address_has_an_end(site: Site, address: str, status: int) -> None:
    assert site.get(address).status_code == status


def test_nothing_is_sent_with_a_body(site: Site) -> None:
    answer = httpx.post(site.address + "/borgere", content=b"x" * 20_000, verify=False)
    assert answer.status_code == 413
    assert site.asked == []


def test_one_client_holds_no_more_than_its_share(tmp_path: Path) -> None:
    """The machine itself is not counted as shipped, so this nginx counts it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), App) as app:
        Thread(target=app.serve_forever, daemon=True).start()
        with behind_nginx(app.server_port, tmp_path, counts_us=True) as address:

            def ask(path: str) -> int:
                return httpx.get(address + path, verify=False, timeout=60).status_code

            with ThreadPoolExecutor(40) as many:
                drawn = list(many.map(ask, [f"/figur/{i}?slow=1" for i in range(40)]))
            assert drawn.count(429) > 0
            assert len(drawn) - drawn.count(429) >= 8
            assert ask("/borgere?f=1") == 200, "pages are counted apart"
        app.shutdown()


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Where nginx counts this machine as any other client; without TLS, so that halves can be said."""
    with ThreadingHTTPServer(("127.0.0.1", 0), App) as app:
        Thread(target=app.serve_forever, daemon=True).start()
        with behind_nginx(
            app.server_port,
            tmp_path,
            plain=True,
            counts_us=True,
            # The only wait of those below that is longer than a test may be.
            instead={"keepalive_timeout     20s;": "keepalive_timeout 5s;"},
        ) as address:
            parts = urlsplit(address)
            yield str(parts.hostname), parts.port or 80
        app.shutdown()


HALF_A_BODY = b"POST /borgere HTTP/1.1\r\nHost: a.test\r\nContent-Length: 9000\r\n\r\na"


def test_a_line_that_says_nothing_or_half_of_something_is_ended_in_time(
    counted: tuple[str, int],
) -> None:
    """By nginx's own settings each of them could hold a connection for a minute or more."""
    waits = dict(re.findall(r"\n    (client_\w+_timeout|keepalive_timeout) +(\d+)s;", SHIPPED))
    assert waits == {
        "client_header_timeout": "10",
        "client_body_timeout": "10",
        "keepalive_timeout": "20",
    }
    whole = b"GET /handout/1 HTTP/1.1\r\nHost: a.test\r\n\r\n"
    said = {
        "nothing": (b"", 10),
        "half a header": (b"GET /borgere HTTP/1.1\r\nHost: a.te", 10),
        "half a body": (HALF_A_BODY, 10),
        "nothing after an answer": (whole, 5),
    }
    lines = {}
    for name, (words, _) in said.items():
        lines[name] = socket.create_connection(counted)
        lines[name].sendall(words)
    began = time.monotonic()
    # One thread a line: each is timed by itself.
    with ThreadPoolExecutor(len(lines)) as waiting:
        ended = dict(zip(lines, waiting.map(until_it_ends, lines.values()), strict=True))
    for name, (_, seconds) in said.items():
        assert seconds - 1 <= ended[name] - began <= seconds + 3, name


def until_it_ends(line: socket.socket) -> float:
    """Return when the other side has ended it, or given up."""
    line.settimeout(14)
    with line, suppress(ConnectionResetError, TimeoutError):
        while line.recv(4096):
            pass
    return time.monotonic()


def test_one_client_asks_no_more_than_its_share(counted: tuple[str, int]) -> None:
    """400 at once are let through, and 50 a second after that."""
    asked = 700
    request = b"GET /handout/1 HTTP/1.1\r\nHost: a.test\r\n\r\n"
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answers = b""
    began = time.monotonic()
    with socket.create_connection(counted, timeout=14) as line:
        line.sendall(request * (asked - 1) + last)
        while some := line.recv(65536):
            answers += some
    took = time.monotonic() - began
    let = answers.count(b"HTTP/1.1 200")
    assert let + answers.count(b"HTTP/1.1 429") == asked
    # The first is asked while nothing is kept, and one is let through beside the burst.
    assert 400 <= let <= 402 + 50 * took
    assert let < asked


def test_one_client_holds_no_more_connections_than_its_share(counted: tuple[str, int]) -> None:
    """Two hundred under way, whatever they are under way with."""

    def ask() -> int:
        with httpx.Client(base_url="http://{}:{}".format(*counted)) as client:
            return client.get("/handout/1").status_code

    lines = [socket.create_connection(counted) for _ in range(199)]
    try:
        for line in lines:
            line.sendall(HALF_A_BODY)
        assert ask() == 200
        more = [socket.create_connection(counted) for _ in range(10)]
        lines += more
        for line in more:
            line.sendall(HALF_A_BODY)
        for line in more[1:]:
            line.settimeout(5)
            assert line.recv(100).startswith(b"HTTP/1.1 429")
        assert ask() == 429
    finally:
        for line in lines:
            line.close()
    for _ in range(100):
        if (answer := ask()) == 200:
            break
        time.sleep(0.05)
    assert answer == 200, "whoever lets go may come back"


def test_files_and_drawings_have_a_count_of_their_own() -> None:
    (files,) = re.findall(r"location ~ \^/\(static\|assets\)/ \{(.*?)\n    \}", SHIPPED, re.DOTALL)
    assert "limit_conn frikommune_files_open 2000;" in files
    assert "limit_req  zone=frikommune_files_asked burst=4000 nodelay;" in files
    assert "\n    limit_conn frikommune_drawn 8;" in SHIPPED


def test_a_town_hall_may_make_its_first_choices_at_once(tmp_path: Path) -> None:
    """Each browser asks for a hundred scripts then; a fourth one behind an address got 429."""
    scripts = 1 + len(json.loads(app_json())["preloaded"])
    asked = [f"/static/js/{number}.js" for number in range(scripts)] * 10
    with ThreadingHTTPServer(("127.0.0.1", 0), App) as app:
        Thread(target=app.serve_forever, daemon=True).start()
        with (
            behind_nginx(app.server_port, tmp_path, counts_us=True) as address,
            httpx.Client(base_url=address, verify=False, timeout=60) as browsers,
            ThreadPoolExecutor(20) as many,
        ):
            answers = list(many.map(lambda path: browsers.get(path).status_code, asked))
        app.shutdown()
    assert len(answers) > 1000
    assert set(answers) == {200}


def test_idle_connections_of_one_client_leave_room_and_are_ended(site: Site) -> None:
    """800 took the site down; nothing was asked for, so no limit of requests saw them."""
    parts = urlsplit(site.address)
    idle = [socket.create_connection((parts.hostname, parts.port)) for _ in range(800)]
    try:
        assert site.get("/borgere?h=1").status_code == 200
        for line in (idle[0], idle[-1]):
            line.settimeout(13)
            assert line.recv(1) == b"", "it is ended after ten seconds, without a word"
    finally:
        for line in idle:
            line.close()


def test_when_no_process_answers_nginx_says_so_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), App) as app:
        Thread(target=app.serve_forever, daemon=True).start()
        with behind_nginx(app.server_port, tmp_path) as address:
            assert httpx.get(address + "/borgere?g=1", verify=False).status_code == 200
            monkeypatch.setattr(App, "is_down", True)
            down = httpx.get(address + "/borgere?lang=en", verify=False)
            kept = httpx.get(address + "/borgere?g=1", verify=False)
        app.shutdown()
    assert down.status_code == 503
    assert down.headers["cache-control"] == "no-store"
    assert int(down.headers["retry-after"]) > 0
    assert down.headers["strict-transport-security"]
    assert "svarer ikke lige nu" in down.text
    assert 'lang="en"' in down.text
    assert "does not answer right now" in down.text
    assert kept.text.startswith("page for"), "a kept page is still shown"


def test_a_published_folder_is_as_open_as_the_app_and_nothing_is_said_twice() -> None:
    places = re.findall(r"\n    location ([^{]*)\{(.*?)\n    \}", SHIPPED, re.DOTALL)
    opened = {name.strip() for name, block in places if "Access-Control-Allow-Origin *" in block}
    assert opened == {"/figurer/", "/figurer/assets/"}
    assert SHIPPED.count("add_header Access-Control-Allow-Origin") == 2
    # What the app answers has the header already.
    asked = {name.strip() for name, block in places if "proxy_pass" in block}
    assert "/" in asked
    assert asked & opened == set()
    (folder,) = [block for name, block in places if name.strip() == "/figurer/"]
    assert f'"{figure_policy()}"' in folder
