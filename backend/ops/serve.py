"""`flask serve`: migrate, make sure there is something to see, and run server and worker until one Ctrl-C."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

import click
from flask import Flask

from backend.ops.demo import ensure_demo
from backend.settings import Settings

STOP_WITHIN_SECONDS = 35


def serve(app: Flask, settings: Settings, demo: bool) -> int:
    """Run until SIGINT or SIGTERM; 0 when stopped on purpose, else the exit status of the part that died."""
    prepare(app, settings, demo)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:backend.ops.gunicorn", "wsgi:app"], start_new_session=True
    )
    worker = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi:app", "work"], start_new_session=True)
    return _wait([server, worker])


def prepare(app: Flask, settings: Settings, demo: bool) -> None:
    from flask_migrate import upgrade  # loads Alembic

    with app.app_context():
        upgrade()
        link = ensure_demo() if demo else None
    address = settings.address
    if not settings.limits:
        click.secho(
            "LIMITS ARE OFF (KOHTAAMO_LIMITS=off): only for load tests on a machine of your own.", fg="red", bold=True
        )
    click.echo(f"\nKohtaamo is at {address}")
    if demo:
        click.echo(f"  a shop with the tag:  {address}/demo")
    click.echo(f"  the staff's console:  {address}/console/")
    click.echo(f"  the API for programs: {address}/api/docs")
    if link:
        click.echo(f"\nSign in once, within 7 days, as {link.email}:\n  {address}/console/#/welcome/{link.token}")
    click.echo("\nStop with Ctrl-C.", nl=True)
    sys.stdout.flush()


def _wait(parts: Sequence[subprocess.Popen[bytes]]) -> int:
    """Until asked to stop, or until one part dies: then the other is stopped too, so that nothing runs half."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(0.5):
        if any(part.poll() is not None for part in parts):
            break
    failed = [part.returncode for part in parts if part.poll() is not None]
    _stop(parts)
    if failed:
        click.echo("A part of Kohtaamo stopped by itself; its last words stand above.", err=True)
        return failed[0] or 1
    click.echo("Stopped.")
    return 0


def _stop(parts: Sequence[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    for part in parts:
        try:
            part.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()
