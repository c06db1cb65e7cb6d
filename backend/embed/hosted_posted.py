"""What a visitor's form says: read, checked in her own terms, and put as the entry that a widget would send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import ClientDisconnected

from backend.embed.hosted_fields import Fault, Values, field_name
from backend.foundation.errors import TooSlow
from backend.intake.schemas import EMAIL, LONGEST_ANSWER, LONGEST_COMMENT
from backend.touchpoints.catalog import KnownQuestion
from backend.touchpoints.scales import CHOICE, SCALES

# A form writes a letter outside ASCII as nine characters at worst, and there may be twenty texts.
MOST_BYTES = 512 * 1024
COMMENT, EMAIL_FIELD = "comment", "email"


@dataclass(slots=True)
class Posted:
    """Answers by question key as the wire takes them, the rest by its name, and what is wrong, by field."""

    answers: dict[str, Any] = field(default_factory=dict)
    comment: str | None = None
    email: str | None = None
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.comment)


def read_form() -> MultiDict[str, str]:
    """The form of this request. A browser writes line ends as CRLF; what is kept has the ones that were typed."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    try:
        sent = request.form
    except (BlockingIOError, ClientDisconnected):
        raise TooSlow("The form did not arrive. Nothing was stored; send it again.") from None
    return MultiDict([(name, _clean(value)) for name, value in sent.items(multi=True)])


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "")


def posted_answers(questions: Sequence[KnownQuestion], form: Values) -> Posted:
    """The answers to these questions."""
    posted = Posted()
    for question in questions:
        name = field_name(question.key)
        given = [value for value in form.get(name, ()) if value.strip()]
        if not given:
            if question.required:
                posted.faults[name] = ("error.required", {})
            continue
        answer = _answer(question, given)
        if answer is None:
            posted.faults[name] = ("error.changed", {})
        elif isinstance(answer, str) and len(answer) > LONGEST_ANSWER and question.kind != CHOICE:
            posted.faults[name] = _too_long(answer, LONGEST_ANSWER)
        else:
            posted.answers[question.key] = answer
    return posted


def add_comment(posted: Posted, form: Values) -> None:
    comment = next(iter(form.get(COMMENT, ())), "")
    if len(comment) > LONGEST_COMMENT:
        posted.faults[COMMENT] = _too_long(comment, LONGEST_COMMENT)
    posted.comment = comment if comment.strip() else None


def add_email(posted: Posted, form: Values) -> None:
    email = next(iter(form.get(EMAIL_FIELD, ())), "").strip()
    if email and (len(email) > 254 or not EMAIL.fullmatch(email)):
        posted.faults[EMAIL_FIELD] = ("error.email", {})
    posted.email = email or None


def _too_long(text: str, most: int) -> Fault:
    return "error.long", {"n": len(text), "most": most}


def _answer(question: KnownQuestion, given: Sequence[str]) -> int | str | list[str] | None:
    """None when this is nothing that the question offers: the owner has changed it since the form was drawn."""
    if question.kind in SCALES:
        scale = SCALES[question.kind]
        offered = {str(value): value for value in range(scale.least, scale.most + 1)}
        return offered.get(given[0])
    if question.kind != CHOICE:
        return given[0]
    if not set(given) <= question.numbers.keys():
        return None
    return list(dict.fromkeys(given)) if question.several else given[0]


def is_asked(rule: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> bool:
    """Whether a question with this `show_if` is for somebody who answered so."""
    if not rule:
        return True
    answer = answers.get(rule["question"])
    if answer is None or answer == []:
        return False
    if rule.get("any_of"):
        return bool(set(rule["any_of"]) & set(answer if isinstance(answer, list) else [answer]))
    least, most = rule.get("at_least"), rule.get("at_most")
    return (least is None or answer >= least) and (most is None or answer <= most)
