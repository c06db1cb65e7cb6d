"""The app, put together: reads like a table of contents."""

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.console.files import BUILT as CONSOLE_BUILT, read_manifest
from backend.embed.frozen import keep_files, with_frozen_launcher
from backend.embed.prepared import PreparedAnswers
from backend.embed.routes import LAUNCHER
from backend.embed.sightings import Sightings
from backend.feedback.own_models import OwnModels
from backend.feedback.scorer import Scorer
from backend.foundation.data_folder import make_data_folder, warn_of_open_folder
from backend.foundation.database import configure_database, database_driver, is_sqlite
from backend.foundation.errors import handle_errors
from backend.foundation.files import read_built_files
from backend.foundation.guards import refuse_unmarked_routes
from backend.foundation.limits import Limits
from backend.foundation.logs import write_logs
from backend.foundation.one_reading import Readings
from backend.foundation.responses import dress_responses
from backend.foundation.signing import signing_key
from backend.intake.seen import SeenTally
from backend.intake.shortcut import EntryShortcut
from backend.intake.writer import Writer
from backend.moderation.lessons import TextLessons
from backend.moderation.recent import Recent
from backend.notifications.postbox import Postbox
from backend.ops.migrations import LazyMigrate, newest_revision
from backend.ops.page_files import PAGE_FILES
from backend.rooms import ROOMS, VISITOR_ROOMS
from backend.settings import Settings, read_settings
from backend.touchpoints.catalog import Catalog

WIDGET_BUILT = Path(__file__).parent / "embed" / "built"


def create_app(settings: Settings | None = None) -> Flask:
    """The whole service as one WSGI app. Raises SettingsError or Unguarded rather than start half right."""
    settings = settings or read_settings()
    make_data_folder(settings.data)
    app = Flask(__name__, static_folder=None)
    app.extensions["settings"] = settings
    app.extensions["signing_key"] = signing_key(settings.secret_key, settings.data)
    write_logs(settings.log_level)
    warn_of_open_folder(settings.data)
    configure_database(app, settings)
    LazyMigrate(app)
    keep_in_memory(app, settings)
    handle_errors(app, database_driver(app))
    dress_responses(app, settings.prefix)
    open_rooms(app, settings)
    refuse_unmarked_routes(app)
    if settings.trusted_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=settings.trusted_hops, x_host=settings.trusted_hops)  # type: ignore[method-assign]
    return app


def keep_in_memory(app: Flask, settings: Settings) -> None:
    """What a process keeps between requests. Nothing here starts a thread or opens a connection before first use."""
    with app.app_context():
        most_leaders = 1 if is_sqlite() else 2  # PostgreSQL stores two batches of one process at a time
    catalog = Catalog()
    app.extensions["limits"] = Limits(settings)
    app.extensions["readings"] = Readings()
    writers = {kind: write for room in ROOMS for kind, write in room.letters.items()}
    app.extensions["postbox"] = Postbox(settings, writers)
    app.extensions["catalog"] = catalog
    app.extensions["scorer"] = Scorer(settings.scorer, OwnModels(settings.data / "sentiment"))
    app.extensions["recent"] = Recent()
    app.extensions["text_lessons"] = TextLessons()
    app.extensions["writer"] = Writer(settings.group_commit, most_leaders)
    app.extensions["seen_tally"] = SeenTally(app)
    app.extensions["built_files"] = with_frozen_launcher(read_built_files(WIDGET_BUILT), LAUNCHER)
    keep_files(settings.data, app.extensions["built_files"])
    app.extensions["console_files"] = read_built_files(CONSOLE_BUILT)
    app.extensions["console_manifest"] = read_manifest()
    app.extensions["page_files"] = read_built_files(PAGE_FILES)
    app.extensions["newest_revision"] = newest_revision()
    app.extensions["sightings"] = sightings = Sightings(app, catalog)
    prepared_answers = PreparedAnswers(app, catalog, sightings, settings.prefix)
    app.extensions["prepared_answers"] = prepared_answers
    app.wsgi_app = prepared_answers  # type: ignore[method-assign]
    app.extensions["entry_shortcut"] = app.wsgi_app = EntryShortcut(app, settings.prefix)  # type: ignore[method-assign]


def open_rooms(app: Flask, settings: Settings) -> None:
    for blueprint in VISITOR_ROOMS.files:
        app.register_blueprint(blueprint, url_prefix=settings.prefix)
    for blueprint in VISITOR_ROOMS.api:
        app.register_blueprint(blueprint, url_prefix=f"{settings.prefix}/v1")
    for room in ROOMS:
        for blueprint in room.blueprints:
            app.register_blueprint(blueprint)
        for command in room.commands:
            app.cli.add_command(command)
