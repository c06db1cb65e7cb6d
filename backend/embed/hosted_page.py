"""How a hosted page is answered: whole HTML, no script, nothing kept by anybody, readable by no other origin."""

import functools
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for

from backend.embed.hosted_style import sheets_of
from backend.embed.hosted_words import Words, words_for
from backend.foundation.errors import NotFound
from backend.foundation.requests import View
from backend.touchpoints.catalog import KnownSite, catalog

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(template: str, words: Words, site: KnownSite | None, status: int = 200, **values: Any) -> Response:
    look = site.look if site else {}
    html = render_template(
        f"hosted/{template}.html",
        say=words.say, pick=words.pick, words=words, site=site,
        scheme=look.get("scheme", "auto"), sheets=sheets_of(look), **values,
    )  # fmt: skip
    return _closed(Response(html, status=status, content_type="text/html; charset=utf-8"))


def see_other(endpoint: str, **values: Any) -> Response:
    """After a deed: lead to a page that can be loaded again without repeating it."""
    return _closed(current_app.make_response(redirect(url_for(endpoint, **values), 303)))


def _closed(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    # The address of a conversation is its key: it is told to nobody and kept nowhere.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def message_page(words: Words, site: KnownSite | None, key: str, status: int, kept: str = "") -> Response:
    """A page that says one thing; `kept` is what she wrote, so that she can copy it."""
    return page(
        "message", words, site, status, title=words.say(f"{key}.title"), text=words.say(f"{key}.text"), kept=kept
    )


def visitors_words(site: KnownSite | None, asked: str | None = None) -> Words:
    return words_for(site, asked or request.args.get("lang"), request.accept_languages.values())


def refusal_of(fault: Exception) -> Response:
    """What the app's own handlers answer a failure with; they also write it to the log."""
    answered: Response = current_app.make_response(current_app.handle_user_exception(fault))
    return answered


def told_to_wait(response: Response, refused: Response) -> Response:
    """The page, with the seconds after which it is worth trying again."""
    if "Retry-After" in refused.headers:
        response.headers["Retry-After"] = refused.headers["Retry-After"]
    return response


def broken_page(fault: Exception, kept: str = "", asked: str | None = None) -> Response:
    """What is left to say when there is no page to draw."""
    refused = refusal_of(fault)
    key = "busy" if refused.status_code == 429 else "broken"
    return told_to_wait(message_page(visitors_words(None, asked), None, key, refused.status_code, kept), refused)


def friendly(missing: str) -> Callable[[View], View]:
    """Answer a failure of the view by a page instead of problem+json; `missing` is what a 404 says."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answered(*arguments: Any, **options: Any) -> Any:
            try:
                return view(*arguments, **options)
            except NotFound as fault:
                site = catalog().site(options["site_key"]) if "site_key" in options else None
                return message_page(visitors_words(site), site, missing, refusal_of(fault).status_code)
            except Exception as fault:  # noqa: BLE001 - the app's handlers tell them apart
                return broken_page(fault)

        return answered

    return decorate
