"""The letter that asks to a meeting and its approved minutes: numbered once, frozen, for those concerned."""

import pytest

from dampingi.foundation.errors import Refused
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.papers import meetings
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.outcomes.papers.models import Paper
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.models import Invitee, Meeting
from tests.pdf import printed
from tests.records.conftest import july  # noqa: F401
from tests.records.meetings.conftest import AT, HOUR, call, ids, office  # noqa: F401


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def invitation(made) -> Paper:
    return keep_paper(meetings.invitation_draft(fresh(made)))


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
        assert words in printed(paper), words
    assert "Ana" not in printed(paper), "it goes from hand to hand"


def test_a_meeting_that_moves_has_a_new_letter_in_place_of_the_old(town, call, office):  # noqa: F811
    made = call()
    old = invitation(made)
    assert invitation(made).id == old.id
    actions.move_meeting(by=office, meeting=made.id, starts_at=AT + 24 * HOUR, minutes=60, reason="Kota sibuk", place="Balai")  # fmt: skip
    new = invitation(made)
    assert (new.number, "Kamis, 23 Juli" in printed(new), "Kota sibuk" in printed(new)) == (
        "002/UNDANGAN/2026",
        True,
        True,
    )
    assert Document.objects.unscoped("test").get(id=old.document_id).succeeded_by == new.document
    actions.cancel_meeting(by=office, meeting=made.id, reason="Batal")
    with pytest.raises(Refused, match="dibatalkan"):
        invitation(made)


def test_minutes_are_official_once_approved_by_another(town, call, office, time_machine):  # noqa: F811
    made = call(must=("ana", "budi"))
    time_machine.move_to(AT + HOUR, tick=False)
    row = Invitee.objects.unscoped("test").get(meeting=made, user=town.users["ana"])
    actions.mark(by=office, meeting=made.id, invitee=row.id, came=True)
    actions.write_minutes(by=office, meeting=made.id, discussion="Banyak hal.", decisions="Data diperbarui.")
    actions.give_item(by=office, meeting=made.id, text="Kirim data", owner=town.users["ana"].id, due_on=(AT + 48 * HOUR).date())  # fmt: skip
    with pytest.raises(Refused, match="setelah disetujui"):
        keep_paper(meetings.notes_draft(fresh(made)))
    address = f"/pertemuan/{made.id}/notulen.pdf"
    assert town.client("office").get(address).status_code == 404
    actions.submit_minutes(by=office, meeting=made.id)
    town.client("head").post(f"/pertemuan/{made.id}/notulen/putusan/", {"decision": "approve"})
    assert town.client("budi").get(address).status_code == 200
    assert town.client("camat").get(address).status_code == 404
    words = printed(Paper.objects.unscoped("test").get())
    for each in ("NOTULEN", "001/NOTULEN/2026", "Banyak hal.", "Data diperbarui.", "Kirim data", "Hadir (1)", "Notulis Office", "Disetujui Head"):  # fmt: skip
        assert each in words, each
    assert queries.came(fresh(made))
