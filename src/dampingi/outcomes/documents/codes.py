"""The short code on a document, as printed and as typed, and the square picture of an address."""

import io

import segno

LENGTH = 16
"""Hex digits of the content's hash: 64 bits, enough that no two documents ever share one by chance."""


def code_of(content_hash: str) -> str:
    return content_hash[:LENGTH]


def spoken(code: str) -> str:
    """In groups of four, as a person reads it out: `3f0a-91c2-...`."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def heard(text: str) -> str:
    """The code in what a person typed."""
    return "".join(c for c in text.lower() if c.isalnum())[:LENGTH]


def picture(text: str) -> str:
    """A QR code as SVG, black on nothing, without a border (the layout leaves the quiet zone)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()
