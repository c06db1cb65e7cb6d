"""A form that goes wrong on its way: nobody's words are lost, and nothing of anybody else's gets in."""

import re
import uuid

import pytest

from tests.embed.hosted_asking import ANSWERS, EVERY_KIND, change, fill, hidden, stored, wrongs


@pytest.mark.parametrize("path", ["/w/p/pk_missing/checkout", "/w/p/{key}/nowhere", "/w/p/{key}/checkout"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_form_that_is_not_open_says_so_in_her_language(shop, ada, path, method):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"is_active": False})
    headers = {"Accept-Language": "sv"}
    told = shop.client.open(path.format(key=shop.key), method=method, data={"a.rating": "4"}, headers=headers)
    assert (told.status_code, told.mimetype) == (404, "text/html")
    assert "Det här formuläret är inte öppet" in told.text


@pytest.mark.parametrize("which", ["form", "sent", "thread"])
def test_a_page_runs_no_script_and_is_kept_by_nobody(shop, path, which):
    sent = shop.client.post(path, data=fill(shop, path, **{"a.rating": "5"}))
    address = {"form": path, "thread": sent.headers["Location"]}
    headers = sent.headers if which == "sent" else shop.client.get(address[which]).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; ")
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


def test_nothing_that_anybody_wrote_becomes_markup(shop, ada, path):
    ada.patch(f"/sites/{shop.id}", json={"name": "<img src=x>"})
    drawn = shop.client.get(path, query_string={"subject": '"><script>', "rating": '"><script>'})
    told = shop.client.post(path, data={"comment": "</textarea><script>", "id": '"><script>', "a.rating": "x"})
    assert told.status_code == 422
    sent = shop.client.post(path, data=fill(shop, path, comment="</blockquote><script>"))
    for page in (drawn, told, shop.client.get(sent.headers["Location"])):
        assert "<script" not in page.text
        assert "<img" not in page.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_a_form_of_another_page_is_drawn_to_be_sent_from_here(shop, ada, path, headers):
    told = shop.client.post(path, data=fill(shop, path, **{"a.rating": "1"}, comment="Haittaa"), headers=headers)
    assert told.status_code == 403
    assert "toiselta sivulta" in told.text
    assert "Haittaa</textarea>" in told.text
    assert stored(ada, shop) == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}],
    ids=["old", "private", "named"],
)
def test_our_own_page_may_send_however_its_browser_says_so(shop, path, headers):
    assert shop.client.post(path, data=fill(shop, path, **{"a.rating": "1"}), headers=headers).status_code == 303


def test_who_sends_too_much_keeps_her_text_and_is_told_to_wait(limited):
    path = f"/w/p/{limited.key}/checkout"
    for _ in range(2):
        assert limited.client.post(path, data={"a.rating": "4"}).status_code == 303
    told = limited.client.post(path, data={"a.rating": "4", "comment": "Tallessa", "lang": "fi"})
    assert (told.status_code, told.mimetype) == (429, "text/html")
    assert int(told.headers["Retry-After"]) > 0
    assert "Odota minuutti" in told.text
    assert "Tallessa</textarea>" in told.text


def test_a_database_that_does_not_answer_loses_no_text(shop, path, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from backend.embed import hosted_form

    def fail(*arguments):
        raise OperationalError("INSERT", {}, Exception("gone"))

    monkeypatch.setattr(hosted_form, "submit", fail)
    told = shop.client.post(path, data=fill(shop, path, comment="Tallessa"))
    assert (told.status_code, told.mimetype) == (503, "text/html")
    assert "Tallessa</textarea>" in told.text
    assert "hetken päästä" in told.text


def test_a_form_of_unheard_of_size_is_refused(shop, path):
    told = shop.client.post(path, data={"comment": "x" * 600_000})
    assert (told.status_code, told.mimetype) == (413, "text/html")


def test_every_entry_id_is_a_new_one(shop, path):
    ids = {hidden(shop.client.get(path)) for _ in range(5)}
    assert len(ids) == 5
    assert all(uuid.UUID(one).version == 4 for one in ids)


def test_a_form_that_was_closed_while_she_wrote_gives_her_words_back(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "4", "a.why": "Siksi"}, comment="Tallessa")
    first = shop.client.post(path, data={**form, "id": str(uuid.uuid4())})
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"is_active": False})
    told = shop.client.post(path, data=form)
    assert (told.status_code, first.status_code) == (404, 303)
    assert "Tämä lomake ei ole auki" in told.text
    assert ">\nTallessa\n\nSiksi</textarea>" in told.text


def test_nothing_is_lost_of_a_form_that_was_drawn_before_the_owner_changed_it(shop, ada, fair):
    form = fill(shop, fair, **ANSWERS, comment="Kiva", email="aino@example.fi")
    asked_now = [EVERY_KIND[3], {**EVERY_KIND[1], "show_if": {"question": "happy", "at_most": 2}}]
    change(ada, shop, "fair", questions=asked_now, ask_comment=False, ask_email=False)
    assert shop.client.post(fair, data=form).status_code == 303
    [one] = stored(ada, shop)
    numbers = {answer["question"]: answer["value"] for answer in one["answers"]}
    numbers["first"] = one["rating"]["value"]
    assert sorted(numbers.values()) == [-2, 0, 0, 3, 4, 5, 7]
    assert one["choices"] == {"channel": ["other"], "about": ["price", "pace"]}
    assert (one["texts"], one["comment"], one["email"]) == ({"why": "Siksi"}, "Kiva", "aino@example.fi")


def test_a_form_that_comes_back_still_holds_what_is_asked_no_more(shop, ada, fair):
    form = fill(shop, fair, **{"a.why": "Siksi", "a.stars": "5"}, comment="Tallessa")
    change(ada, shop, "fair", questions=[EVERY_KIND[3]], ask_comment=False)
    told = shop.client.post(fair, data=form)
    assert (told.status_code, list(wrongs(told))) == (422, ["a.happy"])
    assert re.search(r'name="a.stars" value="5"[^>]* checked', told.text)
    assert ">\nSiksi</textarea>" in told.text
    assert ">\nTallessa</textarea>" in told.text


def test_sent_again_after_it_was_closed_leads_to_the_same_page(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "4"})
    first = shop.client.post(path, data=form)
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"is_active": False})
    assert shop.client.post(path, data=form).headers["Location"] == first.headers["Location"]


def test_a_database_that_is_gone_before_the_form_is_found_loses_no_text(shop, path, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from backend.embed import hosted_routes

    def fail(*arguments):
        raise OperationalError("SELECT", {}, Exception("gone"))

    form = fill(shop, path, comment="Tallessa")
    monkeypatch.setattr(hosted_routes, "find_door", fail)
    told = shop.client.post(path, data=form, headers={"Accept-Language": "sv"})
    assert (told.status_code, told.mimetype) == (503, "text/html")
    assert ">\nTallessa</textarea>" in told.text
    assert '<html lang="fi"' in told.text
    assert int(told.headers["Retry-After"]) > 0
    assert int(shop.client.get(path).headers["Retry-After"]) > 0


def test_who_reads_or_writes_too_much_on_her_page_is_told_how_long_to_wait(limited):
    sent = limited.client.post(f"/w/p/{limited.key}/checkout", data={"a.rating": "4"}).headers["Location"]
    told = [limited.client.post(sent.partition("?")[0] + "/messages", data={"text": "Moi"}) for _ in range(3)]
    assert told[2].status_code == 429
    assert int(told[2].headers["Retry-After"]) > 0
    read = [limited.client.get(sent) for _ in range(10)][-1]
    assert (read.status_code, int(read.headers["Retry-After"]) > 0) == (429, True)
