"""Whether a customer had said something on the site before: known of those whom a token names, whatever a page says."""

from collections.abc import Sequence

from sqlalchemy import Uuid, bindparam, text

from backend.customers.recognise import Recognition
from backend.foundation.statements import DriverCursor, DriverStatement


def note_returning(cursor: DriverCursor, many: Sequence[Recognition]) -> None:
    """Write it on the feedback of these customers, whose identifications stand already."""
    _NOTE.run(cursor, [{"site_id": one.site_id, "id": one.feedback_id} for one in many if one.identity.person])


# What she had said under a reference that was merged into hers, or hers into it, was hers too.
_NOTE = DriverStatement(
    text(
        "UPDATE feedback SET is_returning = EXISTS ("
        "SELECT 1 FROM identification AS mine "
        "JOIN customer AS me ON me.site_id = mine.site_id AND me.id = mine.customer_id "
        "JOIN customer AS same ON same.site_id = me.site_id "
        "AND (same.id IN (me.id, me.merged_into_id) OR same.merged_into_id IN (me.id, me.merged_into_id)) "
        "JOIN identification AS earlier ON earlier.site_id = same.site_id AND earlier.customer_id = same.id "
        "AND earlier.feedback_id < mine.feedback_id "
        "WHERE mine.site_id = :site_id AND mine.feedback_id = :id) "
        "WHERE site_id = :site_id AND id = :id"
    ).bindparams(bindparam("site_id", type_=Uuid()), bindparam("id", type_=Uuid()))
)
