"""A shop whose customers are known: what they said, what they had expected, what they bought after."""

import urllib.request
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from flask import Flask

from backend.app import create_app
from backend.foundation.database import db
from backend.ops.demo import DEMO_KEY
from backend.sentiment.result import Sentiment
from backend.settings import read_settings
from backend.sites.queries import site_by_key
from tests.insights.history import days_ago, say_each
from tests.journeys.shop import Shop

SAD = Sentiment(-0.7, "negative", 0.9, "fi", None, (), "test")
# So many gave this grade, and would recommend the shop so much.
PEOPLE = ((60, 5, 10), (30, 4, 7), (12, 2, 9), (28, 1, 3))
BEFOREHAND = {"key": "beforehand", "kind": "stars", "text": {"fi": "Mitä odotat?", "sv": "Vad?", "en": "What?"}}
OUTRIGHT = {"key": "gap", "kind": "expectation", "text": {"fi": "Odotuksiin nähden?", "sv": "Och?", "en": "And?"}}


@dataclass(frozen=True)
class _Site:
    app: Flask
    id: uuid.UUID
    key: str = DEMO_KEY


def tell_loyalty(shop: Shop) -> None:
    """Write it all into the running shop."""
    _ask_more(shop, "first-visit", BEFOREHAND)
    _ask_more(shop, "help", OUTRIGHT)
    app = create_app(read_settings(shop.environment))
    with app.app_context():
        site = site_by_key(DEMO_KEY)
        assert site is not None
        here = _Site(app, site.id)
    say_each(here, [*_lately(), *_then()])
    _deeds(shop)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _ask_more(shop: Shop, key: str, question: dict[str, Any]) -> None:
    rows = shop.ask("GET", f"/api/v1/touchpoints?site={DEMO_KEY}")["items"]
    [found] = [row for row in rows if row["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{found['id']}", {"questions": [*found["questions"], question]})


def _lately():
    """In these weeks: those who are sad write of the delivery, the others of the price."""
    for n, stars, recommend in PEOPLE:
        for number in range(n):
            sad = stars < 3
            comment = "Toimitus kesti aivan liian kauan" if sad else "Hinta oli edullinen"
            more = {"comment": comment, "sentiment": SAD} if sad else {"comment": comment}
            person = {"customer": f"n-{stars}-{number}"}
            yield 4, 30, "first-visit", {"answers": {"beforehand": 4}, **person}
            yield stars, 20, "checkout", {"answers": {"recommend": recommend}, **more, **person}
            yield max(1, stars - number % 2), 10, "help", {"answers": {"gap": number % 3 - 1}, **person}


def _then():
    """Half a year ago, so that it is known what they did after."""
    for n, stars, recommend in PEOPLE:
        for number in range(n):
            yield stars, 140, "checkout", {"answers": {"recommend": recommend}, "customer": f"o-{stars}-{number}"}


def _deeds(shop: Shop) -> None:
    lines = ["key,customer,kind,occurred_at"]
    for n, stars, _ in PEOPLE:
        for number in range(n):
            customer = f"o-{stars}-{number}"
            lines.append(f"first-{customer},{customer},purchase,{_moment(140)}")
            if number % 10 < 2 * stars - 1:
                lines.append(f"again-{customer},{customer},renewal,{_moment(100)}")
            elif number % 3 == 0:
                lines.append(f"end-{customer},{customer},cancellation,{_moment(90)}")
    headers = {"Authorization": f"Bearer {shop.token}", "Content-Type": "text/csv"}
    address = f"{shop.url}/api/v1/customer-events/imports?site={DEMO_KEY}"
    request = urllib.request.Request(address, "\n".join(lines).encode(), headers)  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        assert response.status == 201


def _moment(ago: int) -> str:
    return datetime.combine(days_ago(ago), time(13), UTC).isoformat()
