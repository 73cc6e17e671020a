"""The ways to run it in containers: valid by schema, and as closed as the unit is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import check_jsonschema
import jsonschema
import kubernetes_validate
import pytest
import yaml
from readme import README, ROOT, commands

DEPLOY = ROOT / "deploy"
OBJECTS: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
BY_KIND = {one["kind"]: one for one in OBJECTS}
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "frikommune@.service").read_text(encoding="utf-8")
MAIN = (DEPLOY / "nginx-main.conf").read_text(encoding="utf-8")
READY = "/_stcore/health"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")


def flags(words: str) -> set[str]:
    """Return the options of a command of uvicorn, without those that say where it listens."""
    written = re.sub(r'[",\[\]\\]', " ", words).replace("=", " ").split()
    pairs = re.findall(r"--[\w-]+(?: \d+)?", " ".join(written))
    return {pair for pair in pairs if not re.match(r"--(host|port|backlog)", pair)}


@pytest.mark.parametrize("one", OBJECTS, ids=lambda one: one["kind"])
def test_each_object_is_valid(one: dict[str, Any]) -> None:
    kubernetes_validate.validate(one, "1.33", strict=True)


def test_the_validator_finds_what_is_wrong() -> None:
    wrong = {**BY_KIND["Service"], "spec": {"ports": [{"prot": 80}]}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.33", strict=True)


def test_pods_are_closed_and_asked_whether_they_are_ready() -> None:
    spec = BY_KIND["Deployment"]["spec"]
    assert spec["replicas"] == 2
    pod = spec["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    (app,) = pod["containers"]
    assert app["securityContext"]["readOnlyRootFilesystem"] is True
    assert app["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert app["readinessProbe"]["httpGet"]["path"] == READY
    assert "httpGet" not in app["livenessProbe"], "a damaged edition is not mended by a restart"
    assert app["resources"]["limits"]["memory"] == "1Gi"
    assert "MemoryMax=1G" in UNIT
    assert BY_KIND["PodDisruptionBudget"]["spec"]["minAvailable"] == 1


def test_clients_stay_at_one_replica_without_a_cookie() -> None:
    assert BY_KIND["Service"]["spec"]["sessionAffinity"] == "ClientIP"
    notes = BY_KIND["Ingress"]["metadata"]["annotations"]
    assert not [name for name in notes if "cookie" in name or name.endswith("/affinity")]
    assert notes["nginx.ingress.kubernetes.io/enable-access-log"] == "false"
    assert BY_KIND["NetworkPolicy"]["spec"]["egress"] == []


def compose_validator() -> jsonschema.Draft202012Validator:
    """Return what holds a file against the schema of the Compose Specification."""
    folder = files(check_jsonschema) / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "compose-spec.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def test_the_compose_file_is_valid() -> None:
    assert [error.message for error in compose_validator().iter_errors(COMPOSE)] == []


@pytest.mark.parametrize(
    "wrong", [{"healthcheck": {"tests": ["CMD", "true"]}}, {"ulimits": {"nofile": {"soft": 1}}}]
)
def test_the_schema_finds_what_is_wrong(wrong: dict[str, Any]) -> None:
    services = COMPOSE["services"]
    broken = {**COMPOSE, "services": {**services, "nginx": {**services["nginx"], **wrong}}}
    assert not compose_validator().is_valid(broken)


def test_nginx_has_as_much_room_in_a_container_as_on_debian() -> None:
    """The image's own main settings hold 1024 connections a worker, which one client can fill."""
    mounted = dict(volume.split(":")[:2] for volume in COMPOSE["services"]["nginx"]["volumes"])
    assert mounted["./nginx-main.conf"] == "/etc/nginx/nginx.conf"
    assert mounted["./nginx.conf"] == "/etc/nginx/conf.d/default.conf"
    (widen,) = [line for line in commands(0) if line.startswith("sed ")]
    for name in ("worker_connections", "worker_rlimit_nofile"):
        (debian,) = re.findall(rf"{name} (\d+);", widen)
        assert re.findall(rf"^ *{name} (\d+);", MAIN, re.M) == [debian]
    limit = COMPOSE["services"]["nginx"]["ulimits"]["nofile"]
    assert limit["soft"] == limit["hard"] >= 2 * 8192
    assert "access_log off;" in MAIN


@pytest.mark.skipif(not NGINX and os.environ.get("CI") != "true", reason="needs nginx")
def test_nginx_reads_the_main_settings_of_the_container(tmp_path: Path) -> None:
    ours = MAIN.replace("user nginx;", "user root;").replace("/run/nginx.pid", f"{tmp_path}/pid")
    ours = ours.replace("/etc/nginx/conf.d/*.conf", f"{tmp_path}/conf.d/*.conf")
    ours = ours.replace("/var/log/nginx", str(tmp_path))
    assert ours.count(str(tmp_path)) == 3
    (tmp_path / "nginx.conf").write_text(ours)
    said = subprocess.run(
        [str(NGINX), "-t", "-c", f"{tmp_path}/nginx.conf"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr


def test_containers_are_asked_whether_they_are_ready() -> None:
    asked = {"app-1": re.findall(r"^HEALTHCHECK .*\\\n +CMD (.*)$", DOCKERFILE, re.M)[0]}
    asked["app-2"] = " ".join(COMPOSE["services"]["app-2"]["healthcheck"]["test"])
    assert "healthcheck" not in COMPOSE["services"]["app-1"], "the image's own asks at its port"
    for name, how in asked.items():
        (port,) = [
            word.removeprefix("--port=")
            for word in COMPOSE["services"][name]["command"]
            if word.startswith("--port=")
        ]
        # urlopen raises at 503, and Python then ends with 1.
        assert f"urlopen('http://127.0.0.1:{port}{READY}', timeout=2)" in how


def images() -> set[str]:
    """Return every image that a manifest names."""
    pods = BY_KIND["Deployment"]["spec"]["template"]["spec"]["containers"]
    named = [*COMPOSE["services"].values(), *pods]
    built = re.findall(r"^ARG PYTHON=(\S+)$", DOCKERFILE, re.M)
    return {*(one["image"] for one in named), *built}


def test_each_image_is_named_by_its_digest_or_it_is_said_how() -> None:
    assert len(images()) >= 3
    section = README.read_text("utf-8").partition("## The image\n")[2].partition("\n## ")[0]
    for image in images():
        assert "@sha256:" in image or f"`{image}`" in section or f"{image}@sha256:" in section


def test_compose_runs_two_closed_processes_with_the_flags_of_the_unit() -> None:
    unit = flags(UNIT.split("ExecStart=")[1].split("\n#")[0])
    assert flags(DOCKERFILE.split("\nCMD ")[1]) == unit
    names = [name for name in COMPOSE["services"] if name.startswith("app-")]
    assert len(names) == 2
    ports = set()
    for name in names:
        service = COMPOSE["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["ulimits"]["nofile"]["soft"] == 16384
        assert flags(" ".join(service["command"])) == unit
        ports |= {word for word in service["command"] if word.startswith("--port=")}
    assert ports == {"--port=8501", "--port=8502"}


# What uvicorn reads as an option and in the environment, with whatever a file writes between name and
# value; a value may name addresses before the one that is everybody's.
BELIEVES_ALL = re.compile(
    r"forwarded[-_]allow[-_]ips\W*(?:value\W*)?(?:[\d.:/]+\W+)*?(?:\*|\b0\.0\.0\.0/0|::/0)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "path", sorted(filter(Path.is_file, DEPLOY.iterdir())), ids=lambda path: path.name
)
def test_nobody_is_believed_who_says_who_asks(path: Path) -> None:
    assert not BELIEVES_ALL.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "written",
    [
        "FORWARDED_ALLOW_IPS=*",
        "ENV FORWARDED_ALLOW_IPS *",
        'Environment="FORWARDED_ALLOW_IPS=*"',
        "    FORWARDED_ALLOW_IPS: '*'",
        '{ name: FORWARDED_ALLOW_IPS, value: "*" }',
        '- name: FORWARDED_ALLOW_IPS\n  value: "127.0.0.1,*"',
        'forwarded-allow-ips="*"',
        "--forwarded-allow-ips *",
        "- --forwarded-allow-ips=*",
        '"--forwarded-allow-ips", "*"',
        "--forwarded-allow-ips 10.0.0.0/8,0.0.0.0/0",
        "--forwarded-allow-ips=::/0",
    ],
)
def test_who_is_believed_by_all_is_found_however_it_is_written(written: str) -> None:
    assert BELIEVES_ALL.search(written)
    narrow = re.sub(r"\*|0\.0\.0\.0/0|::/0", "10.0.0.7", written)
    assert not BELIEVES_ALL.search(narrow)


def test_what_is_installed_is_known_by_its_hash() -> None:
    assert "pip install --require-hashes -r requirements.txt" in DOCKERFILE
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    named = re.findall(r"^(\S+)==", lock, re.M)
    assert named
    for block in re.split(r"\n(?=\S)", lock):
        if "==" in block.split("\n")[0]:
            assert "--hash=sha256:" in block


def test_every_file_that_the_image_copies_is_let_through() -> None:
    let = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in let
    copied = re.findall(r"^COPY (\S+)", DOCKERFILE, re.M)
    assert copied
    for source in copied:
        assert any(line.startswith(f"!{source}") for line in let), source
    for name in ("frikommune_viz", "data/published", "pages/*.py", "app.py"):
        assert list(Path(ROOT).glob(name))
