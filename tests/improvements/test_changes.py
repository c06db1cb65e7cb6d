"""Changes: marked by API and from a deploy script, corrected, taken away."""

import pytest


def post(ada, shop, **values):
    return ada.post(f"/changes?site={shop.key}", json={"title": "Julkaisu 4.2", **values})


def titles(ada, shop, query=""):
    return [one["title"] for one in ada.get(f"/changes?site={shop.key}{query}").json["items"]]


def test_a_title_is_all_that_a_deploy_script_has_to_send(shop, ada):
    told = post(ada, shop).json
    assert (told["title"], told["kind"], told["touchpoints"], told["by"]) == ("Julkaisu 4.2", "release", None, "Ada")
    assert told["at"].endswith("Z")


def test_a_script_that_runs_twice_marks_one_change(shop, ada):
    first, second = (
        ada.post(f"/changes?site={shop.key}", json={"title": "4.2"}, headers={"Idempotency-Key": "deploy-4.2"})
        for _ in range(2)
    )
    assert first.json == second.json
    assert titles(ada, shop) == ["4.2"]


def test_changes_are_listed_newest_first_page_by_page(shop, ada):
    for day in range(1, 6):
        post(ada, shop, title=f"n{day}", at=f"2026-0{day}-01T00:00:00Z")
    page = ada.get(f"/changes?site={shop.key}&limit=3").json
    rest = ada.get(f"/changes?site={shop.key}&limit=3&cursor={page['next_cursor']}").json
    assert [one["title"] for one in page["items"] + rest["items"]] == ["n5", "n4", "n3", "n2", "n1"]
    assert rest["next_cursor"] is None


def test_a_touchpoints_changes_are_its_own_and_those_of_all(shop, ada):
    post(ada, shop, title="kaikki", at="2026-01-01T00:00:00Z")
    post(ada, shop, title="kassa", touchpoints=["checkout"], at="2026-01-02T00:00:00Z")
    post(ada, shop, title="etusivu", touchpoints=["landing"], at="2026-01-03T00:00:00Z")
    assert titles(ada, shop, "&touchpoint=checkout") == ["kassa", "kaikki"]
    assert ada.get(f"/changes?site={shop.key}&touchpoint=cellar").status_code == 404


def test_a_mark_can_be_corrected_and_taken_away(shop, ada):
    change = post(ada, shop, touchpoints=["checkout"]).json["id"]
    told = ada.patch(f"/changes/{change}", json={"title": "Hinnat", "kind": "price", "touchpoints": ["landing"]}).json
    assert (told["title"], told["kind"], told["touchpoints"]) == ("Hinnat", "price", ["landing"])
    assert ada.patch(f"/changes/{change}", json={"touchpoints": None}).json["touchpoints"] is None
    assert ada.delete(f"/changes/{change}").status_code == 204
    assert ada.get(f"/changes/{change}").status_code == 404


@pytest.mark.parametrize(
    ("values", "member"),
    [
        ({"touchpoints": ["cellar"]}, "touchpoints"),
        ({"touchpoints": []}, "touchpoints"),
        ({"kind": "miracle"}, "kind"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"at": "2026-01-01T00:00:00"}, "at"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"title": " "}, "title"),
    ],
)
def test_what_cannot_be_is_refused_by_name(shop, ada, values, member):
    answer = post(ada, shop, **values)
    assert (answer.status_code, answer.json["invalid_params"][0]["name"].partition(".")[0]) == (422, member)
    assert titles(ada, shop) == []


def test_a_cursor_that_was_not_made_here_is_refused(shop, ada):
    for cursor in ("x", "MjAyNg", "MjAyNi0wMS0wMSAwMA"):
        assert ada.get(f"/changes?site={shop.key}&cursor={cursor}").status_code == 422


def test_an_agent_sees_changes_and_marks_none(shop, ada, person):
    post(ada, shop)
    agent = person("agent")
    assert len(agent.get(f"/changes?site={shop.key}").json["items"]) == 1
    assert agent.post(f"/changes?site={shop.key}", json={"title": "4.3"}).status_code == 403


def test_a_deploy_script_on_the_machine_marks_by_one_line(app, shop, ada):
    run = app.test_cli_runner().invoke
    told = run(args=["changes", "add", "Julkaisu 5", "--site", shop.key, "--touchpoint", "checkout"])
    assert told.exit_code == 0, told.output
    assert "Marked on Puoti: Julkaisu 5" in told.output
    [change] = ada.get(f"/changes?site={shop.key}").json["items"]
    assert (change["touchpoints"], change["by"]) == (["checkout"], None)


def test_a_script_that_names_what_there_is_not_is_told(app, shop):
    run = app.test_cli_runner().invoke
    assert "No site has the key pk_none" in run(args=["changes", "add", "x", "--site", "pk_none"]).output
    told = run(args=["changes", "add", "x", "--site", shop.key, "--touchpoint", "cellar"])
    assert told.exit_code != 0
    assert "no touchpoint with the key cellar" in told.output


def test_a_baseline_that_ends_before_it_begins_is_refused(shop, ada):
    days = {"since": "2026-02-01", "until": "2026-01-01"}
    assert ada.call("PUT", f"/sites/{shop.id}/baseline", json=days).status_code == 422
