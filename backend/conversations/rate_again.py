"""The visitor rates again what she rated first: did what was done about it help?"""

from backend.conversations.recovery_course import note_second_rating
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.database import db
from backend.foundation.errors import Conflict, invalid_param
from backend.touchpoints.models import Question
from backend.touchpoints.scales import SCALES


class NotRated(Conflict):
    code, title = "not_rated", "There is no first rating"


def rate_again(feedback: Feedback, value: int) -> Feedback:
    """Keep a second rating, on the scale of the first, beside it. The caller read the feedback to change it."""
    question = first_question(feedback)
    if question is None:
        raise NotRated("This feedback began without a rating, so there is nothing to rate again.")
    scale = SCALES[question.kind]
    if not scale.least <= value <= scale.most:
        raise invalid_param("value", "invalid", f"expected a whole number from {scale.least} to {scale.most}")
    if feedback.second_value != value:
        touch(db.session(), feedback, second_value=value)
        record("rating.repeated", feedback.site_id, feedback.id)  # not the value: events outlive an erasure
        db.session.refresh(feedback)
    note_second_rating(feedback, question, value)
    return feedback


def first_question(feedback: Feedback) -> Question | None:
    """The question that the feedback's rating answers, also when it has been retired since."""
    asked = feedback.touchpoint.questions
    return next((question for question in asked if question.id == feedback.first_question_id), None)
