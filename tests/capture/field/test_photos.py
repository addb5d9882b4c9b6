"""/lapangan/api/foto/: photos in pieces that can be taken up again, and visits that wait for them."""

import io
import random
from hashlib import sha256

import pytest
from PIL import Image

from dampingi.capture.field.actions import revoke_device
from dampingi.capture.field.models import Photo, Piece
from dampingi.capture.field.photos import opened
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.actions.visits import ORIGINALS
from dampingi.records.mentoring.models import Visit
from tests.capture.field.conftest import item, phone_of, sent

PIECE = 9000


def picture(seed: int = 1) -> bytes:
    noise = random.Random(seed).randbytes(160 * 120 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (160, 120), noise).save(out, "JPEG", quality=90)
    return out.getvalue()


class Shot:
    """A photo on the phone."""

    def __init__(self, phone, raw: bytes) -> None:
        self.phone, self.raw, self.id = phone, raw, new_id()
        self.sha256 = sha256(raw).hexdigest()

    @property
    def told(self) -> dict:
        return {"id": str(self.id), "sha256": self.sha256, "bytes": len(self.raw), "type": "image/jpeg"}

    def have(self) -> dict:
        return self.phone.get(f"foto/{self.id}/").json()

    def put(self, start: int, content: bytes | None = None, **told):
        said = {"sha256": self.sha256, "bytes": len(self.raw)} | told
        address = f"/lapangan/api/foto/{self.id}/?from={start}&sha256={said['sha256']}&bytes={said['bytes']}"
        content = self.raw[start : start + PIECE] if content is None else content
        return self.phone.client.put(
            address, content, content_type="application/octet-stream", headers=self.phone.headers
        )

    def send(self) -> dict:
        while not (state := self.have())["whole"]:
            answer = self.put(state["have"])
            assert answer.status_code == 200, answer.content
        return state


@pytest.fixture
def shot(phone) -> Shot:
    return Shot(phone, picture())


def visit_with(phone, *shots: Shot, **more) -> dict:
    values = {"on": "2026-06-10", "minutes": 60, "topic": "pemasaran"} | more
    return item("visit", phone.town.first.id, values, photos=[s.told for s in shots])


def visits() -> int:
    return Visit.objects.unscoped("test").count()


def test_a_visit_waits_until_its_photo_is_whole(phone, shot):
    one = visit_with(phone, shot)
    assert phone.send(one)[0]["state"] == "waiting"
    shot.put(0)
    assert (visits(), shot.have()["have"], phone.states(one)) == (0, PIECE, ["waiting"])
    assert shot.send()["receipt"]["state"] == "applied"
    visit = Visit.objects.unscoped("test").get()
    assert ORIGINALS.open(visit.photo_original.read()) == shot.raw, "byte for byte, sealed"
    assert visit.photo.read() != shot.raw
    assert phone.states(one) == ["applied"]


def test_a_photo_may_come_before_its_visit(phone, shot):
    assert shot.send()["receipt"] is None
    assert phone.states(visit_with(phone, shot)) == ["applied"]
    assert ORIGINALS.open(Visit.objects.unscoped("test").get().photo_original.read()) == shot.raw


def test_all_of_several_photos_are_waited_for_and_kept(phone):
    shots = [Shot(phone, picture(n)) for n in range(3)]
    phone.send(visit_with(phone, *shots))
    for n in (2, 0):
        assert shots[n].send()["receipt"]["state"] == "waiting"
    assert shots[1].send()["receipt"]["state"] == "applied"
    kept = Photo.objects.order_by("place")
    assert [opened(p) for p in kept] == [s.raw for s in shots]
    assert not Piece.objects.exists()


def test_where_the_line_broke_off_the_next_piece_goes_on(phone, shot):
    shot.put(0)
    again = shot.put(0)
    assert (again.status_code, again.json()["have"]) == (409, PIECE)
    assert shot.put(2 * PIECE).status_code == 409
    assert shot.put(PIECE, shot.raw[PIECE : PIECE + 10]).json() == {
        "have": PIECE + 10, "whole": False, "receipt": None,
    }  # fmt: skip
    assert shot.send()["whole"]
    assert shot.put(0).json()["whole"], "sent once more, it is whole already"


def test_a_photo_damaged_on_its_way_begins_anew(phone, shot):
    damaged = bytes(b ^ 1 for b in shot.raw)
    phone.send(visit_with(phone, shot))
    start = 0
    while start < len(damaged):
        answer = shot.put(start, damaged[start : start + PIECE])
        start += PIECE
    assert (answer.status_code, answer.json()["error"], answer.json()["have"]) == (422, "hash", 0)
    assert (shot.have()["have"], visits()) == (0, 0)
    assert shot.send()["receipt"]["state"] == "applied"


def test_what_is_no_picture_is_kept_and_stops_its_visit_alone(phone):
    shot = Shot(phone, b"bukan foto " * 3000)
    phone.send(visit_with(phone, shot), phone.visit())
    receipt = shot.send()["receipt"]
    assert receipt["state"] == "quarantined"
    assert "bukan foto" in receipt["reason"]
    assert opened(Photo.objects.get()) == shot.raw


@pytest.mark.parametrize(
    ("start", "content", "told", "status"),
    [
        (0, b"", {}, 400),
        (0, None, {"bytes": 5}, 400),
        (0, None, {"bytes": 99 * 2**20}, 413),
        (0, None, {"bytes": 0}, 413),
        (0, None, {"bytes": "x"}, 400),
        (0, None, {"sha256": "x"}, 400),
        ("-1", b"x", {}, 400),
        (0, b"x" * (256 * 1024 + 1), {"bytes": 300_000}, 400),
    ],
)
def test_pieces_that_make_no_sense_are_told_so(shot, start, content, told, status):
    assert shot.put(start, content, **told).status_code == status
    assert not Photo.objects.exists()


def test_another_photo_under_the_same_id_is_refused(phone, shot):
    shot.put(0)
    assert shot.put(PIECE, sha256="0" * 64).status_code == 409
    assert shot.send()["whole"]
    other = Shot(phone, picture(2))
    other.id = shot.id
    assert phone.states(visit_with(phone, other)) == ["quarantined"]


def test_a_photo_belongs_to_one_visit(phone, shot):
    phone.send(visit_with(phone, shot))
    assert phone.states(visit_with(phone, shot, minutes=30)) == ["quarantined"]
    assert phone.states(visit_with(phone, shot, shot)) == ["quarantined"]


def test_nobody_adds_to_anothers_photo(phone, shot, town):
    shot.put(0)
    theirs = Shot(phone_of(town, "budi"), shot.raw)
    theirs.id = shot.id
    assert theirs.have() == {"have": 0, "whole": False, "receipt": None}
    assert theirs.put(PIECE).status_code == 409
    assert shot.send()["whole"]


def test_a_revoked_phone_hands_its_photos_in_too(phone, shot, town, office):
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    receipt = phone.send(visit_with(phone, shot))[0]
    assert shot.send()["receipt"]["state"] == receipt["state"] == "quarantined"
    page = f"/lapangan/kiriman/{receipt['id']}/"
    shown = f"/lapangan/foto/{shot.id}/"
    assert shown in office.get(page).content.decode()
    assert office.get(shown)["Content-Type"] == "image/jpeg"
    assert town.client("budi").get(shown).status_code == 404
    office.post(page, {"verdict": "accept", "reason": "Benar"})
    assert ORIGINALS.open(Visit.objects.unscoped("test").get().photo_original.read()) == shot.raw


def test_a_phone_revoked_while_its_photo_came_is_quarantined(phone, shot, town):
    phone.send(visit_with(phone, shot))
    shot.put(0)
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    assert shot.send()["receipt"]["state"] == "quarantined"
    assert visits() == 0


def test_the_office_may_take_a_visit_whose_photo_never_came(phone, shot, office):
    receipt = phone.send(visit_with(phone, shot))[0]
    shot.put(0)
    page = f"/lapangan/kiriman/{receipt['id']}/"
    assert "Foto baru" in office.get(page).content.decode()
    office.post(page, {"verdict": "accept", "reason": "Telepon rusak"})
    assert sent(receipt).state == "applied"
    assert not Visit.objects.unscoped("test").get().photo
    assert shot.send()["whole"], "and it may still come, to be kept"
