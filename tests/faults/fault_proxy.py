"""A bad line between browser and server: by each visitor's own dice it refuses, waits, talks nonsense or breaks off."""

import asyncio
import contextlib
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

# The server's doors that are hurt; the widget's files come as they are.
HURT = re.compile(rb"(?:GET|POST|PATCH|PUT|DELETE|OPTIONS) /w/v1/")
VISITOR = re.compile(rb"(?i)\r\nuser-agent: [^\r]*visitor/(\w+)")
LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)")

FAULTS = ("down", "slow", "429", "500", "502", "cut after", "cut within")
# So many of a visitor's requests go well though the line is bad.
SOUND = 0.35
BODY = b"<h1>Bad gateway</h1>"
ANSWERS = {
    # A page of another origin may read it, as it may read the server's own answer.
    "429": b"HTTP/1.1 429 Too Many Requests\r\nAccess-Control-Allow-Origin: *\r\n"
    b"Access-Control-Expose-Headers: Retry-After\r\nRetry-After: 20\r\n",
    "500": b"HTTP/1.1 500 Internal Server Error\r\nAccess-Control-Allow-Origin: *\r\n",
    # A proxy's own page, which says nothing of origins.
    "502": b"HTTP/1.1 502 Bad Gateway\r\n",
}


@dataclass
class BadLine:
    """Where to connect, whose requests are hurt no more, and what has been done to how many."""

    server: int
    seed: int
    port: int = 0
    calm: set[str] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)
    _dice: dict[str, random.Random] = field(default_factory=dict)
    _open: set["asyncio.Task[None]"] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fault(self, head: bytes) -> str:
        """What happens to this request: one of FAULTS, or nothing."""
        found = VISITOR.search(head)
        visitor = found.group(1).decode() if found else ""
        if not visitor or visitor in self.calm or not HURT.match(head):
            return ""
        dice = self._dice.setdefault(visitor, random.Random(f"line {self.seed} {visitor}"))
        return "" if dice.random() < SOUND else dice.choice(FAULTS)

    def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._answer(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def hang_up(self) -> None:
        """Lets go of the connections that browsers keep in store."""
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(head)
            request = head + await reader.readexactly(int(length.group(1)) if length else 0)
            fault = self.fault(head)
            self.done[fault] += 1
            writer.write(await self._spoilt(request, fault))
            await writer.drain()

    async def _spoilt(self, request: bytes, fault: str) -> bytes:
        if fault == "down":
            return b""
        if fault in ANSWERS:
            return ANSWERS[fault] + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(BODY) + BODY
        if fault == "slow":
            await asyncio.sleep(0.6)
        answer = await self._forwarded(request)
        if fault == "cut after":
            return b""
        return answer[:-9] if fault == "cut within" else answer

    async def _forwarded(self, request: bytes) -> bytes:
        """The server's answer, or as much of it as there was before it was killed."""
        try:
            answer = await self._forward(request)
        except OSError:
            answer = b""
        self.done["killed"] += not answer
        return answer

    async def _forward(self, request: bytes) -> bytes:
        """The server's whole answer: whatever it was asked to write down is written down by then."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server)
        head, _, body = request.partition(b"\r\n\r\n")
        head = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
        writer.write(head + b"\r\nConnection: close\r\n\r\n" + body)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer


@contextlib.asynccontextmanager
async def bad_line(server: int, seed: int) -> AsyncIterator[BadLine]:
    """A line to the server at this port of loopback, with a port of its own."""
    line = BadLine(server, seed)
    listening = await asyncio.start_server(line.connect, "127.0.0.1", 0)
    line.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield line
        await line.hang_up()
