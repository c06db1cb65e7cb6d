"""Answers that go on after the request is over.

A server that can keep many connections on one thread puts a function under KEEP_OPEN into a request's environment:
`keep(environ, follower)` says whether it takes this connection. Then the answer's body is begun and ends with KeptOpen,
and the server writes on.
"""

import errno

KEEP_OPEN = "kohtaamo.keep_open"


class KeptOpen(BrokenPipeError):
    """Raised by a body that was begun and is not to be ended. To a WSGI server it looks as if the reader had gone."""

    def __init__(self) -> None:
        super().__init__(errno.EPIPE, "the connection is kept by another thread")
