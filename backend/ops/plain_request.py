"""A page's new entry as an HTTP request that nobody can read in two ways: read here, at a tenth of what it costs else.

Nothing is refused here. Whatever is written in any other way than nearly all browsers and proxies write it, or needs a
thought, is UNUSUAL and left to gunicorn's parser, which gets every byte of it.
"""

import enum
import re
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from gunicorn.http.message import _ip_in_allow_list

from backend.foundation.requests import BEACON_TYPES, MAX_BODY

Environ = dict[str, Any]

LONGEST_HEAD, MOST_FIELDS = 8000, 60
MOST_BYTES = LONGEST_HEAD + MAX_BODY
# One space after the colon, visible ASCII, no name with `_`, which a WSGI server could mistake for one with `-`.
_FIELDS = re.compile(rb"(?:[A-Za-z0-9-]+: [!-~](?:[ -~]*[!-~])?\r\n)+")
_LENGTH = re.compile(r"[1-9][0-9]{0,5}")
# What speaks of another framing, of another protocol, or of somebody who must show who he is.
_OF_OTHERS = frozenset(
    {"AUTHORIZATION", "CONTENT-ENCODING", "EXPECT", "HTTP2-SETTINGS", "TE", "TRAILER", "TRANSFER-ENCODING", "UPGRADE"}
)


class Unread(enum.Enum):
    UNUSUAL = "gunicorn's own parser has to read it"
    INCOMPLETE = "it may become a plain entry when the rest has come"


class PlainRequests:
    """Reads what comes for one path. `cfg` is gunicorn's configuration."""

    def __init__(self, path: str, cfg: Any) -> None:
        self._path, self._cfg = path, cfg
        self.begins_with = f"POST {path} HTTP/1.1\r\n".encode("ascii")
        self._always = {
            "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": cfg.workers > 1,
            "wsgi.run_once": False,
            "wsgi.input_terminated": True,
            "REQUEST_METHOD": "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "RAW_URI": path,
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
        }

    def read(self, data: bytes, peer: tuple[Any, ...], here: tuple[Any, ...]) -> Environ | Unread:
        """The WSGI environment of the one request that `data` is, or why it is not read here."""
        if not data.startswith(self.begins_with):
            return Unread.UNUSUAL
        head, separator, body = data.partition(b"\r\n\r\n")
        if len(head) > LONGEST_HEAD:
            return Unread.UNUSUAL
        if not separator:
            return Unread.INCOMPLETE
        fields = _named(head[len(self.begins_with) :] + b"\r\n")
        scheme = self._scheme(fields, peer) if fields else None
        if not fields or scheme is None or not _is_plain(fields):
            return Unread.UNUSUAL
        missing = int(fields["CONTENT-LENGTH"]) - len(body)
        if missing:  # fewer than none: the next request is there already
            return Unread.INCOMPLETE if missing > 0 else Unread.UNUSUAL
        return self._environ(fields, scheme, body, peer, here)

    def _scheme(self, fields: Mapping[str, str], peer: tuple[Any, ...]) -> str | None:
        """As gunicorn takes it from a proxy that the operator trusts; None if two such fields are there."""
        secure: Mapping[str, str] = self._cfg.secure_scheme_headers
        told = [name for name in secure if name in fields]
        if not told or not _ip_in_allow_list(
            peer[0], self._cfg.forwarded_allow_ips, self._cfg.forwarded_allow_networks()
        ):
            return "http"
        if len(told) > 1:
            return None
        return "https" if fields[told[0]] == secure[told[0]] else "http"

    def _environ(
        self, fields: Mapping[str, str], scheme: str, body: bytes, peer: tuple[Any, ...], here: tuple[Any, ...]
    ) -> Environ:
        environ: Environ = {"HTTP_" + name.replace("-", "_"): value for name, value in fields.items()}
        environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE")
        environ["CONTENT_LENGTH"] = environ.pop("HTTP_CONTENT_LENGTH")
        environ.update(self._always)
        environ["wsgi.input"], environ["wsgi.url_scheme"] = BytesIO(body), scheme
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = peer[0], str(peer[1])
        environ["SERVER_NAME"], environ["SERVER_PORT"] = here[0], str(here[1])
        return environ


def _named(block: bytes) -> dict[str, str] | None:
    """The fields by their names in capitals; None if one is written unusually or stands twice."""
    if not _FIELDS.fullmatch(block):
        return None
    lines = block.decode("ascii").split("\r\n")[:-1]
    fields = {name.upper(): value for name, _, value in [line.partition(": ") for line in lines]}
    return fields if len(fields) == len(lines) <= MOST_FIELDS else None


def _is_plain(fields: Mapping[str, str]) -> bool:
    length = fields.get("CONTENT-LENGTH", "")
    return (
        _OF_OTHERS.isdisjoint(fields)
        and "HOST" in fields
        and fields.get("CONNECTION", "keep-alive").lower() == "keep-alive"
        and fields.get("CONTENT-TYPE", "").partition(";")[0].strip().lower() in BEACON_TYPES
        and _LENGTH.fullmatch(length) is not None
        and int(length) <= MAX_BODY
    )
