"""Charts taken along as drawings: files of their own that open anywhere and hold every value."""

import csv
import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.journeys.conftest import YEARS_SITE, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.drawings import Drawing, drawing_by, expect_readable_alone
from tests.journeys.shop import Shop

pytestmark = pytest.mark.browser


def save_drawing(page: Page) -> Drawing:
    return drawing_by(page, page.get_by_role("button", name=WORDS["chart.drawing"]).first)


def table_of(page: Page) -> tuple[str, list[dict[str, str]]]:
    """The name of the chart's table, and its rows."""
    with page.expect_download() as saved:
        page.get_by_role("button", name=WORDS["figure.csv"]).first.click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    return saved.value.suggested_filename, list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def trend(visit: Visit, shop_of_years: Shop, analyst: StorageState) -> Page:
    """A year of the checkout, looked at in the dark."""
    page, _ = visit(storage_state=analyst, color_scheme="dark")
    Desk(page, shop_of_years.url).go("journey?weeks=52")
    page.get_by_role("link", name="Kassa", exact=True).click()
    expect(page.locator(".chart canvas")).to_be_visible()
    return page


def test_a_trend_is_taken_along_as_a_drawing_with_every_value_where_it_belongs(trend: Page):
    name, rows = table_of(trend)
    drawing = save_drawing(trend)
    assert drawing.name == name.removesuffix(".csv") + ".svg"
    means = [float(row["value"]) for row in rows if row["figure"] == "mean" and row["value"]]
    points = drawing.points
    assert [value for value, _, _, _ in points] == means
    assert all(left < right for (_, left, _, _), (_, right, _, _) in pairwise(points))
    by_value = sorted(points)
    assert all(low[2] >= high[2] for low, high in pairwise(by_value))  # the greater, the higher
    assert len(set(means)) > 10
    assert all(re.search(r"\d{4}: [\d,]+ \([\d,]+ … [\d,]+\), \d+ vastaus", said) for *_, said in points)
    expect_readable_alone(trend, drawing)


def test_a_trends_drawing_says_what_it_shows(trend: Page):
    title = trend.get_by_role("heading", level=2).first.inner_text()
    changes = trend.locator(".marks li a").all_inner_texts()
    drawing = save_drawing(trend)
    assert drawing.lines[0] == f"Kassa: {title}"
    assert "varjostus on 95 %:n väli" in drawing.lines[1]
    assert drawing.lines[2] == WORDS["formula.mean"]
    [interval] = drawing.part("interval")
    assert interval.get("fill-opacity")
    days = [text for text in drawing.part("days").itertext() if text.strip()]
    assert 4 <= len(days) <= 9
    assert changes
    numbers = [one.text for one in drawing.part("changes") if one.text]
    assert numbers == [str(place + 1) for place in range(len(changes))]
    for change in changes:
        assert any(line.startswith(f"{change}, ") for line in drawing.lines)


def test_the_journey_is_taken_along_as_a_drawing(visit: Visit, shop_of_years: Shop, analyst: StorageState):
    page, _ = visit(storage_state=analyst)
    Desk(page, shop_of_years.url).go("journey")
    name, rows = table_of(page)
    drawing = save_drawing(page)
    assert drawing.name == name.removesuffix(".csv") + ".svg"
    shown = {value: left for value, left, _, _ in drawing.points}
    scores = sorted(float(row["score"]) for row in rows if row["score"])
    assert [shown[score] for score in scores] == sorted(shown[score] for score in scores)  # the greater, the further
    assert {"0", "20", "100", "Kassa", WORDS["expectations.whole"]} <= set(drawing.lines)
    expect_readable_alone(page, drawing)


def test_what_staff_wrote_cannot_break_out_of_a_drawing(visit: Visit, shop_of_years: Shop, analyst: StorageState):
    """Also not what no XML can hold, nor a title without a place to break."""
    page, _ = visit(storage_state=analyst)
    desk = Desk(page, shop_of_years.url)
    title = '</text><script>alert("1")</script> & \x0b' + "pitkä" * 30
    shop_of_years.ask("POST", f"/api/v1/changes?site={YEARS_SITE}", {"title": title, "kind": "other"})
    desk.go("journey?weeks=12")
    page.get_by_role("link", name="Kassa", exact=True).click()
    expect(page.locator(".chart canvas")).to_be_visible()
    drawing = save_drawing(page)
    assert b"<script" not in drawing.data
    assert any(line.startswith("</text><script>") for line in drawing.lines)
    expect_readable_alone(page, drawing)
