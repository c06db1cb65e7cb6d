import io

import segno


def qr_code(text: str, title: str) -> str:
    """The text as an SVG picture of this title, with the four modules of quiet that readers need around it."""
    drawn = io.BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(
        drawn, kind="svg", border=4, title=title, omitsize=True, xmldecl=False, nl=False,
        svgclass=None, lineclass=None, dark="#000", light="#fff",
    )  # fmt: skip
    return drawn.getvalue().decode()
