"""Does a touchpoint belong on this page? Pure; the widget applies the same rule before it shows anything."""

from collections.abc import Sequence
from urllib.parse import urlsplit


def page_matches(pages: Sequence[str], page_url: str) -> bool:
    """Whether the path of `page_url` fits one of the globs (`*` stands for anything); no globs fit every page."""
    if not pages:
        return True
    path = urlsplit(page_url).path or "/"
    return any(_fits(glob, path) for glob in pages)


def _fits(glob: str, path: str) -> bool:
    """Each part at its first place after the one before: a regular expression would try every way to divide a path
    among twenty stars, which takes years."""
    first, *rest = glob.split("*")
    if not rest:
        return path == glob
    *middle, last = rest
    place = len(first) if path.startswith(first) else -1
    for part in middle:
        found = path.find(part, place) if place >= 0 else -1
        place = found + len(part) if found >= 0 else -1
    return 0 <= place <= len(path) - len(last) and path.endswith(last)
