"""The participant says "this is wrong": it goes to the office, and nothing is overwritten silently."""

import datetime

import pytest
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.mentoring.test_growth import growth
from tests.records.town import TODAY

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.revisions.models import Revision
from dampingi.records.mentoring.actions import (
    confirm_growth,
    object_to_growth,
    record_growth,
    settle_objection,
)
from dampingi.records.mentoring.models import Growth, GrowthObjection, How

pytestmark = pytest.mark.usefixtures("july")
MAY = datetime.date(2026, 5, 1)


@pytest.fixture
def may(town):
    return record_growth(by=town.actor("ana"), rows=[growth(town, MAY)], today=TODAY)[0]


def objected(town, row, *, by="participant", comment="Salah tulis", **figures):
    return object_to_growth(by=town.actor(by), growth=row.id, figures=figures, comment=comment)


def stands(row):
    return Growth.objects.unscoped("test").get(id=row.id)


def test_it_goes_to_the_office_and_not_only_to_the_mentor(town, may):
    objected(town, may, turnover=5)
    told = set(Notice.objects.values_list("user", flat=True))
    assert told == {town.users["office"].id, town.users["ana"].id}
    assert stands(may).turnover == may.turnover, "nothing is overwritten by saying so"
    page = town.client("office").get("/perkembangan/?keadaan=keliru").content.decode()
    assert "Disanggah peserta" in page


def test_something_is_said_and_once_at_a_time(town, may):
    with pytest.raises(Refused, match="Isi angka yang benar"):
        objected(town, may, comment=" ", turnover=may.turnover)
    objected(town, may)
    with pytest.raises(Conflict, match="sudah ada di dinas"):
        objected(town, may)
    assert GrowthObjection.objects.count() == 1


@pytest.mark.parametrize("who", ["ana", "budi", "office", "coordinator"])
def test_nobody_objects_for_the_participant(town, may, who):
    with pytest.raises(Refused):
        objected(town, may, by=who)


def test_the_office_takes_the_right_figures_over_and_the_old_ones_stay_on_record(town, may):
    said = objected(town, may, turnover=7_000_000)
    settle_objection(by=town.actor("office"), objection=said.id, take=True, answer="Dicek dengan buku kas")
    assert stands(may).turnover == 7_000_000
    assert stands(may).confirmed_at is None, "the participant still confirms what stands now"
    assert Revision.objects.filter(subject_id=may.id).exists()
    assert Notice.objects.filter(user=town.users["participant"]).count() == 1
    with pytest.raises(Conflict, match="sudah diselesaikan"):
        settle_objection(by=town.actor("office"), objection=said.id, take=False, answer="x")


def test_or_keeps_them_with_an_answer(town, may):
    said = objected(town, may, turnover=7_000_000)
    with pytest.raises(Refused, match="jawaban"):
        settle_objection(by=town.actor("office"), objection=said.id, take=False, answer=" ")
    settle_objection(
        by=town.actor("office"), objection=said.id, take=False, answer="Nota menunjukkan yang lama"
    )
    assert stands(may).turnover == may.turnover
    assert "Nota menunjukkan" in town.client("participant").get(f"/peserta/{town.first.id}/").content.decode()


def test_words_alone_cannot_be_taken_over(town, may):
    said = objected(town, may)
    with pytest.raises(Refused, match="tidak menyebut"):
        settle_objection(by=town.actor("office"), objection=said.id, take=True, answer="Ya")


def test_who_reported_or_accompanies_does_not_settle(town, may):
    said = objected(town, may, turnover=5)
    for who in ("ana", "camat", "coordinator", "elsewhere"):
        with pytest.raises(Refused):
            settle_objection(by=town.actor(who), objection=said.id, take=False, answer="x")
    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    with pytest.raises(Denied, match="petugas lain"):
        settle_objection(by=town.actor("ana"), objection=said.id, take=False, answer="x")


def test_nobody_confirms_over_it_but_the_participant_may_take_it_back(town, may):
    objected(town, may, turnover=5)
    with pytest.raises(Conflict, match="sanggahan"):
        confirm_growth(by=town.actor("office"), ids=[may.id], how=How.PHONE)
    confirm_growth(by=town.actor("participant"), ids=[may.id])
    assert GrowthObjection.objects.get().outcome == "withdrawn"
    assert stands(may).confirmed_at


def test_on_the_pages(town, may):
    participant, page = town.client("participant"), f"/perkembangan/{may.id}/keliru/"
    assert "Ini keliru" in participant.get("/").content.decode()
    assert participant.get(page).status_code == 200
    assert participant.post(page, {"comment": ""}).status_code == 422
    assert (
        participant.post(page, {"changed_turnover": "on", "turnover": "x", "comment": ""}).status_code == 422
    )
    assert participant.post(page, {"changed_turnover": "on", "turnover": "Rp 7.000.000"}).status_code == 302
    said = GrowthObjection.objects.get()
    assert said.figures == {"turnover": 7_000_000}
    assert "Ini keliru" not in participant.get("/").content.decode()
    for who in ("ana", "budi", "office", "stranger"):
        assert town.client(who).post(page, {"comment": "x"}).status_code in (302, 403, 404)
    settling = f"/perkembangan/sanggahan/{said.id}/"
    assert "7.000.000" in town.client("office").get(settling).content.decode()
    for who in ("ana", "coordinator", "participant", "elsewhere"):
        assert town.client(who).get(settling).status_code in (403, 404)
    assert town.client("office").post(settling, {"outcome": "taken", "answer": ""}).status_code == 422
    assert town.client("office").post(settling, {"outcome": "taken", "answer": "Benar"}).status_code == 302
    assert stands(may).turnover == 7_000_000
