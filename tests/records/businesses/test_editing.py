"""Editing: who may change what, two people at once, and undoing."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.conftest import HERE, NEXT, someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.merging import Overlapping
from dampingi.foundation.revisions.queries import field_history, history, version_of
from dampingi.records.businesses import actions
from dampingi.records.businesses.models import Business

from .conftest import OFFICE, again

RATNA, BIMO = someone(Role.OFFICE, "32.76"), someone(Role.OFFICE, "32.76")
SHOWN = ("name", "phone", "address", "product", "annual_sales", "capital", "workers", "latitude")


def form_of(shop, **typed):
    """What a page sends: every field as it was shown, but for what was typed over."""
    return {f: getattr(shop, f) for f in SHOWN} | typed


def edit(shop, values, *, by=OFFICE, base=None):
    return actions.edit_business(by=by, business=shop.id, values=values, base=base)


def test_two_people_who_change_different_fields_both_keep_theirs(shop):
    first, second = form_of(shop, product="kue"), form_of(shop, address="Jl. Baru")
    edit(shop, first, by=RATNA, base=0)
    edit(shop, second, by=BIMO, base=0)
    assert (again(shop).product, shop.address) == ("kue", "Jl. Baru")


def test_without_a_base_the_second_would_undo_the_first(shop):
    """The harm the base version prevents."""
    first, second = form_of(shop, product="kue"), form_of(shop, address="Jl. Baru")
    edit(shop, first, by=RATNA)
    edit(shop, second, by=BIMO)
    assert again(shop).product == "keripik"


def test_two_people_who_change_the_same_field_are_asked(shop):
    edit(shop, form_of(shop, product="kue"), by=RATNA, base=0)
    with pytest.raises(Overlapping) as told:
        edit(shop, form_of(again(shop), product="sambal", address="Jl. Baru"), by=BIMO, base=0)
    (overlap,) = told.value.overlaps
    assert (overlap.field, overlap.before, overlap.theirs, overlap.mine) == (
        "product", "keripik", "kue", "sambal",
    )  # fmt: skip
    assert overlap.by == RATNA.label
    assert (again(shop).product, shop.address) == ("kue", "Jl. Mawar 1")


def test_the_same_change_twice_is_no_conflict(shop):
    values = form_of(shop, product="kue", latitude=Decimal("-6.4"))
    edit(shop, values, by=RATNA, base=0)
    edit(shop, values, by=BIMO, base=0)
    assert version_of("business", shop.id) == 1


def test_seeing_the_newer_version_settles_it(shop):
    edit(shop, {"product": "kue"}, by=RATNA, base=0)
    edit(shop, {"product": "sambal"}, by=BIMO, base=1)
    assert again(shop).product == "sambal"


@pytest.mark.parametrize(
    ("values", "cure"),
    [
        ({"annual_sales": -1}, "nol"),
        ({"capital": -1}, "nol"),
        ({"workers": -3}, "nol"),
        ({"started_year": 2999}, "belum tiba"),
        ({"latitude": Decimal("106.8"), "longitude": Decimal("-6.4")}, "tertukar"),
        ({"name": ""}, "kosong"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(shop, values, cure):
    with pytest.raises(Refused, match=cure):
        edit(shop, values)
    assert not history("business", shop.id).exists()


def test_nobody_edits_into_a_region_out_of_reach(shop):
    with pytest.raises(Denied):
        edit(shop, {"region": NEXT}, by=someone(Role.OFFICE, HERE))


def test_a_change_is_undone_by_a_new_revision(shop):
    edit(shop, {"product": "kue", "annual_sales": 3_000_000_000})
    first = history("business", shop.id).get()
    actions.undo_business_change(by=RATNA, business=shop.id, revision=first.id)
    newest = history("business", shop.id).first()
    assert (again(shop).product, shop.annual_sales, shop.size) == ("keripik", 120_000_000, "micro")
    assert (newest.act, newest.undoes, newest.version) == ("undo", first, 2)
    assert AuditEvent.objects.filter(action="undo_business").exists()


def test_one_field_of_a_change_is_undone_alone(shop):
    edit(shop, {"product": "kue", "address": "Jl. Baru"})
    first = history("business", shop.id).get()
    actions.undo_business_change(by=OFFICE, business=shop.id, revision=first.id, fields=["product"])
    assert (again(shop).product, shop.address) == ("keripik", "Jl. Baru")


def test_an_older_change_is_not_undone_over_a_newer_one(shop):
    edit(shop, {"product": "kue"})
    edit(shop, {"product": "sambal"})
    older = history("business", shop.id).last()
    with pytest.raises(Conflict, match="lebih baru"):
        actions.undo_business_change(by=OFFICE, business=shop.id, revision=older.id)


def test_a_move_and_a_change_of_owner_are_undone_too(shop):
    from dampingi.records.businesses.intake import PersonIntake

    before = (shop.region, shop.address, shop.owner_id)
    day = datetime.date(2026, 3, 1)
    actions.move_business(by=OFFICE, business=shop.id, region=NEXT, address="X", on=day, reason="Salah catat")
    actions.change_owner(
        by=OFFICE, business=shop.id, on=day, reason="Dijual", owner=PersonIntake(name="T", region=HERE)
    )
    for revision in list(history("business", shop.id)):
        actions.undo_business_change(by=OFFICE, business=shop.id, revision=revision.id)
    assert (again(shop).region, shop.address, shop.owner_id) == before


def test_archiving_is_not_undone_but_restored(shop):
    actions.archive_business(by=OFFICE, business=shop.id, reason="Kembar")
    actions.restore_business(by=OFFICE, business=shop.id, reason="Bukan")
    archived = history("business", shop.id).last()
    with pytest.raises(Refused, match="dibatalkan"):
        actions.undo_business_change(by=OFFICE, business=shop.id, revision=archived.id)


def test_nobody_elsewhere_undoes(shop):
    edit(shop, {"product": "kue"})
    only = history("business", shop.id).get()
    for by in (someone(Role.OFFICE, "32.77"), someone(Role.COORDINATOR, "32.76")):
        with pytest.raises(Refused):
            actions.undo_business_change(by=by, business=shop.id, revision=only.id)


def test_the_history_of_a_field_tells_each_value_and_since_when(shop):
    edit(shop, {"product": "kue"}, by=RATNA)
    edit(shop, {"address": "Jl. Baru"}, by=RATNA)
    edit(shop, {"product": "sambal"}, by=BIMO)
    told = field_history(list(history("business", shop.id)), "product", again(shop).product)
    assert [h.value for h in told] == ["sambal", "kue", "keripik"]
    assert [h.revision.by if h.revision else "" for h in told] == [BIMO.label, RATNA.label, ""]
    assert [h.until for h in told] == [None, told[0].revision.at, told[1].revision.at]


EDITS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["Warung Sari", "UD. Sari Rejeki", "Kedai"]),
            "product": st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
            "phone": st.sampled_from(["", "+6281234567001", "+6281234567002"]),
            "annual_sales": st.none() | st.integers(0, 60_000_000_000),
            "capital": st.none() | st.integers(0, 20_000_000_000),
            "started_year": st.none() | st.integers(1950, 2026),
            "latitude": st.none() | st.decimals("-10", "5", places=6),
            "region": st.sampled_from([HERE, NEXT]),
        },
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_undoing_all_edits_from_the_last_to_the_first_restores_the_record(shop, edits):
    before = _everything(shop.id)
    start = version_of("business", shop.id)
    for values in edits:
        edit(shop, values)
    for revision in list(history("business", shop.id).filter(version__gt=start)):
        actions.undo_business_change(by=OFFICE, business=shop.id, revision=revision.id)
    assert _everything(shop.id) == before


def _everything(id) -> dict:
    return Business.objects.unscoped("test").filter(id=id).values().get()


def test_a_mentor_of_the_caseload_corrects_what_they_see_in_the_field(town, july):
    business = town.first.business
    edit(business, {"phone": "+6281234567009", "product": "abon"}, by=town.actor("ana"))
    assert (again(business).phone, business.product) == ("+6281234567009", "abon")
    only = history("business", business.id).get()
    actions.undo_business_change(by=town.actor("ana"), business=business.id, revision=only.id)
    assert again(business).product == ""


@pytest.mark.parametrize(
    "values", [{"name": "X"}, {"region": NEXT}, {"annual_sales": 5}, {"phone": "", "nib": ""}]
)
def test_a_mentor_never_changes_the_rest(town, july, values):
    with pytest.raises(Denied, match="penyelenggara"):
        edit(town.first.business, values, by=town.actor("ana"))


def test_the_mentor_of_the_next_kelurahan_and_the_participant_correct_nothing(town, july):
    for name in ("budi", "camat", "participant", "coordinator", "head", "elsewhere"):
        with pytest.raises(Refused):
            edit(town.first.business, {"phone": ""}, by=town.actor(name))


def test_a_persons_nik_is_replaced_and_stays_sealed(shop):
    nik = "9901015507900001"
    actions.edit_person(by=OFFICE, person=shop.owner_id, values={"name": "Sari"}, nik=nik)
    actions.edit_person(by=OFFICE, person=shop.owner_id, values={}, nik=nik)
    (told,) = history("person", shop.owner_id)
    assert nik not in str(told.changes)
    assert actions.reveal_nik(by=OFFICE, person=shop.owner_id, reason="Mencocokkan dengan KTP") == nik
    actions.undo_person_change(by=OFFICE, person=shop.owner_id, revision=told.id)
    assert again(shop.owner).nik_sealed == ""
    assert shop.owner.name == "Sari Dewi"


def test_a_person_is_not_born_tomorrow(shop):
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    with pytest.raises(Refused, match="lahir"):
        actions.edit_person(by=OFFICE, person=shop.owner_id, values={"born_on": tomorrow})
