"""Words that call for an answer at once, found in whatever form they are written. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import snowballstemmer

from backend.feedback.stems import STEMMERS, primary, stem, words_of

# Shorter, and what merely begins alike would be found: "perua" (to cancel) in "peruna" (a potato).
SHORTEST_BEGINNING = 5

WordLists = Mapping[str, Sequence[str]]

DEFAULT_WORDS: WordLists = {
    "fi": [
        "irtisanon", "irtisanominen", "irtisanoutua", "peruutan", "peruutus", "perua", "valitus", "reklamaatio",
        "reklamoida", "kuluttajaneuvonta", "kuluttajariitalautakunta", "hyvitys", "rahat takaisin", "petyin",
        "pettynyt", "huijaus", "asianajaja",
    ],
    "sv": [
        "uppsägning", "säga upp", "säger upp", "sagt upp", "avbeställa", "annullera", "klaga", "klagomål",
        "reklamation", "reklamera", "pengarna tillbaka", "besviken", "bedrägeri", "konsumentombudsmannen", "advokat",
    ],
    "en": [
        "cancel", "complain", "complaint", "refund", "money back", "unsubscribe", "disappointed", "scam", "lawyer",
        "chargeback",
    ],
    "nb": [
        "oppsigelse", "si opp", "sier opp", "avbestille", "kansellere", "klage", "reklamasjon", "pengene tilbake",
        "skuffet",
    ],
    "da": [
        "opsigelse", "opsige", "opsiger", "afbestille", "annullere", "klage", "reklamation", "pengene tilbage",
        "skuffet",
    ],
    "de": [
        "kündigen", "kündigung", "stornieren", "beschwerde", "reklamation", "rückerstattung", "geld zurück",
        "enttäuscht", "anwalt", "betrug",
    ],
    "nl": [
        "opzeggen", "opzegging", "annuleren", "klacht", "terugbetaling", "geld terug", "teleurgesteld", "oplichting",
    ],
    "et": ["tühistan", "tühistada", "kaebus", "reklamatsioon", "raha tagasi", "pettunud"],
    "fr": ["résilier", "résiliation", "annuler", "réclamation", "plainte", "remboursement", "déçu", "arnaque"],
    "es": ["cancelar", "anular", "reclamación", "queja", "reembolso", "devolución", "decepcionado", "estafa"],
}  # fmt: skip


def words_found(texts: Iterable[str], lists: WordLists) -> list[str]:
    """Those of the wanted words and phrases, as their lists have them, that the texts hold in any form.

    Every list is looked for, whatever language the texts are said to be in: that is the page's, not always the
    writer's.
    """
    said = [words_of(text) for text in texts if text]
    return [wanted for language, list_ in lists.items() for wanted in list_ if _holds(said, wanted, primary(language))]


def _holds(said: Sequence[Sequence[str]], wanted: str, language: str) -> bool:
    phrase = _parts(wanted)
    for words in said:
        for place in range(len(words) - len(phrase) + 1) if phrase else ():
            # The first part by itself: it is asked of every word, and nearly always ends it.
            if _is_form_of(words[place], phrase[0], language) and (
                len(phrase) == 1 or _goes_on(words, place, phrase, language)
            ):
                return True
    return False


def _goes_on(words: Sequence[str], place: int, phrase: Sequence[str], language: str) -> bool:
    return all(_is_form_of(words[place + n], part, language) for n, part in enumerate(phrase))


@lru_cache(maxsize=10_000)
def _parts(wanted: str) -> Sequence[str]:
    return tuple(words_of(wanted))


@lru_cache(maxsize=100_000)
def _is_form_of(word: str, wanted: str, language: str) -> bool:
    """Whether the word is an inflection, a derivation or a compound of the wanted one.

    The search's stems alone would be too wide: *valittaa* (complain) and *valita* (choose) share theirs.
    """
    root, its_root = _root(wanted, language), _root(word, language)
    if its_root == root or (len(root) >= SHORTEST_BEGINNING and its_root.startswith(root)):
        return True
    return stem(word, language) == stem(wanted, language) and word[: len(wanted) - 1] == wanted[:-1]


@lru_cache(maxsize=100_000)
def _root(word: str, language: str) -> str:
    name = STEMMERS.get(language)
    return snowballstemmer.stemmer(name).stemWord(word) if name else word
