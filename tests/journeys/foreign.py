"""Somebody else's web site: pages from strings, on another origin than the server's."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from backend.ops.demo import DEMO_KEY

# The floating touchpoint of the demo site shows on pages below /demo.
PATH = "/demo-muualla"

# An ordinary page: what a reset would touch, and the inline place below all of it.
BODY = """
<header><h1>Puusepän verstas</h1><nav><a href="#kassa">Kassa</a> <a href="#yhteys">Yhteys</a></nav></header>
<main>
  <h2>Koivutuoli</h2>
  <p>Käsin tehty <em>Fiskarissa</em>. <strong>Toimitus</strong> kahdessa viikossa.</p>
  <ul><li>Öljytty koivu</li><li>Kantaa 150 kg</li></ul>
  <form><label>Nimi <input name="name"></label> <label><input type="radio" name="tapa"> Nouto</label>
    <textarea rows="2">Viesti</textarea> <button type="button">Tilaa</button></form>
  <table><tr><th>Korkeus</th><td>84 cm</td></tr></table>
  <svg width="24" height="24" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>
  <button type="button" data-kohtaamo-open="first-visit">Kerro meille</button>
  {place}
  {below}
</main>
"""
PLACE = '<div data-kohtaamo="checkout"></div>'


def tag_of(host: str) -> str:
    return f'<script async src="{host}/w/k.js" data-site="{DEMO_KEY}"></script>'


def page_of(head: str = "", place: str = PLACE, below: str = "") -> str:
    head = f'<meta charset="utf-8"><title>Verstas</title>{head}'
    body = BODY.format(place=place, below=below)
    return f'<!doctype html><html lang="fi"><head>{head}</head><body>{body}</body></html>'


def strictest_policy(host: str) -> str:
    """What the widget promises to run under: no style, nothing inline, no markup made by script."""
    return (
        f"default-src 'none'; script-src {host}; connect-src {host}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@dataclass
class ForeignSite:
    origin: str
    pages: dict[str, tuple[Mapping[str, str], bytes]] = field(default_factory=dict)

    def put(self, path: str, html: str, policy: str | None = None) -> str:
        """Serve this page from now on; its address."""
        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        if policy:
            headers["Content-Security-Policy"] = policy
        self.pages[path] = (headers, html.encode())
        return self.origin + path


@contextmanager
def serving_pages() -> Iterator[ForeignSite]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/favicon.ico":
                return self.answer(204, {}, b"")
            headers, body = site.pages[self.path]
            return self.answer(200, headers, body)

        def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Says nothing: what matters is said by the test."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        # Another name than the server's, so that the two are different sites for cookies and storage too.
        site = ForeignSite(f"http://localhost:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield site
        finally:
            # Closed under it, the thread would spin for ever and keep the whole run from ending.
            server.shutdown()
            thread.join()
