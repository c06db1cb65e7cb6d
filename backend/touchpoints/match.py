"""Does a touchpoint belong on this page? Pure; the widget applies the same rule before it shows anything."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit


def page_matches(pages: Sequence[str], page_url: str) -> bool:
    """Whether the path of `page_url` fits one of the globs (`*` stands for anything); no globs fit every page."""
    if not pages:
        return True
    path = urlsplit(page_url).path or "/"
    return any(_compiled(glob).fullmatch(path) for glob in pages)


@lru_cache(maxsize=1024)
def _compiled(glob: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in glob.split("*")), re.DOTALL)
