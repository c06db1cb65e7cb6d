"""A process that is asked to stop while it is being made."""

import os
import signal

_ASKED_TO_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def lose_no_signal() -> None:
    """From now on a signal ends a forked child that has set no handlers of its own yet.

    gunicorn's workers are born with their arbiter's handlers, which put a signal into a queue that only the arbiter
    reads. A worker that was asked to stop in its first milliseconds would go on and keep the server from stopping,
    until it is killed after `graceful_timeout`. It has no request yet that could be lost.
    """
    os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_begin)


def _hold() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED_TO_STOP)


def _release() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED_TO_STOP)


def _begin() -> None:
    for number in _ASKED_TO_STOP:
        signal.signal(number, signal.SIG_DFL)
    _release()
