"""Origins and addresses: pure functions about where a request comes from."""

import re
import unicodedata
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?|\[[0-9a-f:.]+\]")


# Some proxies write the port too: 192.0.2.7:4711 or [2001:db8::7]:4711.
_PORT = re.compile(r"^(\[.*\]|[0-9.]+):\d+$")


def parse_origin(value: str) -> str | None:
    """`scheme://host[:port]` as browsers send it; None for `null` or anything that is no origin.

    Browsers write a host in lower case, letters beyond ASCII in their `xn--` form, and leave out a default port.
    """
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    scheme, netloc = parts.scheme.lower(), parts.netloc.lower()
    if scheme not in _DEFAULT_PORTS or not netloc or value != f"{value[: len(scheme)]}://{parts.netloc}":
        return None
    host = _ascii(netloc[: netloc.rindex(":")] if port is not None else netloc)
    if host is None or not _HOST.fullmatch(host):
        return None
    return f"{scheme}://{host}" if port in {None, _DEFAULT_PORTS[scheme]} else f"{scheme}://{host}:{port}"


def _ascii(host: str) -> str | None:
    """The host as it stands in the DNS; None for letters that would become others on the way (`ß`, full width)."""
    if host.isascii():
        return host
    written = unicodedata.normalize("NFC", host)
    try:
        encoded = written.encode("idna")
        return encoded.decode("ascii") if encoded.decode("idna") == written else None
    except UnicodeError:
        return None


def client_address(remote: str | None, forwarded_for: str | None, trusted_hops: int) -> str:
    """The address limits count by: IPv4 whole, IPv6 by its /64, `unknown` if there is none.

    X-Forwarded-For is read from the right, one entry for each proxy the operator said to trust: what stands further
    left was written by the client. With 0 hops the header is not looked at.
    """
    address = remote or ""
    if trusted_hops > 0 and forwarded_for:
        entries = [entry.strip() for entry in forwarded_for.split(",")]
        address = entries[-trusted_hops] if len(entries) >= trusted_hops else entries[0]
    try:
        parsed = ip_address(_PORT.sub(r"\1", address).strip("[]").split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64)) + "/64"
    return str(parsed)
