"""A touchpoint that asks in every way there is, and the form of its page as a browser sends it."""

import re
from html import unescape

EVERY_KIND = [
    {"key": "mood", "kind": "faces", "text": {"fi": "Miltä tuntuu?"}},
    {"key": "stars", "kind": "stars", "text": {"fi": "Tähdet?"}},
    {"key": "helped", "kind": "thumbs", "text": {"fi": "Auttoiko?"}},
    {"key": "happy", "kind": "csat", "text": {"fi": "Oletko tyytyväinen?"}, "required": True},
    {"key": "recommend", "kind": "nps", "text": {"fi": "Suosittelisitko?"}},
    {"key": "easy", "kind": "ces", "text": {"fi": "Oliko helppoa?"}},
    {"key": "expected", "kind": "expectation", "text": {"fi": "Vastasiko odotuksia?"}},
    {
        "key": "channel",
        "kind": "choice",
        "text": {"fi": "Mistä kuulit meistä?"},
        "options": [{"key": "friend", "text": {"fi": "Ystävältä"}}, {"key": "other", "text": {"fi": "Muualta"}}],
    },
    {
        "key": "about",
        "kind": "choice",
        "several": True,
        "text": {"fi": "Mitä se koski?"},
        "options": [{"key": "price", "text": {"fi": "Hintaa"}}, {"key": "pace", "text": {"fi": "Vauhtia"}}],
    },
    {"key": "why", "kind": "text", "text": {"fi": "Miksi?"}},
]
ANSWERS = {
    "a.mood": "4", "a.stars": "5", "a.helped": "0", "a.happy": "3", "a.recommend": "0", "a.easy": "7",
    "a.expected": "-2", "a.channel": "other", "a.about": ["price", "pace"], "a.why": "Siksi",
}  # fmt: skip


def hidden(response, name="id"):
    return re.search(rf'name="{name}" value="([^"]+)"', response.text)[1]


def fill(shop, path, **members):
    """The form as a browser sends it after it was drawn."""
    drawn = shop.client.get(path)
    return {"id": hidden(drawn), "lang": "fi", **members}


def stored(ada, shop):
    return ada.get(f"/feedback?site={shop.key}").json["items"]


def wrongs(response):
    found = re.findall(r'class="wrong" id="wrong-([^"]+)">([^<]+)<', response.text)
    return {name: unescape(text) for name, text in found}


def change(ada, shop, key, **members):
    [row] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == key]
    assert ada.patch(f"/touchpoints/{row['id']}", json=members).status_code == 200
