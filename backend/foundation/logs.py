"""Logs: one JSON line an event, with a constant name and fields beside it. Never a visitor's text or address."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from flask import g, has_app_context

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
        }
        if has_app_context() and (request_id := g.get("request_id")):
            line["request_id"] = request_id
        line.update({key: value for key, value in vars(record).items() if key not in _PLAIN})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        # ensure_ascii escapes control characters, so that nothing a stranger sent can forge a line.
        return json.dumps(line, ensure_ascii=True, default=str)


def write_logs(level: str) -> None:
    """Send everything below `backend` to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    logger = logging.getLogger("backend")
    logger.handlers[:], logger.propagate = [handler], False
    logger.setLevel(level.upper())
