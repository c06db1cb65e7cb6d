"""What became of what visitors said: the improvements that their owner lets everybody read."""

from typing import Any

from backend.foundation.errors import NotFound
from backend.foundation.fields import utc_text
from backend.improvements.group_queries import improvements_shown
from backend.touchpoints.catalog import KnownSite


def done_list(site: KnownSite) -> dict[str, Any]:
    """In every language their owner wrote, so that one answer serves all visitors. Raises NotFound where the site has
    no such list.
    """
    if not site.shows_improvements:
        raise NotFound("This site shows no list of improvements. Its owner turns it on in the console.")
    return {
        "items": [
            {
                "title": row.title,
                "text": row.text,
                "state": row.state,
                "since": utc_text(row.state_since),
                "said_by": row.said_by,
            }
            for row in improvements_shown(site.id)
        ]
    }
