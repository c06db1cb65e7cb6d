"""The conversation's page without JavaScript: everything its JSON routes can do, by forms that a reload repeats not."""

import re
from html import unescape

import pytest

TAGS = {
    "key": "about",
    "kind": "choice",
    "several": True,
    "required": True,
    "text": {"fi": "Mikä meni pieleen?"},
    "options": [{"key": "price", "text": {"fi": "Hinta"}}, {"key": "pace", "text": {"fi": "Vauhti"}}],
    "show_if": {"question": "stars", "at_most": 2},
}
STARS = {"key": "stars", "kind": "stars", "text": {"fi": "Miten meni?"}}
WHY = {"key": "why", "kind": "text", "text": {"fi": "Miksi hinta?"}}
WHY["show_if"] = {"question": "about", "any_of": ["price"]}


@pytest.fixture
def fair(shop, ada):
    values = {"key": "fair", "stage": "use", "name": {"fi": "Messut"}, "ask_permission": True}
    ada.post(f"/touchpoints?site={shop.key}", json={**values, "questions": [STARS, TAGS, WHY]})
    return f"/w/p/{shop.key}/fair"


class Page:
    """A visitor's own page, worked as a browser without JavaScript does."""

    def __init__(self, shop, path, **members):
        self.shop = shop
        sent = shop.client.post(path, data={"lang": "fi", **members})
        assert sent.status_code == 303, sent.text
        self.path = sent.headers["Location"].partition("?")[0]

    @property
    def key(self):
        return self.path.rpartition("/")[2]

    @property
    def text(self):
        return unescape(self.get().text)

    @property
    def status(self):
        return re.search(r'<span class="status (\w+)"', self.text)[1]

    def get(self, more="", **options):
        return self.shop.client.get(self.path + more, **options)

    def post(self, deed, **members):
        return self.shop.client.post(f"{self.path}/{deed}", data=members)

    def do(self, deed, **members):
        """A deed that succeeds; what the page says of it."""
        answered = self.post(deed, **members)
        assert answered.status_code == 303, answered.text
        return unescape(self.shop.client.get(answered.headers["Location"]).text)

    def message_id(self):
        return re.search(r'name="id" value="([^"]+)"', self.text)[1]


@pytest.fixture
def bad(shop, fair):
    return Page(shop, fair, **{"a.stars": "1"}, comment="Kesti kauan")


@pytest.fixture
def good(shop, fair):
    return Page(shop, fair, **{"a.stars": "5"}, comment="Ihana kauppa")


@pytest.fixture
def feedback_of(shop):
    def find(page):
        from backend.feedback.queries import find_by_thread_key

        with shop.app.app_context():
            return str(find_by_thread_key(page.key).id)

    return find


@pytest.fixture
def answer(ada, feedback_of):
    return lambda page, text="Pahoittelut": ada.post(
        f"/feedback/{feedback_of(page)}/messages", json={"text": text, "visibility": "private"}
    )


def test_the_receipt_says_that_it_arrived_and_under_which_code(shop, fair, ada):
    sent = shop.client.post(fair, data={"a.stars": "4"})
    told = shop.client.get(sent.headers["Location"]).text
    assert "Vastauksesi on perillä." in told
    [one] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert f"Tunnus {one['reference']}" in told


def test_the_status_follows_what_is_done_with_it(bad, ada, answer, feedback_of):
    assert bad.status == "received"
    ada.call("PUT", f"/feedback/{feedback_of(bad)}/read")
    assert bad.status == "read"
    answer(bad)
    assert bad.status == "answered"
    assert "Pahoittelut" in bad.text
    ada.patch(f"/feedback/{feedback_of(bad)}", json={"case": "solved"})
    assert bad.status == "solved"


def test_a_note_of_the_staff_is_never_on_it(bad, ada, feedback_of):
    ada.post(f"/feedback/{feedback_of(bad)}/messages", json={"text": "Vain meille", "visibility": "note"})
    assert "Vain meille" not in bad.text


def test_who_was_not_pleased_is_asked_why_and_nobody_else(bad, good):
    assert "Mikä meni pieleen?" in bad.text
    assert "Mikä meni pieleen?" not in good.text


def test_a_further_answer_may_ask_further(bad, ada, shop, feedback_of):
    bad.do("steps", **{"a.about": ["price", "pace"]})
    assert "Hinta, Vauhti" in bad.text
    assert "Miksi hinta?" in bad.text
    bad.do("steps", **{"a.why": "Kallis"})
    assert "Kertoisitko vielä" not in bad.text
    told = ada.get(f"/feedback/{feedback_of(bad)}").json
    assert (told["choices"], told["texts"]) == ({"about": ["price", "pace"]}, {"why": "Kallis"})


def test_a_further_question_that_must_be_answered_says_so(bad):
    told = bad.post("steps")
    assert told.status_code == 422
    assert "Vastaa tähän kysymykseen." in told.text


def test_once_somebody_answered_no_further_question_is_asked(bad, answer):
    answer(bad)
    assert "Mikä meni pieleen?" not in bad.text


def test_she_writes_more_and_sending_twice_is_one_message(bad, ada, feedback_of):
    members = {"id": bad.message_id(), "text": "Vielä yksi\r\nasia"}
    assert "Viestisi on perillä." in bad.do("messages", **members)
    bad.do("messages", **members)
    [message] = ada.get(f"/feedback/{feedback_of(bad)}").json["messages"]
    assert message["text"] == "Vielä yksi\nasia"


@pytest.mark.parametrize(("text", "wrong"), [("  ", "Kirjoita ensin jotain."), ("x" * 5001, "Tekstissä on 5001")])
def test_a_message_that_cannot_be_sent_is_kept_in_its_box(bad, text, wrong):
    told = bad.post("messages", text=text)
    assert told.status_code == 422
    assert wrong in told.text
    assert f">\n{text}</textarea>" in told.text


def test_after_an_answer_she_rates_again_and_the_first_rating_stays(bad, answer, ada, feedback_of):
    assert "Auttoiko vastaus?" not in bad.text
    answer(bad)
    assert "Auttoiko vastaus?" in bad.text
    bad.do("rating", **{"a.stars": "4"})
    told = ada.get(f"/feedback/{feedback_of(bad)}").json
    assert (told["rating"]["value"], told["second_rating"]) == (1, 4)
    assert re.search(r'value="4" checked', bad.text)


@pytest.mark.parametrize("value", ["", "9", "x"])
def test_a_second_rating_off_the_scale_is_refused(bad, answer, value):
    answer(bad)
    assert bad.post("rating", **{"a.stars": value}).status_code == 422


def test_leave_to_publish_is_asked_after_praise_alone(bad, good):
    assert "Saammeko julkaista" in good.text
    assert "Saammeko julkaista" not in bad.text


def test_leave_is_given_under_a_name_seen_before_and_taken_back(good, ada, feedback_of):
    def told():
        one = ada.get(f"/feedback/{feedback_of(good)}").json
        return one["permission"], one["shown_name"]

    assert "Nimetön" in good.text
    good.do("permission", granted="yes", shown_name="Aino")
    assert told() == (True, "Aino")
    assert re.search(r"<figcaption[^>]*>Aino, ", good.text)
    good.do("permission", granted="no")
    assert told() == (False, None)
    assert "Kommenttiasi ei julkaista." in good.text
    good.do("permission", granted="yes", shown_name=" ")
    assert told() == (True, None)


def test_a_name_that_is_too_long_is_kept_in_its_field(good):
    told = good.post("permission", granted="yes", shown_name="A" * 61)
    assert told.status_code == 422
    assert f'value="{"A" * 61}"' in told.text


def test_withdrawing_can_be_undone(bad, ada, feedback_of):
    assert "Vastauksesi on peruttu." in bad.do("withdrawal", withdrawn="yes")
    assert bad.status == "withdrawn"
    assert ada.get(f"/feedback/{feedback_of(bad)}").json["withdrawn_at"]
    assert "taas voimassa" in bad.do("withdrawal", withdrawn="no")
    assert ada.get(f"/feedback/{feedback_of(bad)}").json["withdrawn_at"] is None


def test_erasing_asks_first_and_then_leaves_nothing(shop, bad, ada, feedback_of):
    feedback_id = feedback_of(bad)
    asked = bad.get("/erase")
    assert "Poistetaanko vastauksesi?" in asked.text
    assert ada.get(f"/feedback/{feedback_id}").status_code == 200, "asking erases nothing"
    erased = bad.post("erase")
    assert erased.status_code == 303
    assert "Vastauksesi on poistettu" in shop.client.get(erased.headers["Location"]).text
    assert ada.get(f"/feedback/{feedback_id}").status_code == 404
    gone = bad.get(headers={"Accept-Language": "en"})
    assert (gone.status_code, gone.mimetype) == (404, "text/html")
    assert "There is nothing here" in gone.text


def test_the_page_of_an_erasure_leads_back_while_nothing_is_erased(bad):
    assert bad.get("/erased").headers["Location"].endswith(bad.path)


@pytest.mark.parametrize("deed", ["messages", "steps", "rating", "permission", "withdrawal", "erase"])
def test_without_the_key_nothing_can_be_done(shop, deed):
    told = shop.client.post(f"/w/t/tk_guessed/{deed}", data={"text": "Tallessa"})
    assert (told.status_code, told.mimetype) == (404, "text/html")


def test_looking_changes_nothing(bad, ada, feedback_of):
    before = ada.get(f"/feedback/{feedback_of(bad)}").json
    for more in ("", "?done=sent", "/erase", "/erased"):
        bad.get(more)
        bad.shop.client.head(bad.path + more)
    assert ada.get(f"/feedback/{feedback_of(bad)}").json == before


@pytest.mark.parametrize("done", ["nonsense", "<b>", "title"])
def test_the_address_cannot_put_words_on_the_page(bad, done):
    assert 'role="status"' not in bad.get(f"?done={done}").text


def test_the_link_to_herself_holds_the_address_of_the_page(bad):
    [link] = re.findall(r'href="(mailto:[^"]+)"', bad.text)
    assert link.startswith("mailto:?subject=Vastaukseni%3A%20Puoti")
    assert link.endswith(bad.path)


def test_a_conversation_goes_on_though_the_form_was_closed(shop, ada, bad, answer):
    [fair] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "fair"]
    ada.patch(f"/touchpoints/{fair['id']}", json={"is_active": False})
    answer(bad)
    bad.do("messages", id=bad.message_id(), text="Kiitos")
    assert "Kiitos" in bad.text


def test_a_question_that_was_taken_away_stays_on_the_receipt(shop, ada, bad):
    [fair] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "fair"]
    ada.patch(f"/touchpoints/{fair['id']}", json={"questions": [{**STARS, "key": "other"}]})
    assert "1 tähti viidestä" in bad.text
