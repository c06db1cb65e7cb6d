"""How staff come in, for the tests of the session."""

from argon2 import PasswordHasher

from backend.accounts.models import Staff
from backend.accounts.sign_in import make_link
from backend.foundation.database import db, writing

PASSWORD = "correct horse battery"
SESSION = "/api/v1/session"

# What makes a hash slow to guess would make these tests slow too; tests/accounts has the real one.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)


def link_of(app, person):
    with app.app_context(), writing():
        return make_link(db.session.get_one(Staff, person.staff_id))


def sign_in(client, person, password=PASSWORD, **options):
    return client.post(SESSION, json={"email": person.email, "password": password}, **options)
