"""What advertising says, in many languages: phrases with points, from `advertising.txt`. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PHRASES = Path(__file__).parent / "advertising.txt"
_START, _CHINESE_START = 3, 2  # letters by which a phrase is looked up
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}][^\s{_CJK}]*")  # every Chinese sign may begin a word
_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A line of the file: what each of its phrases gives, and what all of them together give at most."""

    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    is_whole: bool
    topic: Topic


def advertising(read: str) -> tuple[int, Sequence[str]]:
    """Points and phrases of a text, which comes `as_read`. A phrase counts once, however often it stands there."""
    found = {phrase.text: phrase for phrase in _found(read) if phrase.topic.points}
    if not found:
        return 0, ()
    # "buy viagra" is said once, though "viagra" stands in it.
    kept = [text for text in found if not any(text != other and text in other for other in found)]
    sums: Counter[Topic] = Counter()
    for text in kept:
        topic = found[text].topic
        sums[topic] = min(topic.most, sums[topic] + topic.points)
    return sums.total(), kept


def lures_in(read: str) -> Sequence[str]:
    """Words that make people follow a link: said by everybody, and a sign only beside one."""
    return list(dict.fromkeys(phrase.text for phrase in _found(read) if not phrase.topic.points))


def _found(read: str) -> Iterator[Phrase]:
    phrases = _phrases()
    for match in _WORD.finditer(read[:_LOOKED_AT]):
        place = match.start()
        near = phrases.get(read[place : place + _START]) or phrases.get(read[place : place + _CHINESE_START])
        for phrase in near or ():
            if _stands_at(phrase, read, place):
                yield phrase


def _stands_at(phrase: Phrase, read: str, place: int) -> bool:
    end = place + len(phrase.text)
    return read.startswith(phrase.text, place) and not (phrase.is_whole and end < len(read) and read[end].isalnum())


@cache
def _phrases() -> Mapping[str, Sequence[Phrase]]:
    by_start: dict[str, list[Phrase]] = {}
    for line in PHRASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            points, _, phrases = line.partition("\t")
            topic = Topic(*map(int, points.split("/")))
            for text in phrases.split("|"):
                phrase = Phrase(text.rstrip("$").strip(), text.endswith("$"), topic)
                start = phrase.text[: _START if phrase.text[0] < "\u3040" else _CHINESE_START]
                by_start.setdefault(start, []).append(phrase)
    return by_start
