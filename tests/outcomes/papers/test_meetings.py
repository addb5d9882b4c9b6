"""The letter that asks to a meeting and its approved minutes: numbered once, frozen, for those concerned."""

import io

import pytest
from pypdf import PdfReader

from dampingi.foundation.errors import Refused
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.papers.actions import invitation_paper, notes_paper, print_paper
from dampingi.outcomes.papers.models import Paper
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.models import Invitee, Meeting
from tests.records.conftest import july  # noqa: F401
from tests.records.meetings.conftest import AT, HOUR, call, ids, office  # noqa: F401


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def told(paper) -> str:
    pages = PdfReader(io.BytesIO(print_paper(paper=paper).file.read())).pages
    return " ".join(p.extract_text() for p in pages).replace("\n", " ")


def fresh(made) -> Meeting:
    return Meeting.objects.unscoped("test").select_related("room", "programme").get(id=made.id)


def test_the_letter_is_numbered_when_the_office_asks_for_it_and_then_read_by_who_is_asked(town, call):  # noqa: F811
    made = call(about="Laporan bulan Juli", must=("ana",))
    address = f"/pertemuan/{made.id}/undangan.pdf"
    assert town.client("ana").get(address).status_code == 404
    assert town.client("office").get(address).status_code == 200
    assert town.client("ana").get(address).status_code == 200
    assert town.client("budi").get(address).status_code == 404
    paper = Paper.objects.unscoped("test").get()
    for words in (
        "001/UNDANGAN/2026",
        "Rabu, 22 Juli 2026",
        "09.00–11.00 WIB",
        "Laporan bulan Juli",
        "Kantor",
    ):
        assert words in told(paper), words
    assert "Ana" not in told(paper), "it goes from hand to hand"


def test_a_meeting_that_moves_has_a_new_letter_in_place_of_the_old(town, call, office):  # noqa: F811
    made = call()
    old = invitation_paper(meeting=fresh(made))
    assert invitation_paper(meeting=fresh(made)).id == old.id
    actions.move_meeting(by=office, meeting=made.id, starts_at=AT + 24 * HOUR, minutes=60, reason="Kota sibuk", place="Balai")  # fmt: skip
    new = invitation_paper(meeting=fresh(made))
    assert (new.number, "Kamis, 23 Juli" in told(new), "Kota sibuk" in told(new)) == (
        "002/UNDANGAN/2026",
        True,
        True,
    )
    assert Document.objects.unscoped("test").get(id=old.document_id).succeeded_by == new.document
    actions.cancel_meeting(by=office, meeting=made.id, reason="Batal")
    with pytest.raises(Refused, match="dibatalkan"):
        invitation_paper(meeting=fresh(made))


def test_minutes_are_official_once_approved_by_another(town, call, office, time_machine):  # noqa: F811
    made = call(must=("ana", "budi"))
    time_machine.move_to(AT + HOUR, tick=False)
    row = Invitee.objects.unscoped("test").get(meeting=made, user=town.users["ana"])
    actions.mark(by=office, meeting=made.id, invitee=row.id, came=True)
    actions.write_minutes(by=office, meeting=made.id, discussion="Banyak hal.", decisions="Data diperbarui.")
    actions.give_item(by=office, meeting=made.id, text="Kirim data", owner=town.users["ana"].id, due_on=(AT + 48 * HOUR).date())  # fmt: skip
    with pytest.raises(Refused, match="setelah disetujui"):
        notes_paper(meeting=fresh(made))
    address = f"/pertemuan/{made.id}/notulen.pdf"
    assert town.client("office").get(address).status_code == 404
    actions.submit_minutes(by=office, meeting=made.id)
    town.client("head").post(f"/pertemuan/{made.id}/notulen/putusan/", {"decision": "approve"})
    assert town.client("budi").get(address).status_code == 200
    assert town.client("camat").get(address).status_code == 404
    words = told(Paper.objects.unscoped("test").get())
    for each in ("NOTULEN", "001/NOTULEN/2026", "Banyak hal.", "Data diperbarui.", "Kirim data", "Hadir (1)", "Notulis Office", "Disetujui Head"):  # fmt: skip
        assert each in words, each
    assert queries.came(fresh(made))
