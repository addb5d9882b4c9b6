"""Files that no row names any more: found when they are old, swept, and never those a row names."""

import io
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from PIL import Image
from tests.records.conftest import origin, programme, town

from dampingi.foundation import stored
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import verify_businesses
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Verification

__all__ = ["origin", "programme", "town"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def aged(name, days):
    moment = time.time() - days * 86_400
    os.utime(default_storage.path(name), (moment, moment))
    return name


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(out, "JPEG")
    return out.getvalue()


def names():
    return [name for _storage, name in stored.orphans()]


def note(town, photo=None, **told):
    one = town.first.business
    return VerificationNote(business_id=one.id, method="visit", outcome="confirmed", photo=photo, **told)


@pytest.mark.django_db
def test_what_no_row_names_is_found_when_it_is_a_day_old():
    old = aged(default_storage.save("visits/old.jpg", ContentFile(b"x")), 2)
    aged(default_storage.save("visits/young.jpg", ContentFile(b"x")), 0.5)
    assert names() == [old]


@pytest.mark.django_db
def test_every_folder_our_models_write_to_is_looked_into():
    folders = {folder for _s, folder, _f in stored._folders()}
    assert folders == {
        "visits/",
        "tasks/",
        "sealed/tasks/",
        "sealed/visits/",
        "verifications/",
        "centres/",
        "sealed/centres/",
        "equipment/",
        "sealed/equipment/",
        "equipment-signed/",
        "sealed/equipment-signed/",
        "equipment-checks/",
        "sealed/equipment-checks/",
        "sealed/grants/",
        "sealed/grants-shown/",
        "sealed/verifications/",
        "products/",
        "sealed/products/",
        "photojobs/",
        "sealed/photojobs/",
        "sealed/imports/",
        "documents/",
        "pending/",
        "field/",
        "sealed/field/",
        "sealed/recruitment/",
        "sealed/recruitment-shown/",
        "sealed/documents/",
        "sealed/documents-shown/",
        "sealed/materials/",
        "sealed/materials-shown/",
        "sealed/objections/",
        "sealed/objections-shown/",
        "sealed/indicator-evidence/",
        "sealed/indicator-evidence-shown/",
        "sealed/questions/",
        "sealed/questions-shown/",
        "sealed/pacts/",
        "sealed/pacts-shown/",
        "sealed/loans/",
        "sealed/loans-shown/",
        "sealed/rounds/",
        "sealed/rounds-shown/",
    }
    for place in sorted(folders):
        aged(default_storage.save(f"{place}old.bin", ContentFile(b"x")), 2)
    assert len(names()) == len(folders)


def test_a_photo_of_a_look_stays_and_one_of_a_look_rolled_back_goes(town):
    inspector = town.actor("inspector")
    made = verify_businesses(by=inspector, rows=[note(town, picture())])[0]
    with transaction.atomic():
        verify_businesses(by=inspector, rows=[note(town, picture())])
        transaction.set_rollback(True)
    assert Verification.objects.count() == 1
    for name in (*default_storage.listdir("verifications")[1],):
        aged(f"verifications/{name}", 2)
    for name in (*default_storage.listdir("sealed/verifications")[1],):
        aged(f"sealed/verifications/{name}", 2)
    assert stored.sweep() == 2, "the shown copy and the original of the look that never was"
    made.refresh_from_db()
    assert made.photo.read()[:2] == b"\xff\xd8"
    assert default_storage.exists(made.photo_original.name)
    assert AuditEvent.objects.get(action="sweep_files").detail == {"files": 2}


def test_a_batch_of_which_one_row_is_refused_writes_no_photo_at_all(town, folder):
    rows = [note(town, picture()), note(town, b"no photo")]
    with pytest.raises(Refused):
        verify_businesses(by=town.actor("inspector"), rows=rows)
    assert not [f for f in folder.rglob("*") if f.is_file()]


@pytest.mark.django_db
def test_the_command_lists_and_sweeps(capsys):
    old = aged(default_storage.save("documents/old.pdf", ContentFile(b"x")), 2)
    call_command("files", "check")
    assert old in capsys.readouterr().out
    assert default_storage.exists(old)
    call_command("files", "sweep")
    assert not default_storage.exists(old)
    assert names() == []
