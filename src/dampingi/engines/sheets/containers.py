"""What a file really is, told by its content and never by its name; and whether it is safe to open.

A zip states its own unpacked sizes, and can lie: both the stated and the counted sizes are held against the
limits before anything else touches the file. Cell references far outside a sheet's sensible area are refused as
well, because readers reserve the whole rectangle.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 1 << 20
FAR_COLUMN = rb"(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d"
FAR_ROW = rb"[A-Z]+(?:[2-9]\d{5}|\d{7})"
FAR_CELL = re.compile(rb"""<c r=["'](?:""" + FAR_COLUMN + rb"|" + FAR_ROW + rb")")
ODS_REPEATED_VALUE = re.compile(
    rb"<table:table-cell(?=[^>]*number-columns-repeated=\"\d{4,}\")(?=[^>]*office:value-type)[^>]*>"
)
OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)


@dataclass(frozen=True, slots=True)
class Container:
    """`kind` is xlsx, xlsb, ods, xls or text."""

    kind: str
    has_macros: bool = False


def inspect(content: bytes, limits: Limits) -> Container:
    """Tell the kind of `content`, or raise `SheetError` with the reason why it cannot be opened."""
    if not content.strip(b"\x00 \r\n\t"):
        raise SheetError("empty_file")
    if len(content) > limits.file_bytes:
        raise SheetError(
            "file_too_large", megabytes=len(content) // 1_000_000, most=limits.file_bytes // 1_000_000
        )
    if content.startswith(b"PK"):
        return _zip(content, limits)
    if content.startswith(OLE):
        return _ole(content)
    for magic, kind in OTHER_KINDS:
        if content.startswith(magic):
            raise SheetError("not_a_workbook", kind=kind)
    if re.match(
        rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|meta|\?xml)", content[:300], re.IGNORECASE
    ):
        raise SheetError("web_page_as_workbook")
    return Container("text")


def _ole(content: bytes) -> Container:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SheetError("password_protected")
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return Container("xls", has_macros="_VBA_PROJECT".encode("utf-16-le") in content)
    raise SheetError("not_a_workbook", kind="document")


def _zip(content: bytes, limits: Limits) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            container = _zip_kind(archive)
            _check_stated(archive, limits)
            _check_counted(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as problem:
        if isinstance(problem, SheetError):
            raise
        raise SheetError("torn_zip") from problem
    return container


def _zip_kind(archive: zipfile.ZipFile) -> Container:
    names = set(archive.namelist())
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise SheetError("password_protected")
    macros = any(name.endswith("vbaProject.bin") for name in names)
    if "xl/workbook.xml" in names:
        return Container("xlsx", macros)
    if "xl/workbook.bin" in names:
        return Container("xlsb", macros)
    if "content.xml" in names:
        return _open_document(archive, names)
    if "[Content_Types].xml" in names:
        raise SheetError("not_a_workbook", kind="document")
    raise SheetError("not_a_workbook", kind="archive")


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> Container:
    def head(name: str) -> bytes:
        with archive.open(name) as part:
            return part.read(CHUNK)

    if "mimetype" in names and b"spreadsheet" not in head("mimetype"):
        raise SheetError("not_a_workbook", kind="document")
    if "META-INF/manifest.xml" in names and b"encryption-data" in head("META-INF/manifest.xml"):
        raise SheetError("password_protected")
    return Container("ods", any(name.startswith("Basic/") for name in names))


def _check_stated(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise SheetError("zip_bomb")
    for part in parts:
        if part.file_size > limits.large_part and part.file_size > limits.times * max(part.compress_size, 1):
            raise SheetError("zip_bomb")


def _check_counted(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack everything once, keeping nothing: a part longer than it states fails its checksum."""
    total = 0
    for part in archive.infolist():
        sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
        document = part.filename == "content.xml"
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > limits.unpacked_bytes:
                    raise SheetError("zip_bomb")
                if sheet or document:
                    _check_references(tail + chunk, document)
                    tail = chunk[-200:]


def _check_references(chunk: bytes, document: bool) -> None:
    if document:
        if ODS_REPEATED_VALUE.search(chunk):
            raise SheetError("sheet_too_wide")
    elif FAR_CELL.search(chunk) and _has_value(chunk):
        raise SheetError("sheet_too_wide")


def _has_value(chunk: bytes) -> bool:
    """Formatting far out is harmless (it is not read); a value there is not."""
    return any(
        not re.match(rb"[^<>]*/>|[^<>]*></c>", chunk[found.end() : found.end() + 200])
        for found in FAR_CELL.finditer(chunk)
    )
