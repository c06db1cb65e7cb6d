"""Words in every place that has room for them, and the worker that forgets them."""

from datetime import timedelta

import pytest

from backend.feedback.forget import forget_erased_words
from backend.foundation.database import writing
from backend.ops.retention import forget_old_texts
from tests.customers.signing import Signer
from tests.feedback.test_erase import everything

# Made of letters that no stemmer cuts, so that a stem of it in an index is found too.
SECRETS = [
    "zqxjkcomment", "zqxjkanswer", "zqxjkmail", "zqxjkpath", "zqxjktitle", "zqxjkfollow", "zqxjksubject",
    "zqxjkelement", "zqxjkname", "zqxjkreply", "zqxjknote", "zqxjkdraft", "zqxjkattribute", "zqxjknotice",
    "zqxjkcustomer", "zqxjkstatement",
]  # fmt: skip
YEAR = timedelta(days=366)
A_DAY = timedelta(days=1)


def keep_for(shop, ada, months):
    response = ada.patch(f"/sites/{shop.id}", json={"texts_kept_months": months})
    assert response.status_code == 200, response.text
    assert response.json["texts_kept_months"] == months


def work(app):
    """What the worker does within the hour."""
    for deed in (forget_old_texts, forget_erased_words):
        for _ in range(60):
            with app.app_context(), writing():
                if not deed():
                    break
        else:
            pytest.fail("it is never done")


def leave_secrets(shop, ada):
    """Words in every place that has room for them: said, answered, noted, begun, reported."""
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"attributes": {"order": "text"}})
    left = shop.leave(
        comment="Olen pettynyt zqxjkcomment", rating=2, answers={"why": "zqxjkanswer", "recommend": 3}, language="fi",
        email="zqxjkmail@example.fi", page_url="https://shop.example.fi/zqxjkpath?a=1", page_title="zqxjktitle",
        subject="zqxjksubject", segment="b2b", attributes={"order": "zqxjkattribute"},
        element={"selector": "#a", "text": "zqxjkelement"},
        identity=Signer(shop, ada).sign("c-1", name="zqxjkcustomer", email="zqxjkcustomer@example.fi"),
    )  # fmt: skip
    shop.step(left["id"], left["thread_key"], permission=True, shown_name="zqxjkname")
    about = f"/feedback/{left['feedback_id']}"
    ada.post(f"{about}/messages", json={"text": "zqxjkreply", "visibility": "public"})
    ada.post(f"{about}/messages", json={"text": "zqxjknote", "visibility": "note"})
    ada.call("PUT", f"{about}/draft", json={"text": "zqxjkdraft", "visibility": "public"})
    follow_up = {"id": "6f1d1a4e-0d7e-4c59-8d0b-222222222222", "text": "zqxjkfollow"}
    assert shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=follow_up).status_code == 201
    assert ada.post(f"{about}/decisions", json={"verdict": "publish"}).status_code == 201
    page = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    [item] = shop.client.get(page).json["items"]
    notice = {"shown_at": item["created_at"], "ground": "personal", "text": "zqxjknotice"}
    response = shop.client.post(f"{page}/{item['id']}/notices", json=notice)
    assert response.status_code in {201, 202}, response.text
    [reported] = ada.get(f"{about}/notices").json["items"]
    settled = {"verdict": "keep", "statement": "zqxjkstatement"}
    assert ada.post(f"/notices/{reported['id']}/decisions", json=settled).status_code in {200, 201}
    return left


def held(app):
    return " ".join(row for _, row in everything(app))
