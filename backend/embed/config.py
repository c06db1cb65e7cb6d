"""What a visitor's page is told about its site: only what the widget needs."""

from typing import Any

from backend.touchpoints.catalog import KnownQuestion, KnownSite, KnownTouchpoint


def widget_config(site: KnownSite) -> dict[str, Any]:
    return {
        "site": site.key,
        "name": site.name,
        "languages": site.languages,
        "default_language": site.default_language,
        "look": site.look,
        "touchpoints": [_touchpoint(touchpoint) for touchpoint in site.touchpoints.values() if touchpoint.is_active],
    }


def _touchpoint(touchpoint: KnownTouchpoint) -> dict[str, Any]:
    return {
        "key": touchpoint.key,
        "placement": touchpoint.placement,
        "pages": touchpoint.pages,
        "launcher": touchpoint.launcher,
        "thanks": touchpoint.thanks,
        "questions": [_question(question) for question in touchpoint.questions],
    }


def _question(question: KnownQuestion) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.text,
        "low": question.low,
        "high": question.high,
        "required": question.required,
    }
