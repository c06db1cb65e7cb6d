"""What a visitor writes on: told by two headers, kept as one of three words."""

import uuid

import pytest

from backend.intake.device import LONGEST, MOST_REMEMBERED, _told, device_of
from tests.applications import make_person
from tests.embed.hosted_asking import fill

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
    "Mobile/15E148 Safari/604.1"
)
OLD_IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 "
    "Mobile/15E148 Safari/604.1"
)
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
ANDROID_PHONE = f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36"
ANDROID_TABLET = f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537.36"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36"
LINUX = f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36"
AGENTS = {
    "iPhone": (IPHONE, "phone"),
    "iPod": (IPHONE.replace("iPhone;", "iPod touch;"), "phone"),
    "an iPad of before 2019": (OLD_IPAD, "tablet"),
    "an iPad of today, which says Macintosh": (SAFARI, "computer"),
    "Chrome on an iPhone": (IPHONE.replace("Version/17.5", "CriOS/126.0.6478.54"), "phone"),
    "Chrome on an Android phone": (ANDROID_PHONE, "phone"),
    "Chrome on an Android tablet": (ANDROID_TABLET, "tablet"),
    "Samsung's browser on a phone": (ANDROID_PHONE.replace("Chrome/", "SamsungBrowser/25.0 Chrome/"), "phone"),
    "Samsung's browser on a tablet": (ANDROID_TABLET.replace("Chrome/", "SamsungBrowser/25.0 Chrome/"), "tablet"),
    "Firefox on an Android phone": ("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "phone"),
    "Firefox on an Android tablet": ("Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0", "tablet"),
    "a phone by Cubot": (ANDROID_PHONE.replace("K)", "CUBOT NOTE 20)"), "phone"),
    "an app's own view on a phone": (ANDROID_PHONE.replace("K)", "Pixel 8; wv)"), "phone"),
    "Amazon's tablet": (ANDROID_TABLET.replace("Chrome/", "Silk/120.1 like Chrome/"), "tablet"),
    "Windows Phone, which also says Android": (
        ANDROID_PHONE.replace("(Linux; Android 10; K)", "(Windows Phone 10.0; Android 6.0.1; Lumia 950)"), "phone",
    ),
    "KaiOS": ("Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5", "phone"),
    "Chrome on Windows": (WINDOWS, "computer"),
    "Edge": (f"{WINDOWS} Edg/126.0.0.0", "computer"),
    "an old Windows, which says Tablet PC": (
        "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0; Tablet PC 2.0)", "computer",
    ),
    "Firefox on a Mac": (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0", "computer",
    ),
    "Safari on a Mac": (SAFARI, "computer"),
    "Firefox on Linux": ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "computer"),
    "ChromeOS": (LINUX.replace("Linux x86_64", "CrOS x86_64 14541.0.0"), "computer"),
    "Googlebot as a phone": (
        f"{ANDROID_PHONE} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", None,
    ),
    "bingbot": (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36", None,
    ),
    "a browser that nobody looks at": (LINUX.replace("Chrome/", "HeadlessChrome/"), None),
    "a television by Samsung": (
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) Version/6.5 TV Safari/537.36",
        None,
    ),
    "a television with Android": (ANDROID_TABLET.replace("K)", "BRAVIA 4K VH21)"), None),
    "a program": ("python-requests/2.32.3", None),
    "another": ("curl/8.8.0", None),
    "none": ("", None),
    "blank": ("   ", None),
    "garbage": ("\x7f☃%00'; DROP TABLE feedback; --", None),
    "10 kB that tells at its end": ("a" * 10_000 + "iPhone", None),
    "10 kB that tells in its beginning": (IPHONE + "a" * 10_000, "phone"),
}  # fmt: skip


@pytest.mark.parametrize(("agent", "device"), AGENTS.values(), ids=AGENTS.keys())
def test_the_class_of_a_device_is_told_by_its_user_agent(agent, device):
    assert device_of({"HTTP_USER_AGENT": agent}) == device


@pytest.mark.parametrize(
    ("hint", "agent", "device"),
    [
        ("?1", "", "phone"),
        ("?1", "Our shop 4.2", "phone"),
        ("?0", "", None),
        ("?0", ANDROID_TABLET, "tablet"),
        ("?0", WINDOWS, "computer"),
        ("?1", f"{ANDROID_PHONE} Googlebot/2.1", None),
        ("yes", WINDOWS, "computer"),
        ("?1" * 5_000, "", None),
    ],
)
def test_the_hint_that_it_is_a_phone_tells_where_the_user_agent_does_not(hint, agent, device):
    assert device_of({"HTTP_SEC_CH_UA_MOBILE": hint, "HTTP_USER_AGENT": agent}) == device


def test_without_any_header_it_is_unknown():
    assert device_of({}) is None


def test_what_is_remembered_has_an_end():
    for number in range(MOST_REMEMBERED + 50):
        device_of({"HTTP_USER_AGENT": f"{number}" + "x" * 10_000, "HTTP_SEC_CH_UA_MOBILE": f"{number}" * 1_000})
    told = _told.cache_info()
    assert (told.maxsize, told.currsize) == (MOST_REMEMBERED, MOST_REMEMBERED)
    assert LONGEST < 1_000


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def leave(shop, agent, **members):
    sent = shop.send(shop.entry(**members), headers={"User-Agent": agent})
    assert sent.status_code == 201, sent.text
    return sent.json


def devices(ada, shop, asked=""):
    return [row["device"] for row in ada.get(f"/feedback?site={shop.key}{asked}").json["items"]]


def test_staff_see_it_in_list_and_conversation_and_its_author_does_not(shop, ada):
    left = leave(shop, IPHONE, comment="Hidas.")
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["device"] == ada.get(f"/feedback/{row['id']}").json["device"] == "phone"
    assert "device" not in shop.client.get(f"/w/v1/threads/{left['thread_key']}").json


def test_the_page_without_scripts_stores_it(shop, ada):
    path = f"/w/p/{shop.key}/checkout"
    filled = fill(shop, path, **{"a.rating": "2"})
    assert shop.client.post(path, data=filled, headers={"User-Agent": ANDROID_TABLET}).status_code == 303
    assert devices(ada, shop) == ["tablet"]


def test_a_page_cannot_say_it_itself(shop, ada):
    leave(shop, WINDOWS, device="phone")
    leave(shop, WINDOWS, device={"a": [1]})
    assert devices(ada, shop) == ["computer", "computer"]


def test_a_program_tells_it_or_nobody_does(app, shop, ada):
    token = make_person(app, shop, "owner", ["submit"]).token
    till = {"headers": {"Authorization": f"Bearer {token}", "User-Agent": IPHONE}, "origin": None}
    assert shop.send(shop.entry(), **till).status_code == 201
    assert shop.send(shop.entry(device="tablet"), **till).status_code == 201
    assert devices(ada, shop) == ["tablet", None]
    refused = shop.send(shop.entry(device="toaster"), **till)
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, "device")
    assert "phone, tablet, computer" in refused.json["invalid_params"][0]["reason"]


def test_the_same_entry_from_another_browser_is_the_same(shop, ada):
    entry = shop.entry(id=str(uuid.uuid4()))
    first, again = (shop.send(entry, headers={"User-Agent": agent}) for agent in (IPHONE, WINDOWS))
    assert first.json == again.json
    assert devices(ada, shop) == ["phone"]


def test_an_odd_word_for_it_finds_nothing_and_says_why(ada, shop):
    refused = ada.get(f"/feedback?site={shop.key}&device=toaster")
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, "device.0")


def test_the_inbox_can_be_narrowed_to_devices(shop, ada):
    for agent in (IPHONE, ANDROID_TABLET, WINDOWS, "curl/8.8.0"):
        leave(shop, agent)
    assert devices(ada, shop, "&device=phone") == ["phone"]
    assert devices(ada, shop, "&device=tablet&device=phone") == ["tablet", "phone"]
