"""The least a Flask route can cost: reads the body, touches no database, answers 202."""

from flask import Flask, Response, request

app = Flask(__name__, static_folder=None)


@app.post("/w/v1/entries")
def accept() -> Response:
    request.get_data()
    return Response(status=202)


@app.get("/config")
def config() -> Response:
    """As long an answer as the demo site's config, made by an ordinary view."""
    return Response(b"x" * CONFIG_LENGTH, content_type="application/json", headers={"ETag": '"floor"'})


@app.get("/healthz")
def live() -> str:
    return "ok"


CONFIG_LENGTH = 1700
