"""Style sheets and pictures of the pages made on the server: the demo shop, the API's pages."""

from pathlib import Path

from flask import Blueprint, Response, current_app

from backend.foundation.errors import NotFound
from backend.foundation.files import BuiltFile, file_response
from backend.foundation.guards import public

PAGE_FILES = Path(__file__).parent / "page_files"

blueprint = Blueprint("page_files", __name__)


@blueprint.get("/pages/f/<name>")
@public
def get_page_file(name: str) -> Response:
    files: dict[str, BuiltFile] = current_app.extensions["page_files"]
    if name not in files:
        raise NotFound("There is no such file.")
    return file_response(files[name], "public, max-age=3600")
