"""Everything a browser complains about, and every address it asks, from the first page of a context to its last."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# A page cannot look away: the listener is there before its first line runs.
_TELL_VIOLATIONS = """
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) =>
  console.error(`violates ${effectiveDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`));
"""


@dataclass
class Watch:
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, pattern: str) -> None:
        """Expect complaints that match, those heard already included."""
        self.forgiven.append(pattern)

    @property
    def faults(self) -> list[str]:
        return [line for line in self.complaints if not any(re.search(pattern, line) for pattern in self.forgiven)]

    def sent(self, method: str = "POST") -> list[Request]:
        return [request for request in self.requests if request.method == method]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text} [{message.location['url']}]")

    def _ask(self, request: Request) -> None:
        self.requests.append(request)

    def _fail(self, request: Request) -> None:
        # Who leaves a page cuts off what it was loading and no longer hears of what it was sending.
        if request.failure == "net::ERR_ABORTED":
            return
        self.complaints.append(f"no answer: {request.method} {request.url} {request.failure}")

    def _answer(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"answered {response.status}: {response.request.method} {response.url}")

    def _break(self, error: WebError) -> None:
        self.complaints.append(f"page: {error.error}")


def watch(context: BrowserContext) -> Watch:
    seen = Watch()
    context.add_init_script(_TELL_VIOLATIONS)
    context.on("console", seen._hear)
    context.on("weberror", seen._break)
    context.on("request", seen._ask)
    context.on("requestfailed", seen._fail)
    context.on("response", seen._answer)
    return seen
