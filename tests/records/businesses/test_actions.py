import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.conftest import HERE, NEXT, SYSTEM, someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import BusinessIntake, ConstraintNote, PersonIntake, VerificationNote
from dampingi.records.businesses.models import Business, Constraint, Person, Standing
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.businesses.queries import businesses, persons
from dampingi.records.businesses.sizes import size_class

NIK = "9901015507900001"
OFFICE = someone(Role.OFFICE, "32.76")


@pytest.fixture
def shop(origin):
    row = BusinessIntake(
        name="Warung Bu Sari",
        region=HERE,
        owner=PersonIntake(name="Hj. Sari Dewi, S.E.", region=HERE, nik=NIK, phone="+628111000001"),
        product="keripik singkong",
        nib="9120001234567",
        annual_sales=120_000_000,
        latitude=Decimal("-6.402500"),
        longitude=Decimal("106.794200"),
    )
    return actions.register_businesses(by=SYSTEM, origin=origin, rows=[row])[0]


def stored(id) -> Business:
    return Business.objects.unscoped("test").select_related("owner").get(id=id)


def test_a_business_is_stored_as_it_was_given(shop):
    b = stored(shop)
    assert (b.name, b.key, b.size, b.size_basis, b.latitude) == (
        "Warung Bu Sari", "bu sari", "micro", "sales", Decimal("-6.402500"),
    )  # fmt: skip
    assert b.owner.key == "sari dewi"
    assert b.created_at.tzinfo


def test_the_nik_is_sealed_and_found_by_its_exact_value(shop):
    owner = stored(shop).owner
    assert NIK not in owner.nik_sealed
    assert [p.id for p in persons(OFFICE).filter(nik_index=blind_index("nik", NIK))] == [owner.id]
    assert not persons(OFFICE).filter(nik_index=blind_index("nik", NIK[:-1] + "2")).exists()


def test_revealing_a_nik_needs_a_reason_and_is_logged(shop):
    owner = stored(shop).owner
    with pytest.raises(Refused):
        actions.reveal_nik(by=OFFICE, person=owner.id, reason="ya")
    assert actions.reveal_nik(by=OFFICE, person=owner.id, reason="Mencocokkan dengan KTP") == NIK
    event = AuditEvent.objects.get(action="reveal_nik")
    assert event.reason == "Mencocokkan dengan KTP"
    assert NIK not in str(event.__dict__)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.COORDINATOR, Role.HEAD, Role.PROVINCE])
def test_others_cannot_reveal_it(shop, role):
    with pytest.raises(Refused):
        actions.reveal_nik(by=someone(role, "32.76"), person=stored(shop).owner_id, reason="Ingin tahu saja")


@pytest.mark.parametrize("money", [{"annual_sales": -1}, {"capital": -5}])
def test_negative_money_is_refused_and_nothing_written(origin, money):
    rows = [
        BusinessIntake(name="Baik", region=HERE, owner=PersonIntake(name="A", region=HERE)),
        BusinessIntake(name="Buruk", region=HERE, owner=PersonIntake(name="B", region=HERE), **money),
    ]
    with pytest.raises(Refused, match="Buruk"):
        actions.register_businesses(by=SYSTEM, origin=origin, rows=rows)
    assert not Business.objects.unscoped("test").exists()
    assert not Person.objects.unscoped("test").exists()


def test_registering_outside_ones_region_is_denied(origin):
    row = BusinessIntake(name="X", region=NEXT, owner=PersonIntake(name="A", region=NEXT))
    with pytest.raises(Denied):
        actions.register_businesses(by=someone(Role.OFFICE, HERE), origin=origin, rows=[row])


def test_an_edit_keeps_what_was_before(shop):
    actions.edit_business(
        by=OFFICE, business=shop, values={"name": "Keripik Sari", "annual_sales": 3_000_000_000}
    )
    b = stored(shop)
    assert (b.key, b.size) == ("keripik sari", "small")
    changes = history("business", shop).get().changes
    assert changes["name"] == ["Warung Bu Sari", "Keripik Sari"]
    assert changes["size"] == ["micro", "small"]


def test_an_edit_that_changes_nothing_leaves_no_revision(shop):
    actions.edit_business(by=OFFICE, business=shop, values={"name": "Warung Bu Sari"})
    assert not history("business", shop).exists()


def test_only_known_fields_can_be_edited(shop):
    with pytest.raises(Refused, match="origin"):
        actions.edit_business(by=OFFICE, business=shop, values={"origin": None})


def test_an_archived_business_leaves_the_lists_and_comes_back(shop):
    actions.archive_business(by=OFFICE, business=shop, reason="Tutup")
    assert not businesses(OFFICE).exists()
    actions.restore_business(by=OFFICE, business=shop, reason="Buka lagi")
    assert businesses(OFFICE).count() == 1


def test_who_entered_it_cannot_verify_it(origin):
    from dampingi.foundation.origins.actions import open_origin

    mine = open_origin(by=OFFICE, door="page")
    row = BusinessIntake(name="X", region=HERE, owner=PersonIntake(name="A", region=HERE))
    id = actions.register_businesses(by=OFFICE, origin=mine, rows=[row])[0]
    with pytest.raises(Denied):
        actions.verify_business(by=OFFICE, row=VerificationNote(id, "visit"))
    actions.verify_business(by=someone(Role.COORDINATOR, HERE), row=VerificationNote(id, "visit"))
    assert businesses(OFFICE).get().standing == Standing.CONFIRMED


def test_an_open_constraint_is_not_doubled(shop):
    note = ConstraintNote(business_id=shop, code="fin_capital", since=datetime.date(2026, 3, 1))
    assert len(actions.note_constraints(by=OFFICE, rows=[note])) == 1
    assert len(actions.note_constraints(by=OFFICE, rows=[note])) == 0
    open_one = Constraint.objects.unscoped("test").get()
    with pytest.raises(Refused, match="lebih awal"):
        actions.resolve_constraint(
            by=OFFICE, constraint=open_one.id, on=datetime.date(2026, 2, 1), how="finance"
        )
    actions.resolve_constraint(
        by=OFFICE, constraint=open_one.id, on=datetime.date(2026, 4, 1), how="finance", told="KUR"
    )
    assert len(actions.note_constraints(by=OFFICE, rows=[note])) == 1


def test_a_constraint_outside_the_taxonomy_is_refused(shop):
    with pytest.raises(Refused):
        actions.note_constraints(
            by=OFFICE, rows=[ConstraintNote(business_id=shop, code="apa", since=datetime.date(2026, 3, 1))]
        )


@pytest.mark.parametrize(
    ("capital", "sales", "expected"),
    [
        (1_000_000_000, None, ("micro", "capital")),
        (1_000_000_001, None, ("small", "capital")),
        (None, 2_000_000_000, ("micro", "sales")),
        (None, 15_000_000_001, ("medium", "sales")),
        (None, 50_000_000_001, ("", "sales")),
        (None, None, ("", "")),
    ],
)
def test_size_classes_of_pp_7_2021(capital, sales, expected):
    assert size_class(capital, sales, on=datetime.date(2026, 1, 1)) == expected


def test_before_the_regulation_there_is_no_class():
    assert size_class(1, None, on=datetime.date(2020, 1, 1)) == ("", "")


@given(st.text(max_size=60))
def test_keys_are_total_and_stable(name):
    for key in (person_key, business_key):
        assert key(key(name)) == key(name) or len(key(name)) <= len(name) * 4
        assert key(name) == key(name.upper().lower()) or not name.isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hj. Soeharti, S.E.", "SUHARTI"),
        ("Bpk. Djoko", "Joko"),
        ("Ibu Tjitra Dewi", "Citra  Dewi"),
        ("Pak H. Amir", "amir"),
    ],
)
def test_spellings_of_a_person_meet(one, other):
    assert person_key(one) == person_key(other)
