"""Files made to do harm, built small and quickly. Each says what it would do to a reader that trusts it."""

import io
import struct
import zipfile

import xlwt
from xlwt.CompoundDoc import XlsDoc

MEGABYTE = 1 << 20
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nama Usaha</t></is></c><c r="B1" t="inlineStr"><is><t>Nama Pemilik</t></is></c></row>'
DATA = '<row r="2"><c r="A2" t="inlineStr"><is><t>Kue Ani</t></is></c><c r="B2" t="inlineStr"><is><t>Ani</t></is></c></row>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"
READ = [["Nama Usaha", "Nama Pemilik"], ["Kue Ani", "Ani"]]


def workbook(rows=NAMES + DATA, strings="", more=None, prolog=""):
    """The least that is an XLSX: one sheet of `rows`, perhaps shared strings, `more` parts on top."""
    sheet = (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts | (more or {}))


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(megabytes):
    """A sheet of so many megabytes of nothing: half a megabyte to send, 500 to unpack."""
    out = io.BytesIO(workbook())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b"0" * MEGABYTE)
    return out.getvalue()


def strings_bomb(rows, length):
    """One shared text of `length` characters that every cell repeats: rows x 10 x length bytes once read."""
    cells = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ") + "</row>"
        for row in range(2, rows + 2)
    )  # fmt: skip
    return workbook(NAMES + cells, f"<si><t>{'x' * length}</t></si>")


def formatted_rows(count):
    """So many rows without a value below two that have some, as a careless Ctrl+A leaves them."""
    blank = "".join(f'<row r="{row}" s="1" customFormat="1" ht="15"><c r="A{row}" s="1"/></row>' for row in range(3, count + 3))  # fmt: skip
    return workbook(NAMES + DATA + blank)


def open_document(rows, prolog="", more=None):
    names = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0" '
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?>{prolog}<office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Daftar">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts | (more or {}))


def ods_row(cells, after="", repeated=1):
    made = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{made}{after}</table:table-row>'


ODS_DATA = ods_row(READ[0]) + ods_row(READ[1])


def xls(rows=None, sealed=False):
    """BIFF8; `sealed` puts the FILEPASS record after the first BOF, as Excel does for an encrypted book."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daftar")
    for row, cells in enumerate(rows or READ):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    stream = book.get_biff_data()
    if sealed:
        first = 4 + struct.unpack("<H", stream[2:4])[0]
        stream = stream[:first] + struct.pack("<HHHHH48x", 0x2F, 54, 1, 1, 1) + stream[first:]
    out = io.BytesIO()
    XlsDoc().save(out, stream)
    return out.getvalue()


def one_part_many_names(count):
    """A central directory whose entries all point at one part: sizes add up, bytes do not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", "0" * (10 * MEGABYTE))
        archive.filelist += [archive.filelist[-1]] * count
    return out.getvalue()


def merged(count, reference="A2:A1048576"):
    """A sheet that says `count` times that these cells are one."""
    told = "".join(f'<mergeCell ref="{reference}"/>' for _ in range(count))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{NAMES}{DATA}</sheetData><mergeCells>{told}</mergeCells></worksheet>'
    return workbook(more={"xl/worksheets/sheet1.xml": sheet})
