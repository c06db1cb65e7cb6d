"""What the holder of a thread key sees on its hosted page, and may do there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from flask import Response

from backend.conversations.models import FROM_STAFF
from backend.conversations.praise import PRAISE
from backend.conversations.rate_again import first_question
from backend.conversations.schemas import LONGEST
from backend.conversations.thread import visitor_thread
from backend.embed.hosted_fields import Fault, Field, Values, field_of, spoken
from backend.embed.hosted_page import page, visitors_words
from backend.embed.hosted_posted import is_asked
from backend.embed.hosted_words import Words
from backend.embed.link import public_url
from backend.feedback.models import Feedback
from backend.foundation.errors import NotFound
from backend.intake.schemas import LONGEST_NAME
from backend.moderation.personal_data import masked
from backend.touchpoints.catalog import KnownQuestion, KnownSite, KnownTouchpoint, catalog
from backend.touchpoints.scales import CHOICE, SCALES

SECOND = "second"  # the name of the field of the second rating
NOTICES = ("sent", "message", "saved", "withdrawn", "restored")


@dataclass(frozen=True, slots=True)
class Turn:
    is_staff: bool
    name: str
    text: str
    sent_at: str
    day: str


class ThreadPage:
    """One feedback for its author."""

    def __init__(self, feedback: Feedback, thread_key: str) -> None:
        self.feedback, self.key = feedback, thread_key
        self.site, self.touchpoint = _place(feedback)
        self.words: Words = visitors_words(self.site, feedback.language)
        self.thread = visitor_thread(feedback)

    def drawn(
        self,
        notice: str = "",
        values: Values | None = None,
        faults: Mapping[str, Fault] | None = None,
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        words, values, faults = self.words, values or {}, faults or {}
        return page(
            "thread", words, self.site, status,
            key=self.key, thread=self.thread, touchpoint=self.touchpoint, feedback=self.feedback,
            notice=words.say(f"done.{notice}") if notice in NOTICES else "", trouble=trouble and words.say(trouble),
            errors={name: words.say(key, **told) for name, (key, told) in faults.items()}, values=values,
            answers=self._answers(), turns=self._turns(), day=self._day(self.feedback.created_at),
            more=[field_of(question, words, values, faults, self.key) for question in self.unasked()],
            second=self._second(values, faults), asks_permission=self._asks_permission(),
            message_id=next(iter(values.get("id", ())), "") or str(uuid4()), most=LONGEST, most_name=LONGEST_NAME,
            mail_to=self._mail_to(), shown=masked(self.thread["comment"] or ""),
        )  # fmt: skip

    def unasked(self) -> Sequence[KnownQuestion]:
        """What is asked only of those who answered as she did, and she has not answered yet."""
        if self.thread["messages"] or self.thread["status"] not in {"received", "read"}:
            return ()
        given = given_answers(self.feedback)
        return [
            question
            for question in self.touchpoint.questions
            if question.show_if and question.key not in given and is_asked(question.show_if, given)
        ]

    def _answers(self) -> Sequence[tuple[str, str]]:
        """Question and answer, in words."""
        given, told = given_answers(self.feedback), []
        for question in sorted(self.feedback.touchpoint.questions, key=lambda one: (one.is_retired, one.position)):
            if question.key in given:
                told.append((self.words.pick(question.text), self._in_words(question, given[question.key])))
        return told

    def _in_words(self, question: Any, answer: Any) -> str:
        if question.kind in SCALES:
            said = spoken(question, answer, self.words)
            return said if said != str(answer) else f"{answer} / {SCALES[question.kind].most}"
        if question.kind != CHOICE:
            return str(answer)
        texts = {option["key"]: self.words.pick(option["text"]) for option in question.options or ()}
        return ", ".join(texts[key] for key in answer if key in texts)

    def _turns(self) -> Sequence[Turn]:
        return [
            Turn(
                message.author == FROM_STAFF,
                (message.name or self.site.name) if message.author == FROM_STAFF else self.words.say("you"),
                message.text,
                message.sent_at.isoformat(timespec="seconds"),
                self._day(message.sent_at),
            )
            for message in self.thread["messages"]
        ]

    def _second(self, values: Values, faults: Mapping[str, Fault]) -> Field | None:
        """The first question again, once somebody has answered her."""
        question = self.known_first()
        has_answer = any(message.author == FROM_STAFF for message in self.thread["messages"])
        if question is None or not has_answer or self.thread["status"] == "withdrawn":
            return None
        given = self.thread["second_rating"]
        chosen = {**({f"a.{question.key}": [str(given)]} if given is not None else {}), **values}
        return field_of(question, self.words, chosen, faults, self.key)

    def known_first(self) -> KnownQuestion | None:
        first = first_question(self.feedback)
        return next((one for one in self.touchpoint.questions if first and one.key == first.key), None)

    def _asks_permission(self) -> bool:
        """After praise, or where staff have asked for it; only while she has not said."""
        if self.thread["asks_permission"]:
            return True
        is_praise = self.feedback.score is not None and self.feedback.score >= PRAISE
        return self.touchpoint.ask_permission and self.feedback.permission is None and is_praise

    def _day(self, moment: Any) -> str:
        return self.words.date(moment, self.site.timezone)

    def _mail_to(self) -> str:
        """A letter to herself, with the address of this page in it."""
        address = public_url("hosted_threads.get_thread", thread_key=self.key)
        return f"mailto:?subject={quote(self.words.say('keep.subject', site=self.site.name))}&body={quote(address)}"


def given_answers(feedback: Feedback) -> dict[str, Any]:
    """What she answered, by question key: numbers, texts and lists of options."""
    numbers = {rating.question.key: rating.value for rating in feedback.ratings if rating.question.kind in SCALES}
    return {**numbers, **(feedback.texts or {}), **(feedback.choices or {})}


def _place(feedback: Feedback) -> tuple[KnownSite, KnownTouchpoint]:
    site = catalog().site(feedback.touchpoint.site.key)
    if site is None or feedback.touchpoint.key not in site.touchpoints:
        raise NotFound("The touchpoint of this conversation is gone.")
    return site, site.touchpoints[feedback.touchpoint.key]
