"""Addresses in a text. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

# No pattern may look at a letter again for every letter before it: these run while a visitor waits.
_ENDINGS = (
    "com|net|org|info|biz|ru|su|cn|top|xyz|shop|online|site|click|icu|website|casino|poker|cfd|sbs|vip|io|fi|example"
)
# Bare, an address is all in small letters or all in capitals, and ends as most do or goes on after a slash: "huono.Net"
# and "toimi.no ei" are sentences with a space forgotten.
_LINK = re.compile(
    r"(?:https?|hxxps?)://\S+|www\.[\w-]\S*|"
    rf"(?<![\w.@-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:(?:{_ENDINGS})(?![\w-])(?:/\S*)?|[a-z]{{2,12}}/\w\S*)|"
    rf"(?<![\w.@-])(?:[A-Z0-9][A-Z0-9-]{{0,62}}\.){{1,4}}(?:{_ENDINGS.upper()})(?![\w-])(?:/\S*)?|"
    r"(?<![\w.-])[\w-]{2,63} ?[\[({] ?(?:dot|piste|punkt) ?[\])}] ?[a-z]{2,12}\b(?:/\S*)?",
)
_MARKUP_LINK = re.compile(r"\[url[=\]]|\[link[=\]]|<a\s[^>]{0,200}href|\]\((?:https?:)?//", re.IGNORECASE)
_HOST = re.compile(r"(?:\w+://)?(?:www\.)?([\w.-]+)", re.IGNORECASE)
_SIGNS = (".", "://", "dot", "piste", "punkt")
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
FEW_LETTERS = 12  # fewer beside the address, and the address is all there is


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a text that lead elsewhere than to the site, and what the text says beside them."""

    found: Sequence[str]
    text_beside: str

    @property
    def hiding(self) -> str | None:
        """One that hides where it leads, or leads to a chat."""
        return next((link for link in self.found if _HIDING.match(host_of(link))), None)

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
        return Links((), text)
    found = [match.group() for match in _LINK.finditer(text)]
    foreign = [link for link in found if not _is_own(link, own_hosts)]
    return Links(foreign, _LINK.sub(" ", text) if found else text)


def markup_link(text: str) -> str | None:
    """Markup around a link, which only programs write into a plain box; None where there is none."""
    if not any(sign in text for sign in "[]<"):
        return None
    found = _MARKUP_LINK.search(text)
    return found.group() if found else None


def host_of(link: str) -> str:
    match = _HOST.match(link)
    return match.group(1).lower().rstrip(".") if match else ""


def _is_own(link: str, own_hosts: Collection[str]) -> bool:
    host = host_of(link)
    return any(host == own or host.endswith(f".{own}") for own in own_hosts)
