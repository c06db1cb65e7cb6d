"""Full-text search over comments and messages: stems made by the application, kept by FTS5 or by a tsvector."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from backend.feedback.stems import query_stems, words_of
from backend.foundation.errors import invalid_param
from backend.foundation.statements import DriverCursor, DriverStatement

MOST_QUERY_WORDS = 12

# One row a feedback. On SQLite its ids are tokens too, so that a site's rows, or one row, are found without reading
# the others.
_PUT = DriverStatement(
    {
        "sqlite": text("INSERT INTO feedback_search (site_id, feedback_id, stems) VALUES (:site, :feedback, :stems)"),
        "postgresql": text(
            "INSERT INTO feedback_search (site_id, feedback_id, stems) "
            "VALUES (CAST(:site AS uuid), CAST(:feedback AS uuid), array_to_tsvector(string_to_array(:stems, ' ')))"
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
_MATCHES = {
    "sqlite": text("feedback.id IN (SELECT feedback_id FROM feedback_search WHERE feedback_search MATCH :match)"),
    "postgresql": text(
        "EXISTS (SELECT 1 FROM feedback_search AS found WHERE found.site_id = feedback.site_id "
        "AND found.feedback_id = feedback.id AND found.stems @@ CAST(:match AS tsquery))"
    ),
}


def index_rows(cursor: DriverCursor, rows: Sequence[tuple[UUID, UUID, str]]) -> None:
    """Make feedback findable: (site, feedback, stems) each. Rows without a word need none."""
    _PUT.run(
        cursor,
        [
            {"site": site.hex, "feedback": feedback.hex, "stems": _distinct(stems)}
            for site, feedback, stems in rows
            if stems
        ],
    )


def drop_row(cursor: DriverCursor, site_id: UUID, feedback_id: UUID) -> None:
    _DROP.run(cursor, [{"site": site_id.hex, "feedback": feedback_id.hex}])


def matching(dialect: str, words: str, languages: Sequence[str], site_ids: Sequence[UUID]) -> Any:
    """The condition that a feedback holds every word of `words`, in any inflection that a stem joins."""
    asked = words_of(words)[:MOST_QUERY_WORDS]
    if not asked:
        raise invalid_param("q", "invalid", "write at least one word to search for")
    alternatives = [query_stems(word, languages) for word in asked]
    if dialect == "sqlite":
        stems = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in alternatives)
        sites = " OR ".join(f'"{site.hex}"' for site in site_ids)
        match = f"site_id:({sites}) AND stems:({stems})"
    else:
        match = " & ".join("(" + " | ".join(f"'{form}'" for form in forms) + ")" for forms in alternatives)
    return _MATCHES[dialect].bindparams(match=match)


def _distinct(stems: str) -> str:
    return " ".join(dict.fromkeys(stems.split()))
