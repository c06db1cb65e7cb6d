"""Whose a recovery case becomes, and the list of them."""

from datetime import date, timedelta
from uuid import UUID

from backend.conversations.recovery_models import RecoveryCase
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from tests.conversations.recovery_cast import configure, watch


def test_cases_go_round_among_the_rota_past_those_who_are_away(app, shop, ada, person):
    staff = [person("agent", name=name) for name in ("Grace", "Linus", "Mary")]
    rota = [{"staff_id": str(one.staff_id)} for one in staff]
    rota[1]["away_until"] = (date.today() + timedelta(days=3)).isoformat()  # noqa: DTZ011 - far enough
    configure(ada, shop, rota=rota)
    owners = []
    for _ in range(4):
        left = shop.leave(rating=1)
        watch(app)
        owners.append(ada.get(f"/feedback/{left['feedback_id']}").json["assignee"]["name"])
    assert owners == ["Grace", "Mary", "Grace", "Mary"]
    mine = staff[0].get(f"/recovery/cases?site={shop.key}&owner={staff[0].staff_id}").json["items"]
    assert len(mine) == 2
    assert staff[0].get(f"/recovery/counts?site={shop.key}").json["mine"] == 2
    # Saving the rules anew gives nobody another turn.
    configure(ada, shop, rota=[*rota[:1], *rota[2:]])
    left = shop.leave(rating=1)
    watch(app)
    assert ada.get(f"/feedback/{left['feedback_id']}").json["assignee"]["name"] == "Grace"


def test_whoever_has_it_already_keeps_it(app, shop, ada, person):
    grace = person("agent", name="Grace")
    configure(ada, shop, rota=[{"staff_id": str(grace.staff_id)}])
    left = shop.leave(rating=1)
    ada.patch(f"/feedback/{left['feedback_id']}", json={"assignee_id": str(ada.staff_id)})
    watch(app)
    assert ada.get(f"/feedback/{left['feedback_id']}").json["assignee"]["id"] == str(ada.staff_id)


def test_who_leaves_the_site_leaves_its_rota(app, shop, ada, person):
    grace = person("agent", name="Grace")
    configure(ada, shop, rota=[{"staff_id": str(grace.staff_id)}])
    assert ada.delete(f"/sites/{shop.id}/members/{grace.staff_id}").status_code == 204
    assert ada.get(f"/sites/{shop.id}/recovery").json["rota"] == []
    left = shop.leave(rating=1)
    watch(app)
    assert ada.get(f"/feedback/{left['feedback_id']}").json["assignee"] is None


def test_the_list_is_by_due_time_page_by_page(app, shop, ada):
    configure(ada, shop)
    left = [shop.leave(rating=1)["feedback_id"] for _ in range(5)]
    watch(app)
    with app.app_context(), writing():  # so that the order of arrival is not the order they are due in
        for number, one in enumerate(left):
            row = db.session.query(RecoveryCase).filter_by(site_id=shop.id, feedback_id=UUID(one)).one()
            row.due_at = row.moment = now() + timedelta(minutes=(number * 3) % 5 - 2)
    seen, cursor = [], ""
    while True:
        page = ada.get(f"/recovery/cases?site={shop.key}&limit=2{cursor}").json
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert [row["due_at"] for row in seen] == sorted(row["due_at"] for row in seen)
    assert {row["feedback"]["id"] for row in seen} == set(left)
    assert len(seen) == 5
    overdue = ada.get(f"/recovery/cases?site={shop.key}&overdue=true").json["items"]
    assert 0 < len(overdue) < 5
    assert all(row["is_overdue"] for row in overdue)
    assert ada.get(f"/recovery/counts?site={shop.key}").json["overdue"] == len(overdue)
    assert ada.get("/recovery/cases?cursor=abc").status_code == 422
