"""What a PDF says, on one line."""

import io
from typing import Any

from pypdf import PdfReader


def pages(pdf: Any) -> Any:
    """Of bytes, or of an answer."""
    raw = pdf if isinstance(pdf, bytes) else b"".join(pdf.streaming_content)
    return PdfReader(io.BytesIO(raw)).pages


def words(pdf: Any) -> str:
    return " ".join(" ".join(p.extract_text() for p in pages(pdf)).replace("\xa0", " ").split())


def printed(paper: Any) -> str:
    from dampingi.outcomes.papers.actions import print_paper

    return words(print_paper(paper=paper).file.read())
