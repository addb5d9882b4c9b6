"""Names and phones go a year after the answer; what was asked and every count stays."""

import datetime

import pytest
from django.utils import timezone

from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.models import Aspiration
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SARI, TUTI = {"name": "Bu Sari", "phone": "+6281234567890"}, {"name": "Bu Tuti", "phone": "+6281234567891"}


def named():
    return set(Aspiration.objects.unscoped("test").exclude(name="").values_list("name", flat=True))


def test_a_year_after_the_answer_and_not_before(office, asked):
    wish = asked(**SARI)
    asked("Belum dijawab siapa pun", **TUTI)
    actions.answer_aspiration(by=office, aspiration=wish.id, answer="Ya")
    now = timezone.now()
    assert actions.erase_due(now + 364 * DAY) == 0
    assert actions.erase_due(now + 366 * DAY) == 1
    assert named() == {"Bu Tuti"}
    wish.refresh_from_db()
    assert (wish.name, wish.phone, wish.answer) == ("", "", "Ya")
    assert wish.erased_at
    event = AuditEvent.objects.get(action="erase_aspiration_contact")
    assert (event.subject_id, "Sari" in str(event.detail)) == (str(wish.id), False)
    assert actions.erase_due(now + 366 * DAY) == 0
    assert actions.erase_due(now + 1097 * DAY) == 1  # unanswered: three years
    assert Aspiration.objects.unscoped("test").count() == 2


def test_who_asked_the_same_goes_with_the_answer_they_got(office, asked):
    one, other = asked(**SARI), asked(**TUTI)
    actions.join_aspirations(by=office, aspirations=[other.id], into=one.id)
    actions.answer_aspiration(by=office, aspiration=one.id, answer="Ya")
    assert actions.erase_due(timezone.now() + 366 * DAY) == 2
    assert named() == set()


def test_the_network_s_index_goes_after_two_days(office, asked):
    wish = asked()
    Aspiration.objects.unscoped("test").filter(id=wish.id).update(sent_from="a" * 32)
    actions.erase_due(timezone.now() + 1 * DAY)
    wish.refresh_from_db()
    assert wish.sent_from
    actions.erase_due(timezone.now() + 3 * DAY)
    wish.refresh_from_db()
    assert wish.sent_from == ""


def test_at_their_own_request_with_a_reason(town, asked):
    wish = asked(**SARI)
    client, path = town.client("office"), f"/aspirasi/{wish.id}/hapus-nama/"
    assert client.post(path, {"reason": " "}).status_code == 422
    assert client.post(path, {"reason": "Diminta orangnya"}).status_code == 302
    assert named() == set()
    assert "Nama dan nomor dihapus" in text(client.get(f"/aspirasi/{wish.id}/"))
    assert client.post(path, {"reason": "Lagi"}).status_code == 409


@pytest.mark.parametrize("who", ["head", "inspector", "ana", "participant", "elsewhere"])
def test_others_erase_nothing(town, asked, who):
    wish = asked(**SARI)
    answer = town.client(who).post(f"/aspirasi/{wish.id}/hapus-nama/", {"reason": "x"})
    assert answer.status_code in (403, 404)
    assert named() == {"Bu Sari"}
