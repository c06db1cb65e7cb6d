"""`flask serve`: migrate, make sure there is something to see, and run server and worker until one Ctrl-C."""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

import click
from flask import Flask

from backend.ops.demo import DEMO_KEY, DEMO_OWNER, ensure_demo
from backend.settings import Settings
from backend.sites.queries import site_by_key

STOP_WITHIN_SECONDS, RESTART_AFTER_SECONDS = 35, 5
LIMITS_ARE_OFF = "LIMITS ARE OFF (KOHTAAMO_LIMITS=off): only for load tests on a machine of your own."
PARENT = "parent"  # how the server learns whose part it is
SERVER = ("gunicorn", "-c", "python:backend.ops.gunicorn", "wsgi:app", "--env", f"{PARENT}=%s")
WORKER = ("flask", "--app", "wsgi:app", "work", "--parent", "%s")

Part = subprocess.Popen[bytes]


def serve(app: Flask, settings: Settings, demo: bool) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP; 0 when stopped on purpose, else the exit status of the server that died."""
    refused = why_not_listen(settings)
    if refused:
        click.echo(refused, err=True)
        return 1
    prepare(app, settings, demo)
    # No threading.Event: a signal that comes while this thread holds the event's lock would wait for it for ever.
    asked: list[int] = []
    hangup = [signal.SIGHUP] if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN else []  # nohup means it
    for number in (signal.SIGINT, signal.SIGTERM, *hangup):
        signal.signal(number, lambda number, _: asked.append(number))
    return _run(asked)


def why_not_listen(settings: Settings) -> str | None:
    """The one sentence an operator needs when nobody could listen there; None when all is well."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself will listen
            listener.bind(place)
            listener.listen()
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            return f"Port {settings.port} is taken, perhaps by a Kohtaamo that is still running: set PORT to another."
        return f"Nobody can listen on HOST={settings.host} PORT={settings.port}: {fault.strerror}."
    return None


def prepare(app: Flask, settings: Settings, demo: bool) -> None:
    from flask_migrate import upgrade  # loads Alembic

    with app.app_context():
        upgrade()
        link = ensure_demo() if demo else None
        somebody = DEMO_OWNER if site_by_key(DEMO_KEY) else "EMAIL"
    address = settings.address
    if not settings.limits:
        click.secho(LIMITS_ARE_OFF, fg="red", bold=True)
    click.echo(f"\nKohtaamo is at {address}")
    if demo:
        click.echo(f"  a shop with the tag:  {address}/demo")
    click.echo(f"  the staff's console:  {address}/console/")
    click.echo(f"  the API for programs: {address}/api/docs")
    if link:
        click.echo(f"\nSign in once, within 7 days, as {link.email}:\n  {address}/console/#/welcome/{link.token}")
    else:
        click.echo(f"\nFor a new sign-in link: flask staff link {somebody}")
    click.echo("\nStop with Ctrl-C.", nl=True)
    sys.stdout.flush()


def _run(asked: Sequence[int]) -> int:
    """Until asked to stop, or until the server dies: then the worker ends too. A worker that dies is started anew."""
    server, worker, since = _start(SERVER), _start(WORKER), time.monotonic()
    while not asked and server.poll() is None:
        time.sleep(0.25)
        if worker.poll() is not None and time.monotonic() - since > RESTART_AFTER_SECONDS:
            click.echo("The worker stopped by itself and is started again; its last words stand above.", err=True)
            worker, since = _start(WORKER), time.monotonic()
    failed = server.poll()
    _stop(server, worker)
    with contextlib.suppress(OSError):  # the terminal may have gone
        if failed is None:
            click.echo("Stopped.")
        else:
            click.echo("The server stopped by itself; its last words stand above.", err=True)
    return 0 if failed is None else failed or 1


def _start(part: tuple[str, ...]) -> Part:
    words = [word.replace("%s", str(os.getpid())) for word in part]
    return subprocess.Popen([sys.executable, "-m", *words], start_new_session=True)  # noqa: S603 - SERVER or WORKER


def _stop(*parts: Part) -> None:
    for part in parts:
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    for part in parts:
        try:
            part.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()
