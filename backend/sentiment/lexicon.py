"""The few words whose grammar the features know, in the seven languages. Everything else is learnt from the corpus.

Collected by hand; no list of anybody else's.
"""


def _listed(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# What turns the next words round: Finnish; the Scandinavian three; English (and every word in n't); German; Dutch.
NEGATORS = _listed(
    "ei en et emme ette eivät eivat älä ala älkää eikä eika enkä enka etkä etka ilman eipä eiku epä",
    "inte ej icke aldrig ingen inget inga utan ikke ikkje ikk aldri intet ingenting uten uden hverken varken",
    "not no never nothing none without nor neither cannot dont doesnt didnt isnt wasnt arent cant couldnt wont havent",
    "nicht nich nix kein keine keinen keiner keinem keinerlei nie niemals ohne weder",
    "niet geen nooit niks niets zonder",
)
# What turns a sentence from praise to complaint or back.
BUTS = _listed(
    "mutta mut muttei tosin vaikka silti men dock dog but though although however yet except only",
    "aber doch jedoch allerdings leider maar echter wel",
)
# What means the same in most of Europe: of a language not covered, only these and emoji are believed.
SHARED = _listed("super bravo perfect top wow fantastic excellent katastrofe katastrophe")
