"""The bank's person downloads, fills in and sends; the office and the head read line by line; another bank sees nothing."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from dampingi.engines.subsidy import Claim as Told
from dampingi.foundation.errors import Refused
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.sheets import read
from tests.records.loans.lending import bank_of
from tests.records.subsidies.conftest import line_of, sent
from tests.records.town import KOTA

pytestmark = pytest.mark.usefixtures("october")
NEW = "/subsidi/tagihan/baru/"


def text(answer):
    return answer.content.decode()


def uploaded(bank, content, name="tagihan.xlsx", **more):
    told = {"door": f"{bank.id}:{KOTA}", "month": "2026-09", "sheet": SimpleUploadedFile(name, content)}
    return told | more


def test_the_whole_way_on_the_pages(town, budget, loan, bank):
    client = town.client("partner")
    sheet = client.get(f"/subsidi/lembar/?untuk={bank.id}:{KOTA}").content
    book = load_workbook(io.BytesIO(sheet))
    page = book.active
    assert [page.cell(n, 1).value for n in (2, 3)] == [loan.number] * 2
    for n in (0, 1):
        right = line_of(loan, n)
        page.cell(n + 2, 3).value, page.cell(n + 2, 4).value = right.balance, right.amount + n
    out = io.BytesIO()
    book.save(out)
    answer = client.post(NEW, uploaded(bank, out.getvalue()))
    assert answer.status_code == 302, text(answer)
    assert "Melebihi bagian kota" in text(client.get(answer.url))
    back = load_workbook(io.BytesIO(client.get(f"{answer.url}lembar.xlsx").content)).active
    assert back["D3"].comment
    assert "Melebihi" in back["F3"].value
    assert not back["D2"].comment
    office, head = town.client("office"), town.client("head")
    assert office.post(f"{answer.url}penerimaan/", {"decision": "approve"}).status_code == 302
    assert head.post(f"{answer.url}putusan/", {"decision": "approve"}).status_code == 302
    assert office.post(f"{answer.url}pembayaran/", {"reference": "", "on": "x"}).status_code == 422
    assert (
        office.post(f"{answer.url}pembayaran/", {"reference": "SP2D 1", "on": "2026-10-12"}).status_code
        == 302
    )
    assert (
        office.post(f"{answer.url}pembayaran/", {"reference": "SP2D 1", "on": "2026-10-12"}).status_code
        == 409
    )
    assert "SP2D 1" in text(client.get("/subsidi/"))
    assert head.post(f"{answer.url}pembatalan/", {"row": "x", "reason": "y"}).status_code == 404
    assert head.post(f"{answer.url}pembatalan/", {"row": "1", "reason": ""}).status_code == 422
    assert head.post(f"{answer.url}pembatalan/", {"row": "1", "reason": "Keliru"}).status_code == 302
    assert "Dibatalkan" in text(head.get(answer.url))


def test_a_line_is_typed_or_a_file_of_commas_sent(town, loan, bank):
    right = line_of(loan, 0)
    typed = {"door": f"{bank.id}:{KOTA}", "month": "2026-08", "loan": loan.number, "balance": str(right.balance), "amount": str(right.amount)}  # fmt: skip
    client = town.client("partner")
    assert client.post(NEW, typed).status_code == 302
    second = line_of(loan, 1)
    csv = f"Nomor pinjaman;Bulan;Sisa pokok;Subsidi ditagih\n{loan.number};09/2026;{second.balance};{second.amount}\n"
    assert client.post(NEW, uploaded(bank, csv.encode(), "t.csv")).status_code == 302
    assert Claim.objects.unscoped("test").filter(lines__counts=True).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"month": "9999-12"}, {"month": "x"}, {"door": "x"}, {"sheet": ""}, {"loan": "KR-1", "sheet": "", "amount": "-5", "balance": "1"}],
)  # fmt: skip
def test_what_cannot_be_sent_says_so(town, loan, bank, wrong):
    answer = town.client("partner").post(NEW, uploaded(bank, b"Nomor pinjaman;Bulan;Sisa pokok;Subsidi ditagih\nKR;09/2026;1;1\n", "t.csv", **wrong))  # fmt: skip
    assert answer.status_code == 422
    assert not Claim.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("row", "told"),
    [("KR;09/2026;abc;1", "C2"), ("KR;13/2026;1;1", "B2"), ("KR;09/2026;1;1e99", "D2"), (";09/2026;1;1", "A2"), ("KR;2026;1;1", "B2"), ("KR;09/2026;1;1,5", "D2"), ("KR;09/9999;1;1", "B2"), ("KR;09/2026;1;99999999999999", "D2"), ("KR;09/2026;1;1;-3", "E2"), ("KR;09/2026;1;1;lama", "E2")],
)  # fmt: skip
def test_a_cell_that_is_no_number_or_month_is_named(row, told):
    with pytest.raises(Refused, match=told):
        read(f"Nomor pinjaman;Bulan;Sisa pokok;Subsidi ditagih\n{row}\n".encode())


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b"%PDF-1.4", b"a;b\n1;2\n"])
def test_what_is_no_such_sheet_is_refused(content):
    with pytest.raises(Refused):
        read(content)


def test_as_banks_write_it():
    lines = "KR-1;2026-07;10.000.000;Rp 87.500\nKR-2;01/07/2026;5000000;0;45\nKR-3;07/2026;;\n"
    found, late = read(f"Bank Maju\n\nNomor pinjaman;Bulan;Sisa pokok;Subsidi ditagih\n{lines}".encode())
    july = line_month = found[0].month
    assert found == [Told("KR-1", july, 10_000_000, 87_500), Told("KR-2", line_month, 5_000_000, 0)]
    assert late == {("KR-2", july): 45}


def test_another_bank_s_people_see_and_send_nothing_of_it(town, loan, bank):
    made = sent(town, bank, [line_of(loan, 0)])
    bank.members.update(until="2026-08-01")
    other = bank_of(town, "Bank Lain")
    client = town.client("partner")
    assert client.get(f"/subsidi/tagihan/{made.id}/").status_code == 404
    assert client.get(f"/subsidi/tagihan/{made.id}/lembar.xlsx").status_code == 404
    assert client.get(f"/subsidi/lembar/?untuk={bank.id}:{KOTA}").status_code == 404
    assert "Bank Maju" not in text(client.get("/subsidi/")) + text(client.get(NEW))
    assert client.post(NEW, uploaded(bank, b"x")).status_code == 422
    assert other.name not in text(client.get(NEW))


@pytest.mark.parametrize(("who", "status"), [("partner", 200), ("office", 200), ("head", 200), ("inspector", 200), ("coordinator", 403), ("ana", 403), ("participant", 403), ("elsewhere", 404), ("stranger", 302)])  # fmt: skip
def test_who_reads_a_claim(town, loan, bank, who, status):
    made = sent(town, bank, [line_of(loan, 0)])
    assert town.client(who).get(f"/subsidi/tagihan/{made.id}/").status_code == status
    assert town.client("office").get(f"/subsidi/tagihan/{uuid.uuid4()}/").status_code == 404


def test_what_was_not_claimed_is_told(town, loan, bank):
    assert "Belum ditagih" in text(town.client("office").get("/subsidi/"))
    sent(town, bank, [line_of(loan, 0), line_of(loan, 1)])
    assert "Belum ditagih" not in text(town.client("office").get("/subsidi/"))


def test_an_office_whose_bank_speaks_for_itself_is_told_so(town, loan, bank):
    """Neither page offers it a form, nor says that there are no loans."""
    office = town.client("office")
    for at in ("/subsidi/", "/subsidi/rekonsiliasi/"):
        assert "baru/" not in text(office.get(at)).partition("<main")[2]
    assert "Banknya mengirim tagihannya sendiri" in text(office.get(NEW))
    bank.members.update(until="2026-01-02")
    assert "baru/" in text(office.get("/subsidi/")).partition("<main")[2]
    assert bank.name in text(office.get(NEW))
