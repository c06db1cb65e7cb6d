"""The scorer in use here: the one that was chosen, with the model that this installation learnt if it has one."""

import logging
import threading
import time

from flask import current_app

from backend.feedback.own_models import OwnModels, Stamp
from backend.sentiment.model import Model, released
from backend.sentiment.result import Sentiment
from backend.sentiment.score import NO_SCORER, score
from backend.sentiment.textblob_scorer import VERSION as TEXTBLOB

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 10.0
_NEVER: Stamp = (0, 0, 0)


class Scorer:
    """One a process, shared by its threads. A model is read at the first comment, or when another comes into use."""

    def __init__(self, name: str, models: OwnModels, look_again: float = LOOK_AGAIN_SECONDS) -> None:
        self.name, self.models = name, models
        self.look_again, self._looked_at = look_again, float("-inf")
        self._model: Model | None = None
        self._stamp = _NEVER
        self._reading = threading.Lock()

    def score(self, text: str | None, language: str | None) -> Sentiment | None:
        """The sentiment of a comment on a page in `language`; None without words. No model's file makes it fail."""
        if not text or not text.strip():
            return None
        return score(text, language, self.name, model=self.model() if self.name == "kohtaamo" else None)

    def model(self) -> Model:
        """The model in use, looked for again every `look_again` seconds."""
        model = self._model
        if model is not None and time.monotonic() < self._looked_at + self.look_again:
            return model
        # While one thread reads another model, the others go on with the one there is.
        if not self._reading.acquire(blocking=model is None):
            return model or released()
        try:
            return self._looked()
        finally:
            self._reading.release()

    def has_scored(self, version: str) -> bool:
        """Whether a verdict of this version would come out the same now. A second look adds `+…` to the version."""
        if self.name == "textblob":
            return version in {TEXTBLOB, NO_SCORER}
        return version.partition("+")[0] == self.model().version

    def _looked(self) -> Model:
        if self._model is None or time.monotonic() >= self._looked_at + self.look_again:
            stamp = self._found_stamp()
            if self._model is None or stamp != self._stamp:
                self._model = self._read()
                self._stamp = stamp
            self._looked_at = time.monotonic()
        return self._model

    def _found_stamp(self) -> Stamp:
        try:
            return self.models.stamp()
        except OSError:
            return self._stamp

    def _read(self) -> Model:
        try:
            own = self.models.load()
            if own is not None:
                score("ok", "en", self.name, model=own)  # made by an earlier version, it may lack what this one reads
            return own or released()
        except Exception as fault:
            # Any fault: a header that lacks a member is a KeyError. A visitor is not turned away for it.
            log.error("own_model_unreadable", extra={"model": self._name()}, exc_info=fault)
            return released()

    def _name(self) -> str | None:
        try:
            return self.models.in_use()
        except (OSError, ValueError):
            return None


def scorer() -> Scorer:
    found: Scorer = current_app.extensions["scorer"]
    return found
