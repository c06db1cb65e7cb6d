"""Where a text wants its reader to go on: a chat, or the many people it calls by name. Pure."""

import re

# A messenger and a name or number there, within a few words: customers ask to be called, not to be chatted up.
_CHATS = (
    *(
        "telegram",
        "telgram",
        "tele",
        "tg",
        "whatsapp",
        "whats app",
        "what's app",
        "wapp",
        "wickr",
        "signal",
        "skype",
    ),
    *(
        "icq",
        "instagram",
        "ig",
        "snap",
        "snapchat",
        "kik",
        "wechat",
        "viber",
        "line id",
        "discord",
        "threema",
    ),
    *("телеграм", "телеге", "телегу", "тг", "ватсап", "вотсап"),
)
_CHAT = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_CHATS)})(?:\b|(?<=.{{5}}))\w{{0,6}}[^\n]{{0,24}}?"
    r"(?:(?<!\w)@\w{4,}|\+?\d[\d ()-]{6,}|: ?[^\W\d_][\w.]{3,})"
)
_NAMED = re.compile(r"(?:on|via|at) (?:signal|telegram|snap|kik|wickr|discord|ig|tg)\W{0,2} (?=\w*[\d._])\w[\w.]{4,}")
_REACHED = re.compile(r"[@:]|[\d._]\d|\d[ (-]\d")  # every name or number there has one of these
# In Chinese no space parts the messenger from the name.
_CHINESE = re.compile(r"(?:微信|[加薇威] ?[v微]|vx|qq|飞机|电报)[^\n]{0,6}?[a-z0-9_-]{5,}")
# Shops have these, too: a customer may well have written to a number there, or seen a picture.
OF_SHOPS = ("whats", "what's", "wapp", "instagram", "ig")
_HANDLE = re.compile(r"(?<![\w.])@[^\W\d_][\w.]*")
_TAG = re.compile(r"(?<!\w)#[^\W\d_]\w*")
_MANY_NAMES, _MANY_TAGS = 4, 6


def chat_contact(text: str) -> str | None:
    """A messenger with the name or number to be found by there; None where there is none."""
    if not _REACHED.search(text):
        return None
    lower = text.lower()
    found = (_CHAT.search(lower) or _NAMED.search(lower)) if any(map(lower.__contains__, _CHATS)) else None
    if not found and not text.isascii():
        found = _CHINESE.search(lower)
    return found.group() if found else None


def mentions(text: str) -> str | None:
    """Many people or topics called by name, as if this were a network of theirs; None for a few."""
    for sign, pattern, many in (("@", _HANDLE, _MANY_NAMES), ("#", _TAG, _MANY_TAGS)):
        if text.count(sign) >= many:
            found = list(dict.fromkeys(pattern.findall(text)))
            if len(found) >= many:
                return " ".join(found)
    return None
