"""A Word file of plain paragraphs, for what a legal officer edits: the smallest package of ECMA-376 that Word and LibreOffice open.

Written here and not by a library: python-docx needs lxml (5 MB of compiled code on every office's machine), and docxtpl five packages
more, for a text without pictures or tables.
"""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
LINKS = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
STAMP = (1980, 1, 1, 0, 0, 0)
"""Equal text gives equal bytes."""

Line = tuple[str, str]
"""(look, text): look is `title`, `head` or `text`."""


def word_file(lines: Iterable[Line]) -> bytes:
    body = "".join(_paragraph(look, text) for look, text in lines)
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    document = f"{HEAD}<w:document {W}><w:body>{body}{page}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", LINKS),
            ("word/document.xml", document),
        ):
            package.writestr(zipfile.ZipInfo(name, STAMP), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(look: str, text: str) -> str:
    centred = "" if look == "text" else '<w:jc w:val="center"/>'
    bold = "" if look == "text" else "<w:b/>"
    size = 28 if look == "title" else 22
    shown = escape("".join(c for c in text if c in "\t\n" or ord(c) >= 32))
    run = f'<w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="120"/>{centred}</w:pPr>{run}</w:p>'
