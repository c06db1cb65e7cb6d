"""What spammers do to be found by people and not by programs, and customers who do nearly the same."""

import pytest

from backend.moderation.contacts import chat_contact, mentions
from backend.moderation.gibberish import gibberish
from backend.moderation.house_rules import judge
from backend.moderation.links import links_in
from backend.moderation.probes import probe, template
from backend.moderation.scripts import as_read, disguised_word
from backend.moderation.signals import Context


@pytest.mark.parametrize(
    "text",
    [
        "see lucky-days dot com",
        "hxxps://win-now.example/x",
        "h**p://win-now.example",
        "w w w . hotnights . example",
        "bit . ly / 3xYz",
        "t . me / freecoins",
        "moneyflow(.)example",
        "winners[.]shop",
        "gladcash,com",
        "mene osoitteeseen helppoaraha piste com",
        "snabbvinst punkt com",
        "dengi точка ru",
    ],
)
def test_an_address_written_so_that_no_program_should_know_it_is_known(text):
    assert links_in(text).hiding


@pytest.mark.parametrize(
    "text",
    [
        "amazon dot com oli halvempi",
        "Hyvä piste teille",
        "Sait yhden pisteen, com on pääte",
        "The dot in the logo",
        "Katso www.kauppa.example/tuote, siellä on väärä hinta",
        "hinta 10,90 e",
        "a,b,c",
        "kiitos . hei",
    ],
)
def test_points_and_dots_in_sentences_hide_nothing(text):
    assert not links_in(text).hiding


def test_a_link_after_a_copied_sentence_is_told_from_one_that_the_sentence_leads_to():
    copied = "The river is about nine hundred kilometres long. https://tyres-now.example"
    pointed = "The size chart is missing from this page: https://boots.example/42"
    assert links_in(copied).is_appended
    assert not links_in(pointed).is_appended
    assert judge([copied], "hold_suspicious").reasons[0] == "appended_link"


@pytest.mark.parametrize(
    "text",
    [
        "Sivu https://kauppa-a.example/kori tyhjenee aina kun vaihdan kieltä",
        "Tilaamani takki on tuolla puolet halvempi: www.toinen.example/takki, onko hintatakuu?",
        "Länken https://butik-a.example/retur ger bara fel",
        "The guide at https://help-a.example/setup shows the old model",
        "My free spins never arrived after your update",
        "En ole koskaan ottanut pikavippiä, miksi sain perintäkirjeen?",
        "Kirjoitin teille WhatsAppissa 040 123 4567 eikä kukaan vastannut",
    ],
)
def test_a_customers_own_words_outweigh_a_link_a_loan_or_a_number(text):
    assert judge([text], "hold_suspicious").publication == "published"


def test_a_customers_words_never_outweigh_markup_or_a_field_nobody_sees():
    text = "Sivu [url=https://kauppa-a.example/kori]kori[/url] tyhjenee aina kun vaihdan kieltä"
    assert judge([text], "hold_suspicious").publication == "spam"


def test_a_link_to_the_sites_own_page_is_none_to_the_model_either():
    own = links_in("Sivu https://shop.example.fi/a ei aukea", ("shop.example.fi",))
    assert (own.found, own.worded) == ((), "Sivu https://shop.example.fi/a ei aukea")


@pytest.mark.parametrize(
    "text",
    [
        "Telgram @quickgains_eva",
        "Tele: @plugtown88",
        "tg: fastmoney_bot",
        "text on whatsapp +44 7700 900000",
        "Hit me on Signal kingdocs.77",
        "Snap: mila.xx2",
        "пиши в телегу @dengi_tut",
        "加微信 abc88921",
        "有意者联系QQ 88213345",
    ],
)
def test_a_name_or_number_in_a_messenger_is_found(text):
    assert chat_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Could you add WhatsApp or Telegram?",
        "Telegram 1900 oli hyvä näyttely",
        "tilaus 12345678 ei saapunut",
        "The traffic signal is broken",
        "Snapsi oli hyvä: kiitos",
        "bigger sizes: please",
        "teletapit: hauskoja",
        "客服加不上微信",
    ],
)
def test_a_messenger_without_a_name_is_no_contact(text):
    assert chat_contact(text) is None


def test_many_names_or_topics_are_told_and_a_few_are_not():
    assert mentions("@anna @pekka @maria @jon look") == "@anna @pekka @maria @jon"
    assert mentions("#a1 #money #forex #rich #gold #btc #win")
    assert mentions("@anna @anna @anna @anna") is None
    assert mentions("@tuki katsokaa tiketti #8812, kiitos @liisa") is None
    assert mentions("a@b.example c@d.example e@f.example g@h.example") is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "'\"><svg/onload=prompt(1)>",
        "' UNION SELECT name FROM users--",
        "1 AND SLEEP(5)",
        "' OR '1'='1",
        "../../../etc/passwd",
        "${jndi:ldap://x.example/a}",
        "{{7*7}}",
    ],
)
def test_code_that_looks_for_holes_is_told(text):
    assert probe(text)
    assert "probe" in judge([text], "hold_suspicious").reasons


@pytest.mark.parametrize(
    "text",
    [
        'Sivulla näkyy <div class="hinta"> tekstinä',
        "TypeError: cannot read 'price' (reading 'x')",
        "I want to select and drop the table (kitchen one)",
        "hinta/laatu ../ hmm",
        "Dear {name}, lol",
        "I need to sleep (8 hours)",
        "either this or this, 'or' that",
    ],
)
def test_a_customer_who_tells_of_code_tries_nothing(text):
    assert probe(text) is None


@pytest.mark.parametrize(
    "text", ["йцукен фывапр", "ывапрыва ыва ыва", "wertwertwert", "hjkhjkhjk jkl", "7f3a9c1e8b2d4f6a0c5e7b9d1f3a5c8e"]
)
def test_runs_of_keys_and_tokens_are_no_language(text):
    assert gibberish(text)


@pytest.mark.parametrize(
    "text",
    [
        "хорошо",
        "пароль не подходит",
        "JJFI64123400012345678",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "FI2112345600000785",
        "hahahahaha",
        "jeejeejee",
        "Hyötykasvihuoneenlämmityskaapeli",
    ],
)
def test_words_numbers_of_things_and_laughter_are_language(text):
    assert gibberish(text) is None


def test_letters_made_for_formulas_are_read_as_letters_and_told():
    assert as_read("𝗘𝗮𝗿𝗻 ⓕⓡⓔⓔ ＣＡＳＨ") == "earn free cash"
    assert disguised_word("𝗘𝗮𝗿𝗻 now") == "Earn"
    assert disguised_word("ＢＵＹ now") == "BUY"
    assert disguised_word("配送が早い ＡＢＣ") is None
    assert disguised_word("½ l maitoa, 5 m² mattoa ™") is None


def test_a_site_in_every_script_reads_the_same_rules():
    text = "страница https://magazin.example/a не открывается, исправьте"
    assert judge([text], "hold_suspicious", Context(languages=("ru",))).publication == "published"


@pytest.mark.parametrize(
    "text",
    [
        "{Hi|Hello} there, {nice|cool} page",
        "Hi {{first_name}}, I saw {{company}}",
        "Dear [Owner Name], our [Service] helps",
        "[your-name] [your-message]",
        "Name: Kelvin Phone: 86544321234 Message: hello",
    ],
)
def test_a_mould_or_a_form_pasted_as_text_is_told(text):
    assert template(text)
    assert "template" in judge([text], "hold_suspicious").reasons


@pytest.mark.parametrize(
    "text",
    [
        'The mail began "Dear {first_name}"',
        "50 % alennus ja 20 % lisää",
        "Nimi: Liisa Laine, puh: 040, osoite: Tie 1",
        "list: [a] and {b}",
        "Name: Tom Reed, phone: 020 7946 0000, e-mail: tom@home.example",
    ],
)
def test_a_customer_who_shows_a_blank_or_gives_her_name_is_no_mould(text):
    assert template(text) is None


@pytest.mark.parametrize("text", ["tATHcXaOor", "ubejowuntd", "bvtkrgxhzq mplwd", "WqhRtLzBmKpXy"])
def test_letters_at_random_are_no_language(text):
    assert gibberish(text)


@pytest.mark.parametrize(
    "text", ["iPhoneProMaxCase", "MacBookPro", "nightclub", "Szczepański", "do you do gift subscriptions?"]
)
def test_names_and_rare_words_are_language(text):
    assert gibberish(text) is None


def test_a_name_in_a_chat_where_shops_are_not_is_never_outweighed():
    customer = "Kirjoitin teille eilen tilauksestani eikä kukaan vastaa, "
    assert judge([customer + "WhatsApp 040 123 4567"], "hold_suspicious").publication == "published"
    assert "chat_contact" in judge([customer + "Telegram @rahaa_nyt"], "hold_suspicious").reasons


def test_nothing_is_dropped_whatever_it_is():
    for text in ("<script>alert(1)</script>", "7f3a9c1e8b2d4f6a0c5e7b9d1f3a5c8e", "@a1 @b2 @c3 @d4", "\ud800 {{7*7}}"):
        verdict = judge([text], "publish_at_once")
        assert verdict.publication in {"published", "pending", "spam"}
        assert all(told["name"] for told in verdict.told)
