"""Touchpoints made for one test, each on a page of somebody else's."""

import time
import uuid
from typing import Any

from backend.ops.demo import DEMO_KEY
from tests.journeys.foreign import ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop


def question(key: str, kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "text": {"fi": text, "en": text}, **more}


def option(key: str, text: str) -> dict[str, Any]:
    return {"key": key, "text": {"fi": text, "en": text}}


def add_touchpoint(shop: Shop, questions: list[dict[str, Any]], **more: Any) -> str:
    """A new touchpoint of the demo site, known to the server's processes; its key."""
    key = f"t-{uuid.uuid4().hex[:8]}"
    wanted = {"key": key, "name": {"fi": key}, "stage": "use", "questions": questions, **more}
    shop.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", wanted)
    # A server process looks once a second whether a site has changed.
    time.sleep(1.1)
    return key


def put_page(site: ForeignSite, shop: Shop, key: str, place: str | None = None, below: str = "", tag: str = "") -> str:
    """A page with this touchpoint in it, under an address of its own."""
    place = f'<div data-kohtaamo="{key}"></div>' if place is None else place
    return site.put(f"/{key}", page_of(tag or tag_of(shop.url), place, below))
