"""What happens to a business in its life: it moves, closes and opens again, changes hands, is put away and brought back."""

import datetime
import uuid

import pytest
from django.utils import timezone
from tests.records.conftest import HERE, NEXT, SYSTEM, someone

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import BusinessIntake, ConstraintNote, PersonIntake
from dampingi.records.businesses.models import Business, Closure, Constraint, Person
from dampingi.records.businesses.queries import businesses

from .conftest import BOGOR, KECAMATAN_OFFICE, OFFICE, again, registered

DAY, LATER = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)
TOMORROW = timezone.localdate() + datetime.timedelta(days=2)


def move(shop, *, by=OFFICE, region=NEXT, address="Jl. Melati 2", on=DAY, reason="Sewa habis"):
    return actions.move_business(
        by=by, business=shop.id, region=region, address=address, on=on, reason=reason
    )


def test_a_move_is_kept_with_its_day_and_reason(shop):
    move(shop)
    told = history("business", shop.id).get()
    assert (again(shop).region, shop.address) == (NEXT, "Jl. Melati 2")
    assert (told.act, told.on, told.reason) == ("move", DAY, "Sewa habis")
    assert told.changes["region"] == [HERE, NEXT]


def test_the_position_of_the_old_place_goes_and_open_constraints_follow(shop):
    actions.edit_business(by=OFFICE, business=shop.id, values={"latitude": -6, "longitude": 106})
    notes = [ConstraintNote(shop.id, code, DAY) for code in ("fin_capital", "mkt_reach")]
    past, _open = actions.note_constraints(by=OFFICE, rows=notes)
    actions.resolve_constraint(by=OFFICE, constraint=past.id, on=DAY, how="finance")
    move(shop)
    assert again(shop).latitude is None
    places = dict(Constraint.objects.unscoped("test").values_list("code", "region"))
    assert places == {"fin_capital": HERE, "mkt_reach": NEXT}


def test_a_move_out_of_reach_hands_the_business_to_the_office_there(shop, bogor):
    user = add_user(by=SYSTEM, login="bogor@contoh.id", name="Bogor")
    assign(by=SYSTEM, user=user, role=Role.OFFICE, region="32.71", starts_on=DAY)
    move(shop, region=BOGOR)
    assert not businesses(OFFICE).exists()
    assert businesses(someone(Role.OFFICE, "32.71")).get() == shop
    assert "pindah dari Kota Depok" in str(Notice.objects.get(user=user))
    events = AuditEvent.objects.filter(action="move_business")
    assert set(events.values_list("region", flat=True)) == {HERE, BOGOR}
    with pytest.raises(Refused):
        move(shop, region=HERE)


def test_a_move_within_reach_tells_nobody(shop):
    move(shop)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("told", "cure"),
    [
        ({"region": "32.76.05"}, "kelurahan"),
        ({"region": "32.76.05.9999"}, "kelurahan"),
        ({"on": TOMORROW}, "belum tiba"),
        ({"reason": " "}, "alasan"),
        ({"region": HERE, "address": "Jl. Mawar 1"}, "masih sama"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_the_cure(shop, told, cure):
    with pytest.raises(Refused, match=cure):
        move(shop, **told)
    assert not history("business", shop.id).exists()


def test_only_the_office_of_the_place_moves_a_business(shop):
    for by in (someone(Role.OFFICE, NEXT), someone(Role.COORDINATOR, "32.76"), someone(Role.MENTOR, HERE)):
        with pytest.raises(Refused):
            move(shop, by=by)
    move(shop, by=KECAMATAN_OFFICE)


def close(shop, *, by=OFFICE, reason="bankrupt", on=DAY, note=""):
    return actions.close_business(by=by, business=shop.id, reason=reason, on=on, note=note)


def test_a_business_closes_and_opens_again_and_closes_again(shop):
    close(shop)
    actions.reopen_business(by=OFFICE, business=shop.id, on=LATER, note="Modal baru")
    close(shop, reason="seasonal", on=LATER)
    first, second = Closure.objects.unscoped("test").order_by("closed_on")
    assert (first.reopened_on, first.reopened_note, first.reopened_by) == (LATER, "Modal baru", OFFICE.label)
    assert (second.reason, second.reopened_on, second.by) == ("seasonal", None, OFFICE.label)


@pytest.mark.parametrize(
    ("told", "cure"),
    [
        ({"reason": "bosan"}, "daftar"),
        ({"reason": "other"}, "alasan"),
        ({"on": TOMORROW}, "belum tiba"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(shop, told, cure):
    with pytest.raises(Refused, match=cure):
        close(shop, **told)
    assert not Closure.objects.unscoped("test").exists()


def test_a_closed_business_neither_closes_nor_moves(shop):
    close(shop)
    with pytest.raises(Conflict, match="sudah tercatat tutup"):
        close(shop, on=LATER)
    with pytest.raises(Conflict, match="buka kembali"):
        move(shop)


def test_closing_inside_an_earlier_closure_is_refused(shop):
    close(shop)
    actions.reopen_business(by=OFFICE, business=shop.id, on=LATER)
    with pytest.raises(Refused, match="masa tutup"):
        close(shop, on=DAY + datetime.timedelta(days=3))


def test_an_open_business_does_not_open_and_none_opens_before_it_closed(shop):
    with pytest.raises(Conflict):
        actions.reopen_business(by=OFFICE, business=shop.id, on=DAY)
    close(shop, on=LATER)
    with pytest.raises(Refused, match="1 April 2026"):
        actions.reopen_business(by=OFFICE, business=shop.id, on=DAY)


def test_a_business_founded_later_cannot_have_closed_earlier(origin):
    young = registered(origin, started_year=2025)
    with pytest.raises(Refused, match="2025"):
        close(young, on=datetime.date(2024, 12, 31))


def pass_on(shop, **told):
    given = {"by": OFFICE, "business": shop.id, "on": DAY, "reason": "Dijual"}
    return actions.change_owner(**(given | told))


def test_a_new_owner_is_put_on_record_and_the_old_one_stays_in_the_history(shop):
    before = shop.owner_id
    pass_on(shop, owner=PersonIntake(name="Tono", region=HERE))
    after = again(shop).owner
    told = history("business", shop.id).get()
    assert after.name == "Tono"
    assert (told.act, told.on, told.changes["owner_id"]) == (
        "change_owner",
        DAY,
        [str(before), str(after.id)],
    )
    assert Person.objects.unscoped("test").filter(id=before, archived_at=None).exists()


def test_the_former_owner_s_number_goes_with_them_and_the_shop_s_own_stays(origin):
    own = registered(origin, other_phone="+6281234567009")
    pass_on(own, owner=PersonIntake(name="Tono", region=HERE, phone="+6281270003333"))
    assert (again(own).phone, own.other_phone) == ("+6281234567009", "")
    told = history("business", own.id).get()
    assert told.changes["phone"] == ["+6281234567001", "+6281234567009"]
    of_shop = registered(origin, name="Toko", phone="+6281234567008")
    pass_on(of_shop, owner=PersonIntake(name="Tini", region=HERE))
    assert again(of_shop).phone == "+6281234567008"


def test_a_person_on_record_can_have_many_businesses(shop, origin):
    other = registered(origin, name="Toko Tono", owner=PersonIntake(name="Tono", region=HERE))
    pass_on(shop, owner_id=other.owner_id)
    assert other.owner.businesses.count() == 2


@pytest.mark.parametrize(
    ("told", "cure"),
    [
        ({}, "Pilih pemilik"),
        ({"owner_id": uuid.uuid4()}, "tidak ada"),
        ({"owner": PersonIntake(name="X", region=HERE), "reason": ""}, "alasan"),
        ({"owner": PersonIntake(name="X", region=HERE), "on": TOMORROW}, "belum tiba"),
        ({"owner": PersonIntake(name=" ", region=HERE)}, "nama"),
    ],
)
def test_a_change_of_owner_that_cannot_be_is_refused_and_nobody_is_registered(shop, told, cure):
    people = Person.objects.unscoped("test").count()
    with pytest.raises(Refused, match=cure):
        pass_on(shop, **told)
    assert Person.objects.unscoped("test").count() == people


def test_it_is_not_passed_on_to_its_owner_nor_to_someone_out_of_reach(shop, origin, bogor):
    with pytest.raises(Refused, match="sudah menjadi pemiliknya"):
        pass_on(shop, owner_id=shop.owner_id)
    far = registered(origin, region=BOGOR, owner=PersonIntake(name="Jauh", region=BOGOR))
    with pytest.raises(Refused, match="di luar wilayah"):
        pass_on(shop, owner_id=far.owner_id)


def test_archived_is_not_changed_until_it_is_restored(shop):
    actions.archive_business(by=OFFICE, business=shop.id, reason="Tercatat dua kali")
    for act in (lambda: move(shop), lambda: close(shop), lambda: pass_on(shop, owner_id=shop.owner_id)):
        with pytest.raises(Conflict, match="Pulihkan"):
            act()
    with pytest.raises(Conflict):
        actions.archive_business(by=OFFICE, business=shop.id, reason="Lagi")
    actions.restore_business(by=OFFICE, business=shop.id, reason="Bukan kembar")
    with pytest.raises(Conflict):
        actions.restore_business(by=OFFICE, business=shop.id, reason="Lagi")
    assert [(r.act, r.reason) for r in history("business", shop.id)] == [
        ("restore", "Bukan kembar"), ("archive", "Tercatat dua kali"),
    ]  # fmt: skip


def new(**told):
    owner = PersonIntake(name="Rina", region=HERE)
    given = {"name": "Kue Rina", "region": HERE, "owner": owner, "id": uuid.uuid4()}
    return BusinessIntake(**(given | told))


def test_a_form_sent_twice_registers_once(origin):
    row = new()
    assert actions.register_business(by=OFFICE, row=row) == actions.register_business(by=OFFICE, row=row)
    made = Business.objects.unscoped("test").get()
    assert (made.origin.door, made.origin.by) == ("page", OFFICE.label)


@pytest.mark.parametrize(
    ("told", "cure"),
    [
        ({"annual_sales": -1}, "nol"),
        ({"started_year": 2999}, "belum tiba"),
        ({"workers": -1}, "nol"),
        ({"latitude": 106}, "tertukar"),
        ({"owner": PersonIntake(name="Rina", region=HERE, born_on=TOMORROW)}, "lahir"),
        ({"name": " "}, "Nama"),
        ({"owner": None}, "pemilik"),
        ({"owner": None, "owner_id": uuid.uuid4()}, "tidak ada"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_and_nothing_written(origin, told, cure):
    with pytest.raises(Refused, match=cure):
        actions.register_business(by=OFFICE, row=new(**told))
    assert not Business.objects.unscoped("test").exists()
    assert not Person.objects.unscoped("test").exists()


def test_nobody_registers_beyond_their_region(origin):
    with pytest.raises(Denied):
        actions.register_business(by=someone(Role.OFFICE, NEXT), row=new())
