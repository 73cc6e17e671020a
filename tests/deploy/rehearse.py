"""Follow deploy/README.md to the letter in a throw-away root, and write down what is seen there.

Run in namespaces of its own (``unshare --mount --net``): what is laid over /etc, /srv, /run and /var
is gone when it ends, and so are its ports. Standard output is JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from readme import ROOT, commands  # noqa: E402

SITE = "https://127.0.0.1"
TRUSTING = ssl._create_unverified_context()
# What the machine that tests has already, or cannot do: the rest is run as it stands.
INSTEAD = {
    "apt-get install": "true",
    "git clone": f"{{copy}} {ROOT} /srv/frikommune/1.0.0",
    "python3 -m venv": f"ln -s {Path(sys.executable).parents[1]} .venv",
    ".venv/bin/pip install": ".venv/bin/pip check",
}
seen: dict[str, Any] = {"run": []}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect, urllib.request.HTTPSHandler(context=TRUSTING))


def lay_over(scratch: Path) -> None:
    """Put something empty, or a copy that can be written to, over what would be changed."""
    mount("tmpfs", "tmpfs", str(scratch))
    for place in ("/etc", "/var/log/nginx", "/var/cache"):
        upper, work = scratch / place.strip("/") / "upper", scratch / place.strip("/") / "work"
        upper.mkdir(parents=True)
        work.mkdir()
        layers = f"lowerdir={place},upperdir={upper},workdir={work}"
        mount("overlay", "overlay", "-o", layers, place)
    for place in ("/srv", "/run"):
        mount("tmpfs", "tmpfs", place)


def mount(kind: str, *words: str) -> None:
    subprocess.run(["mount", "-t", kind, *words], check=True)


def copy(source: str, target: str) -> None:
    """Copy what git knows of, as it stands in the working tree."""
    listed = subprocess.run(
        ["git", "-C", source, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        place = Path(target, name)
        if Path(source, name).is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(source, name), place)


def follow(block: int, folder: str = "/", *, patience: int = 60) -> list[tuple[str, int, str]]:
    """Run a block command by command in one shell's folder; stop at none.

    With less `patience` the README's minute for a process to become ready is as much shorter.
    """
    done = []
    for line in commands(block):
        given = next((new for start, new in INSTEAD.items() if line.startswith(start)), line)
        if line.startswith("cd "):
            folder = line.removeprefix("cd ")
        if given.startswith("{copy}"):
            copy(*given.split()[1:])
            done.append((line, 0, ""))
            continue
        given = given.replace("--retry 60 ", f"--retry {patience} ")
        ran = subprocess.run(
            ["sh", "-c", given], cwd=folder, capture_output=True, text=True, check=False
        )
        done.append((line, ran.returncode, ran.stdout + ran.stderr))
    return done


def get(path: str, base: str = SITE, **headers: str) -> dict[str, Any]:
    asked = urllib.request.Request(base + path)
    for name, value in {"Host": "frikommune.example", **headers}.items():
        asked.add_header(name.replace("_", "-"), value)
    try:
        with OPENER.open(asked, timeout=120) as answer:
            return told(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return told(error.code, error.headers, error.read())


def told(status: int, headers: Any, body: bytes) -> dict[str, Any]:
    packed = headers.get("content-encoding") == "gzip"
    text = (gzip.decompress(body) if packed else body).decode(errors="replace")
    return {
        "status": status,
        "headers": {name.lower(): value for name, value in headers.items()},
        "size": len(body),
        "text": text[:100_000],
    }


def wait_for(port: int) -> bool:
    for _ in range(600):
        try:
            if get("/_stcore/health", f"http://127.0.0.1:{port}")["status"] == 200:
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def pid_of(port: int) -> int:
    return int(Path(f"/run/frikommune-stand-in/frikommune@{port}.pid").read_text())


def systemctl(*words: str) -> int:
    return subprocess.run(["systemctl", *words], capture_output=True, check=False).returncode


def first_time() -> None:
    seen["run"] = follow(0)
    seen["ready"] = [wait_for(8501), wait_for(8502)]
    status = Path(f"/proc/{pid_of(8501)}/status").read_text()
    seen["uid"] = status.split("Uid:")[1].split()[0]
    seen["as"] = Path("/run/frikommune-stand-in/user").read_text()
    seen["descriptors"] = Path(f"/proc/{pid_of(8501)}/limits").read_text()
    seen["chosen"] = get("/sammenlign?theme=trust&lang=en")
    seen["packed"] = get("/metode", accept_encoding="gzip")
    seen["plain"] = get("/metode")
    seen["script"] = get("/assets/frikommune.js", accept_encoding="gzip")
    seen["http"] = get("/borgere?own=101", "http://127.0.0.1")
    seen["gone"] = get("/figurer/assets/gone.css")
    seen["nowhere"] = get("/nowhere")


def update() -> None:
    shutil.copytree("/srv/frikommune/1.0.0", "/srv/frikommune/1.1.0", symlinks=True)
    seen["update"] = follow(1)
    wait_for(8502)
    seen["updated"] = [str(Path(f"/proc/{pid_of(port)}/cwd").resolve()) for port in (8501, 8502)]
    seen["chosen again"] = get("/sammenlign?theme=trust&lang=en&after=1")
    seen["back"] = follow(2)
    wait_for(8502)
    seen["gone back"] = [str(Path(f"/proc/{pid_of(port)}/cwd").resolve()) for port in (8501, 8502)]


def update_to_a_broken_one() -> None:
    """A release that passes its check and cannot start: the update ends at the first process."""
    app = Path("/srv/frikommune/1.1.0/app.py")
    app.write_text('raise RuntimeError("a broken release")\n' + app.read_text())
    before = pid_of(8502)
    seen["broken update"] = follow(1, patience=4)
    seen["second process"] = [before, pid_of(8502)]
    seen["first process"] = Path("/run/frikommune-stand-in/frikommune@8501.log").read_text()[-2000:]
    # Never asked for before, so that it is not one that nginx keeps.
    seen["during a broken update"] = get("/inspiration?own=101&after=2")
    seen["back from a broken one"] = follow(2)
    wait_for(8502)


def break_it() -> None:
    """A damaged edition: the restart stops at the first process, and the other one goes on."""
    file = Path("/srv/frikommune/1.0.0/data/published/findings.parquet")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"x")
    seen["restart of a broken one"] = systemctl("restart", "frikommune@8501")
    seen["log of a broken one"] = Path("/run/frikommune-stand-in/frikommune@8501.log").read_text()[
        -2000:
    ]
    seen["beside a broken one"] = get("/kommuner?own=101")
    # As a container does, which starts without a check before.
    bare = subprocess.Popen(
        [".venv/bin/uvicorn", "app:app", "--port", "8503", "--no-access-log"],
        cwd="/srv/frikommune/1.0.0",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            seen["health of a broken one"] = get("/_stcore/health", "http://127.0.0.1:8503")
            break
        except OSError:
            time.sleep(0.1)
    bare.terminate()
    bare.wait(timeout=20)
    file.write_bytes(whole)
    seen["restart of a mended one"] = systemctl("restart", "frikommune@8501")
    seen["mended"] = wait_for(8501)


def stop_all() -> None:
    systemctl("stop", "frikommune@8501", "frikommune@8502")
    seen["down"] = get("/antagelser?own=101")
    logs = [*Path("/var/log/nginx").glob("*.log"), *Path("/run/frikommune-stand-in").glob("*.log")]
    seen["logs"] = {path.name: path.read_text(errors="replace")[-20_000:] for path in logs}
    subprocess.run(["nginx", "-s", "quit"], check=False)


def main(scratch: Path) -> None:
    lay_over(scratch)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=False)
    tools = Path("/run/tools")
    tools.mkdir()
    shutil.copy(HERE / "systemctl", tools / "systemctl")
    os.environ["PATH"] = f"{tools}:{os.environ['PATH']}:/usr/sbin:/sbin"
    try:
        first_time()
        update()
        update_to_a_broken_one()
        break_it()
    finally:
        stop_all()
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
