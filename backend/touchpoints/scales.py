"""The scales of the question kinds, and any answer on them as a score from 0 to 100. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    least: int
    most: int

    def score(self, value: int) -> float:
        """The answer on 0–100, linear between the scale's ends, so that answers on different scales compare."""
        return 100 * (value - self.least) / (self.most - self.least)


SCALES = {
    "stars": Scale(1, 5),
    "faces": Scale(1, 5),
    "thumbs": Scale(0, 1),
    "csat": Scale(1, 5),
    "nps": Scale(0, 10),
    "ces": Scale(1, 7),
    "expectation": Scale(-2, 2),
}
CHOICE, TEXT = "choice", "text"
KINDS = (*SCALES, CHOICE, TEXT)
