"""The form of a touchpoint's hosted page, and what becomes of it.

The page asks what everybody is asked. What only some are asked (`show_if`) comes on the receipt, once the answers it
hangs on are on disk: so nobody reads a question that is not for her, and nothing is lost if she leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from flask import Response, request
from werkzeug.datastructures import MultiDict

from backend.embed.hosted_fields import Fault, Values, field_name, field_of
from backend.embed.hosted_moment import shown_for, shown_now
from backend.embed.hosted_page import message_page, page, refusal_of, told_to_wait
from backend.embed.hosted_posted import COMMENT, Posted, add_comment, add_email, posted_answers
from backend.embed.hosted_words import Words
from backend.embed.link import public_address, public_url
from backend.foundation.errors import Conflict, IdempotencyMismatch
from backend.foundation.limits import limits
from backend.foundation.requests import load
from backend.intake.permit import OriginRefused
from backend.intake.schemas import LONGEST_COMMENT, NewEntry
from backend.intake.sender import Sender, sender_of
from backend.intake.submit import submit
from backend.touchpoints.catalog import KnownQuestion, KnownSite, KnownTouchpoint
from backend.touchpoints.scales import SCALES, TEXT

_ENTRY = NewEntry()
_PAGE_FAULTS = {429: "error.busy", 403: "error.elsewhere", 422: "error.changed"}
_FROM_LINK = {"subject": 100, "segment": 60}  # what a link may carry on, and how much of it

Form = MultiDict[str, str]


class AskedPage:
    """One touchpoint's page for one visitor."""

    def __init__(self, site: KnownSite, touchpoint: KnownTouchpoint, words: Words) -> None:
        self.site, self.touchpoint, self.words = site, touchpoint, words
        self.questions = [question for question in touchpoint.questions if not question.show_if]

    def drawn(
        self, form: Form, faults: Mapping[str, Fault] | None = None, trouble: str = "", status: int = 200
    ) -> Response:
        """The form with what it holds; `trouble` is a key of our words about the whole of it."""
        faults, words, values = faults or {}, self.words, form.to_dict(flat=False)
        fields = [field_of(question, words, values, faults, form["id"]) for question in self.answered(values)]
        return page(
            "form", words, self.site, status,
            touchpoint=self.touchpoint, fields=fields, form=form, trouble=trouble and words.say(trouble),
            errors={name: words.say(key, **told) for name, (key, told) in faults.items()}, most=LONGEST_COMMENT,
        )  # fmt: skip

    def posted(self, form: Form) -> Posted:
        values = form.to_dict(flat=False)
        posted = posted_answers(self.answered(values), values)
        add_comment(posted, values)
        add_email(posted, values)
        if posted.is_empty and not posted.faults:
            posted.faults[self.first_field] = ("error.empty", {})
        return posted

    def answered(self, values: Values) -> Sequence[KnownQuestion]:
        """What is asked now, and what this form answers besides: that was asked when it was drawn, and counts."""
        touchpoint, keys = self.touchpoint, {question.key for question in self.questions}
        besides = [one for one in (*touchpoint.questions, *touchpoint.retired) if one.key not in keys]
        given = [one for one in besides if any(value.strip() for value in values.get(field_name(one.key), ()))]
        return [*self.questions, *given]

    @property
    def first_field(self) -> str:
        return field_name(self.questions[0].key) if self.questions else COMMENT

    def typed(self, form: Form) -> str:
        """Her own words, for a page that has no form to put them back into."""
        names = [COMMENT, *(field_name(question.key) for question in self.questions if question.kind == TEXT)]
        return "\n\n".join(text for name in names if (text := form.get(name, "").strip()))

    def entry(self, form: Form, posted: Posted) -> dict[str, Any]:
        """What the widget would have sent."""
        address = public_url("hosted.get_form", site_key=self.site.key, touchpoint_key=self.touchpoint.key)
        told = {name: form.get(name, "")[:most] or None for name, most in _FROM_LINK.items()}
        entry = {
            "id": form["id"], "site": self.site.key, "touchpoint": self.touchpoint.key, "answers": posted.answers,
            "comment": posted.comment, "email": posted.email, "language": self.words.language, "page_url": address,
            "website": form.get("website") or None,
            **told,
        }  # fmt: skip
        loaded: dict[str, Any] = load(_ENTRY, entry)
        return loaded


def asked_form(touchpoint: KnownTouchpoint, link: Mapping[str, str]) -> Form:
    """A fresh form: with an id of its own, so that sending it twice is one entry, and what the link says beforehand."""
    form: Form = MultiDict({"id": str(uuid4()), "at": shown_now(touchpoint.id)})
    for name in _FROM_LINK:
        form[name] = link.get(name, "").replace("\0", "")
    first: Sequence[KnownQuestion] = touchpoint.questions[:1]
    if first and first[0].kind in SCALES and link.get("rating"):
        form[field_name(first[0].key)] = link["rating"]
    return form


def with_usable_id(form: Form) -> Form:
    """The form, with an id of ours in place of anything that is none."""
    try:
        form["id"] = str(UUID(form.get("id", "")))
    except ValueError:
        form["id"] = str(uuid4())
    return form


def send(asked: AskedPage, form: Form) -> str | Response:
    """Store what the form says: the thread key, or the form again with what is to be done about it."""
    posted = asked.posted(form)
    if posted.faults:
        return asked.drawn(form, posted.faults, status=422)
    try:
        limits().count_address(request.environ)
        sender = replace(own_sender(), seconds=shown_for(asked.touchpoint.id, form.get("at", "")))
        receipt = submit(asked.entry(form, posted), sender)
    except Exception as fault:  # noqa: BLE001 - whatever it is, she gets back what she wrote
        return _again(asked, form, fault)
    return str(receipt["thread_key"])


def _again(asked: AskedPage, form: Form, fault: Exception) -> Response:
    refused = refusal_of(fault)
    status = refused.status_code
    if status == 404:
        return message_page(asked.words, asked.site, "closed", status, asked.typed(form))
    trouble = _PAGE_FAULTS.get(status, "error.broken")
    if isinstance(fault, IdempotencyMismatch | Conflict):  # sent already with other words, or erased since
        form["id"], trouble = str(uuid4()), "error.twice"
    return told_to_wait(asked.drawn(form, trouble=trouble, status=status), refused)


def own_sender() -> Sender:
    """Our own page as the sender.

    Its forms carry `Origin: null`, because it sends no referrer. That another page's form is not ours is told by
    Sec-Fetch-Site, or by the Origin where a browser names one. More is not at stake: no cookie goes with it, so a form
    elsewhere can do nothing that its maker could not do without the visitor.
    """
    sender = sender_of(request.environ)
    if sender.origin not in {None, "null"}:
        return replace(sender, has_token=False)
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        raise OriginRefused("The form was sent from another page.")
    return replace(sender, origin=public_address(), has_token=False)
