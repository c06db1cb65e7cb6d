"""The owner sets up what her visitors are asked, where and when, and what pages may tell beside it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import StorageState, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.editor import Editor, on_pages, reach
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark

pytestmark = pytest.mark.browser

KINDS = ["stars", "faces", "thumbs", "csat", "nps", "ces", "expectation", "choice", "text"]


@pytest.fixture
def editor(visit: Visit, office: Shop, owner: StorageState) -> Iterator[Editor]:
    page, seen = visit(storage_state=owner)
    yield Editor(Desk(page, office.url), office, seen)
    assert seen.faults == []


def test_a_choice_with_a_rule_is_made_by_keyboard_alone(editor: Editor):
    page, keys = editor.page, editor.page.keyboard
    editor.start("Palautus")
    reach(page, editor.form.get_by_role("button", name=WORDS["kind.choice"], exact=True))
    keys.press("Enter")
    expect(editor.text_of(1)).to_be_focused()
    keys.type("Miksi palautit?")
    reach(page, editor.option(1, 1))
    keys.type("Väärä koko")
    reach(page, editor.option(1, 2))
    keys.type("2 samaa")
    reach(page, editor.question(1).get_by_role("checkbox", name=WORDS["rule"]))
    keys.press("Space")
    reach(page, editor.question(1).get_by_role("combobox", name=WORDS["rule.most"]))
    keys.press("2")
    reach(page, editor.form.get_by_role("button", name=WORDS["save"], exact=True))
    keys.press("Enter")
    expect(page.get_by_role("heading", name=WORDS["touchpoints"], level=1)).to_be_visible()
    [_, asked] = editor.stored("palautus")["questions"]
    assert [option["key"] for option in asked["options"]] == ["vaara-koko", "option-2-samaa"]
    assert asked["show_if"] == {"question": "rating", "at_least": None, "at_most": 2, "any_of": None}
    assert on_pages(editor.shop, "palautus")["questions"][1]["show_if"] == {"question": "rating", "at_most": 2}


def test_reasons_after_a_low_rating_are_added_in_one_step(editor: Editor):
    editor.start("Nouto")
    editor.press("driver.add")
    expect(editor.text_of(1)).to_have_value(WORDS["driver.ask"])
    expect(editor.form.get_by_role("button", name=WORDS["driver.add"])).to_have_count(0)
    editor.save_well()
    [rated, asked] = editor.stored("nouto")["questions"]
    assert (asked["kind"], asked["several"], asked["shuffle"]) == ("choice", True, True)
    assert asked["show_if"] == {"question": rated["key"], "at_least": None, "at_most": 3, "any_of": None}
    assert asked["options"][-1]["key"] == "other"
    assert set(asked["options"][0]["text"]) == {"fi", "sv", "en"}


def test_every_kind_can_be_asked_and_is_shown_as_the_visitor_meets_it(editor: Editor):
    editor.start("Kaikki lajit")
    for place, kind in enumerate(KINDS[1:], 1):
        editor.press(f"kind.{kind}")
        editor.text_of(place).fill(f"Kysymys {kind}")
        expect(editor.question(place).locator(".preview")).to_contain_text(f"Kysymys {kind}")
    for n in (1, 2):
        editor.option(KINDS.index("choice"), n).fill(f"Vaihtoehto {n}")
    expect(editor.question(KINDS.index("choice")).locator(".preview")).to_contain_text("Vaihtoehto 2")
    editor.save_well()
    assert [question["kind"] for question in editor.stored("kaikki-lajit")["questions"]] == KINDS


def test_a_saved_option_keeps_its_key_and_a_new_ones_rule_follows_its_text(editor: Editor):
    editor.start("Toimitus")
    editor.press("kind.choice")
    editor.text_of(1).fill("Miten toimitettiin?")
    editor.option(1, 1).fill("Nouto")
    editor.option(1, 2).fill("Posti")
    editor.save_well()
    editor.open("toimitus")
    editor.option(1, 1).fill("Nouto myymälästä")
    editor.press("option.add", editor.question(1))
    expect(editor.option(1, 3)).to_be_focused()
    editor.option(1, 3).fill("Pyörä")
    editor.press("kind.text")
    editor.text_of(2).fill("Missä pyörä kulki?")
    editor.question(2).get_by_role("checkbox", name=WORDS["rule"]).check()
    editor.question(2).get_by_role("combobox", name=WORDS["rule.question"]).select_option(label="Miten toimitettiin?")
    editor.question(2).get_by_role("checkbox", name="Pyörä").check()
    editor.option(1, 3).fill("Pyörälähetti")
    editor.save_well()
    [_, asked, why] = editor.stored("toimitus")["questions"]
    assert [option["key"] for option in asked["options"]] == ["nouto", "posti", "pyoralahetti"]
    assert why["show_if"]["any_of"] == ["pyoralahetti"]


def test_options_and_questions_are_ordered_by_buttons_that_keep_the_focus(editor: Editor):
    editor.start("Järjestys")
    editor.press("kind.choice")
    editor.text_of(1).fill("Mikä?")
    editor.option(1, 1).fill("Yksi")
    editor.option(1, 2).fill("Kaksi")
    editor.press("option.add", editor.question(1))
    editor.option(1, 3).fill("Kolme")
    up = editor.question(1).get_by_role("button", name=WORDS["option.up"].replace("{option}", "Kolme"))
    up.press("Enter")
    expect(up).to_be_focused()
    expect(editor.option(1, 2)).to_have_value("Kolme")
    editor.question(1).get_by_role("button", name=WORDS["question.up"].replace("{n}", "2")).press("Enter")
    expect(editor.text_of(0)).to_have_value("Mikä?")
    down = editor.question(0).get_by_role("button", name=WORDS["question.down"].replace("{n}", "1"))
    expect(down).to_be_focused()
    editor.question(0).get_by_role("button", name=WORDS["question.remove"].replace("{n}", "1")).click()
    expect(editor.form.locator(".question-card")).to_have_count(1)
    editor.page.get_by_role("button", name=WORDS["undo"]).click()
    expect(editor.text_of(0)).to_have_value("Mikä?")
    editor.save_well()
    assert [option["key"] for option in editor.stored("jarjestys")["questions"][0]["options"]] == [
        "yksi",
        "kolme",
        "kaksi",
    ]


def test_where_and_when_a_popover_shows_goes_there_and_back(editor: Editor):
    editor.start("Ponnahdus")
    editor.choose("placement.popover")
    editor.form.get_by_role("checkbox", name=WORDS["when.seconds"]).check()
    editor.form.get_by_role("spinbutton", name=WORDS["when.seconds"]).fill("45")
    editor.form.get_by_role("checkbox", name=WORDS["when.exit"]).check()
    editor.form.get_by_role("checkbox", name=WORDS["when.seen"]).check()
    editor.form.get_by_role("textbox", name=WORDS["when.seen"]).fill("#ehdot")
    editor.form.get_by_role("textbox", name=WORDS["touchpoint.pages"]).fill("/kassa*\n/kori")
    editor.form.locator(".more-conditions summary").click()
    editor.form.get_by_role("textbox", name=WORDS["when.hosts"]).fill("*.puoti.fi")
    editor.form.get_by_role("textbox", name=WORDS["when.query"]).fill("utm_campaign=kevat*")
    editor.form.get_by_role("checkbox", name=WORDS["when.share"]).check()
    editor.save_well()
    stored = editor.stored("ponnahdus")
    assert (stored["placement"], stored["pages"]) == ("popover", ["/kassa*", "/kori"])
    assert stored["when"] == {
        "hosts": ["*.puoti.fi"],
        "query": {"utm_campaign": "kevat*"},
        "share": 25,
        "seconds": 45,
        "scroll": None,
        "exit": True,
        "seen": "#ehdot",
        "clicked": None,
        "event": None,
    }
    editor.open("ponnahdus")
    expect(editor.form.get_by_role("spinbutton", name=WORDS["when.seconds"])).to_have_value("45")
    expect(editor.form.get_by_role("textbox", name=WORDS["when.query"])).to_have_value("utm_campaign=kevat*")
    editor.save_well()
    assert editor.stored("ponnahdus") == stored, "looking and saving changes nothing"


def test_what_else_is_asked_and_what_pages_may_tell_is_kept(editor: Editor):
    editor.start("Lisätiedot")
    for asked in ("email", "permission", "pointing"):
        editor.form.get_by_role("checkbox", name=WORDS[f"asks.{asked}"], exact=True).check()
    editor.field("asks.emailReason").fill("Kerromme, kun tuote palaa.")
    editor.field("asks.commentLabel").fill("Mitä parantaisit?")
    editor.press("attributes.add")
    editor.form.get_by_role("textbox", name=WORDS["attributes.key"].replace("{n}", "1")).fill("tuotteita")
    editor.form.get_by_role("combobox", name=WORDS["attributes.kind"].replace("{n}", "1")).select_option("number")
    editor.save_well()
    stored = editor.stored("lisatiedot")
    assert stored["attributes"] == {"tuotteita": "number"}
    assert (stored["ask_email"], stored["ask_permission"], stored["ask_pointing"]) == (True, True, True)
    assert stored["email_reason"] == {"fi": "Kerromme, kun tuote palaa."}
    assert stored["comment_label"] == {"fi": "Mitä parantaisit?"}
    editor.open("lisatiedot")
    editor.form.get_by_role("checkbox", name=WORDS["asks.comment"], exact=True).uncheck()
    editor.save_well()
    assert editor.stored("lisatiedot")["ask_comment"] is False


def test_what_would_be_refused_is_said_at_its_field_and_nothing_is_sent(editor: Editor):
    editor.start("Virheitä")
    editor.press("kind.choice")
    editor.text_of(1).fill("Mikä?")
    editor.option(1, 1).fill("Vain yksi")
    editor.question(1).get_by_role("checkbox", name=WORDS["rule"]).check()
    editor.question(1).get_by_role("button", name=WORDS["question.up"].replace("{n}", "2")).click()
    editor.choose("placement.popover")
    editor.form.get_by_role("checkbox", name=WORDS["when.clicked"]).check()
    editor.form.get_by_role("textbox", name=WORDS["when.clicked"]).fill("[[")
    editor.save()
    expect(editor.question(0)).to_contain_text(WORDS["check.option"])
    expect(editor.question(0)).to_contain_text(WORDS["check.rule"])
    expect(editor.form).to_contain_text(WORDS["check.selector"])
    focused = editor.page.evaluate("() => document.activeElement.ariaInvalid")
    assert focused == "true", "the focus is at the first fault"
    assert [request for request in editor.seen.sent() if request.url.endswith("/touchpoints")] == []


def test_unsaved_changes_are_asked_about_before_they_are_left(editor: Editor):
    page = editor.page
    editor.open("checkout")
    back = page.get_by_role("main").get_by_role("link", name=WORDS["touchpoints"])
    back.click()
    expect(page.get_by_role("heading", name=WORDS["touchpoints"], level=1)).to_be_visible()
    editor.open("checkout")
    editor.text_of(0).fill("Toinen kysymys?")
    expect(editor.form).to_contain_text(WORDS["unsaved"])
    back.click()
    asked = page.get_by_role("dialog", name=WORDS["unsaved.title"])
    asked.get_by_role("button", name=WORDS["unsaved.stay"]).click()
    expect(editor.text_of(0)).to_have_value("Toinen kysymys?")
    expect(page).to_have_url(re.compile(r"#/touchpoints/\w"))
    editor.desk.room_link("inbox").click()
    asked.get_by_role("button", name=WORDS["unsaved.discard"]).click()
    expect(page.get_by_role("searchbox", name=WORDS["search"])).to_be_visible()
    assert editor.stored("checkout")["questions"][0]["text"]["fi"] == "Miten tilaaminen sujui?"


def everything_open(editor: Editor) -> None:
    editor.open("checkout")
    editor.press("kind.expectation")
    editor.choose("placement.popover")
    editor.form.get_by_role("checkbox", name=WORDS["when.seconds"]).check()
    editor.form.get_by_role("checkbox", name=WORDS["when.seen"]).check()
    editor.form.locator(".more-conditions summary").click()
    editor.press("attributes.add")
    editor.save()
    expect(editor.form).to_contain_text(WORDS["check.some"])


@in_light_and_dark
def test_the_editor_is_accessible_with_everything_open_and_faults_shown(
    scheme: str, visit: Visit, office: Shop, owner: StorageState
):
    page, seen = visit(storage_state=owner, color_scheme=scheme)
    everything_open(Editor(Desk(page, office.url), office, seen))
    expect_accessible(page, "editor")
    assert seen.faults == []


def test_the_editor_does_not_scroll_sideways_at_360_pixels(visit: Visit, office: Shop, owner: StorageState):
    page, seen = visit(storage_state=owner, viewport=NARROW)
    everything_open(Editor(Desk(page, office.url), office, seen))
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
