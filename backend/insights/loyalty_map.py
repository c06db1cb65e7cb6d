"""The loyalty map of a site: by what people say, and by what those did of whom its own systems tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from backend.feedback.counts import day_of
from backend.foundation.clock import now
from backend.insights.behaviour import Afterwards, Watch, customer_shares, watched
from backend.insights.figures import LEAST
from backend.insights.loyalty import FAVOURABLE, foretold
from backend.insights.loyalty_questions import RECOMMEND, WORDS, LoyaltyQuestions
from backend.insights.period import Period
from backend.insights.queries import Filters
from backend.insights.standing import Grades, IsLoyal, last_words, map_of
from backend.insights.voices import Person, Said, customers_voices, voices
from backend.sites.models import Site
from backend.touchpoints.queries import stages_of, touchpoints_of

RECOMMENDS = 90.0  # on 0–100: 9 and 10 of 0–10
BEHAVIOUR = "behaviour"


def loyalty(site: Site, period: Period, filters: Filters, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the loyalty page shows, as plain values of the form of LoyaltyView.

    `asked` has `within` (days after) and `returned` and `left`: further kinds of deeds that count as either.
    """
    journey = _Journey(site, filters)
    watch = _watch(site, period, asked)
    by_words, words_whole = journey.by_words(period)
    by_deeds, told = journey.by_deeds(watch)
    shares = customer_shares(watch)
    return {
        "period": _days(period),
        "watched": _days(watch.period),
        "within": asked["within"],
        "returned": sorted(watch.returned),
        "left": sorted(watch.left),
        "rules": {"least": LEAST},
        "maps": [*by_words, by_deeds],
        "customers": shares,
        "foretold": told.pop("foretold"),
        "is_whole": words_whole and told["is_whole"] and shares.pop("is_whole"),
    }


def _watch(site: Site, period: Period, asked: Mapping[str, Any]) -> Watch:
    within = timedelta(days=asked["within"])
    seen = watched(period, day_of(now(), site.timezone), within)
    usual = Watch(site.id, site.timezone, seen, within)
    returned, left = frozenset(asked.get("returned", ())), frozenset(asked.get("left", ()))
    return replace(usual, returned=(usual.returned | returned) - left, left=(usual.left | left) - (returned - left))


def _days(period: Period) -> dict[str, Any]:
    return {"since": period.since, "until": period.until, "days": period.days}


class _Journey:
    """A site's stages, touchpoints and questions, read once for every map."""

    def __init__(self, site: Site, filters: Filters) -> None:
        self.site, self.filters = site, filters
        self.stages, self.touchpoints = stages_of(site.id), touchpoints_of(site.id)
        self.questions = LoyaltyQuestions.of(self.touchpoints)

    def by_words(self, period: Period) -> tuple[list[dict[str, Any]], bool]:
        """The maps by each word of loyalty."""
        wanted = self.questions.grades.union(*(self.questions.words(by) for by in WORDS))
        heard = voices(self.site.id, period, self.filters, wanted)
        return [self._by(by, heard.said) for by in WORDS], heard.is_whole

    def _by(self, by: str, said: Sequence[Said]) -> dict[str, Any]:
        words = last_words(said, self.questions.words(by))
        return {"by": by, "is_asked": self.questions.is_asked(by), **self._map(said, self._says_so(by, words))}

    def _says_so(self, by: str, words: Mapping[Person, Said]) -> IsLoyal:
        least = RECOMMENDS if by == RECOMMEND else FAVOURABLE

        def is_loyal(grade: Said) -> bool | None:
            word = words.get(grade.person)
            return None if word is None else self.questions.score(word.question_id, word.value) >= least

        return is_loyal

    def by_deeds(self, watch: Watch) -> tuple[dict[str, Any], dict[str, Any]]:
        """The map by what was done after; and what was done after each answer to a recommendation."""
        recommend = self.questions.words(RECOMMEND)
        heard = customers_voices(watch.site_id, watch.period, self.filters, self.questions.grades | recommend)
        said = heard.said if watch.is_told() else ()
        afterwards = Afterwards(watch, said)
        answers = last_words(said, recommend).values()
        return (
            {"by": BEHAVIOUR, "is_asked": bool(said), **self._map(said, lambda grade: afterwards.of(grade).loyal)},
            {"foretold": foretold((one.value, afterwards.of(one)) for one in answers), "is_whole": heard.is_whole},
        )

    def _map(self, said: Sequence[Said], is_loyal: IsLoyal) -> dict[str, Any]:
        grades = Grades(said, self.questions)
        return map_of(grades, self.stages, self.touchpoints, is_loyal, self.site.default_language)
