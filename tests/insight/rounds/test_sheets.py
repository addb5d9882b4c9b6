"""A round by Excel: generated, filled in, sent back; whole and for this entry, or refused with the cells to mend."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.rounds.actions import hand_in_on_behalf, take_sheet
from dampingi.insight.rounds.models import Edition, Entry, Letter
from tests.records.town import KOTA

from .conftest import WHOLE

pytestmark = pytest.mark.usefixtures("july")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def now(entry):
    return Entry.objects.unscoped("test").get(id=entry.id)


def fetched(town, entry, who="coordinator"):
    answer = town.client(who).get(f"/putaran/isian/{entry.id}/lembar/")
    assert answer.status_code == 200, who
    return answer.content


def edited(content, cells):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in cells.items():
        book["Isian"][name] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FULL = {"D6": 12, "D7": 30, "E7": 40, "G7": "Dari OSS"}


def take(town, entry, content, who="coordinator"):
    return take_sheet(by=town.actor(who), entry=entry.id, content=content)


def test_what_is_asked_is_open_and_all_else_is_locked(rounds, town):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    page = openpyxl.load_workbook(io.BytesIO(fetched(town, entry)))
    sheet, marks = page["Isian"], page["tanda"]
    assert sheet.protection.sheet
    assert marks.sheet_state == "veryHidden"
    free = {
        c.coordinate for row in sheet.iter_rows(min_row=6, max_row=8) for c in row if not c.protection.locked
    }
    assert free == {"G6", "D7", "F7", "G7", "D8", "E8", "F8", "G8"}, (
        "the known figure is locked, its remark open"
    )
    assert (sheet["D6"].value, sheet["E6"].value) == (0, 15)


def test_a_filled_sheet_becomes_the_draft_and_is_handed_in_by_a_press(rounds, town):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    content = edited(fetched(town, entry), {"D7": 12, "D8": 30, "E8": 40, "G8": "Dari OSS"})
    saved = take(town, entry, content)
    assert saved.answers == {
        "m1": {"number": "12", "remark": ""},
        "m2": {"top": "30", "bottom": "40", "remark": "Dari OSS"},
    }
    assert now(entry).state == "draft"
    from dampingi.insight.rounds.actions import submit_entry

    made = submit_entry(by=town.actor("coordinator"), entry=entry.id, seen=saved.revision)
    assert [row["answer"].get("top", row["answer"].get("number")) for row in made.body["answers"]] == [
        "0",
        "12",
        "30",
    ]


def test_missing_is_chosen_and_fractions_and_texts_are_read(rounds, town):
    entry = rounds.entry(rounds.open())
    told = {"D6": 0.1 + 0.2, "F7": "Menunggu data dari pihak lain"}
    saved = take(town, entry, edited(fetched(town, entry), told))
    assert saved.answers == {
        "m1": {"number": "0.3", "remark": ""},
        "m2": {"missing": "awaited", "remark": ""},
    }
    again = take(
        town, entry, edited(fetched(town, entry), {"D6": "1.250,5", "F7": None, "D7": "1.000", "E7": 2000.0})
    )
    assert again.answers["m1"]["number"] == "1250.5"
    assert (again.answers["m2"]["top"], again.answers["m2"]["bottom"]) == ("1000", "2000")


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"D7": 1.5, "E7": 2}, "Isian!D7"), ({"D6": "banyak"}, "Isian!D6"), ({"D6": True}, "Isian!D6"), ({"E7": None}, "Isian!D7"),
        ({"D7": 5, "E7": 0}, "Isian!D7"), ({"D7": 50, "E7": 40}, "Isian!D7"), ({"F6": "entah"}, "Isian!F6"), ({"B6": "Koperasi sehat"}, "Isian!B6"),
        ({"D6": 1, "F6": "Belum didata"}, "Isian!F6"), ({"E6": 4}, "Isian!E6"), ({"G6": "x" * 501}, "Isian!G6"), ({"D8": 4}, "Isian!B8"),
        ({"D5": "Penyebut", "E5": "Angka atau pembilang", "D7": 40, "E7": 30}, "Isian!D5.*Isian!E5"), ({"D5": None}, "Isian!D5"),
        ({"D6": 1e300}, "Isian!D6"), ({"D6": "9" * 400}, "Isian!D6"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_taken(rounds, town, cells, named):
    entry = rounds.entry(rounds.open())
    rounds.save(entry)
    content = edited(fetched(town, entry), cells)
    with pytest.raises(Refused, match=named):
        take(town, entry, content)
    assert now(entry).answers == WHOLE


def test_a_remark_holds_what_people_type(rounds, town):
    """The format can write a character that PostgreSQL cannot keep."""
    entry = rounds.entry(rounds.open())
    saved = take(town, entry, edited(fetched(town, entry), FULL | {"G7": "Dari_x0000_ OSS\n dan dinas"}))
    assert saved.answers["m2"]["remark"] == "Dari OSS dan dinas"


def test_all_wrong_cells_are_named_at_once(rounds, town):
    entry = rounds.entry(rounds.open())
    with pytest.raises(Refused) as told:
        take(town, entry, edited(fetched(town, entry), {"D6": "x", "D7": 1.5, "E7": 2}))
    assert "Isian!D6" in told.value.message
    assert "Isian!D7" in told.value.message


def test_a_figure_of_the_application_is_not_changed_on_the_sheet(rounds, town):
    entry = rounds.entry(rounds.open(indicators=["visits_per_participant"]))
    with pytest.raises(Refused, match="Isian!D6: angka dari aplikasi diubah"):
        take(town, entry, edited(fetched(town, entry), {"D6": 99}))


def test_another_region_s_sheet_is_refused_by_name(rounds, town):
    made = rounds.open()
    entry, other = rounds.entry(made), rounds.entry(made, "32.76.01")
    content = edited(fetched(town, other, "office"), FULL)
    with pytest.raises(Refused, match="dibuat untuk"):
        take(town, entry, content)
    assert now(entry).revision == 0


def test_a_sheet_of_another_round_is_refused(rounds, town):
    first, second = rounds.entry(rounds.open(period="2026-01")), rounds.entry(rounds.open(period="2026-02"))
    with pytest.raises(Refused, match="putaran lain"):
        take(town, second, edited(fetched(town, first), FULL))


def test_an_old_sheet_is_refused(rounds, town):
    entry = rounds.entry(rounds.open())
    old = edited(fetched(town, entry), FULL)
    rounds.submit(entry)
    rounds.check(entry, accepted=False, comment="Lagi")
    with pytest.raises(Conflict, match="edisi yang lama"):
        take(town, entry, old)


def test_what_was_saved_since_is_not_overwritten_but_the_mended_sheet_comes_again(rounds, town):
    entry = rounds.entry(rounds.open())
    content = fetched(town, entry)
    take(town, entry, edited(content, FULL))
    assert take(town, entry, edited(content, FULL | {"D6": 13})).answers["m1"]["number"] == "13"
    rounds.save(entry, "camat", m1={"number": "7"})
    with pytest.raises(Conflict, match="diubah sesudah lembar itu diunduh"):
        take(town, entry, edited(content, FULL))
    assert now(entry).answers == {"m1": {"number": "7"}}


def test_marks_that_were_changed_or_taken_away_are_refused(rounds, town):
    entry = rounds.entry(rounds.open())
    content = fetched(town, entry)
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["tanda"]["A1"] = book["tanda"]["A1"].value[:-2] + "xx"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="bukan lembar isian"):
        take(town, entry, out.getvalue())
    book.remove(book["tanda"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="bukan lembar isian"):
        take(town, entry, out.getvalue())


@pytest.mark.parametrize("junk", [b"", b"x", b"PK\x03\x04junk", b"a;b\n1;2\n", PDF, b"\0" * 3_000_000])
def test_what_is_no_sheet_is_refused_in_words(rounds, town, junk):
    entry = rounds.entry(rounds.open())
    with pytest.raises(Refused):
        take(town, entry, junk)


def test_a_blank_sheet_for_whoever_asked_tells_nothing_of_the_draft(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.save(entry, m1={"number": "4711", "remark": "Rahasia"})
    own = openpyxl.load_workbook(io.BytesIO(fetched(town, entry)))["Isian"]
    assert (own["D6"].value, own["G6"].value) == (4711, "Rahasia")
    blank = openpyxl.load_workbook(io.BytesIO(fetched(town, entry, "office")))["Isian"]
    assert blank["D6"].value is None
    assert not blank["G6"].value
    for who in ("head", "inspector"):
        assert town.client(who).get(f"/putaran/isian/{entry.id}/lembar/").status_code == 403
    assert town.client("elsewhere").get(f"/putaran/isian/{entry.id}/lembar/").status_code == 404


def test_formulas_in_names_are_text(rounds, town):
    entry = rounds.entry(rounds.open(asked="=2+5 | +x"))
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(town, entry)))["Isian"]
    assert sheet["B6"].data_type == "s"


# on behalf


def behalf(town, entry, content, who="office", letter=PDF, number="518/12/2026"):
    return hand_in_on_behalf(
        by=town.actor(who), entry=entry.id, content=content, letter=letter, letter_number=number
    )


def test_handed_in_on_behalf_with_the_letter_and_checked_by_another(rounds, town):
    from dampingi.foundation.accounts.permissions import Role

    rounds.person("clerk", Role.OFFICE, KOTA)
    entry = rounds.entry(rounds.open())
    made = behalf(town, entry, edited(fetched(town, entry, "office"), FULL))
    assert (made.door, now(entry).state) == ("behalf", "submitted")
    with pytest.raises(Denied):
        rounds.check(entry, "office")
    page = town.client("clerk").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "518/12/2026" in page
    letter = town.client("clerk").get(f"/putaran/edisi/{made.id}/surat/")
    assert letter.content == PDF
    assert letter["Content-Disposition"].startswith("attachment")
    assert b"%PDF" not in Letter.objects.get().original.read(), "sealed"
    assert town.client("elsewhere").get(f"/putaran/edisi/{made.id}/surat/").status_code == 404
    rounds.check(entry, "clerk")
    assert now(entry).state == "accepted"


def test_the_region_is_told_of_what_is_done_in_its_name(rounds, town):
    from dampingi.foundation.accounts.permissions import Role
    from dampingi.foundation.notices.models import Notice

    def told():
        return " ".join(str(n) for n in Notice.objects.filter(user=town.users["coordinator"]))

    rounds.person("clerk", Role.OFFICE, KOTA)
    entry = rounds.entry(rounds.open())
    rounds.save(entry)
    page = town.client("office").get(f"/putaran/isian/{entry.id}/atas-nama/").content.decode()
    assert "sedang mengisi sendiri" in page
    behalf(town, entry, edited(fetched(town, entry, "office"), FULL))
    assert "Office mengajukan laporan" in told()
    rounds.check(entry, "clerk", accepted=False, comment="Angkanya janggal")
    assert "Angkanya janggal" in told()


def test_on_behalf_only_by_whoever_asked_with_a_letter_and_a_whole_sheet(rounds, town):
    entry = rounds.entry(rounds.open())
    content = fetched(town, entry, "office")
    whole = edited(content, FULL)
    for who in ("coordinator", "head", "elsewhere"):
        with pytest.raises(Refused):
            behalf(town, entry, whole, who)
    for wrong in ({"number": " "}, {"number": "x" * 101}, {"letter": b""}, {"letter": b"no paper"}):
        with pytest.raises(Refused):
            behalf(town, entry, whole, **wrong)
    with pytest.raises(Refused, match="belum dijawab"):
        behalf(town, entry, content)
    assert now(entry).revision == 0
    assert not Edition.objects.unscoped("test").exists()
    assert not Letter.objects.exists()


def test_what_the_region_writes_itself_is_not_overwritten_on_its_behalf(rounds, town):
    entry = rounds.entry(rounds.open())
    content = edited(fetched(town, entry, "office"), FULL)
    rounds.save(entry)
    with pytest.raises(Conflict, match="diubah sesudah"):
        behalf(town, entry, content)
    rounds.submit(entry)
    with pytest.raises(Conflict):
        behalf(town, entry, content)


# pages


def upload(content, name="isian.xlsx"):
    return SimpleUploadedFile(name, content)


def test_by_page(rounds, town):
    entry = rounds.entry(rounds.open())
    address, client = f"/putaran/isian/{entry.id}/unggah/", town.client("coordinator")
    wrong = client.post(address, {"sheet": upload(edited(fetched(town, entry), {"D6": "x"}))})
    assert wrong.status_code == 422
    assert "Isian!D6" in wrong.content.decode()
    assert client.post(address).status_code == 422
    assert client.post(address, {"sheet": upload(b"")}).status_code == 422
    assert client.post(address, {"sheet": upload(edited(fetched(town, entry), FULL))}).status_code == 302
    assert now(entry).answers["m1"]["number"] == "12"
    assert town.client("elsewhere").post(address).status_code == 404
    assert town.client("head").post(address).status_code == 403


def test_on_behalf_by_page(rounds, town):
    entry = rounds.entry(rounds.open())
    address, client = f"/putaran/isian/{entry.id}/atas-nama/", town.client("office")
    assert "Surat pengantar" in client.get(address).content.decode()
    whole = edited(fetched(town, entry, "office"), FULL)
    told = {"letter_number": "518/1", "letter": upload(PDF, "surat.pdf")}
    assert client.post(address, told).status_code == 422
    assert (
        client.post(address, told | {"sheet": upload(b"x"), "letter": upload(PDF, "s.pdf")}).status_code
        == 422
    )
    assert (
        client.post(
            address, {"letter_number": "518/1", "letter": upload(PDF, "s.pdf"), "sheet": upload(whole)}
        ).status_code
        == 302
    )
    assert now(entry).state == "submitted"
    assert town.client("coordinator").get(address).status_code == 403
    assert town.client("elsewhere").get(address).status_code == 404
