"""Guards are closed by default: an app with a route that says not who may call it does not start."""

import pytest
from flask import Flask

from backend.accounts.guards import staff
from backend.foundation.guards import Unguarded, public, refuse_unmarked_routes, visitor


def app_with(view, method="GET"):
    app = Flask("house", static_folder=None)
    app.add_url_rule("/door", view_func=view, methods=[method])
    return app


def new_door():
    def door():
        return "in"

    return door


def test_a_route_without_a_mark_stops_the_start_by_name():
    with pytest.raises(Unguarded, match=r"/door \(door\) says not who may call it"):
        refuse_unmarked_routes(app_with(new_door()))


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
def test_a_public_route_that_changes_things_stops_the_start(method):
    with pytest.raises(Unguarded, match=f"is @public but answers {method}"):
        refuse_unmarked_routes(app_with(public(new_door()), method))


@pytest.mark.parametrize("guard", [public, visitor, staff("read")], ids=["public", "visitor", "staff"])
def test_a_marked_route_starts(guard):
    refuse_unmarked_routes(app_with(guard(new_door())))


def test_every_route_of_the_app_is_marked(app):
    refuse_unmarked_routes(app)
