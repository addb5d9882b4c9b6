import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.catalogue import actions
from dampingi.records.catalogue.intake import PermitIntake
from dampingi.records.catalogue.permits import is_number, written

UNTIL = datetime.date(2027, 1, 31)
PIRT = PermitIntake("pirt", "2063 2760 1000 1-29", UNTIL)


@pytest.mark.parametrize(("kind", "number", "right"), [
    ("pirt", "2063276010001-29", True), ("pirt", "206327601000129", True), ("pirt", "123", False),
    ("halal", "ID 3211 0000 0000 00120", True), ("halal", "12345", False), ("bpom", "MD 265328001234", True),
    ("bpom", "NA18201234567", True), ("bpom", "XX 265328001234", False), ("nothing", "1", False), ("pirt", "", False),
])  # fmt: skip
def test_numbers_are_known_by_how_they_are_written(kind, number, right):
    assert is_number(kind, written(number)) is right


def test_the_public_sees_a_permit_once_checked_and_while_it_holds(town, shown):
    public = town.client("stranger")
    address = f"/katalog/produk/{shown.id}/"
    town.client("participant").post(
        f"/produk/{shown.id}/izin/", {"kind": "pirt", "number": PIRT.number, "valid_until": "2027-01-31"}
    )
    noted = shown.permits.get()
    assert "2063276010001-29" not in public.get(address).content.decode()
    town.client("office").post(f"/produk/izin/{noted.id}/periksa/", {"hasil": "cocok"})
    assert "2063276010001-29" in public.get(address).content.decode()
    assert "Keripik" in public.get("/katalog/?izin=pirt").content.decode()
    with time_machine.travel(datetime.datetime(2027, 2, 1, 3, tzinfo=datetime.UTC)):
        assert "2063276010001-29" not in public.get(address).content.decode()
        assert "Keripik singkong" not in public.get("/katalog/?izin=pirt").content.decode()


def test_who_noted_it_does_not_check_it_and_nobody_checks_twice(town, shown):
    office = town.actor("office")
    noted = actions.note_permit(by=office, product=shown.id, told=PIRT)
    with pytest.raises(Denied):
        actions.check_permit(by=office, permit=noted.id, genuine=True)
    with pytest.raises(Refused, match="tidak cocok"):
        actions.check_permit(by=town.actor("coordinator"), permit=noted.id, genuine=False)
    actions.check_permit(by=town.actor("coordinator"), permit=noted.id, genuine=False, reason="Nomor lain")
    with pytest.raises(Conflict):
        actions.check_permit(by=town.actor("coordinator"), permit=noted.id, genuine=True)


@pytest.mark.parametrize(("told", "says"), [
    (PermitIntake("pirt", "123", UNTIL), "Salin dari suratnya"), (PermitIntake("x", PIRT.number, UNTIL), "Pilih jenis"),
    (PermitIntake("pirt", PIRT.number, None), "sampai kapan"), (PermitIntake("pirt", PIRT.number, datetime.date(2020, 1, 1)), "sudah berakhir"),
    (PermitIntake("pirt", PIRT.number, datetime.date.max), "keliru"),
])  # fmt: skip
def test_what_cannot_be_right_is_refused(town, shown, told, says):
    with pytest.raises(Refused, match=says):
        actions.note_permit(by=town.actor("participant"), product=shown.id, told=told)
    assert not shown.permits.exists()


def test_the_same_number_once(town, shown):
    actions.note_permit(by=town.actor("participant"), product=shown.id, told=PIRT)
    with pytest.raises(Conflict):
        actions.note_permit(by=town.actor("ana"), product=shown.id, told=PIRT)
