"""Reading a page's entry without gunicorn's parser: what is not unmistakable is left to it."""

import json
from io import BytesIO

import pytest
from gunicorn.config import Config
from gunicorn.http import get_parser
from gunicorn.http.wsgi import create

from backend.foundation.requests import MAX_BODY
from backend.ops.plain_request import PlainRequests, Unread

PATH, PEER, HERE = "/w/v1/entries", ("127.0.0.1", 50123), ("127.0.0.1", 8000)
BODY = json.dumps({"rating": 4}).encode()
HEAD = {
    "Host": "shop.example.fi",
    "Origin": "https://shop.example.fi",
    "Content-Type": "text/plain;charset=UTF-8",
    "Content-Length": str(len(BODY)),
}
OF_THE_WIRE = {
    "wsgi.input",
    "wsgi.errors",
    "wsgi.file_wrapper",
    "wsgi.early_hints",
    "gunicorn.socket",
    "SERVER_SOFTWARE",
}


def request(body=BODY, line=f"POST {PATH} HTTP/1.1", **fields):
    head = {**HEAD, **{name.replace("_", "-"): value for name, value in fields.items()}}
    lines = [line, *(f"{name}: {value}" for name, value in head.items() if value is not None)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def read(data, peer=PEER):
    return PlainRequests(PATH, Config()).read(data, peer, HERE)


@pytest.mark.parametrize("peer", [PEER, ("192.0.2.7", 4711)])
@pytest.mark.parametrize("proto", [None, "https", "http"])
def test_the_environment_is_the_one_that_gunicorn_would_make(peer, proto):
    data = request(X_Forwarded_Proto=proto, Connection="keep-alive", X_Request_ID="abcdefgh", Cookie="a=b; c")
    ours = read(data, peer)
    cfg = Config()
    asked = next(get_parser(cfg, iter([data]), peer))
    _, theirs = create(asked, None, peer, HERE, cfg)
    assert ours["wsgi.input"].read() == theirs["wsgi.input"].read() == BODY
    theirs["wsgi.multithread"] = True  # as the thread worker sets it
    assert {name: ours[name] for name in ours.keys() - OF_THE_WIRE} == {
        name: theirs[name] for name in theirs.keys() - OF_THE_WIRE
    }


@pytest.mark.parametrize("size", [0, 10, 60, 150, len(request()) - 1])
def test_a_request_that_is_not_all_there_is_waited_for(size):
    data = request()[:size]
    expected = Unread.INCOMPLETE if size > len(f"POST {PATH} HTTP/1.1\r\n") else Unread.UNUSUAL
    assert read(data) is expected


UNUSUAL = {
    "another path": request(line="POST /w/v1/entries/7 HTTP/1.1"),
    "a query": request(line=f"POST {PATH}?a=b HTTP/1.1"),
    "another method": request(line=f"PUT {PATH} HTTP/1.1"),
    "another version": request(line=f"POST {PATH} HTTP/1.0"),
    "an absolute address": request(line=f"POST http://shop.example.fi{PATH} HTTP/1.1"),
    "an empty line first": b"\r\n" + request(),
    "a token": request(Authorization="Bearer x"),
    "chunks": request(Transfer_Encoding="chunked"),
    "chunks and a length": request(Content_Length=None, Transfer_Encoding="chunked", body=b"0\r\n\r\n"),
    "a continuation asked for": request(Expect="100-continue"),
    "another protocol": request(Upgrade="h2c"),
    "a compressed body": request(Content_Encoding="gzip"),
    "no length": request(Content_Length=None),
    "a signed length": request(Content_Length=f"+{len(BODY)}"),
    "a length with a zero first": request(Content_Length=f"0{len(BODY)}"),
    "a list of lengths": request(Content_Length=f"{len(BODY)}, {len(BODY)}"),
    "a length of nothing": request(body=b"", Content_Length="0"),
    "a body beyond the limit": request(body=b"x" * (MAX_BODY + 1), Content_Length=str(MAX_BODY + 1)),
    "more than one request": request() + request(),
    "no host": request(Host=None),
    "two hosts": request(HOST="evil.example"),
    "two lengths": request(content_length=str(len(BODY))),
    "another kind of body": request(Content_Type="application/x-www-form-urlencoded"),
    "no kind of body": request(Content_Type=None),
    "a connection to close": request(Connection="close"),
    "two connection options": request(Connection="keep-alive, X-Pad"),
    "an underscore in a name": request().replace(b"Origin:", b"X_Origin:"),
    "a space before a colon": request().replace(b"Origin:", b"Origin :"),
    "no space after a colon": request().replace(b"Origin: ", b"Origin:"),
    "two spaces after a colon": request().replace(b"Origin: ", b"Origin:  "),
    "a space at the end": request(X_Pad="a "),
    "a tab": request(X_Pad="a\tb"),
    "an empty value": request(X_Pad=""),
    "a folded line": request(X_Pad="a\r\n b"),
    "a bare line feed": request(X_Pad="a\nX-Other: b"),
    "a bare carriage return": request(X_Pad="a\rb"),
    "a NUL": request(X_Pad="a\0b"),
    "letters beyond ASCII": request(X_Pad="ä"),
    "no name": request().replace(b"Origin:", b":"),
    "a very long head": request(X_Pad="x" * 9000),
    "a very long head, unfinished": request(X_Pad="x" * 9000)[:8500],
    "very many fields": request(**{f"X_{number}": "1" for number in range(70)}),
    "two words on the scheme": request(X_Forwarded_Proto="https", X_Forwarded_Ssl="on"),
}


@pytest.mark.parametrize("case", UNUSUAL)
def test_what_is_not_unmistakable_is_left_to_gunicorn(case):
    assert read(UNUSUAL[case]) is Unread.UNUSUAL


def test_the_body_can_be_read_as_a_request_hands_it_over():
    assert isinstance(read(request())["wsgi.input"], BytesIO)
