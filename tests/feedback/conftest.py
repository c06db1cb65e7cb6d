"""What several tests of feedback ask for."""

import pytest

from backend.feedback import meaning
from backend.feedback.meaning import STEPS


@pytest.fixture
def small_steps(monkeypatch):
    """The stand-in's vectors have few numbers, so they are a quarter as long."""
    monkeypatch.setattr(meaning, "STEPS", STEPS / 4)
