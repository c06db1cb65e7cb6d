"""A downloaded drawing, read as a drawing program reads it."""

from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Locator, Page

SPACE = "{http://www.w3.org/2000/svg}"


class Drawing:
    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.root = ElementTree.fromstring(data)  # noqa: S314 - our own console made it

    @property
    def lines(self) -> list[str]:
        """Every line of letters, from the top."""
        return [_plain(one.text or "") for one in self.root.iter(SPACE + "text")]

    def part(self, name: str) -> ElementTree.Element:
        [found] = [one for one in self.root.iter(SPACE + "g") if one.get("data-part") == name]
        return found

    @property
    def points(self) -> list[tuple[float, float, float, str]]:
        """Of each point: its value, where it lies, and what it says to who points at it."""
        return [
            (float(one.get("data-value", "")), float(one.get("cx", "")), float(one.get("cy", "")), _said(one))
            for one in self.root.iter(SPACE + "circle")
            if one.get("data-value")
        ]

    @property
    def frame(self) -> tuple[float, float]:
        return float(self.root.get("width", "")), float(self.root.get("height", ""))


def _said(one: ElementTree.Element) -> str:
    return _plain(one.findtext(SPACE + "title") or "")


def _plain(text: str) -> str:
    return text.replace("\xa0", " ")


def drawing_by(page: Page, button: Locator) -> Drawing:
    with page.expect_download() as saved:
        button.click()
    return Drawing(saved.value.suggested_filename, Path(saved.value.path()).read_bytes())


def expect_readable_alone(page: Page, drawing: Drawing) -> None:
    """Opened as an image, as a word processor would: nothing of ours is around it, its corner is white, all fits in."""
    assert page.evaluate(_CORNER, drawing.data.decode()) == [255, 255, 255, 255]
    page.goto("about:blank")
    page.set_content(drawing.data.decode().partition("?>")[2])
    assert page.evaluate(_OUTSIDE) == []


_CORNER = """async (text) => {
  const picture = new Image();
  picture.src = 'data:image/svg+xml,' + encodeURIComponent(text);
  await picture.decode();
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  return [...ctx.getImageData(2, 2, 1, 1).data];
}"""

_OUTSIDE = """() => {
  const frame = document.querySelector('svg').getBoundingClientRect();
  const isOutside = (box) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
  const shown = [...document.querySelectorAll('svg text, svg circle')];
  return shown.filter((one) => isOutside(one.getBoundingClientRect())).map((one) => one.textContent);
}"""
