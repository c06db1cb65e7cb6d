import pytest

from backend.foundation.origins import client_address, parse_origin


@pytest.mark.parametrize(
    ("sent", "origin"),
    [
        ("https://shop.example.fi", "https://shop.example.fi"),
        ("HTTPS://Shop.Example.FI", "https://shop.example.fi"),
        ("https://shop.example.fi:443", "https://shop.example.fi"),
        ("http://shop.example.fi:80", "http://shop.example.fi"),
        ("http://shop.example.fi:443", "http://shop.example.fi:443"),
        ("https://shop.example.fi:8443", "https://shop.example.fi:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://xn--yt-uia.example.fi", "https://xn--yt-uia.example.fi"),
        ("null", None),
        ("", None),
        ("*", None),
        ("https://", None),
        ("https://shop.example.fi/", None),
        ("https://shop.example.fi/a", None),
        ("https://shop.example.fi?a", None),
        ("https://shop.example.fi#a", None),
        ("https://ada@shop.example.fi", None),
        ("https://ada:pw@shop.example.fi", None),
        ("https://shop.example.fi:", None),
        ("https://shop.example.fi:x", None),
        ("https://shop.example.fi:99999", None),
        ("https://shop.example.fi:-1", None),
        ("https://shop.example.fi:٤٤٣", None),
        ("https://shop example.fi", None),
        ("https://shop.example.fi\n", None),
        ("https://shop\t.example.fi", None),
        ("https://.example.fi", None),
        ("https://shop..example.fi", None),
        ("https://-shop.example.fi", None),
        ("https://mäkelä.fi", "https://xn--mkel-load.fi"),
        ("https://MÄKELÄ.fi:8443", "https://xn--mkel-load.fi:8443"),
        ("https://ma\u0308kela\u0308.fi", "https://xn--mkel-load.fi"),
        ("https://stra\u00dfe.example", None),
        ("https://\uff53hop.example.fi", None),
        ("https://shop\u3002example.fi", None),
        ("https://sh\u00ado\u00f6p.example.fi", None),
        ("https://*.example.fi", None),
        ("https:\\\\shop.example.fi", None),
        ("ftp://shop.example.fi", None),
        ("javascript://shop.example.fi", None),
        ("file:///etc/passwd", None),
        ("http://[::1", None),
    ],
)
def test_an_origin_is_one_host_or_none(sent, origin):
    assert parse_origin(sent) == origin


@pytest.mark.parametrize(
    ("remote", "forwarded", "hops", "counted"),
    [
        ("203.0.113.7", None, 0, "203.0.113.7"),
        ("203.0.113.7", "10.0.0.1", 0, "203.0.113.7"),
        ("10.0.0.1", "198.51.100.9, 203.0.113.7", 1, "203.0.113.7"),
        ("10.0.0.1", "198.51.100.9, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("10.0.0.1", None, 1, "10.0.0.1"),
        ("10.0.0.1", " 203.0.113.7 ", 1, "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", None, 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", None, 0, "203.0.113.7"),
        ("fe80::1%eth0", None, 0, "fe80::/64"),
        ("10.0.0.1", "[2001:db8::1]", 1, "2001:db8::/64"),
        ("10.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::/64"),
        ("10.0.0.1", "192.0.2.7:4711", 1, "192.0.2.7"),
        ("10.0.0.1", "not an address", 1, "unknown"),
        ("10.0.0.1", "203.0.113.7,", 1, "unknown"),
        (None, None, 0, "unknown"),
        ("", None, 0, "unknown"),
    ],
)
def test_limits_count_by_an_address_the_visitor_cannot_choose(remote, forwarded, hops, counted):
    assert client_address(remote, forwarded, hops) == counted
