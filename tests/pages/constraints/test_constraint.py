"""/usaha/<id>/kendala/ and /kendala/<id>/...: noted, weighed, resolved with what helped, reopened."""

import datetime
import uuid

import pytest

from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.businesses.models import Constraint
from tests.records.conftest import FEBRUARY, SYSTEM

pytestmark = pytest.mark.usefixtures("july")
JUNE = datetime.date(2026, 6, 1)
NOTE = {"code": "mkt_reach", "severity": "3", "since": "2026-06-01", "source": "survey", "note": "sepi"}


def rows():
    return Constraint.objects.unscoped("test")


@pytest.fixture
def held(town):
    note = ConstraintNote(town.first.business_id, "fin_capital", JUNE)
    return note_constraints(by=SYSTEM, rows=[note])[0]


@pytest.mark.parametrize("who", ["office", "ana", "camat", "coordinator"])
def test_those_who_work_there_note_a_constraint_and_are_named(town, who):
    answer = town.client(who).post(f"/usaha/{town.first.business_id}/kendala/", NOTE)
    assert answer.status_code == 302
    noted = rows().get()
    assert (noted.code, noted.severity, noted.source, noted.since) == ("mkt_reach", 3, "survey", JUNE)
    assert noted.noted_by_name == who.title()
    page = town.client(who).get(f"/kendala/{noted.id}/").content.decode()
    assert "Survei atau pendataan" in page
    assert "sepi" in page


@pytest.mark.parametrize(
    "who", ["budi", "head", "inspector", "participant", "partner", "elsewhere", "stranger"]
)
def test_nobody_else_notes_weighs_resolves_or_reopens(town, held, who):
    client = town.client(who)
    tried = [client.post(f"/usaha/{town.first.business_id}/kendala/", NOTE)]
    tried += [client.post(f"/kendala/{held.id}/{way}/", {"severity": "1", "on": "2026-07-01", "how": "self"})
              for way in ("berat", "selesai", "kembali")]  # fmt: skip
    assert {answer.status_code for answer in tried} <= {302, 403, 404}
    assert rows().get().severity == 2
    assert rows().get().resolved_on is None


def test_its_weight_changes_and_the_history_stays(town, held):
    client = town.client("ana")
    assert client.post(f"/kendala/{held.id}/berat/", {"severity": "3"}).status_code == 302
    assert rows().get().severity == 3
    page = client.get(f"/kendala/{held.id}/").content.decode()
    assert "Perubahan berat" in page
    assert "Terasa → <strong>Menghambat usaha</strong>" in page


def test_it_is_resolved_by_a_way_and_with_the_visit_that_helped(town, held):
    from tests.records.mentoring.test_visits import record, visit

    made = record(town, visit(town, on=datetime.date(2026, 6, 10)))[0]
    client = town.client("ana")
    form = client.get(f"/kendala/{held.id}/selesai/").content.decode()
    assert f'value="visit:{made.id}"' in form
    said = {"on": "2026-07-01", "how": "finance", "helped": f"visit:{made.id}", "told": "KUR cair"}
    assert client.post(f"/kendala/{held.id}/selesai/", said).status_code == 302
    over = rows().get()
    assert (over.resolved_how, over.helped_by, over.helped_id) == ("finance", "visit", made.id)
    assert f"/kunjungan/{made.id}/" in client.get(f"/kendala/{held.id}/").content.decode()


@pytest.mark.parametrize("wrong", [{"on": "2026-05-01"}, {"on": "2026-07-21"}, {"how": "sihir"}])
def test_a_wrong_resolution_is_told_and_nothing_written(town, held, wrong):
    said = {"on": "2026-07-01", "how": "finance", "told": "KUR cair"} | wrong
    assert town.client("ana").post(f"/kendala/{held.id}/selesai/", said).status_code == 422
    assert rows().get().resolved_on is None


def test_one_that_recurs_is_a_new_row_that_knows_the_earlier_one(town, held):
    client = town.client("ana")
    client.post(f"/kendala/{held.id}/selesai/", {"on": "2026-07-01", "how": "self"})
    again = {"since": "2026-07-10", "severity": "3", "note": "lagi"}
    assert client.post(f"/kendala/{held.id}/kembali/", again | {"since": "2026-06-20"}).status_code == 422
    assert client.post(f"/kendala/{held.id}/kembali/", again).status_code == 302
    new = rows().get(resolved_on=None)
    assert (new.reopens_id, new.code, new.severity) == (held.id, "fin_capital", 3)
    assert "Kendala yang berulang" in client.get(f"/kendala/{new.id}/").content.decode()
    assert client.post(f"/kendala/{held.id}/kembali/", again).status_code == 422  # it is open again already


def test_a_constraint_of_the_past_keeps_its_page(town):
    note = ConstraintNote(town.first.business_id, "fin_capital", FEBRUARY)
    made = note_constraints(by=SYSTEM, rows=[note])[0]
    rows().filter(id=made.id).update(resolved_on=JUNE, resolution="dari catatan lama", source="mentor")
    assert "dari catatan lama" in town.client("office").get(f"/kendala/{made.id}/").content.decode()


def test_noted_again_after_it_was_resolved_it_knows_the_earlier_one(town, held):
    client = town.client("ana")
    client.post(f"/kendala/{held.id}/selesai/", {"on": "2026-07-01", "how": "self"})
    note = {"code": "fin_capital", "severity": "2", "since": "2026-07-10"}
    assert client.post(f"/usaha/{town.first.business_id}/kendala/", note).status_code == 302
    assert rows().get(resolved_on=None).reopens_id == held.id


VISIT = {"on": "2026-07-18", "minutes": "45", "topic": "pemasaran"}


def test_a_visit_resolves_and_weighs_what_was_open(town, held):
    more = ConstraintNote(town.first.business_id, "mkt_reach", JUNE)
    other = note_constraints(by=SYSTEM, rows=[more])[0]
    said = VISIT | {
        "id": str(uuid.uuid4()),
        f"resolved_{held.id}": "mentoring",
        f"resolved_{other.id}": "weight_3",
    }
    assert town.client("ana").post(f"/peserta/{town.first.id}/kunjungan/", said).status_code == 302
    over, still = rows().get(id=held.id), rows().get(id=other.id)
    assert (over.resolved_how, over.helped_by, str(over.resolved_on)) == ("mentoring", "visit", "2026-07-18")
    assert (still.severity, still.resolved_on) == (3, None)


def test_what_a_visit_finds_is_noted_with_its_weight(town):
    said = VISIT | {"id": str(uuid.uuid4()), "constraints": ["fin_records", "it_online"], "severity": "1"}
    assert town.client("ana").post(f"/peserta/{town.first.id}/kunjungan/", said).status_code == 302
    assert sorted((c.code, c.severity, c.source) for c in rows()) == [
        ("fin_records", 1, "visit"),
        ("it_online", 1, "visit"),
    ]
