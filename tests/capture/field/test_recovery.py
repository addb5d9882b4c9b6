"""/lapangan/pemulihan/: a queue whose PIN was forgotten, brought as a file."""

import base64
import json
import os
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.capture.field.actions import recovery_key
from dampingi.capture.field.models import Photo, Submission
from dampingi.capture.field.photos import opened
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.models import Visit
from tests.capture.field.conftest import phone_of, stored
from tests.capture.field.test_photos import picture

ADDRESS = "/lapangan/pemulihan/"
NOBODY = "01a216ea-8b51-7747-9f90-bead5d4fb0b5"
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


class Export:
    """A file as the app writes it, made here from the protocol's words."""

    def __init__(self, phone, name: str = "ana") -> None:
        self.user, self.key = phone.town.users[name].id, os.urandom(32)
        jwk = recovery_key()
        n, e = (int.from_bytes(base64.urlsafe_b64decode(jwk[x] + "=="), "big") for x in "ne")
        locked = rsa.RSAPublicNumbers(e, n).public_key().encrypt(self.key, OAEP)
        self.said = {
            "v": 1, "device": str(phone.device), "user": str(self.user), "wrapped": {"kid": jwk["kid"], "key": b64(locked)},
            "items": [], "photos": [],
        }  # fmt: skip

    def sealed(self, id: str, content: bytes, about: str = "") -> dict[str, str]:
        iv = os.urandom(12)
        return {
            "iv": b64(iv),
            "data": b64(AESGCM(self.key).encrypt(iv, content, f"{self.user}/{about or id}".encode())),
        }

    def add(self, item: dict, **other: str) -> None:
        told = {name: item[name] for name in ("id", "kind", "hash")}
        content = json.dumps({"body": item["body"]}).encode()
        self.said["items"].append(told | self.sealed(item["id"], content, **other))

    def add_photo(self, id: str, raw: bytes) -> None:
        told = {"id": id, "sha256": sha256(raw).hexdigest(), "bytes": len(raw)}
        self.said["photos"].append(told | self.sealed(id, raw))

    def bring(self, client):
        return bring(client, json.dumps(self.said).encode())


def bring(client, raw: bytes):
    return client.post(ADDRESS, {"file": SimpleUploadedFile("antrean.json", raw)})


@pytest.fixture
def export(phone) -> Export:
    return Export(phone)


def test_the_page_is_for_mentors_and_the_office(town, july):
    assert {who: town.client(who).get(ADDRESS).status_code for who in ("ana", "office", "participant", "partner", "stranger")} == {
        "ana": 200, "office": 200, "participant": 403, "partner": 403, "stranger": 302,
    }  # fmt: skip


def test_what_its_owner_brings_is_recorded_as_if_the_phone_had_sent_it(phone, export):
    sent = phone.visit()
    export.add(sent)
    answer = export.bring(phone.client)
    assert answer.status_code == 200
    assert "1 kiriman dan 0 foto dipulihkan" in answer.content.decode()
    assert [(str(s.id), s.hash, s.state, s.device_id) for s in stored()] == [
        (sent["id"], sent["hash"], "applied", phone.device)
    ]
    assert Visit.objects.unscoped("test").get().id == stored()[0].id
    assert AuditEvent.objects.get(action="recover_queue").detail == {"items": 1, "photos": 0, "unread": 0}


def test_brought_twice_and_sent_by_the_phone_too_it_is_there_once(phone, export):
    sent = phone.visit()
    export.add(sent)
    phone.send(sent)
    for _twice in range(2):
        export.bring(phone.client)
    assert Visit.objects.unscoped("test").count() == len(stored()) == 1


def test_a_photo_goes_on_where_the_phone_had_come_and_its_visit_is_recorded(phone, export):
    raw, id = picture(), str(new_id())
    told = {"id": id, "sha256": sha256(raw).hexdigest(), "bytes": len(raw), "type": "image/jpeg"}
    sent = phone.visit() | {}
    body = json.loads(sent["body"]) | {"photos": [told]}
    sent |= {"body": json.dumps(body), "hash": sha256(json.dumps(body).encode()).hexdigest()}
    assert phone.states(sent) == ["waiting"]
    address = f"/lapangan/api/foto/{id}/?from=0&sha256={told['sha256']}&bytes={len(raw)}"
    phone.client.put(address, raw[:5000], content_type="application/octet-stream", headers=phone.headers)
    export.add(sent)
    export.add_photo(id, raw)
    assert "1 kiriman dan 1 foto dipulihkan" in export.bring(phone.client).content.decode()
    assert opened(Photo.objects.get()) == raw
    assert stored()[0].state == "applied"


def test_what_the_office_brings_waits_for_its_decision(phone, office, export):
    """Anyone could have made the file: the key it is locked with is public."""
    export.add(phone.visit())
    assert export.bring(office).status_code == 200
    (found,) = stored()
    assert (found.state, "dari berkas" in found.reason) == ("quarantined", True)
    assert not Visit.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["budi", "elsewhere"])
def test_somebody_else_s_file_is_refused(phone, town, export, who):
    export.add(phone.visit())
    answer = export.bring(town.client(who))
    assert answer.status_code in (403, 422)
    assert not stored()


def test_a_file_in_another_s_name_is_refused(phone, town):
    """Budi makes a file of Ana's device in his own name."""
    forged = Export(phone, "budi")
    forged.add(phone.visit())
    assert forged.bring(town.client("budi")).status_code == 422
    assert not stored()


def test_what_was_altered_or_exchanged_is_passed_over_and_counted(phone, export):
    first, second = phone.visit(), phone.visit(1)
    export.add(first)
    export.add(second, about=first["id"])  # another's ciphertext under this id
    export.add(phone.visit(2))
    data = bytearray(base64.b64decode(export.said["items"][2]["data"]))
    data[3] ^= 1
    export.said["items"][2]["data"] = b64(bytes(data))
    answer = export.bring(phone.client)
    assert "2 isi berkas rusak" in answer.content.decode()
    assert [str(s.id) for s in stored()] == [first["id"]]


def test_words_that_are_not_those_hashed_are_not_taken(phone, export):
    export.add(phone.visit() | {"hash": "0" * 64})
    answer = export.bring(phone.client)
    assert "Tidak dapat diterima" in answer.content.decode()
    assert not stored()


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"device": "x"},
        {"device": None},
        {"items": 3},
        {"wrapped": None},
        {"wrapped": {"kid": "x", "key": ""}},
        {"wrapped": {"kid": NOBODY, "key": "AAAA"}},
        {"device": NOBODY},
    ],
    ids=str,
)
def test_a_file_that_is_none_of_ours_is_refused_with_the_cure(phone, export, change):
    export.add(phone.visit())
    export.said |= change
    answer = export.bring(phone.client)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not stored()


@pytest.mark.parametrize(
    "raw", [b"{}", b"[]", b"\x00", b"\xff\xfe", b"null", b"[" * 100_000, b'{"v": 1}', b""], ids=range(8)
)
def test_no_file_breaks_the_page(phone, raw):
    assert bring(phone.client, raw).status_code == 422


@pytest.mark.parametrize(
    "entry",
    [3, None, [], {}, {"id": 1, "iv": 2, "data": 3}, {"id": "x", "iv": "AA==", "data": "AA=="}, {"id": "\0", "iv": "", "data": ""}],
    ids=range(7),
)  # fmt: skip
def test_an_entry_that_is_none_is_passed_over(phone, export, entry):
    export.said["items"].append(entry)
    export.said["photos"].append(entry)
    answer = export.bring(phone.client)
    assert answer.status_code == 200
    assert "2 isi berkas rusak" in answer.content.decode()


def test_sealed_nonsense_is_taken_for_what_it_is(phone, export):
    for content in (b"3", b"[]", b"{}", b'{"body": 7}', b'{"body": null}', b"\xff"):
        id = str(new_id())
        told = {"id": id, "kind": "visit", "hash": sha256(content).hexdigest()}
        export.said["items"].append(told | export.sealed(id, content))
    assert export.bring(phone.client).status_code == 200
    assert not Submission.objects.unscoped("test").exists()


def test_two_people_s_keys_are_not_mixed(phone, town, export):
    """A file of Ana's with an entry sealed by Budi's key: passed over."""
    other = Export(phone_of(town, "budi"), "budi")
    other.add(phone.visit())
    export.said["items"] = other.said["items"]
    assert "1 isi berkas rusak" in export.bring(phone.client).content.decode()
