"""Full-text search over what visitors wrote: stems made by the application, kept by FTS5 or by a tsvector.

Only visitors' comments and answers in words are searched: no message of the conversation, no note of the staff.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Integer, String, Uuid, column, func, literal, select, text

from backend.feedback.stems import query_stems, words_of
from backend.foundation.database import db, is_sqlite
from backend.foundation.errors import invalid_param
from backend.foundation.statements import DriverCursor, DriverStatement, Values

MOST_QUERY_WORDS = 12
# Of so many that are looked at first, so many that hold the words make them common. To walk back until fifty are met
# takes 50 ÷ share rows, to read all that hold them share × all rows: at a million the two cost the same near 0.7 %.
LOOKED_AT, COMMON_AMONG = 4000, 28
LAST_PLACE = UUID(int=2**128 - 1)
TOO_MANY = 20_000
NOBODY = "0"  # as a feedback's id

# One row a feedback. On SQLite its ids are tokens too, so that a site's rows, or one row, are found without reading
# the others.
_PUT = DriverStatement(
    {
        "sqlite": text("INSERT INTO feedback_search (site_id, feedback_id, stems) VALUES (:site, :feedback, :stems)"),
        "postgresql": text(
            "INSERT INTO feedback_search (site_id, feedback_id, stems) "
            "SELECT site, feedback, array_to_tsvector(string_to_array(stems, ' ')) "
            "FROM json_to_recordset(CAST(:rows AS json)) AS new (site uuid, feedback uuid, stems text)"
        ),
    }
)
# In place: on SQLite a row's number is its place among the hits, and must not change while somebody pages through them.
_REPLACE = DriverStatement(
    {
        "sqlite": text(
            "UPDATE feedback_search SET stems = :stems WHERE rowid IN "
            "(SELECT rowid FROM feedback_search WHERE feedback_search MATCH 'feedback_id:' || :feedback)"
        ),
        "postgresql": text(
            "UPDATE feedback_search SET stems = array_to_tsvector(string_to_array(:stems, ' ')) "
            "WHERE site_id = CAST(:site AS uuid) AND feedback_id = CAST(:feedback AS uuid)"
        ),
    }
)
_DROP = DriverStatement(
    {
        "sqlite": text(
            "DELETE FROM feedback_search WHERE rowid IN "
            "(SELECT rowid FROM feedback_search WHERE feedback_search MATCH 'feedback_id:' || :feedback)"
        ),
        "postgresql": text(
            "DELETE FROM feedback_search WHERE site_id = CAST(:site AS uuid) AND feedback_id = CAST(:feedback AS uuid)"
        ),
    }
)
# The words are found first and their feedback after: a planner that walks back in time, hoping to meet the words soon,
# reads everything when they are rare. `place` is the order in which an answer goes.
_HITS = {
    "sqlite": text(
        "SELECT rowid AS place, site_id, feedback_id FROM feedback_search WHERE feedback_search MATCH :match"
    ).columns(column("place", Integer), column("site_id", String), column("feedback_id", String)),
    "postgresql": text(
        "SELECT feedback_id AS place, site_id, feedback_id FROM feedback_search "
        "WHERE site_id = ANY(:sites) AND stems @@ CAST(:match AS tsquery)"
    ).columns(column("place", Uuid), column("site_id", Uuid), column("feedback_id", Uuid)),
}


def word_row(dialect: Dialect, site_id: UUID, feedback_id: UUID, stems: str) -> Values | None:
    """What makes one feedback findable by these stems, for `index_rows`; None without a word."""
    return _PUT.values(dialect, _values(site_id, feedback_id, stems)) if stems else None


def index_rows(cursor: DriverCursor, rows: Sequence[Values]) -> None:
    """Make feedback findable, many at once."""
    _PUT.write(cursor, rows)


def replace_row(cursor: DriverCursor, site_id: UUID, feedback_id: UUID, stems: str) -> None:
    """Make one feedback findable by these stems instead of those before; its place among the hits stays."""
    if not stems:
        drop_row(cursor, site_id, feedback_id)
        return
    _REPLACE.run(cursor, [_values(site_id, feedback_id, stems)])
    if cursor.driver.rowcount == 0:
        _PUT.run(cursor, [_values(site_id, feedback_id, stems)])


def _values(site_id: UUID, feedback_id: UUID, stems: str) -> dict[str, str]:
    return {"site": site_id.hex, "feedback": feedback_id.hex, "stems": _distinct(stems)}


def drop_row(cursor: DriverCursor, site_id: UUID, feedback_id: UUID) -> None:
    _DROP.run(cursor, [{"site": site_id.hex, "feedback": feedback_id.hex}])


_COMMON = text(
    "SELECT count(*) FROM unnest(CAST(:sites AS uuid[])) AS site CROSS JOIN LATERAL ("
    "SELECT stems FROM feedback_search WHERE site_id = site AND feedback_id < CAST(:before AS uuid) "
    "ORDER BY feedback_id DESC LIMIT :each) AS newest WHERE newest.stems @@ CAST(:match AS tsquery)"
)


def hits(
    words: str,
    languages: Sequence[str],
    site_ids: Sequence[UUID],
    among: Sequence[UUID] | None = None,
    cursor: str | None = None,
) -> Any:
    """The feedback of these sites that hold every word of `words`, in any inflection that a stem joins.

    Something to join, with the columns `place` (greater is newer), `site_id` and `feedback_id`. `among`: a few ids, of
    which alone it is asked; to read all that hold a common word, looking for the few, would take seconds. `cursor`:
    the place from which the page goes on, where it is looked how common the words are.
    """
    asked = words_of(words)[:MOST_QUERY_WORDS]
    if not asked:
        raise invalid_param("q", "invalid", "write at least one word to search for")
    alternatives = [query_stems(word, languages) for word in asked]
    if is_sqlite():
        stems = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in alternatives)
        sites = " OR ".join(f'"{site.hex}"' for site in site_ids)
        match = f"site_id:({sites}) AND stems:({stems})"
        if among is not None:
            match += f" AND feedback_id:({' OR '.join(one.hex for one in among) or NOBODY})"
        return _HITS["sqlite"].bindparams(match=match).subquery("hits")
    match = " & ".join("(" + " | ".join(f"'{form}'" for form in forms) + ")" for forms in alternatives)
    found = _HITS["postgresql"].bindparams(match=match, sites=list(site_ids))
    if _are_common(match, site_ids, cursor) or _are_too_many(found):
        return found.subquery("hits")
    return found.cte("hits").prefix_with("MATERIALIZED")


def _are_common(match: str, site_ids: Sequence[UUID], cursor: str | None) -> bool:
    """Whether so many of the next rows hold the words that walking back in time meets fifty of them soon."""
    before = place_after(cursor) if cursor else LAST_PLACE
    each = max(1, LOOKED_AT // max(1, len(site_ids)))
    asked = {"sites": list(site_ids), "before": before, "each": each, "match": match}
    return int(db.session.scalar(_COMMON, asked) or 0) >= COMMON_AMONG


def _are_too_many(found: Any) -> bool:
    """Whether reading all that hold the words would take longer than walking far: common once, and seldom of late."""
    some = select(literal(1)).select_from(found.subquery("hits")).limit(TOO_MANY).subquery("some")
    return db.session.scalar(select(func.count()).select_from(some)) == TOO_MANY


def place_after(cursor: str) -> Any:
    """The place that a search's cursor names."""
    try:
        return int(cursor) if is_sqlite() else UUID(cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None


def _distinct(stems: str) -> str:
    return " ".join(dict.fromkeys(stems.split()))
