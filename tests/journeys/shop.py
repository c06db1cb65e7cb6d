"""The demo shop on a server of the journeys' own, which can be killed and started again in the same place."""

import atexit
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from backend.ops.demo import DEMO_KEY, DEMO_OWNER
from tests.databases import free_port
from tests.servers import ROOT, SERVE, Server, prepare, settings_for, wait_until_ready


@dataclass(frozen=True)
class Prepared:
    """What a first start makes: the data, the owner's one-time link below the server's address, her API token."""

    data: Path
    link: str
    token: str

    def copy_to(self, data: Path) -> None:
        shutil.copytree(self.data, data, dirs_exist_ok=True)


class Shop:
    """A migrated database with the demo site, the owner's one-time link, and a server that comes and goes."""

    def __init__(self, data: Path, database_url: str | None = None, **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.environment = settings_for(data, database_url, PORT=str(self.port), **settings)
        self.server: Server | None = None
        # Settings may change what a first start makes; without any it is the same every time.
        if database_url or settings:
            self.link = self.url + link_of(prepare(self.environment))
        else:
            prepared().copy_to(data)
            self.link, self.token = self.url + prepared().link, prepared().token

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.data / "server.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *SERVE], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.server = Server(process, self.port, self.data, self.environment)
        wait_until_ready(self.server)

    def kill(self) -> None:
        """End every process at once, as when the power goes."""
        if self.server:
            os.killpg(self.server.process.pid, signal.SIGKILL)
            self.server.process.wait()
        self.server = None

    def stop(self) -> None:
        if self.server:
            self.server.stop()
        self.server = None

    @cached_property
    def token(self) -> str:
        return token_of(self.environment)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request to the staff's API."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310 - our own address
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return json.load(response)

    def said(self) -> list[dict[str, Any]]:
        """All feedback on record, the newest first."""
        return self.ask("GET", f"/api/v1/feedback?site={DEMO_KEY}")["items"]

    def leave(self, **members: Any) -> dict[str, Any]:
        """An entry as a page of the shop sends it, without the page; its receipt."""
        entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "checkout", **members}
        headers = {"Origin": self.url, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + "/w/v1/entries", json.dumps(entry).encode(), headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return json.load(response)

    def allow(self, origin: str) -> None:
        """Let pages of this origin send to the demo site."""
        [site] = self.ask("GET", "/api/v1/sites")["items"]
        origins = sorted({*site["allowed_origins"], origin})
        self.ask("PATCH", f"/api/v1/sites/{site['id']}", {"allowed_origins": origins})


@cache
def prepared() -> Prepared:
    """Made once by this process: a first start and a token cost more than what many journeys do."""
    folder = tempfile.TemporaryDirectory(prefix="shop-")
    environment = settings_for(Path(folder.name))
    made = Prepared(Path(folder.name), link_of(prepare(environment)), token_of(environment))
    atexit.register(folder.cleanup)
    return made


def link_of(printed: str) -> str:
    return re.findall(r"/console/#/welcome/\S+", printed)[0]


def token_of(environment: Mapping[str, str]) -> str:
    """An API token of the owner, made as an operator makes one beside the running server."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "staff", "token", DEMO_OWNER]
    scopes = [part for scope in ("read", "manage", "reply", "moderate") for part in ("--scope", scope)]
    done = subprocess.run([*command, *scopes], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().split()[-1]
