"""Wishes that say the same: one holds the others, is answered for all, and each asker is told; taken apart again."""

import uuid

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.models import Aspiration
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db
SARI, TUTI = {"name": "Bu Sari", "phone": "+6281234567890"}, {"name": "Bu Tuti", "phone": "+6281234567891"}


@pytest.fixture
def pair(asked):
    return asked("Titik pemasaran tetap tiap minggu", **SARI), asked(
        "Titik pemasarannya tetap mingguan", **TUTI
    )


def test_the_page_shows_what_may_be_the_same_and_joins_what_is_ticked(town, pair, asked):
    one, other = pair
    asked("Bantuan mengurus sertifikat halal")
    client, path = town.client("office"), f"/aspirasi/{one.id}/"
    page = text(client.get(path)).split('id="mungkin-sama"')[1].split("</section>")[0]
    assert str(other.id) in page
    assert "kata sama: titik, pemasaran, tetap, minggu" in page
    assert "halal" not in page
    assert client.post(f"{path}gabung/", {"aspirasi": [str(other.id)]}).status_code == 302
    assert "1 lainnya meminta hal yang sama" in text(client.get(path))
    assert "Bergabung dengan aspirasi lain" in text(client.get(f"/aspirasi/{other.id}/"))


def test_one_answer_and_each_is_told(town, pair, office):
    one, other = pair
    actions.join_aspirations(by=office, aspirations=[other.id], into=one.id)
    client = town.client("office")
    assert client.post(f"/aspirasi/{other.id}/", {"answer": "Ya"}).status_code == 422
    assert client.post(f"/aspirasi/{other.id}/kabar/").status_code == 409
    actions.answer_aspiration(by=office, aspiration=one.id, answer="Mulai Agustus", state="planned")
    page = text(client.get(f"/aspirasi/{other.id}/"))
    assert "https://wa.me/6281234567891?text=" in page
    assert "Masuk rencana" in page
    for row in pair:
        assert client.post(f"/aspirasi/{row.id}/kabar/").status_code == 302
    assert not Aspiration.objects.unscoped("test").filter(told_at=None).exists()
    actions.answer_aspiration(by=office, aspiration=one.id, answer="Mulai September")
    assert Aspiration.objects.unscoped("test").filter(told_at=None).count() == 2


def test_apart_again_it_stands_as_before(town, pair, office):
    one, other = pair
    actions.answer_aspiration(by=office, aspiration=other.id, answer="Belum tentu", state="looking")
    actions.join_aspirations(by=office, aspirations=[other.id], into=one.id)
    assert town.client("office").post(f"/aspirasi/{other.id}/pisah/").status_code == 302
    other.refresh_from_db()
    assert (other.joins, other.joined_at, other.answer, other.state) == (None, None, "Belum tentu", "looking")
    with pytest.raises(Conflict):
        actions.part_aspiration(by=office, aspiration=other.id)


def test_no_chains_and_no_circles(pair, asked, office):
    (one, other), third = pair, asked("Titik pemasaran tetap mingguan juga")
    actions.join_aspirations(by=office, aspirations=[other.id], into=one.id)
    for rows, into in (
        ([one.id], other.id),
        ([one.id], third.id),
        ([other.id], third.id),
        ([third.id], other.id),
    ):
        with pytest.raises(Conflict):
            actions.join_aspirations(by=office, aspirations=rows, into=into)
    for rows in ([], [one.id]):
        with pytest.raises(Refused, match="sedikitnya satu"):
            actions.join_aspirations(by=office, aspirations=rows, into=one.id)
    with pytest.raises(Refused):
        actions.join_aspirations(by=office, aspirations=[uuid.uuid4()], into=one.id)


def test_all_or_none(pair, office, asked):
    (one, other), third = pair, asked("Titik pemasaran")
    actions.join_aspirations(by=office, aspirations=[other.id], into=one.id)
    fourth = asked("Titik pemasaran tetap")
    with pytest.raises(Conflict):
        actions.join_aspirations(by=office, aspirations=[third.id, other.id], into=fourth.id)
    third.refresh_from_db()
    assert third.joins is None


@pytest.mark.parametrize("who", ["camat", "ana", "head", "inspector", "elsewhere", "participant"])
def test_only_who_answers_both(town, pair, asked, who):
    far = asked("Titik pemasaran tetap", region="32.76.04")
    said = {"aspirasi": [str(far.id)]}
    assert town.client(who).post(f"/aspirasi/{pair[0].id}/gabung/", said).status_code in (403, 404)


def test_garbled_ids_are_refused(town, pair):
    assert town.client("office").post(f"/aspirasi/{pair[0].id}/gabung/", {"aspirasi": "x"}).status_code == 422
