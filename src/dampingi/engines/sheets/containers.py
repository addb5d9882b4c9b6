"""What a file really is, told by its content and never by its name; and whether it is safe to open.

A zip states its own unpacked sizes, and can lie: both the stated and the counted sizes are held against the
limits before anything else touches the file. Cell references far outside a sheet's sensible area are refused as
well, because readers reserve the whole rectangle; and so is markup that declares entities, which no office program
writes and which only attacks need (XXE, "billion laughs").
"""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from dampingi.engines.sheets import broken
from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 1 << 20
SEALED = "FILEPASS"
OVERLAP = 400
FAR_COLUMN = rb"(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d"
FAR_ROW = rb"[A-Z]+(?:[2-9]\d{5}|\d{7})"
FAR_VALUE = re.compile(rb"""<c r=["'](?:""" + FAR_COLUMN + rb"|" + FAR_ROW + rb""")[^<>]*[^/<>]>(?!</c>)""")
"""A value far out. Formatting there is harmless: it is not read."""
ODS_REPEATED_VALUE = re.compile(
    rb"<table:table-cell(?=[^>]*number-columns-repeated=\"\d{4,}\")(?=[^>]*office:value-type)[^>]*>"
)
DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]", re.IGNORECASE)
SEALED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The first records of a BIFF8 stream: beginning of the globals, perhaps write protection, then FILEPASS."""
WEB_PAGE = re.compile(r"\s*<(?:!doctype html|!--|html|head|body|table|meta|style|\?xml)", re.IGNORECASE)
WEB_ARCHIVE = re.compile(
    r"\s*(?:mime-version:|content-type: *multipart/related|from: *<saved by)", re.IGNORECASE
)
OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"RIFF", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "document"),
    (b"SQLite format 3", "database"),
)
BINARY_AFTER = frozenset({b"BM", b"RIFF"})
"""Letters a list might begin with: only taken for a picture if zero bytes follow."""


@dataclass(frozen=True, slots=True)
class Container:
    """`kind` is xlsx, xlsb, ods, xls or text; `broken` the failed formulas by sheet, where the format shows them."""

    kind: str
    has_macros: bool = False
    broken: Mapping[str, broken.Broken] = field(default_factory=dict)


def inspect(file: IO[bytes], limits: Limits) -> Container:
    """Tell the kind of a seekable `file`, or raise `SheetError` with the reason why it cannot be opened."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(4096)
    if not head.strip(b"\x00 \r\n\t") and all(not chunk.strip(b"\x00 \r\n\t") for chunk in chunks(file)):
        raise SheetError("empty_file")
    if size > limits.file_bytes:
        raise SheetError("file_too_large", megabytes=size // 1_000_000, most=limits.file_bytes // 1_000_000)
    if head.startswith(b"PK"):
        return _zip(file, limits)
    if head.startswith(OLE):
        return _ole(file)
    _refuse_others(head)
    return Container("text")


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of `file`, a megabyte at a time."""
    while chunk := file.read(CHUNK):
        yield chunk


def _refuse_others(head: bytes) -> None:
    for magic, kind in OTHER_KINDS:
        if head.startswith(magic) and (magic not in BINARY_AFTER or b"\x00" in head[:32]):
            raise SheetError("not_a_workbook", kind=kind)
    text = _beginning(head)
    if WEB_PAGE.match(text) or WEB_ARCHIVE.match(text):
        raise SheetError("web_page_as_workbook")


def _beginning(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _ole(file: IO[bytes]) -> Container:
    held = _held(file, ("EncryptedPackage", "Workbook", "Book", "_VBA_PROJECT"))
    if held & {"EncryptedPackage", SEALED}:
        raise SheetError("password_protected")
    if held & {"Workbook", "Book"}:
        return Container("xls", has_macros="_VBA_PROJECT" in held)
    raise SheetError("not_a_workbook", kind="document")


def _held(file: IO[bytes], names: tuple[str, ...]) -> set[str]:
    """Which of the streams an OLE directory names, wherever in the file the directory lies."""
    file.seek(0)
    found: set[str] = set()
    tail = b""
    for chunk in chunks(file):
        found |= {name for name in names if name.encode("utf-16-le") in tail + chunk}
        if SEALED_XLS.search(tail + chunk):
            found.add(SEALED)
        tail = chunk[-OVERLAP:]
    return found


def _zip(file: IO[bytes], limits: Limits) -> Container:
    try:
        with zipfile.ZipFile(file) as archive:
            container = _zip_kind(archive)
            _check_stated(archive, limits)
            parts = _check_counted(archive, limits)
            return replace(container, broken=broken.by_sheet(archive, parts))
    except SheetError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as problem:
        raise SheetError("torn_zip") from problem
    except (RuntimeError, OverflowError, IndexError, KeyError) as problem:
        # zipfile on headers that contradict themselves
        raise SheetError("torn_zip") from problem


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
    if any(name.lower().endswith((".xlsx", ".xls", ".ods", ".csv")) for name in names):
        raise SheetError("zipped_workbook")
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


def _check_counted(archive: zipfile.ZipFile, limits: Limits) -> dict[str, broken.Broken]:
    """Unpack everything once, keeping only what failed: a part longer than it states fails its checksum."""
    total = 0
    failed: dict[str, broken.Broken] = {}
    for part in archive.infolist():
        sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
        document = part.filename == "content.xml"
        markup = part.filename.endswith((".xml", ".rels", ".vml"))
        tail = b""
        found: dict[int, dict[int, str]] = {}
        with archive.open(part) as stream:
            for chunk in chunks(stream):
                total += len(chunk)
                if total > limits.unpacked_bytes:
                    raise SheetError("zip_bomb")
                if markup:
                    _check_markup(tail + chunk, sheet, document)
                    if sheet:
                        broken.note(found, tail + chunk)
                    tail = chunk[-OVERLAP:]
        if found:
            failed[part.filename] = found
    return failed


def _check_markup(chunk: bytes, sheet: bool, document: bool) -> None:
    if (b"<!" in chunk or b"\x00!" in chunk) and DECLARATIONS.search(chunk):
        raise SheetError("unsafe_markup")
    if (document and ODS_REPEATED_VALUE.search(chunk)) or (sheet and FAR_VALUE.search(chunk)):
        raise SheetError("sheet_too_wide")
