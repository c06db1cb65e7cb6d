"""How much spam the house rules set aside, and how many genuine comments with it; and what judging one costs.

Thresholds, phrases and the model's rows were tuned on `spam.txt`, `genuine.txt`, the campaigns, one half of what was
written after them (`later_*.txt`), forty kinds of spam beside genuine comments that are like them (`kinds_*.txt`), and
what somebody else wrote blind (`blind_*.txt`), since its misses were read; of the other half, too, misses have been
seen. The figures with a claim are of what somebody who knew nothing of the program wrote later (`unseen_*.txt`: whoever
tunes on a line of it writes a new set), and of comments of the sentiment corpus, by writers whom no part of the rules
has read. Set aside means: not published under `hold_suspicious`.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from backend.moderation.house_rules import PUBLISHED, SPAM_STATE, Verdict, judge
from backend.moderation.recent import Recent
from backend.moderation.signals import Arrival, Context
from backend.moderation.wording_train import DRAW, TEACH
from backend.sentiment.rows import CORPUS, COVERED
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.spam_campaigns import campaigns

ROWS = Path(__file__).with_name("spam_rows")
FROM_CORPUS = 2_000
_SITE = Context(languages=("fi", "sv", "en"), hosts=("shop.example.fi",))
_HOW = {"trap": Arrival(trap="http://x.example"), "fast": Arrival(seconds=0.6)}


@dataclass(frozen=True)
class Entry:
    """`how` it comes: by a field that people do not see, too fast, or the same words again."""

    is_spam: bool
    kind: str
    language: str
    how: str
    text: str
    is_for_tuning: bool


def entries() -> list[Entry]:
    """The hand-written, the generated, and comments of the sentiment corpus that no table here was made from."""
    files = (("spam.txt", True), ("genuine.txt", False), ("later_spam.txt", True), ("later_genuine.txt", False))
    written = [entry for name, is_spam in files for entry in _written(name, is_spam)]
    made = [
        Entry(True, f"made {name}", language, how, text, True)
        for name, language, how, texts in campaigns()
        for text in texts
    ]
    return [*written, *made, *corpus()[:FROM_CORPUS]]


def corpus() -> list[Entry]:
    """Genuine comments in an order of their own; none by writers from whom letter pairs, the model of wording or its
    lines were learnt, and none that its writers call noise, such as *asdfgh*."""
    found = []
    for language in COVERED:
        for line in (CORPUS / f"{language}.tsv").read_text("utf-8").splitlines()[1:]:
            text, _, _, kind, writer = line.split("\t")
            if writer not in TEACH | DRAW and kind != "noise":
                found.append(Entry(False, "corpus", language, "", text, False))
    return sorted(found, key=lambda entry: hashlib.sha256(entry.text.encode()).digest())


def _written(name: str, is_spam: bool) -> Iterable[Entry]:
    for line in (ROWS / name).read_text("utf-8").splitlines():
        kind, language, how, text = line.replace("\\n", "\n").split("\t")
        yield Entry(is_spam, kind, language, how, text, not name.startswith("later") or crc32(text.encode()) % 2 == 0)


def verdicts(many: Sequence[Entry]) -> list[tuple[Entry, Verdict]]:
    """Each judged as it comes; of words that are sent again, the first two of a kind are strangers to the third."""
    recent = Recent()
    return [(entry, _judged(entry, recent, number)) for number, entry in enumerate(many)]


def _judged(entry: Entry, recent: Recent, number: int) -> Verdict:
    arrival = _HOW.get(entry.how) or Arrival(same_text=recent.note_text(b"", entry.text, number.to_bytes(4)))
    if entry.how == "again" and not entry.kind.startswith("made"):
        arrival = Arrival(same_text=2)
    return judge([entry.text], "hold_suspicious", _SITE, arrival)


def run() -> None:
    many = entries()
    judged = verdicts(many)
    heading(f"Spam: {len(many):,} entries, {sum(entry.is_spam for entry in many):,} of them spam")
    for name, half in (("tuned on", True), ("the other half", False)):
        of_half = [(entry, verdict) for entry, verdict in judged if entry.is_for_tuning is half]
        _tell(name, of_half)
    _tell_hard()
    _tell_rest()
    _tell_reasons(judged)
    texts = [entry.text for entry in many if not entry.is_spam][:2000]
    figure("judging a genuine comment, median", median([_time(text) for text in texts]) * 1e6, "µs", at_most=250)
    figure(
        "judging 5,000 characters", median([_time((" ".join(texts))[:5000]) for _ in range(20)]) * 1e3, "ms", at_most=5
    )


def _tell(name: str, judged: Sequence[tuple[Entry, Verdict]]) -> None:
    spam = [verdict for entry, verdict in judged if entry.is_spam]
    genuine = [verdict for entry, verdict in judged if not entry.is_spam]
    written = [verdict for entry, verdict in judged if not entry.is_spam and entry.kind != "corpus"]
    figure(f"{name}: of {len(spam)} spam set aside", _held(spam), "%")
    figure(f"{name}: of these straight among the spam", _share(spam, SPAM_STATE), "%")
    figure(f"{name}: of {len(genuine)} genuine held back", _held(genuine), "%")
    figure(f"{name}: of the {len(written)} hard ones written for this", _held(written), "%")


def _tell_hard() -> None:
    """`blind`, `unseen`: by people who knew nothing of the program. `kinds`: many kinds, a few each. All genuine ones
    are hard, such as a price, a phone number to call or a link to the shop's own page."""
    for name, is_claim in (("blind, tuned on", False), ("kinds, tuned on", False), ("unseen", True)):
        rows = [
            row for sort in ("spam", "genuine") for row in _written(f"{name.split(',')[0]}_{sort}.txt", sort == "spam")
        ]
        judged = verdicts(rows)
        spam = [(entry, verdict) for entry, verdict in judged if entry.is_spam]
        genuine = [verdict for entry, verdict in judged if not entry.is_spam]
        least = 98 if is_claim else None
        figure(f"{name}: of {len(spam)} spam set aside", _held([verdict for _, verdict in spam]), "%", at_least=least)
        figure(f"{name}: of {len(genuine)} hard genuine ones held back", _held(genuine), "%")
        let = Counter(entry.kind for entry, verdict in spam if verdict.publication == PUBLISHED)
        print("published of it:", ", ".join(f"{kind} {n}" for kind, n in let.most_common()) or "nothing")


def _tell_rest() -> None:
    rest = [verdict for _, verdict in verdicts(corpus())]
    figure(f"of all {len(rest):,} genuine comments of the corpus held back", _held(rest), "%", at_most=0.5)
    figure("of these taken for spam", _share(rest, SPAM_STATE), "%")


def _tell_reasons(judged: Sequence[tuple[Entry, Verdict]]) -> None:
    reasons = Counter(name for entry, verdict in judged if entry.is_spam for name in verdict.reasons)
    print("reasons given to spam:", ", ".join(f"{name} {n}" for name, n in reasons.most_common()))


def _held(found: Sequence[Verdict]) -> float:
    return 100 - _share(found, PUBLISHED)


def _share(found: Sequence[Verdict], publication: str) -> float:
    return 100 * sum(verdict.publication == publication for verdict in found) / len(found)


def _time(text: str) -> float:
    began = time.process_time()
    judge([text], "hold_suspicious", _SITE)
    return time.process_time() - began
