"""What becomes of an aspiration: looked at, planned, done, not possible; who answers; what follows it."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.aspirations import actions, doors, queries
from dampingi.records.aspirations.models import Aspiration, State
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(asked):
    return asked(name="Bu Sari", phone="+6281234567890")


def now(row):
    row.refresh_from_db()
    return row.state


def test_the_steps_tell_its_way(town, wish):
    client, path = town.client("office"), f"/aspirasi/{wish.id}/"
    assert client.post(f"{path}lihat/").status_code == 302
    assert client.post(f"{path}lihat/").status_code == 409
    assert client.post(path, {"answer": "Masuk rencana 2027", "state": "planned"}).status_code == 302
    assert client.post(path, {"answer": "Sudah buka tiap Sabtu", "state": "done"}).status_code == 302
    steps = list(wish.steps.order_by("at").values_list("state", "words"))
    assert sorted(steps) == [
        ("done", "Sudah buka tiap Sabtu"),
        ("looking", ""),
        ("planned", "Masuk rencana 2027"),
        ("received", ""),
    ]
    assert "Sudah dikerjakan" in text(client.get(path))


@pytest.mark.parametrize("state", ["received", "x", "DONE"])
def test_no_other_state(town, wish, state):
    assert (
        town.client("office").post(f"/aspirasi/{wish.id}/", {"answer": "Ya", "state": state}).status_code
        == 422
    )
    assert now(wish) == State.RECEIVED


def test_not_possible_says_why(town, wish):
    answer = town.client("office").post(f"/aspirasi/{wish.id}/", {"answer": " ", "state": "not_possible"})
    assert answer.status_code == 422
    assert "Tulis jawabannya" in text(answer)


def test_the_database_refuses_an_end_without_words(wish):
    with pytest.raises(IntegrityError), transaction.atomic():
        Aspiration.objects.unscoped("test").filter(id=wish.id).update(state="done")


def test_who_is_asked_to_answer_is_told_reads_the_phone_and_answers(town, wish, ids):
    path = f"/aspirasi/{wish.id}/"
    assert town.client("ana").get(path).status_code == 404
    assert town.client("office").post(f"{path}penjawab/", {"to": str(ids["ana"])}).status_code == 302
    assert Notice.objects.filter(user=ids["ana"], url=path).count() == 1
    ana = town.client("ana")
    assert "0812-3456-7890" in text(ana.get(path))
    assert ana.post(path, {"answer": "Mulai Agustus", "state": "planned"}).status_code == 302
    assert now(wish) == State.PLANNED
    assert ana.post(f"{path}penjawab/", {"to": str(ids["budi"])}).status_code == 403
    assert town.client("budi").get(path).status_code == 404
    town.client("office").post(f"{path}penjawab/", {"to": ""})
    assert ana.get(path).status_code == 404


def test_only_who_works_there_is_asked(office, wish, ids):
    for name in ("elsewhere", "participant", "partner", "head"):
        with pytest.raises(Refused, match="tidak bertugas"):
            actions.give_aspiration(by=office, aspiration=wish.id, to=ids[name])
    with pytest.raises(Refused):
        actions.give_aspiration(by=office, aspiration=wish.id, to=uuid.uuid4())


def test_a_garbled_person_is_refused(town, wish):
    assert town.client("office").post(f"/aspirasi/{wish.id}/penjawab/", {"to": "x"}).status_code == 422


def test_a_plan_s_activity_follows_it_once_and_can_be_untied(office, wish):
    activity = uuid.uuid4()
    for _again in range(2):
        tied = actions.follow_aspiration(
            by=office, aspiration=wish.id, kind="acara", ref=activity, label="Pasar Sabtu"
        )
    assert now(wish) == State.PLANNED
    assert queries.aspirations_followed_by("acara", activity) == [wish.id]
    assert doors.address_of("acara", activity) == ""
    doors.register("acara", lambda id: f"/kegiatan/{id}/")
    assert doors.address_of("acara", activity) == f"/kegiatan/{activity}/"
    with pytest.raises(Refused, match="mengapa"):
        actions.unfollow_aspiration(by=office, aspiration=wish.id, follow=tied.id, reason=" ")
    actions.unfollow_aspiration(by=office, aspiration=wish.id, follow=tied.id, reason="Keliru")
    assert now(wish) == State.LOOKING
    assert queries.aspirations_followed_by("acara", activity) == []
    with pytest.raises(Conflict):
        actions.unfollow_aspiration(by=office, aspiration=wish.id, follow=tied.id, reason="Keliru")
    actions.follow_aspiration(by=office, aspiration=wish.id, kind="acara", ref=activity, label="Pasar")


def test_what_is_done_stays_done_when_it_is_tied(office, wish):
    actions.answer_aspiration(by=office, aspiration=wish.id, answer="Sudah", state="done")
    actions.follow_aspiration(by=office, aspiration=wish.id, label="Pasar Sabtu dibuka")
    assert now(wish) == State.DONE


def test_half_a_tie_is_refused(office, wish):
    for more in ({"kind": "activity"}, {"ref": uuid.uuid4()}, {"kind": "", "ref": uuid.uuid4()}):
        with pytest.raises(Refused):
            actions.follow_aspiration(by=office, aspiration=wish.id, label="x", **more)


def test_words_follow_it_on_the_page(town, wish):
    client, path = town.client("office"), f"/aspirasi/{wish.id}/"
    assert client.post(f"{path}tindak-lanjut/", {"label": " "}).status_code == 422
    assert client.post(f"{path}tindak-lanjut/", {"label": "Tenda disediakan kecamatan"}).status_code == 302
    page = text(client.get(path))
    assert "Tenda disediakan kecamatan" in page
    tied = wish.follows.get()
    gone = client.post(f"{path}tindak-lanjut/lepas/", {"follow": str(tied.id), "reason": "Batal"})
    assert gone.status_code == 302
    assert "Belum ada kegiatan" in text(client.get(path))
    assert client.post(f"{path}tindak-lanjut/lepas/", {"follow": "x", "reason": "y"}).status_code == 422


@pytest.mark.parametrize("who", ["head", "inspector", "budi", "participant", "partner", "elsewhere"])
def test_others_change_nothing(town, wish, who):
    client, path = town.client(who), f"/aspirasi/{wish.id}/"
    for address, said in (
        ("lihat/", {}),
        ("penjawab/", {"to": ""}),
        ("tindak-lanjut/", {"label": "x"}),
        ("kabar/", {}),
    ):
        assert client.post(path + address, said).status_code in (403, 404)
    assert now(wish) == State.RECEIVED
    assert not wish.follows.exists()


def test_who_only_answers_gives_nobody_else(town, wish, ids, office):
    actions.give_aspiration(by=office, aspiration=wish.id, to=ids["ana"])
    with pytest.raises(Denied):
        actions.give_aspiration(by=town.actor("ana"), aspiration=wish.id, to=None)


def test_the_list_narrows_by_state_and_answerer(town, wish, ids, office):
    actions.give_aspiration(by=office, aspiration=wish.id, to=ids["camat"])
    camat = town.client("camat")
    for query, seen in (
        ("keadaan=received", True),
        ("keadaan=done", False),
        ("penjawab=saya", True),
        ("penjawab=belum", False),
        ("pintu=desk", True),
        ("pintu=link", False),
    ):
        assert ("Pasar mingguan" in text(camat.get(f"/aspirasi/?{query}"))) is seen, query


def test_a_step_that_was_taken_stays(office, asked):
    wish = asked()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        wish.steps.update(words="lain")
