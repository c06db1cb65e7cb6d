"""Guards, closed by default: the app refuses to start while a route does not say who may call it."""

from flask import Flask

from backend.foundation.requests import View, contract


class Unguarded(Exception):
    """A route that nobody has marked; the text names it."""


def mark(view: View, guard: str, scope: str | None = None) -> View:
    """Say who may call a view. Guards call this; routes use the guards."""
    promise = contract(view)
    promise.guard, promise.scope = guard, scope
    return view


def public(view: View) -> View:
    """Anyone may read this, and it changes nothing."""
    return mark(view, "public")


def visitor(view: View) -> View:
    """A visitor's browser: allowed by the site's origins, by a thread key or by a limit that the view applies."""
    return mark(view, "visitor")


def refuse_unmarked_routes(app: Flask) -> None:
    """Raise Unguarded when a route has no guard, or is public and changes things."""
    for rule in app.url_map.iter_rules():
        promise = contract(app.view_functions[rule.endpoint])
        if promise.guard is None:
            raise Unguarded(
                f"{rule.rule} ({rule.endpoint}) says not who may call it: add @public, @visitor or @staff(scope)."
            )
        changes = (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if promise.guard == "public" and changes:
            raise Unguarded(f"{rule.rule} is @public but answers {', '.join(sorted(changes))}.")
