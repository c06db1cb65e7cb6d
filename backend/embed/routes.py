from collections.abc import Iterable

from flask import Blueprint, Response, current_app, request

from backend.embed.config import widget_config
from backend.embed.prepared import CONFIG_CACHE, PUBLISHED_CACHE, PreparedAnswers
from backend.embed.published import published_entries
from backend.embed.schemas import PublishedPage, WidgetConfig
from backend.foundation.errors import NotFound
from backend.foundation.files import IMMUTABLE, BuiltFile, file_response
from backend.foundation.guards import public
from backend.foundation.requests import answer
from backend.intake.submit import find_door
from backend.touchpoints.catalog import catalog

LAUNCHER = "k.js"
LAUNCHER_CACHE = "public, max-age=600, stale-while-revalidate=86400"
# New ratings change n and mean without a new version of the site.
PUBLISHED_SECONDS = 30.0

files_blueprint = Blueprint("files", __name__)
blueprint = Blueprint("embed", __name__)


@files_blueprint.get(f"/{LAUNCHER}")
@public
def get_launcher() -> Response:
    return file_response(_built(LAUNCHER), LAUNCHER_CACHE)


@files_blueprint.get("/f/<name>")
@public
def get_file(name: str) -> Response:
    """A built file. A launcher kept since before an upgrade asks for files of its own time: it gets today's, unkept."""
    files: dict[str, BuiltFile] = current_app.extensions["built_files"]
    if name in files:
        return file_response(files[name], IMMUTABLE)
    return file_response(_built(_successor(name, files)), "no-cache")


@blueprint.get("/sites/<site_key>")
@public
@answer(WidgetConfig())
def get_config(site_key: str) -> Response:
    site = catalog().site(site_key)
    if site is None:
        raise NotFound("No site has this key. Copy the tag again from the console.")
    return _prepare(site.key, site.version, widget_config(site), float("inf"), CONFIG_CACHE)


@blueprint.get("/sites/<site_key>/touchpoints/<touchpoint_key>/published")
@public
@answer(PublishedPage())
def list_published(site_key: str, touchpoint_key: str) -> Response:
    site, touchpoint = find_door(site_key, touchpoint_key, is_new=False)
    return _prepare(site.key, site.version, published_entries(site, touchpoint), PUBLISHED_SECONDS, PUBLISHED_CACHE)


def _prepare(site_key: str, version: int, value: object, seconds: float, cache: str) -> Response:
    prepared_answers: PreparedAnswers = current_app.extensions["prepared_answers"]
    prepared = prepared_answers.put(request.path, site_key, version, value, seconds, cache)
    response = Response(prepared.body, headers=prepared.headers)
    response.make_conditional(request)
    return response


def _successor(name: str, files: Iterable[str]) -> str:
    """The file that has taken the place of `stem.hash.ending`; the name itself where there is none."""
    stem, _, rest = name.partition(".")
    ending = rest.rpartition(".")[2]
    return next((file for file in files if file.startswith(f"{stem}.") and file.endswith(f".{ending}")), name)


def _built(name: str) -> BuiltFile:
    files: dict[str, BuiltFile] = current_app.extensions["built_files"]
    if name not in files:
        raise NotFound("There is no such file. If this is a fresh installation, run `make build`.")
    return files[name]
