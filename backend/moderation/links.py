"""Addresses in a text. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

# No pattern may look at a letter again for every letter before it: these run while a visitor waits.
_ENDINGS = (
    "com|net|org|info|biz|ru|su|cn|top|xyz|shop|online|site|click|icu|website|casino|poker|cfd|sbs|vip|io|fi|example"
)
_DOTS = "dot|piste|punkt|точка"
# Bare, an address is all in small letters or all in capitals, and ends as most do or goes on after a slash: "huono.Net"
# and "toimi.no ei" are sentences with a space forgotten.
_PLAIN = (
    r"(?:https?|h(?:xx|\*\*|__)ps?)://\S+|www\.[\w-]\S*|"
    rf"(?<![\w.@-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:(?:{_ENDINGS})(?![\w-])(?:/\S*)?|[a-z]{{2,12}}/\w\S*)|"
    rf"(?<![\w.@-])(?:[A-Z0-9][A-Z0-9-]{{0,62}}\.){{1,4}}(?:{_ENDINGS.upper()})(?![\w-])(?:/\S*)?"
)
_LINK = re.compile(_PLAIN)
# So that no program should know it: "example (dot) com", "example piste com", "bit . ly / x", "example,com".
_ANY_LINK = re.compile(
    rf"{_PLAIN}|(?<![\w.-])[\w-]{{2,63}} ?[\[({{] ?(?:{_DOTS}|\.|,) ?[\])}}] ?[a-z]{{2,12}}\b(?:/\S*)?|"
    rf"(?<![\w.-])[\w-]{{2,63}} (?:{_DOTS}) (?:{_ENDINGS}|se)\b(?:/\S*)?|"
    r"\bw ?w ?w ?\. ?[\w-]{2,63} ?\. ?[a-z]{2,12}\b|"
    rf"(?<![\w.-])[\w-]{{1,63}} \. (?:{_ENDINGS}|ly|me|gl|gg)\b(?: ?/ ?\w+)?|"
    r"(?<![\w.,-])[a-z][a-z-]{2,62},(?:com|net|org)\b",
)
_ODD_SIGNS = (" . ", *_DOTS.split("|"), "(.", "[.", "{.", "(,", "[,", "w w", "www .", ",com", ",net", ",org")
_ODD = re.compile(rf"[\[({{ ](?:{_DOTS})[ \])}}]|[\[({{] ?[.,] ?[\])}}]| \. |\bw ?w ?w[ .]|,(?:com|net|org)\b")
_DISGUISED = re.compile(rf"\s|[\[({{]|^[a-z-]+,\w|^h(?:xx|\*\*|__)p|(?:{_DOTS})[\])}} ]")
_DOT = re.compile(rf" ?[\[({{]? ?(?:(?<=[ \[({{])(?:{_DOTS})(?=[ \])}}])|\.|,) ?[\])}}]? ?")
_MARKUP_LINK = re.compile(
    r"\[/?(?:url|link|img)[=\]]|(?:<|&lt;|%3c)a(?:\s|%20)[^>]{0,200}href|<a href|\]\((?:https?:)?//", re.IGNORECASE
)
_HOST = re.compile(r"(?:\w+://)?(?:www\.)?([\w.-]+)", re.IGNORECASE)
_SIGNS = (".", "://", "dot", "piste", "punkt", "точка", ",com", ",net", ",org")
SIGN = "\ue000"  # stands in a text for an address
MANY = 3
_COUNTRIES = {
    "fi": ".fi", "sv": ".se", "nb": ".no", "no": ".no", "da": ".dk", "de": ".de", "nl": ".nl", "et": ".ee",
    "fr": ".fr", "es": ".es",
}  # fmt: skip
# What leads there is what customers point at: pictures, parcels, other shops.
_WELL_KNOWN = re.compile(
    r"(?:^|\.)(?:imgur|youtube|youtu|wikipedia|github|google|apple|microsoft|amazon|ebay|zalando|booking|ikea|posti|"
    r"postnord|matkahuolto|verkkokauppa|gigantti|prisma|s-kaupat|k-ruoka|tori|finlex|europa|web|mozilla|w3)\.[a-z.]{2,6}$"
)
# Whoever hides where a link leads, or leads to a chat, has a reason.
_HIDING = re.compile(
    r"^(?:bit\.ly|goo\.gl|cutt\.\w+|rb\.gy|is\.gd|t\.ly|ow\.ly|t\.me|wa\.me|chat\.whatsapp\.com|telegram\.me|"
    r"tinyurl\.\w+|shorturl\.\w+|linktr\.ee|calendly\.com|discord\.gg|onlyfans\.com|fiverr\.com)$"
)
_APPENDED = re.compile(rf"[.!?…。！？]\s+{SIGN}\W*$")
FEW_LETTERS = 12  # fewer beside the address, and the address is all there is


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a text that lead elsewhere than to the site, and what the text says beside them. `worded` is the
    text with a SIGN in place of each of them."""

    found: Sequence[str]
    text_beside: str
    worded: str

    @property
    def hiding(self) -> str | None:
        """One that hides where it leads or that it is one, or that leads to a chat."""
        return next((link for link in self.found if _HIDING.match(host_of(link)) or _is_disguised(link)), None)

    @property
    def is_appended(self) -> bool:
        """Whether the last one stands after the end of a sentence which does not lead to it, as the end of the text."""
        return bool(self.found) and bool(_APPENDED.search(self.worded[-60:]))

    @property
    def are_well_known(self) -> bool:
        return all(_WELL_KNOWN.search(host_of(link)) for link in self.found)

    def are_near(self, languages: Iterable[str]) -> bool:
        """Whether each leads to a well-known place, or into a country where one of these languages is spoken."""
        endings = tuple(_COUNTRIES[language] for language in languages if language in _COUNTRIES)
        return all(_WELL_KNOWN.search(host) or host.endswith(endings) for host in map(host_of, self.found))

    @property
    def are_many(self) -> bool:
        return len(self.found) >= MANY

    @property
    def are_all(self) -> bool:
        """Nothing much is said beside them. A name such as `posti.fi` may stand in the shortest comment."""
        is_explicit = any("/" in link or link.startswith("www.") for link in self.found)
        letters_beside = sum(map(str.isalpha, self.text_beside))
        return bool(self.found) and letters_beside < (FEW_LETTERS if is_explicit else 1)


def links_in(text: str, own_hosts: Collection[str] = ()) -> Links:
    """The links of a text. `own_hosts` (`shop.example.fi`) are the site's: a link there is what a comment is about."""
    if not any(sign in text for sign in _SIGNS):  # as in most texts
        return Links((), text, text)
    is_odd = any(map(text.__contains__, _ODD_SIGNS)) and _ODD.search(text)
    pattern = _ANY_LINK if is_odd else _LINK
    found = [match.group() for match in pattern.finditer(text)]
    foreign = [link for link in found if not _is_own(link, own_hosts)]
    if not foreign:
        return Links((), pattern.sub(" ", text) if found else text, text)
    return Links(foreign, pattern.sub(" ", text), pattern.sub(f" {SIGN} ", text))


def markup_link(text: str) -> str | None:
    """Markup around a link, which only programs write into a plain box; None where there is none."""
    if not any(sign in text for sign in "[]<&%"):
        return None
    found = _MARKUP_LINK.search(text)
    return found.group() if found else None


def host_of(link: str) -> str:
    match = _HOST.match(_DOT.sub(".", link) if _DISGUISED.search(link) else link)
    return match.group(1).lower().rstrip(".") if match else ""


def _is_own(link: str, own_hosts: Collection[str]) -> bool:
    host = host_of(link)
    return any(host == own or host.endswith(f".{own}") for own in own_hosts)


def _is_disguised(link: str) -> bool:
    return bool(_DISGUISED.search(link)) and not _WELL_KNOWN.search(host_of(link))
