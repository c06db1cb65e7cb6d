"""Style sheets of pages that were not written with the widget in mind, and what is measured beside them."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

Styles = list[Any]

PAGES = {
    "everything unset": "* { all: unset !important }",
    "a modern reset": """
        *, *::before, *::after { box-sizing: border-box }
        * { margin: 0 !important; padding: 0 }
        html { -webkit-text-size-adjust: none; text-size-adjust: none; font-size: 62.5% }
        body { min-height: 100vh; font: 400 1.4rem/1.2 Georgia, serif; letter-spacing: .04em; word-spacing: .2em }
        h1, h2, h3, button, input, label { line-height: 1.1; text-wrap: balance }
        ul, ol { list-style: none }
        a { color: currentcolor; text-decoration-skip-ink: auto }
        img, picture, svg { max-width: 100%; display: block }
        input, button, textarea, select { font: inherit; border-radius: 0; appearance: none }
        [hidden] { display: none !important }
    """,
    "a preflight like Tailwind's": """
        *, ::before, ::after, ::backdrop { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #e5e7eb }
        html, :host { line-height: 1.5; tab-size: 4; font-family: ui-serif, serif }
        h1, h2, h3, h4 { font-size: inherit; font-weight: inherit }
        a { color: inherit; text-decoration: inherit }
        b, strong { font-weight: bolder }
        small { font-size: 80% }
        table { text-indent: 0; border-color: inherit; border-collapse: collapse }
        ol, ul, menu { list-style: none }
        img, svg, video, canvas { display: block; vertical-align: middle }
        img, video { max-width: 100%; height: auto }
        button, input, select, textarea { font: inherit; letter-spacing: inherit; color: inherit; border-radius: 0;
          background-color: transparent; opacity: 1 }
        textarea { resize: vertical }
        ::placeholder { opacity: 1; color: color-mix(in oklab, currentcolor 50%, transparent) }
        [hidden]:where(:not([hidden='until-found'])) { display: none !important }
    """,
    "bare elements, our classes and our variables restyled": """
        :root { --a: crimson; --b: crimson; --c: crimson; direction: inherit; cursor: crosshair }
        body { color: crimson; text-align: right; text-transform: uppercase;
          font: italic 22px/2 serif; text-indent: 2em }
        div { color: crimson; background: #fee; border: 3px dotted crimson; visibility: visible; opacity: .9 }
        fieldset, legend, label, input, output, textarea, button, svg, span { display: inline !important }
        fieldset, legend, label, input, output, textarea, button, svg, span { margin: 9px !important }
        svg { fill: crimson !important; stroke: none !important; width: 9px !important }
        :focus, :focus-visible { outline: 9px dashed crimson !important }
        :hover { transition: all 1s }
        [hidden] { display: block !important }
        .c, .k, .p, .q, .l, .s, .o, .v, .r, .x { background: crimson !important; position: absolute !important }
    """,
}

# Constructed, because the policy the widget is tried under refuses <style>, <link> and style="".
WEAR = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

# Every property of every element of the widget, pseudo-elements included, in the order they stand.
WIDGET_STYLES = """() => {
  const styles = (element, pseudo) => {
    const computed = getComputedStyle(element, pseudo);
    return Object.fromEntries([...computed].map((name) => [name, computed.getPropertyValue(name)]));
  };
  const inside = (root) => [root.host, ...root.querySelectorAll('*')].flatMap((element, at) => [
    [`${at} ${element.localName}.${element.className.baseVal ?? element.className}`, styles(element)],
    [`${at} ${element.localName}::before`, { content: getComputedStyle(element, '::before').content }],
  ]);
  const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return JSON.stringify(roots.flatMap(inside));
}"""

# Every property and place of every element of the page, the widget's own hosts left out.
PAGE_STYLES = """() => {
  const place = document.querySelector('[data-kohtaamo]');
  const grows = /^(height|block-size|min-height|min-block-size|perspective-origin|transform-origin)$/;
  // What holds the inline place is as much higher as the place is.
  const holds = (element) => element.contains(place);
  const stylesOf = (element) => {
    const computed = getComputedStyle(element);
    const names = [...computed].filter((name) => !holds(element) || !grows.test(name));
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
  };
  const rectangleOf = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element == place || (holds(element) ? [x, y] : [x, y, width, height]).join();
  };
  const own = [...document.querySelectorAll('*')].filter((one) => !one.shadowRoot && one.localName != 'script');
  return JSON.stringify(own.map((one) => [one.localName, { ...stylesOf(one), rectangle: rectangleOf(one) }]));
}"""

SHIFTS = """() => new Promise((done) => {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(shifts.map(({ value, sources }) =>
    `${value.toFixed(4)} of ${sources.map(({ node }) => node?.nodeName).join(' ')}`)), 200);
})"""


@dataclass(frozen=True)
class Look:
    styles: Styles
    picture: bytes


COMPARE = """async ([before, after]) => {
  const pixels = await Promise.all([before, after].map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  const [one, other] = pixels;
  if (one.width != other.width || one.height != other.height) {
    return `${one.width}x${one.height} became ${other.width}x${other.height}`;
  }
  let changed = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > 16)) changed += 1;
  }
  return changed / (one.width * one.height);
}"""


def wear(page: Page, css: str) -> None:
    """Give every document of this page the sheet before its first line is read."""
    page.add_init_script(f"({WEAR})({json.dumps(css)})")


def look_of(card: Locator) -> Look:
    """How the widget looks now, with this part of it in a picture."""
    page = card.page
    page.mouse.move(0, 0)
    return Look(json.loads(page.evaluate(WIDGET_STYLES)), card.screenshot(animations="disabled"))


def page_styles(page: Page) -> Styles:
    return list(json.loads(page.evaluate(PAGE_STYLES)))


def changed_styles(expected: Styles, found: Styles) -> list[str]:
    """Property by property, said so that a reader knows where to look."""
    assert [name for name, _ in expected] == [name for name, _ in found]
    return [
        f"{name} {key}: {before[key]} became {after.get(key)}"
        for (name, before), (_, after) in zip(expected, found, strict=True)
        for key in before
        if before[key] != after.get(key)
    ]


def changed_pixels(page: Page, before: bytes, after: bytes) -> float:
    """The share of pixels that look different; a page does the sum, because browsers read pictures."""
    changed = page.evaluate(COMPARE, [base64.b64encode(picture).decode() for picture in (before, after)])
    assert not isinstance(changed, str), changed
    return float(changed)
