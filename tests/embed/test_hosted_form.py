"""A touchpoint's page without JavaScript: asks in every way, loses nothing, stores nothing before it is sent."""

import re
import uuid
from html import unescape

import pytest

from tests.applications import make_app, make_site

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


@pytest.fixture
def path(shop):
    return f"/w/p/{shop.key}/checkout"


@pytest.fixture
def fair(shop, ada):
    """A touchpoint that asks in every way there is."""
    values = {"key": "fair", "stage": "use", "name": {"fi": "Messut"}, "questions": EVERY_KIND, "ask_email": True}
    assert ada.post(f"/touchpoints?site={shop.key}", json=values).status_code == 201
    return f"/w/p/{shop.key}/fair"


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


def test_every_kind_of_question_can_be_answered(shop, ada, fair):
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS, comment="Kiva", email="aino@example.fi"))
    assert sent.status_code == 303
    [one] = stored(ada, shop)
    assert (one["rating"]["value"], one["comment"], one["email"], one["language"]) == (
        4,
        "Kiva",
        "aino@example.fi",
        "fi",
    )
    given = {answer["question"]: answer["value"] for answer in one["answers"]}
    assert given == {"stars": 5, "helped": 0, "happy": 3, "recommend": 0, "easy": 7, "expected": -2}
    assert one["choices"] == {"channel": ["other"], "about": ["price", "pace"]}
    assert one["texts"] == {"why": "Siksi"}
    assert one["page_url"] == f"http://localhost{fair}"


def test_what_she_chose_is_told_on_the_receipt_in_words(shop, fair):
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS))
    told = re.findall(r"<dd[^>]*>([^<]+)</dd>", shop.client.get(sent.headers["Location"]).text)
    assert told == [
        "Tyytyväinen", "5 tähteä viidestä", "Ei", "Siltä väliltä", "0 / 10", "7 / 7", "Paljon huonompi kuin odotin",
        "Muualta", "Hintaa, Vauhtia", "Siksi",
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_chooses_beforehand_and_records_nothing(shop, ada, path, method):
    drawn = shop.client.open(path + "?rating=4&subject=T-1&segment=uusi", method=method)
    assert drawn.status_code == 200
    assert stored(ada, shop) == []
    if method == "GET":
        assert re.findall(r'value="(\d)" checked', drawn.text) == ["4"]
        assert (hidden(drawn, "subject"), hidden(drawn, "segment")) == ("T-1", "uusi")


@pytest.mark.parametrize("rating", ["9", "0", "x", "", "<b>", "4.0"])
def test_a_rating_that_the_scale_does_not_have_is_left_aside(shop, path, rating):
    drawn = shop.client.get(path, query_string={"rating": rating})
    assert drawn.status_code == 200
    assert "checked" not in drawn.text


def test_what_the_link_says_goes_with_the_entry(shop, ada, path):
    shop.client.post(path, data=fill(shop, path, **{"a.rating": "2"}, subject="T-1", segment="u" * 90))
    [one] = stored(ada, shop)
    assert (one["subject"], one["segment"]) == ("T-1", "u" * 60)


def test_sent_twice_it_is_one_entry(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "5"}, comment="Kerran")
    first, again = (shop.client.post(path, data=form) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert len(stored(ada, shop)) == 1


def test_sent_again_with_other_words_she_is_told_and_may_send_it_as_new(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "5"}, comment="Kerran")
    shop.client.post(path, data=form)
    told = shop.client.post(path, data={**form, "comment": "Toisin"})
    assert told.status_code == 422
    assert "jo lähettänyt" in told.text
    assert ">\nToisin</textarea>" in told.text
    assert shop.client.post(path, data={**form, "id": hidden(told), "comment": "Toisin"}).status_code == 303
    assert len(stored(ada, shop)) == 2


@pytest.mark.parametrize("entry_id", ["", "x", "<script>"])
def test_an_id_that_is_none_loses_nothing(shop, ada, path, entry_id):
    assert shop.client.post(path, data={"id": entry_id, "a.rating": "5"}).status_code == 303
    assert len(stored(ada, shop)) == 1


def test_an_empty_form_says_what_to_do(shop, ada, path):
    told = shop.client.post(path, data=fill(shop, path, comment=" \r\n "))
    assert (told.status_code, wrongs(told)) == (422, {"a.rating": "Valitse arvosana tai kirjoita jotain."})
    assert "<title>Virhe: " in told.text
    assert 'href="#a.rating"' in told.text
    assert stored(ada, shop) == []


def test_errors_keep_what_she_wrote_and_chose(shop, ada, fair):
    form = fill(shop, fair, **{**ANSWERS, "a.happy": ""}, comment="Kirjoitin\npitkään <3", email="ei osoite")
    told = shop.client.post(fair, data=form)
    assert told.status_code == 422
    assert set(wrongs(told)) == {"a.happy", "email"}
    assert "Kirjoitin\npitkään &lt;3</textarea>" in told.text
    assert 'value="ei osoite"' in told.text
    assert hidden(told) == form["id"]
    chosen = re.findall(r'id="a\.([^"]+)" name="[^"]+" value="[^"]+" checked', told.text)
    assert chosen == [
        "mood.4", "stars.5", "helped.0", "recommend.0", "easy.7", "expected.-2", "channel.other", "about.price",
        "about.pace",
    ]  # fmt: skip
    assert stored(ada, shop) == []


@pytest.mark.parametrize(("name", "most"), [("comment", 5000), ("a.why", 2000)])
def test_a_text_is_counted_as_it_was_typed(shop, path, name, most):
    """A browser sends two characters for a line end, and up to twelve bytes for one letter."""
    fitting = ("ä\r\n" * most)[: most * 3 // 2]
    assert shop.client.post(path, data=fill(shop, path, **{name: fitting})).status_code == 303
    told = shop.client.post(path, data=fill(shop, path, **{name: "🙂" * (most + 1)}))
    assert told.status_code == 422
    assert f"Tekstissä on {most + 1} merkkiä" in wrongs(told)[name]


@pytest.mark.parametrize("answer", [{"a.rating": "6"}, {"a.rating": "1e0"}, {"a.rating": "²"}])
def test_an_answer_that_is_not_offered_is_refused_in_her_words(shop, path, answer):
    told = shop.client.post(path, data=fill(shop, path, **answer))
    assert (told.status_code, list(wrongs(told))) == (422, ["a.rating"])
    assert "on muuttunut" in wrongs(told)["a.rating"]


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("sv", "en", "sv"),
        ("SV-fi", "en", "sv"),
        ("ja", "en-GB,fi;q=0.5", "en"),
        ("", "de,sv;q=0.8,en;q=0.9", "en"),
        ("", "de", "fi"),
        ("", "", "fi"),
        ("<b>", "*", "fi"),
    ],
)
def test_the_page_speaks_her_language_if_the_site_does(shop, path, asked, accepted, language):
    drawn = shop.client.get(path, query_string={"lang": asked}, headers={"Accept-Language": accepted})
    assert f'<html lang="{language}" dir="ltr"' in drawn.text


def test_the_owners_own_words_stand_in_place_of_ours(shop, ada, fair):
    [touchpoint] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "fair"]
    ada.patch(
        f"/touchpoints/{touchpoint['id']}",
        json={"comment_label": {"fi": "Sana vapaa"}, "email_reason": {"fi": "Arvonta"}, "thanks": {"fi": "Kiitti"}},
    )
    drawn = shop.client.get(fair)
    assert ">Sana vapaa</label>" in drawn.text
    assert ">Arvonta</p>" in drawn.text
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS))
    assert "<h1>Kiitti</h1>" in shop.client.get(sent.headers["Location"]).text


def test_options_are_shuffled_alike_when_the_form_comes_back_and_other_stays_last(shop, ada):
    options = [{"key": key, "text": {"fi": key}} for key in ("other", *"abcdefgh")]
    question = {"key": "which", "kind": "choice", "text": {"fi": "?"}, "options": options, "shuffle": True}
    values = {"key": "mixed", "stage": "use", "name": {"fi": "?"}, "questions": [question]}
    ada.post(f"/touchpoints?site={shop.key}", json=values)
    path = f"/w/p/{shop.key}/mixed"

    def order(response):
        return re.findall(r'id="a.which.([a-z]+)"', response.text)

    drawn = [shop.client.get(path) for _ in range(6)]
    assert len({tuple(order(one)) for one in drawn}) > 1
    assert {order(one)[-1] for one in drawn} == {"other"}
    assert order(shop.client.post(path, data={"id": hidden(drawn[0])})) == order(drawn[0])


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


@pytest.fixture
def limited(fresh_database_url, tmp_path):
    from tests.applications import dispose

    app = make_app(
        fresh_database_url("sqlite"), tmp_path, limits=True, limit_address="2/minute", limit_reading="9/hour"
    )
    yield make_site(app)
    dispose(app)


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


def change(ada, shop, key, **members):
    [row] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == key]
    assert ada.patch(f"/touchpoints/{row['id']}", json=members).status_code == 200


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
