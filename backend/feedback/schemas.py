"""Two readers, two schemas: what staff see and what visitors see are different classes, not a flag."""

from typing import Any

from marshmallow import Schema, fields, validate

from backend.accounts.credentials import current_credential
from backend.customers.schemas import WHOSE, whose
from backend.feedback.models import CASES, DEVICES, PUBLICATIONS, Feedback, Rating
from backend.feedback.reader_language import reader_language
from backend.feedback.tag import tags_of
from backend.foundation.fields import MomentView, Repeated, Text, utc_text
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema
from backend.sentiment.judge import LABELS as GIVEN
from backend.sentiment.result import LABELS


def _yes_or_no(description: str) -> fields.Boolean:
    return fields.Boolean(truthy={"true"}, falsy={"false"}, metadata={"description": description})


def _withdrawn_field() -> fields.Boolean:
    return _yes_or_no("`true`: only what its authors took back. Else that is left out.")


_ID = fields.UUID()


class StaffId(fields.String):
    """An id of the staff; `me` is the caller's own."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        return current_credential().staff_id if value == "me" else _ID.deserialize(value, attr, data)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "anyOf": [{"format": "uuid"}, {"const": "me"}]}


class FeedbackQuery(PageQuery):
    site = Text(60, least=1, allow_none=False, load_default=None)
    touchpoint = Repeated(Text(40, least=1))
    stage = Repeated(Text(40, least=1))
    publication = Repeated(fields.String(validate=validate.OneOf(PUBLICATIONS)))
    case = Repeated(fields.String(validate=validate.OneOf(CASES)))
    sentiment = Repeated(fields.String(validate=validate.OneOf(LABELS)))
    contradicts = _yes_or_no("Whether rating and words disagree strongly.")
    withdrawn = _withdrawn_field()
    has_email = _yes_or_no("Whether the visitor left an address.")
    answered = _yes_or_no("Whether staff have answered her, in public or in private.")
    reported = _yes_or_no("Whether a visitor's report on it waits for a decision.")
    rating_min = fields.Integer(validate=validate.Range(-2, 100))
    rating_max = fields.Integer(validate=validate.Range(-2, 100))
    language = Repeated(Text(35, least=1))
    segment = Repeated(Text(60, least=1), metadata={"description": "What kind of customer it is, as the page tells."})
    device = Repeated(fields.String(validate=validate.OneOf(DEVICES)))
    returning = _yes_or_no("Whether she had said something on the site before. Of whom nobody knows, neither.")
    subject = Repeated(Text(100, least=1), metadata={"description": "What it is about, as the page tells: an order."})
    since = fields.AwareDateTime()
    until = fields.AwareDateTime()
    assignee = StaffId(metadata={"description": "A person's id, or `me`: whoever asks."})
    customer = fields.UUID(metadata={"description": "What this customer said, and who was merged into her."})
    account = fields.UUID(metadata={"description": "What customers of this account said while they belonged to it."})
    tag = Repeated(Text(40, least=1), metadata={"description": "Words that staff filed it under: any of these."})
    q = Text(
        200,
        least=1,
        metadata={
            "description": "Words of visitors' comments and answers, or a receipt's code, which finds what was "
            "withdrawn, too. No message is searched."
        },
    )


class CountsQuery(StrictSchema):
    site = Text(60, least=1, allow_none=False, load_default=None)


class StateCountsQuery(CountsQuery):
    withdrawn = _withdrawn_field()


class ShareView(Schema):
    by = fields.String(metadata={"description": "`all`, `language`, `touchpoint` or `version`."})
    key = fields.String()
    n = fields.Integer(metadata={"description": "Comments whose label staff corrected or confirmed."})
    right = fields.Integer(metadata={"description": "Those of which the scorer of that time said the same."})
    share = fields.Float()
    low = fields.Float(metadata={"description": "The interval (Wilson, 95 %): the fewer there are, the wider."})
    high = fields.Float()


class AccuracyView(Schema):
    items = fields.List(
        fields.Nested(ShareView),
        metadata={"description": "Staff tend to correct what is wrong, so a share is a floor, not an estimate."},
    )


class FeedbackChanges(StrictSchema):
    case = fields.String(validate=validate.OneOf(CASES))
    assignee_id = fields.UUID(allow_none=True)


class NewCorrection(StrictSchema):
    label = fields.String(
        required=True,
        validate=validate.OneOf(GIVEN),
        metadata={"description": "What the words say. The scorer's own label, given again, confirms it."},
    )


class AnswerView(Schema):
    question = fields.String(attribute="question.key")
    kind = fields.String(attribute="question.kind")
    value = fields.Integer()
    score = fields.Float()


_ANSWER = AnswerView()


def localised(texts: dict[str, str], default: str) -> str:
    """The text in the reader's language, else in the site's, else in any."""
    return texts.get(reader_language() or "") or texts.get(default) or next(iter(texts.values()), "")


def first_answer(feedback: Feedback) -> dict[str, Any] | None:
    first = _first(feedback)
    return _ANSWER.dump(first) if first else None


def further_answers(feedback: Feedback) -> list[dict[str, Any]]:
    first = _first(feedback)
    rest = [rating for rating in feedback.ratings if rating is not first]
    return [_ANSWER.dump(rating) for rating in sorted(rest, key=lambda rating: rating.question.position)]


def _first(feedback: Feedback) -> Rating | None:
    """The answer to what was the touchpoint's first question; its value also stands on the feedback, for filters."""
    return next((rating for rating in feedback.ratings if rating.question_id == feedback.first_question_id), None)


def sentiment_of(feedback: Any, correction: Any | None) -> dict[str, Any] | None:
    """What a feedback's words say: `label` is what counts, `machine_label` what the scorer says."""
    if feedback.sentiment is None:
        return None
    evidence = [dict(zip(("start", "end", "weight"), part, strict=True)) for part in feedback.sentiment["evidence"]]
    return {
        **feedback.sentiment,
        "label": feedback.sentiment_label,
        "machine_label": feedback.sentiment["label"],
        "corrected": correction and _correction_of(correction),
        "score": feedback.sentiment_score,
        "evidence": evidence,
    }


def _correction_of(correction: Any) -> dict[str, Any]:
    return {"label": correction.label, "by": correction.staff_name, "at": utc_text(correction.corrected_at)}


class Named(Schema):
    key = fields.String()
    name = fields.Function(lambda row: localised(row.name, row.site.default_language), metadata={"type": "string"})


class EvidenceView(Schema):
    start = fields.Integer()
    end = fields.Integer()
    weight = fields.Float()


class CorrectionView(Schema):
    label = fields.String()
    by = fields.String()
    at = MomentView()


class SentimentView(Schema):
    label = fields.String(metadata={"description": "What counts: the staff's label if they gave one."})
    machine_label = fields.String(metadata={"description": "What the scorer says."})
    corrected = fields.Nested(CorrectionView, allow_none=True)
    score = fields.Float(allow_none=True)
    confidence = fields.Float()
    language = fields.String(allow_none=True)
    subjectivity = fields.Float(allow_none=True)
    evidence = fields.List(fields.Nested(EvidenceView))
    version = fields.String()


class AssigneeView(Schema):
    id = fields.UUID()
    name = fields.String()


class ElementView(Schema):
    selector = fields.String()
    role = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    x = fields.Integer()
    y = fields.Integer()
    width = fields.Integer()
    height = fields.Integer()


SIGNALS = {
    "type": "array",
    "description": "The reasons, each with what triggered it.",
    "items": {"type": "object", "properties": {"name": {"type": "string"}, "found": {"type": ["string", "null"]}}},
}


class StaffFeedback(Schema):
    id = fields.UUID()
    reference = fields.String(metadata={"description": "The code on the visitor's receipt; a search finds it."})
    site = fields.String(attribute="touchpoint.site.key")
    touchpoint = fields.Nested(Named)
    stage = fields.Nested(Named, attribute="touchpoint.stage")
    publication = fields.String()
    case = fields.String()
    comment = fields.String(allow_none=True)
    texts = fields.Function(lambda row: row.texts or {}, metadata={"type": "object"})
    rating = fields.Function(first_answer, metadata={"type": ["object", "null"]})
    answers = fields.Function(further_answers, metadata={"type": "array", "items": {"type": "object"}})
    choices = fields.Function(
        lambda row: row.choices or {},
        metadata={
            "type": "object",
            "description": "The keys of the options chosen, by the question's key.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    )
    second_rating = fields.Integer(
        attribute="second_value", allow_none=True, metadata={"description": "After what was done about the first."}
    )
    language = fields.String(allow_none=True)
    sentiment = fields.Function(lambda row: sentiment_of(row, row.correction), metadata={"type": ["object", "null"]})
    contradicts = fields.Boolean(metadata={"description": "Rating and words disagree strongly."})
    page_url = fields.String(allow_none=True)
    page_title = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    subject = fields.String(allow_none=True)
    segment = fields.String(allow_none=True)
    returning = fields.Boolean(
        attribute="is_returning",
        allow_none=True,
        metadata={"description": "Whether she had said something on the site before; null: unknown."},
    )
    device = fields.String(
        allow_none=True, metadata={"description": "`phone`, `tablet` or `computer`, as far as her browser tells."}
    )
    customer = fields.Function(lambda row: whose(row.identification), metadata=WHOSE)
    attributes = fields.Function(lambda row: row.attributes or {}, metadata={"type": "object"})
    element = fields.Nested(
        ElementView, allow_none=True, metadata={"description": "What the visitor pointed at, in page pixels."}
    )
    permission = fields.Boolean(
        allow_none=True, metadata={"description": "Whether its author lets others see it; null: she was not asked."}
    )
    shown_name = fields.String(allow_none=True)
    created_at = MomentView()
    updated_at = MomentView()
    said_at = MomentView(metadata={"description": "When words or ratings last changed; send it with a decision."})
    read_at = MomentView(allow_none=True)
    withdrawn_at = MomentView(
        allow_none=True, metadata={"description": "Taken back: others do not see it and no figure counts it."}
    )
    forgotten_at = MomentView(
        allow_none=True, metadata={"description": "When its words were forgotten, as old as the site keeps them."}
    )
    reported_at = MomentView(
        allow_none=True, metadata={"description": "Since when a visitor's report on it waits for a decision."}
    )
    assignee = fields.Nested(AssigneeView, allow_none=True)
    tags = fields.Function(
        lambda row: tags_of([row.site_id], [row.id]).get(row.id, []),
        metadata={"type": "array", "items": {"type": "string"}, "description": "What staff filed it under."},
    )
    duplicate_of_id = fields.UUID(
        allow_none=True, metadata={"description": "The feedback that is dealt with for this one too."}
    )
    message_count = fields.Integer()
    answered_at = MomentView(allow_none=True, metadata={"description": "When staff first answered."})
    reasons = fields.Function(lambda row: row.reason_names, metadata={"type": "array", "items": {"type": "string"}})
    signals = fields.Function(lambda row: row.reasons or [], metadata=SIGNALS)


class ListedFeedback(StaffFeedback):
    highlights = fields.List(
        fields.List(fields.Integer()),
        metadata={"description": "Start and end, in code points, of the words of the comment that a search found."},
    )


class StaffFeedbackPage(Schema):
    items = fields.List(fields.Nested(ListedFeedback))
    next_cursor = fields.String(allow_none=True)
