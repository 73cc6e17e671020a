"""The ways to run it in containers: valid by schema, and as closed as the unit is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from readme import ROOT

DEPLOY = ROOT / "deploy"
OBJECTS: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
BY_KIND = {one["kind"]: one for one in OBJECTS}
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "frikommune@.service").read_text(encoding="utf-8")


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
    assert app["readinessProbe"]["httpGet"]["path"] == "/_stcore/health"
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


@pytest.mark.parametrize("text", [DOCKERFILE, UNIT, (DEPLOY / "compose.yaml").read_text()])
def test_nobody_is_believed_who_says_who_asks(text: str) -> None:
    assert not re.search(r"forwarded-allow-ips.{0,6}\*", text)


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
