"""POST /lapangan/api/perangkat/"""

import json

import pytest
from cryptography.hazmat.primitives import serialization

from dampingi.capture.field.actions.devices import MOST, token_hash
from dampingi.capture.field.actions.recovery import BITS, SEAL
from dampingi.capture.field.models import Device, RecoveryKey
from dampingi.foundation.audit.models import AuditEvent
from tests.capture.field.conftest import phone_of

ADDRESS = "/lapangan/api/perangkat/"


def register(client, name="HP Ana"):
    return client.post(ADDRESS, json.dumps({"name": name}), content_type="application/json")


def test_a_mentor_registers_a_phone_and_gets_its_key_once(town, july):
    answer = register(town.client("ana"), "  HP \n Ana ")
    told = answer.json()
    device = Device.objects.unscoped("test").get()
    assert answer.status_code == 201
    assert (str(device.id), device.user, device.name) == (told["device"], town.users["ana"], "HP Ana")
    assert device.region == town.mentor("ana").region
    assert device.token_hash == token_hash(told["token"]) != told["token"]
    assert AuditEvent.objects.filter(action="register_device", subject_id=told["device"]).exists()
    assert told["user"] == {"id": str(town.users["ana"].id), "name": town.actor("ana").name}


def test_every_phone_gets_the_same_recovery_key_and_its_other_half_lies_sealed(town, july):
    first, second = (register(town.client(who)).json()["recovery"] for who in ("ana", "budi"))
    kept = RecoveryKey.objects.get()
    assert first == second == kept.public
    assert (first["kty"], first["alg"], first["kid"]) == ("RSA", "RSA-OAEP-256", str(kept.id))
    assert set(first) == {"kty", "alg", "kid", "n", "e"}  # nothing of the private half
    private = serialization.load_der_private_key(SEAL.open(bytes(kept.private)), None)
    assert private.key_size == BITS
    assert private.public_key().public_numbers().e == 65537


@pytest.mark.parametrize("who", ["office", "participant", "partner", "head", "coordinator"])
def test_others_have_no_field_app(town, july, who):
    answer = register(town.client(who))
    assert answer.status_code == 403
    assert "hanya untuk pendamping" in answer.json()["message"]
    assert not Device.objects.unscoped("test").exists()


def test_a_stranger_is_asked_to_log_in(town, july):
    answer = register(town.client("stranger"))
    assert (answer.status_code, answer.json()["error"]) == (401, "login")


@pytest.mark.parametrize("name", ["", "   ", "\0", None])
def test_a_phone_needs_a_name(town, july, name):
    answer = register(town.client("ana"), name)
    assert (answer.status_code, "Isi nama" in answer.json()["message"]) == (422, True)


def test_nobody_registers_phones_without_end(town, july):
    for _ in range(MOST):
        phone_of(town, "ana")
    assert register(town.client("ana")).status_code == 409
    assert register(town.client("budi")).status_code == 201
