"""The demo shop: a site with one touchpoint a stage, and an ordinary page that carries the real tag."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request
from sqlalchemy import func, select, text

from backend.accounts.invite import create_staff
from backend.accounts.models import Staff
from backend.accounts.sign_in import make_link
from backend.foundation.database import db, is_sqlite, writing
from backend.foundation.errors import NotFound
from backend.foundation.guards import public
from backend.sites.manage import add_member, create_site
from backend.sites.models import Site
from backend.sites.queries import site_by_key
from backend.touchpoints.journey import add_default_stages, create_touchpoint

blueprint = Blueprint("demo", __name__, template_folder="templates")

DEMO_KEY, DEMO_OWNER = "pk_demo", "owner@demo.example"
PAGE_POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"


@dataclass(frozen=True)
class SignInLink:
    email: str
    token: str


TOUCHPOINTS: list[dict[str, Any]] = [
    {
        "key": "first-visit",
        "stage": "image",
        "name": {"fi": "Ensivaikutelma", "sv": "Första intrycket", "en": "First impression"},
        "placement": "floating",
        "pages": ["/demo*"],
        "ask_permission": True,
        "revenue_value": 2,
        "commitment_value": 3,
        "launcher": {"fi": "Anna palautetta", "sv": "Tyck till", "en": "Feedback"},
        "questions": [
            {
                "key": "mood",
                "kind": "faces",
                "text": {
                    "fi": "Miltä kauppamme tuntuu?",
                    "sv": "Vad tycker du om vår butik?",
                    "en": "How does our shop feel to you?",
                },
            }
        ],
    },
    {
        "key": "checkout",
        "stage": "purchase",
        "name": {"fi": "Kassa", "sv": "Kassan", "en": "Checkout"},
        "placement": "inline",
        "revenue_value": 5,
        "commitment_value": 3,
        "ask_email": True,
        "questions": [
            {
                "key": "rating",
                "kind": "stars",
                "text": {
                    "fi": "Miten tilaaminen sujui?",
                    "sv": "Hur gick beställningen?",
                    "en": "How did ordering go?",
                },
            },
            {
                "key": "reason",
                "kind": "choice",
                "text": {"fi": "Mistä se johtui?", "sv": "Vad berodde det på?", "en": "What was it about?"},
                "options": [
                    {"key": "price", "text": {"fi": "Hinta", "sv": "Priset", "en": "Price"}},
                    {"key": "payment", "text": {"fi": "Maksaminen", "sv": "Betalningen", "en": "Payment"}},
                    {"key": "delivery", "text": {"fi": "Toimitus", "sv": "Leveransen", "en": "Delivery"}},
                    {"key": "site", "text": {"fi": "Verkkokaupan käyttö", "sv": "Webbutiken", "en": "Using the site"}},
                    {"key": "other", "text": {"fi": "Jokin muu", "sv": "Något annat", "en": "Something else"}},
                ],
                "several": True,
                "show_if": {"question": "rating", "at_least": None, "at_most": 3, "any_of": None},
            },
            {
                "key": "recommend",
                "kind": "nps",
                "text": {
                    "fi": "Kuinka todennäköisesti suosittelisit meitä ystävälle?",
                    "sv": "Hur troligt är det att du rekommenderar oss till en vän?",
                    "en": "How likely are you to recommend us to a friend?",
                },
            },
        ],
    },
    {
        "key": "help",
        "stage": "use",
        "name": {"fi": "Ohjeet", "sv": "Instruktioner", "en": "Help pages"},
        "placement": "inline",
        "revenue_value": 1,
        "commitment_value": 5,
        "questions": [
            {
                "key": "rating",
                "kind": "stars",
                "text": {
                    "fi": "Auttoiko tämä ohje?",
                    "sv": "Hjälpte den här instruktionen?",
                    "en": "Did this page help?",
                },
            },
            {
                "key": "missing",
                "kind": "text",
                "text": {
                    "fi": "Mitä jäit kaipaamaan?",
                    "sv": "Vad saknade du?",
                    "en": "What was missing?",
                },
            },
        ],
    },
]


def ensure_demo() -> SignInLink | None:
    """Make the demo site and its owner if there is no site yet; the owner's first sign-in link, once."""
    with writing():
        if not is_sqlite():  # of two servers that start at once the second waits, and finds the first one's site
            db.session.execute(text("SELECT pg_advisory_xact_lock(7211031)"))
        if db.session.scalar(select(func.count()).select_from(Site)):
            return None
        site = create_site({"name": "Demo", "languages": ["fi", "sv", "en"], "default_language": "fi"}, key=DEMO_KEY)
        add_default_stages(site)
        for values in TOUCHPOINTS:
            create_touchpoint(site, values)
        owner = db.session.scalar(select(Staff).where(Staff.email == DEMO_OWNER)) or create_staff(DEMO_OWNER, "Aino")
        add_member(site, owner.id, "owner")
        return SignInLink(owner.email, make_link(owner))


@blueprint.get("/demo")
@public
def get_demo() -> Response:
    return _page("demo.html", "demo")


@blueprint.get("/demo/help")
@public
def get_demo_help() -> Response:
    return _page("demo_help.html", "help")


@blueprint.get("/")
@public
def get_front() -> Any:
    return redirect("/console/", 302)


def _page(template: str, name: str) -> Response:
    if site_by_key(DEMO_KEY) is None:
        raise NotFound("The demo site does not exist here.")
    language = request.args.get("lang", "fi")
    language = language if language in {"fi", "en"} else "fi"
    prefix = current_app.extensions["settings"].prefix
    html = render_template(template, language=language, site_key=DEMO_KEY, prefix=prefix, page=name)
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response
