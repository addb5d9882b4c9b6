"""Nobody but the owner learns what a time is for: not by a page, an export, the trail, a look into the database."""

import datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.records.commitments import sealing
from dampingi.records.commitments.actions import drop
from dampingi.records.commitments.models import Commitment
from dampingi.records.commitments.queries import about, busy_between, own_commitments
from tests.records.commitments.conftest import SECRET
from tests.records.conftest import SYSTEM

JULY = datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC)
EVERYONE_ELSE = (
    "budi",
    "camat",
    "kota",
    "office",
    "head",
    "coordinator",
    "inspector",
    "province",
    "partner",
    "panel",
    "participant",
)


def raw() -> str:
    """All that someone with the database in hand reads of the agenda."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commitments_commitment")
        return repr(cursor.fetchall())


def test_a_reader_of_the_database_reads_no_title_and_no_note(kept):
    kept()
    assert "Pasar" not in raw()
    assert "kakak" not in raw()


def test_without_the_seal_it_would_all_be_there(kept, monkeypatch):
    """The control: what the same row tells when its text is stored as it is."""
    monkeypatch.setattr(sealing, "seal", lambda kind, value: value)
    kept()
    assert SECRET in raw()
    assert "kakak" in raw()


def test_the_owner_reads_it(town, kept):
    made = kept()
    assert about(town.actor("ana"), made) == sealing.About(SECRET, "dengan kakak")


@pytest.mark.parametrize("persona", EVERYONE_ELSE)
def test_nobody_else_has_it(town, kept, persona):
    made = kept()
    assert not own_commitments(town.actor(persona)).exists()
    with pytest.raises(Refused, match="tidak ada"):
        about(town.actor(persona), made)
    client = town.client(persona)
    assert client.get(f"/agenda-saya/{made.id}/").status_code in (403, 404)
    assert client.post(f"/agenda-saya/{made.id}/hapus/").status_code in (403, 404)
    assert Commitment.objects.unscoped("test").filter(id=made.id).exists()


def test_not_even_the_product_itself_opens_it(kept):
    made = kept()
    with pytest.raises(Refused):
        about(SYSTEM, made)


def test_a_text_moved_into_another_row_does_not_open(town, kept):
    """Whoever may write to the database cannot read it through a row of their own."""
    hers, his = kept(), kept(by="budi")
    his.sealed = hers.sealed
    with pytest.raises(InvalidTag):
        about(town.actor("budi"), his)


def test_the_trail_and_the_revisions_hold_nothing_of_it(town, kept):
    made = kept()
    drop(by=town.actor("ana"), commitment=made.id)
    events = AuditEvent.objects.filter(subject_kind="commitment")
    assert {e.action for e in events} == {"keep_agenda", "drop_agenda"}
    assert all(e.digest == "" and e.detail == {} and e.reason == "" for e in events)
    assert not Revision.objects.filter(subject_id=made.id).exists()
    assert raw() == "[]", "a deleted one is gone"


def test_others_get_bare_spans_and_not_even_how_many(town, kept):
    kept(9, 11), kept(10, 12), kept(12, 13)
    found = busy_between(
        [town.mentor("ana").id, town.mentor("budi").id], JULY, JULY + datetime.timedelta(days=31)
    )
    assert [(b.start.hour, b.end.hour) for b in found] == [(2, 6)], "nine to one in Depok, as one"
    assert set(vars(found[0])) == {"mentor_id", "start", "end"}


def test_nobody_writes_over_anothers_time(kept):
    made = kept()
    with pytest.raises(Conflict):
        kept(by="budi", id=made.id)


def test_pages_of_others_never_hold_the_words(town, kept):
    """The office goes through what it can open about Ana."""
    kept()
    office, ana = town.client("office"), town.mentor("ana").id
    for page in (
        f"/pendamping/{ana}/",
        f"/jam/{ana}/",
        "/pendamping/",
        "/beban/",
        "/cari/?q=Kemiri",
        "/pendamping/?unduh=xlsx",
    ):
        body = office.get(page, follow=True).content
        assert b"Jualan" not in body, page
