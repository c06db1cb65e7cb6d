"""How many stand in each state, as staff are told."""

from marshmallow import Schema, fields


class MoreView(Schema):
    publication = fields.List(fields.String())
    case = fields.List(fields.String())


class CountsView(Schema):
    publication = fields.Dict(keys=fields.String(), values=fields.Integer())
    case = fields.Dict(keys=fields.String(), values=fields.Integer())
    more = fields.Nested(
        MoreView, metadata={"description": "Where more stand than were counted, which is to 1,000: say “1,000+”."}
    )
