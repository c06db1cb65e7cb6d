"""The quick way to load an entry: the same members, the same faults."""

import uuid

import pytest
from marshmallow import Schema, fields, validate

from backend.foundation.errors import Problem
from backend.foundation.quick_load import QuickLoad
from backend.foundation.requests import OpenSchema, load
from backend.intake.schemas import NewEntry

LEAST = {"id": str(uuid.uuid4()), "site": "pk_shop", "touchpoint": "checkout"}
ALL = {
    **LEAST, "rating": 4, "answers": {"recommend": 9, "why": "hyvä", "which": ["a", "b"]}, "comment": "Kiitos 😀",
    "page_url": "https://shop.example/" + "x" * 3000, "page_title": "Kassa", "language": "fi", "email": "not one",
    "subject": "order 7", "segment": "new", "attributes": {"basket": 12.5}, "element": {"selector": "#pay"},
}  # fmt: skip
WRONG = [
    None, [], "text", 7, {},
    {**ALL, "id": "no uuid"}, {**ALL, "id": None}, {**ALL, "id": 7}, {**ALL, "site": "shop"}, {**ALL, "site": None},
    {**ALL, "touchpoint": "Kassa"}, {**ALL, "rating": True}, {**ALL, "rating": 4.5}, {**ALL, "rating": "4"},
    {**ALL, "answers": []}, {**ALL, "answers": {"why": {}}}, {**ALL, "answers": {"WHY": 1}}, {**ALL, "comment": 7},
    {**ALL, "comment": "x" * 5001}, {**ALL, "page_url": 7}, {**ALL, "language": "Finnish!"}, {**ALL, "subject": []},
    {name: value for name, value in ALL.items() if name != "id"}, {"rating": True, "comment": 7},
]  # fmt: skip


def told(way, value):
    """What a way of loading says of a value: its members in their order, or the fault in its words."""
    try:
        return list(way(value).items())
    except Problem as fault:
        return type(fault), fault.detail, fault.invalid_params


@pytest.mark.parametrize("value", [LEAST, ALL, dict.fromkeys(ALL) | LEAST, {**ALL, "of_another_tag": [1]}])
def test_what_is_right_is_loaded_as_the_schema_loads_it(value):
    schema = NewEntry()
    assert told(QuickLoad(schema), value) == told(lambda given: load(schema, given), value)
    assert isinstance(QuickLoad(schema)(value)["id"], uuid.UUID)


@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_refused_with_every_fault_that_the_schema_finds(value):
    schema = NewEntry()
    quick, usual = told(QuickLoad(schema), value), told(lambda given: load(schema, given), value)
    assert quick == usual
    assert isinstance(usual, tuple)


class Validated(OpenSchema):
    name = fields.String(validate=validate.Length(max=3))


class Closed(Schema):
    name = fields.String()


@pytest.mark.parametrize("schema", [Validated(), Closed()], ids=["validated", "closed"])
def test_a_schema_that_does_more_than_read_its_fields_is_not_taken(schema):
    with pytest.raises(ValueError, match="quickly"):
        QuickLoad(schema)
