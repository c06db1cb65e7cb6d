"""Who left an address gets the news of an improvement by letter, too: one letter, over real SMTP."""

from tests.improvements.grouping import group, improve, ship, tell_all


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_the_news_reaches_who_left_an_address(mail_server, mailing_app, mailing_shop, maija, post):
    left = mailing_shop.leave(comment="Maksu jumittui", email="aino@example.fi", language="fi")
    improvement = improve(maija, mailing_shop)
    group(maija, improvement, left, mailing_shop.leave(comment="Ei osoitetta"))
    ship(maija, improvement)
    tell_all(mailing_app)
    post()
    [message] = mail_server.messages
    assert (mail_server.to, message["Subject"]) == (
        ["aino@example.fi"], "Kertomasi asia on edennyt: Puoti Ääni",
    )  # fmt: skip
    for part in ("mitä palautteestasi seurasi", "Kassa nopeutui", "Maksu jumittui", f"/w/t/{left['thread_key']}"):
        assert part in text_of(message)


def test_who_said_it_thrice_gets_one_letter(mail_server, mailing_app, mailing_shop, maija, post, monkeypatch):
    monkeypatch.setattr("backend.improvements.tell.STEP", 2)
    said = [mailing_shop.leave(comment="Hidas", email=email) for email in ("aino@example.fi", "Aino@example.fi") * 2]
    improvement = improve(maija, mailing_shop)
    group(maija, improvement, *said[:3])
    ship(maija, improvement)
    tell_all(mailing_app)
    post()
    group(maija, improvement, said[3])
    maija.post(f"/improvements/{improvement}/tellings")
    tell_all(mailing_app)
    post()
    assert len(mail_server.came) == 1


def test_who_withdraws_before_the_letter_goes_gets_none(mail_server, mailing_app, mailing_shop, maija, post):
    left = mailing_shop.leave(comment="Maksu jumittui", email="aino@example.fi")
    improvement = improve(maija, mailing_shop)
    group(maija, improvement, left)
    ship(maija, improvement)
    tell_all(mailing_app)
    mailing_shop.client.put(f"/w/v1/threads/{left['thread_key']}/withdrawal")
    post()
    assert mail_server.came == []
