"""The requests the benchmarks send: what a Finnish shop's page would."""

import json
import random
import uuid
from collections.abc import Callable

WORDS = """toimitus tilaus kassa hyvä hidas palvelu sivu lomake ei toimi kiitos nopeasti löytynyt osoite maksu
the delivery was late great support could not find form tack för snabb leverans betalning""".split()  # noqa: SIM905


def entries(port: int, seed: int = 7) -> Callable[[], bytes]:
    """Makes POSTs of new entries, each with an id of its own and a comment of 6 to 24 words."""
    chance = random.Random(seed)

    def make() -> bytes:
        body = {
            "id": str(uuid.uuid4()),
            "site": "pk_demo",
            "touchpoint": "checkout",
            "rating": chance.randint(1, 5),
            "comment": " ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 24))),
            "page_url": f"http://127.0.0.1:{port}/page/{chance.randint(1, 1000)}",
            "language": "fi",
        }
        return post(port, "/w/v1/entries", json.dumps(body, ensure_ascii=False).encode())

    return make


def post(port: int, path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def get(port: int, path: str, **headers: str) -> bytes:
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n".encode()
