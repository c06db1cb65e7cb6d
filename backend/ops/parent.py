"""The parts of `flask serve` end with it, even when it is killed and can tell them nothing."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Ask the kernel (Linux) for a SIGTERM to this process when its parent is gone.

    Called in the part itself: between fork and exec of a process with threads, nothing of Python may run.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it went before we asked
        os.kill(os.getpid(), signal.SIGTERM)
