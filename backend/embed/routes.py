from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, current_app, request

from backend.embed.config import widget_config
from backend.embed.frozen import frozen_file
from backend.embed.installation import check_page
from backend.embed.prepared import PUBLISHED_CACHE, Prepared, PreparedAnswers
from backend.embed.published import published_entries
from backend.embed.schemas import PageCheck, PublishedPage, PublishedQuery, WidgetConfig
from backend.embed.sightings import Sightings
from backend.foundation.errors import NotFound
from backend.foundation.files import IMMUTABLE, BuiltFile, file_response
from backend.foundation.guards import public
from backend.foundation.requests import answer, query
from backend.intake.submit import find_door
from backend.touchpoints.catalog import KnownSite, catalog

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


@files_blueprint.get("/k.<version>.js")
@public
def get_frozen_launcher(version: str) -> Response:
    """The launcher of one build, for pages that pin it by its digest: no other may take its place."""
    file = frozen_file(f"k.{version}.js")
    if file is None:
        raise NotFound("This installation never had that version. Copy the tag again from the console.")
    return file_response(file, IMMUTABLE)


@files_blueprint.get("/f/<name>")
@public
def get_file(name: str) -> Response:
    """A built file, of this build or an earlier one. Where neither has it, a launcher gets today's, unkept."""
    file = frozen_file(name)
    if file is not None:
        return file_response(file, IMMUTABLE)
    return file_response(_built(_successor(name, current_app.extensions["built_files"])), "no-cache")


@blueprint.get("/sites/<site_key>")
@public
@answer(WidgetConfig())
def get_config(site_key: str) -> Response:
    site = _site(site_key)
    sightings: Sightings = current_app.extensions["sightings"]
    sightings.note(site.key, request.environ)
    return _respond(_prepared().put(request.path, site.key, site.version, widget_config(site), is_config=True))


@blueprint.get("/sites/<site_key>/check")
@public
@answer(PageCheck())
def get_check(site_key: str) -> Mapping[str, Any]:
    """Whether the page that asks may send to this site. For the install doctor; stores nothing."""
    return check_page(_site(site_key), request.environ)


@blueprint.get("/sites/<site_key>/touchpoints/<touchpoint_key>/published")
@public
@query(PublishedQuery())
@answer(PublishedPage())
def list_published(asked: dict[str, Any], site_key: str, touchpoint_key: str) -> Response:
    site, touchpoint = find_door(site_key, touchpoint_key, is_new=False)
    value = published_entries(site, touchpoint, asked["before"])
    query_string = request.query_string.decode("latin-1")
    prepared = _prepared().put(
        request.path, site.key, site.version, value, PUBLISHED_SECONDS, PUBLISHED_CACHE, query_string
    )
    return _respond(prepared)


def _site(site_key: str) -> KnownSite:
    site = catalog().site(site_key)
    if site is None:
        raise NotFound("No site has this key. Copy the tag again from the console.")
    return site


def _prepared() -> PreparedAnswers:
    found: PreparedAnswers = current_app.extensions["prepared_answers"]
    return found


def _respond(prepared: Prepared) -> Response:
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
