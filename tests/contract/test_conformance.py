"""The app keeps what its OpenAPI text says: requests made from the text, every answer held against it.

Every check of schemathesis is on. KOHTAAMO_CONTRACT_EXAMPLES asks for more requests an operation than the few of an
ordinary run; 500 make a deep one.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings

from backend.app import create_app
from backend.settings import read_settings
from tests.contract.conformance import Known, make_fitting, make_known

EXAMPLES = int(os.environ.get("KOHTAAMO_CONTRACT_EXAMPLES", "5"))

# Only its OpenAPI text is asked for, which needs no database and leaves nothing behind.
_described = create_app(read_settings({}, data=Path(tempfile.gettempdir()), secret_key="contract " * 4))
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", _described)
# NUL is refused by the parser wherever it stands, in names too, before any schema is asked: no schema can say so of
# members it does not name. The text's description says it, and the tests of hostile bodies hold it.
schema.config.generation.allow_x00 = False


@pytest.fixture(scope="session")
def known(app: Flask) -> Iterator[Known]:
    known = make_known(app)
    yield known
    print(f"requests made from the OpenAPI text: {known.sent:,}")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_requests_made_from_the_text_are_answered_as_it_says(case: schemathesis.Case, known: Known):
    make_fitting(case, known)
    case.call_and_validate(app=known.app, headers=known.headers(case))
