"""What a visitor's page is told about its site: only what the widget needs, and nothing that it knows by itself.

A member at its default is left out, so that the config stays light whatever a touchpoint could do.
"""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from backend.foundation.files import BuiltFile
from backend.sites.models import DEFAULT_LOOK, DEFAULT_QUIET
from backend.touchpoints.catalog import KnownQuestion, KnownSite, KnownTouchpoint

_NOTHING: tuple[Any, ...] = (None, False, (), {}, [])


def widget_config(site: KnownSite) -> dict[str, Any]:
    looks = {name: value for name, value in site.look.items() if name == "accent" or value != DEFAULT_LOOK.get(name)}
    return {
        "site": site.key,
        "name": site.name,
        "languages": site.languages,
        "default_language": site.default_language,
        "look": looks,
        **_told(
            quiet=site.quiet if site.quiet != DEFAULT_QUIET else None,
            structured_data=site.structured_data,
            version=built_version(),
        ),
        "touchpoints": [_touchpoint(touchpoint) for touchpoint in site.touchpoints.values() if touchpoint.is_active],
    }


def built_version() -> str | None:
    """The hash in the names of the widget's built files; None when nothing has been built."""
    files: Mapping[str, BuiltFile] = current_app.extensions["built_files"]
    return next((name.split(".")[1] for name in sorted(files) if name.count(".") == 2), None)


def _touchpoint(touchpoint: KnownTouchpoint) -> dict[str, Any]:
    return {
        "key": touchpoint.key,
        "placement": touchpoint.placement,
        **_told(
            pages=touchpoint.pages,
            when=touchpoint.when and _told(**touchpoint.when),
            launcher=touchpoint.launcher,
            thanks=touchpoint.thanks,
            attributes=touchpoint.attributes,
            ask_email=touchpoint.ask_email,
            ask_permission=touchpoint.ask_permission,
            ask_pointing=touchpoint.ask_pointing,
            comment_label=touchpoint.comment_label,
            email_reason=touchpoint.email_reason,
        ),
        **({} if touchpoint.ask_comment else {"ask_comment": False}),
        "questions": [_question(question) for question in touchpoint.questions],
    }


def _question(question: KnownQuestion) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.text,
        **_told(
            low=question.low,
            high=question.high,
            required=question.required,
            options=question.options,
            several=question.several,
            shuffle=question.shuffle,
            show_if=question.show_if and _told(**question.show_if),
        ),
    }


def _told(**members: Any) -> dict[str, Any]:
    """The members that say something. The number 0 does: `False` is compared by kind."""
    return {
        name: value
        for name, value in members.items()
        if not any(type(value) is type(nothing) and value == nothing for nothing in _NOTHING)
    }
