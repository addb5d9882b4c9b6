"""A Word file for what a legal officer edits: headings and paragraphs of one sheet size, written by python-docx."""

import io
from collections.abc import Iterable

Line = tuple[str, str]
"""(look, text): look is `title`, `head` or `text`."""
FONT, SIZES = "Calibri", {"title": 14, "head": 11, "text": 11}


def word_file(lines: Iterable[Line]) -> bytes:
    # read late: lxml is not for every process
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    book = Document()
    sheet = book.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(sheet, side, Mm(25))
    for look, text in lines:
        style = {"title": "Title", "head": "Heading 1"}.get(look, "Normal")
        written = book.add_paragraph(style=style)
        run = written.add_run("".join(c for c in text if c in "\t\n" or ord(c) >= 32))
        run.font.name, run.font.size, run.font.color.rgb = FONT, Pt(SIZES[look]), RGBColor(0, 0, 0)
        written.paragraph_format.space_after = Pt(6)
        if look != "text":
            run.bold, written.alignment = True, WD_ALIGN_PARAGRAPH.CENTER
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
