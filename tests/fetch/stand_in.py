"""A small server on this machine that speaks as the two services do, and can be made to misbehave."""

import csv
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
WAITING = "Gennemsnitlig ventetid i dage til plejebolig"
OTHER_AREAS = {"000": "Hele landet", "081": "Region Nordjylland", "961": "Uoplyst"}
"""Areas that are none of the 98: the country, a region and the unknown."""

with (ROOT / "data" / "sources" / "municipalities.csv").open(encoding="utf-8") as _file:
    CODES = {row["municipality_code"]: row["name"] for row in csv.DictReader(_file)}

Answer = tuple[int, str, bytes]
Behaviour = Callable[[BaseHTTPRequestHandler, dict], Answer | None]


class Service:
    """Records the queries; answers by the protocol unless a behaviour is queued."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict, str]] = []
        self.queue: list[Behaviour] = []
        self.years = ["2021", "2022", "2023"]
        self.limit = 1_000_000
        self.pages: list[list[dict]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                question = json.loads(self.rfile.read(length))
                name = self.path.rsplit("/", 1)[-1]
                service.asked.append((name, question, self.headers.get("authorization", "")))
                waiting = service.queue and name != "tableinfo"
                behave = service.queue.pop(0) if waiting else service.by_protocol
                answer = behave(self, question)
                if answer is not None:
                    status, content_type, body = answer
                    self.send_response(status)
                    self.send_header("content-type", content_type)
                    self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def by_protocol(self, handler: BaseHTTPRequestHandler, question: dict) -> Answer:
        if handler.path.endswith("/tableinfo"):
            return 200, "text/json; charset=utf-8", as_json(self.info(question["table"]))
        if handler.path.endswith("/data"):
            return self.data(question)
        page = question["side"]
        rows = self.pages[page - 1] if page <= len(self.pages) else []
        return 200, "application/json; charset=utf-8", as_json(rows)

    def info(self, table: str) -> dict:
        def values(texts: dict[str, str]) -> list[dict]:
            return [{"id": code, "text": text} for code, text in texts.items()]

        def variable(name: str, text: str, texts: dict[str, str], time: bool = False) -> dict:
            return {"id": name, "text": text, "elimination": False, "time": time} | {
                "values": values(texts)
            }

        return {
            "id": table,
            "text": "Ventetid til plejebolig efter enhed, område og tid",
            "unit": "-",
            "updated": "2025-05-01T08:00:00",
            "variables": [
                variable("MÆNGDE4", "enhed", {"0": "På venteliste i alt", "140": WAITING}),
                variable("OMRÅDE", "område", OTHER_AREAS | CODES),
                variable("Tid", "tid", {year: year for year in self.years}, time=True),
            ],
        }

    def data(self, question: dict) -> Answer:
        chosen = {variable["code"]: variable["values"] for variable in question["variables"]}
        assert chosen["OMRÅDE"] == ["*"]
        assert question["valuePresentation"] == "Code"
        areas = [*OTHER_AREAS, *CODES]
        if len(areas) * len(chosen["Tid"]) > self.limit:
            return refusal("REQUEST-LIMIT", "Udtrækket er for stort.")
        lines = ["MÆNGDE4;OMRÅDE;TID;INDHOLD"]
        lines += [
            f"140;{area};{year};{written(area, year)}"
            for area in areas
            for year in chosen["Tid"]
            if question["format"] == "CSV" or written(area, year) != ".."
        ]
        return 200, "text/csv; charset=utf-8", table(lines)


def written(area: str, year: str) -> str:
    """The made-up waiting time: whole and half days, thousands in Aarhus, missing in Samsø."""
    if area == "741":
        return ".."
    if area == "751":
        return f"1.{year[1:]},5"
    return f"{int(area) / 10:.1f}".replace(".", ",")


def table(lines: list[str]) -> bytes:
    """As StatBank writes: byte order mark, UTF-8, CRLF."""
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def refusal(code: str, message: str, status: int = 400) -> Answer:
    said = {"errorTypeCode": code, "message": message}
    return status, "application/json; charset=utf-8", as_json(said)


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def impatient(service: Service, sources: Path) -> list[str]:
    return [
        *("--base-url", service.url, "--sources", str(sources)),
        *("--timeout", "0.4", "--attempts", "2", "--pause", "0.01"),
    ]


def files(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes, but for what is kept for --resume."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
