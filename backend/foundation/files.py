"""Built files: a small set, read once at start and answered from memory."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Response, request

IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class BuiltFile:
    body: bytes
    media_type: str
    etag: str


def read_built_files(folder: Path) -> dict[str, BuiltFile]:
    """Every built file by its name; empty when nothing has been built yet."""
    if not folder.is_dir():
        return {}
    names = [path for path in folder.iterdir() if path.is_file() and path.name != "manifest.json"]
    return {path.name: built_file(path.name, path.read_bytes()) for path in names}


def built_file(name: str, body: bytes) -> BuiltFile:
    media_type = {".js": "text/javascript; charset=utf-8", ".json": "application/json"}.get(Path(name).suffix)
    return BuiltFile(
        body,
        media_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
        hashlib.sha256(body).hexdigest()[:24],
    )


def file_response(file: BuiltFile, cache: str) -> Response:
    response = Response(file.body, content_type=file.media_type)
    response.headers["Cache-Control"] = cache
    response.set_etag(file.etag)
    response.make_conditional(request)
    return response
