"""What a visitor is told of an improvement, in her language. Pure."""

from pathlib import Path

from backend.foundation.words import Dictionary, nearest
from backend.improvements.group_models import Improvement

WORDS = Dictionary(Path(__file__).parent / "locales")


def news_text(improvement: Improvement, language: str | None) -> str:
    """Why she hears of it, what it is, and what the owner says of it. In the language that the owner wrote nearest to
    hers, so that one message is in one language.
    """
    asked = [one for one in (language, improvement.site.default_language) if one]
    spoken = nearest(asked, improvement.title) or next(iter(improvement.title))
    ours = WORDS.nearest(spoken)
    told = [WORDS.say(ours, f"news.{improvement.state}"), improvement.title[spoken]]
    if improvement.text:
        told.append(improvement.text[nearest([spoken, *asked], improvement.text) or next(iter(improvement.text))])
    return "\n\n".join(told)
