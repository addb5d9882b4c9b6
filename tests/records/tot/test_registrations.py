"""Places in a mentors' course: the first have one, later ones wait in the order of asking, and whoever leaves makes room."""

import datetime
import io

import pytest
from PIL import Image

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.tot import actions
from dampingi.records.tot.models import CourseMaterial, Request
from dampingi.records.tot.queries import waiting
from tests.records.tot.test_tot import DAYS
from tests.records.tot.test_tot import held as hold

pytestmark = pytest.mark.usefixtures("july")
BEFORE = DAYS[0] - datetime.timedelta(days=3)


@pytest.fixture
def course(town):
    made = hold(town)
    return places(town, made, 2)


def places(town, course, n, **more):
    return actions.set_places(by=town.actor("office"), course=course.id, places=n, today=BEFORE, **more)


def ask(town, course, *names, by="office", today=BEFORE):
    return actions.register(
        by=town.actor(by), course=course.id, mentors=[town.mentor(n).id for n in names], today=today
    )


def leave(town, course, name, by="office", reason="hujan"):
    return actions.step_back(
        by=town.actor(by), course=course.id, mentor=town.mentor(name).id, reason=reason, today=BEFORE
    )


def there(course):
    return set(course.trainees.values_list("mentor__name", flat=True))


def line(course):
    return [r.mentor.name for r in waiting(course)]


def test_the_first_have_a_place_and_the_rest_wait_in_turn(town, course):
    ask(town, course, "ana", by="ana")
    ask(town, course, "budi", "camat", "kota")
    assert there(course) == {"Ana", "Budi"}
    assert line(course) == ["Camat", "Kota"]
    assert "menunggu tempat" in str(Notice.objects.get(user=town.users["camat"]))
    assert not Notice.objects.filter(user=town.users["ana"]).exists(), "nobody is told of what they did"


def test_who_leaves_makes_room_for_who_waited_longest(town, course):
    ask(town, course, "ana", "budi", "camat", "kota")
    leave(town, course, "ana", by="ana", reason="")
    assert (there(course), line(course)) == ({"Budi", "Camat"}, ["Kota"])
    leave(town, course, "kota")
    assert line(course) == []
    assert {r.left_reason for r in Request.objects.exclude(left_at=None)} == {"", "hujan"}
    with pytest.raises(Refused, match="alasan"):
        leave(town, course, "budi", reason=" ")
    assert ask(town, course, "ana")[0].placed_at is None or there(course) == {"Budi", "Camat"}


def test_more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused(town, course):
    ask(town, course, "ana", "budi", "camat")
    assert there(places(town, course, 3)) == {"Ana", "Budi", "Camat"}
    with pytest.raises(Conflict, match="sedikitnya 3"):
        places(town, course, 2)
    ask(town, course, "kota")
    with pytest.raises(Conflict, match="menunggu"):
        places(town, course, None)
    with pytest.raises(Refused, match="paling lambat"):
        places(town, course, 9, closes_on=DAYS[2])


def test_closed_past_full_and_twice(town, course):
    ask(town, course, "ana")
    with pytest.raises(Conflict, match="sudah terdaftar"):
        ask(town, course, "ana")
    places(town, course, 2, closes_on=BEFORE)
    with pytest.raises(Conflict, match="ditutup"):
        ask(town, course, "budi", today=BEFORE + datetime.timedelta(days=1))
    with pytest.raises(Conflict, match="sudah berlangsung"):
        ask(town, course, "budi", today=DAYS[1])
    with pytest.raises(Conflict, match="dengan pendaftaran"):
        actions.invite(by=town.actor("office"), course=course.id, mentors=[town.mentor("budi").id])
    with pytest.raises(Conflict, match="tanpa pendaftaran"):
        ask(town, hold(town, title="Lain"), "budi")


def test_who_was_at_a_session_does_not_leave_any_more(town, course):
    ask(town, course, "ana")
    actions.record_presence(by=town.actor("office"), session=course.sessions.first().id, present=[course.trainees.get().id])  # fmt: skip
    with pytest.raises(Conflict, match="sudah dicatat"):
        leave(town, course, "ana")


def test_others_register_nobody(town, course):
    for who in ("budi", "head", "elsewhere", "coordinator", "participant", "province"):
        with pytest.raises(Refused):
            ask(town, course, "ana", by=who)
        with pytest.raises(Refused):
            actions.set_places(by=town.actor(who), course=course.id, places=9, today=BEFORE)
    ask(town, course, "ana")
    with pytest.raises(Refused):
        leave(town, course, "ana", by="budi")
    assert there(course) == {"Ana"}


@pytest.fixture
def before():
    import time_machine

    with time_machine.travel(datetime.datetime(2026, 7, 11, 3, tzinfo=datetime.UTC), tick=False):
        yield


def test_a_mentor_registers_and_steps_back_on_the_page(town, course, before):
    client, address = town.client("ana"), f"/tot/{course.id}/"
    assert "0 dari 2 tempat terisi" in client.get(address).content.decode()
    client.post(f"{address}daftar/")
    assert "Anda terdaftar" in client.get(address).content.decode()
    assert client.post(f"{address}daftar/").status_code == 409
    client.post(f"{address}pendamping/{town.mentor('ana').id}/tarik/")
    assert there(course) == set()
    assert "Undang pendamping" not in client.get(address).content.decode()
    assert town.client("elsewhere").get(address).status_code == 404
    assert town.client("office").post(f"{address}daftar/").status_code == 404


def test_the_office_sets_places_and_registers_on_the_page(town, before):
    made = hold(town)
    client, address = town.client("office"), f"/tot/{made.id}/"
    assert client.post(f"{address}tempat/", {"places": "x"}).status_code == 422
    client.post(f"{address}tempat/", {"places": "1", "closes_on": "2026-07-13"})
    ticked = f"pilih={town.mentor('ana').id}&pilih={town.mentor('budi').id}"
    client.post(f"{address}undang/tetapkan/", {"chosen": ticked})
    assert (len(there(made)), len(line(made))) == (1, 1)
    page = client.get(address)
    assert len(page.context["leavable"]) == 2
    assert client.post(f"{address}pendamping/{town.mentor('ana').id}/tarik/", {"reason": ""}).status_code == 422  # fmt: skip


def test_materials_are_for_those_on_the_list(town, course, before):
    client, address = town.client("office"), f"/tot/{course.id}/"
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(raw, "PNG")
    raw.seek(0)
    raw.name = "bahan.png"
    client.post(f"{address}bahan/", {"title": "Bagan", "file": raw})
    client.post(f"{address}bahan/", {"title": "Tautan", "link": "https://oss.go.id/"})
    assert client.post(f"{address}bahan/", {"title": "Salah", "link": "javascript:x"}).status_code == 422
    picture, link = CourseMaterial.objects.get(title="Bagan"), CourseMaterial.objects.get(title="Tautan")
    assert town.client("ana").get(f"/tot/bahan/{picture.id}/").status_code == 404, "not registered yet"
    assert "Bagan" not in town.client("ana").get(address).content.decode()
    ask(town, course, "ana")
    assert town.client("ana").get(f"/tot/bahan/{picture.id}/")["Content-Type"] == "image/jpeg"
    assert town.client("ana").get(f"/tot/bahan/{link.id}/")["Location"] == "https://oss.go.id/"
    assert "Bagan" in town.client("ana").get(address).content.decode()
    for who in ("budi", "elsewhere"):
        assert town.client(who).get(f"/tot/bahan/{picture.id}/").status_code == 404
    assert town.client("ana").post(f"/tot/bahan/{picture.id}/hapus/").status_code == 403
    assert client.post(f"/tot/bahan/{picture.id}/hapus/").status_code == 302
    assert CourseMaterial.objects.count() == 1
