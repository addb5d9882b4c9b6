"""Two records become one: what is taken over, what moves, what is refused."""

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.identifiers import unseal
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses.actions import (
    archive_business,
    edit_business,
    edit_person,
    resolve_constraint,
)
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business, Channel, Constraint, Person, Verification
from dampingi.records.businesses.queries import businesses
from dampingi.records.duplicates.actions import merge_businesses, merge_persons, unmerge
from dampingi.records.duplicates.attachments import attachments
from dampingi.records.duplicates.attachments import registered as known
from dampingi.records.duplicates.facets import DERIVED, FACETS, OWN, STANDING
from dampingi.records.duplicates.models import Merge
from tests.records.conftest import HERE, NEXT, someone
from tests.records.duplicates.conftest import (
    COORDINATOR,
    DAY,
    NIK,
    OFFICE,
    OTHER_NIK,
    business,
    look,
    note,
    person,
    registered,
    sell,
)

pytestmark = pytest.mark.django_db


def merged(twins, **more) -> Merge:
    return merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], **more)


def test_the_kept_business_takes_over_what_it_lacks_and_keeps_what_it_has(twins):
    merged(twins)
    kept = business(twins[0])
    assert (kept.nib, str(kept.latitude), str(kept.longitude)) == ("9120001234567", "-6.402500", "106.794200")
    assert (kept.name, kept.product, kept.region, kept.annual_sales) == (
        "Warung Bu Sari", "keripik singkong", HERE, 120_000_000,
    )  # fmt: skip


def test_a_person_chooses_value_by_value(twins):
    merged(twins, choices={"name": "absorb", "region": "absorb", "product": "keep"})
    kept = business(twins[0])
    assert (kept.name, kept.key, kept.region, kept.product) == (
        "Keripik Sari", "keripik sari", NEXT, "keripik singkong",
    )  # fmt: skip


def test_the_size_follows_the_figures_that_were_taken_over(twins):
    merge_businesses(by=OFFICE, keep=twins[1], absorb=twins[0])
    kept = business(twins[1])
    assert (kept.annual_sales, kept.size, kept.size_basis) == (120_000_000, "micro", "sales")


def test_the_other_is_archived_leads_to_the_kept_one_and_leaves_the_list(twins):
    merged(twins)
    gone = business(twins[1])
    assert gone.archived_at
    assert gone.merged_into_id == twins[0]
    assert {b.id for b in businesses(OFFICE)} == {twins[0]}
    assert Business.objects.unscoped("test").count() == 2


def test_what_hung_on_it_moves(twins):
    note(twins[1], "legal_halal")
    look(twins[1], "call")
    merged(twins)
    assert Constraint.objects.unscoped("test").get().business_id == twins[0]
    assert Verification.objects.get().business_id == twins[0]


def test_what_holds_it_back_and_how_it_sells_today_is_counted_where_the_kept_one_is(twins):
    note(twins[1], "legal_halal")
    note(twins[1], "legal_nib")
    past = Constraint.objects.unscoped("test").get(code="legal_nib")
    resolve_constraint(by=OFFICE, constraint=past.id, on=DAY, how="finance")
    sell(twins[0], "market")
    sell(twins[1], "market", "shopee")
    merged(twins)
    held_back = dict(Constraint.objects.unscoped("test").values_list("code", "region"))
    assert held_back == {"legal_halal": HERE, "legal_nib": NEXT}
    sold = Channel.objects.unscoped("test").filter(business=twins[0])
    assert set(sold.values_list("code", "region")) == {("market", HERE), ("shopee", HERE)}


def test_where_the_place_of_the_other_holds_it_holds_for_all_that_is_open(twins):
    note(twins[0], "legal_halal")
    merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], choices={"region": "absorb"})
    assert Constraint.objects.unscoped("test").get().region == NEXT


def test_the_kept_one_stands_as_the_latest_look_at_either_found_it(twins):
    look(twins[1], "call")
    merged(twins)
    kept = business(twins[0])
    assert kept.standing == "confirmed"
    assert kept.verified_at == Verification.objects.get().at


def test_the_same_open_constraint_does_not_become_two(twins):
    note(twins[0], "legal_nib")
    note(twins[1], "legal_nib")
    made = merged(twins)
    assert Constraint.objects.unscoped("test").filter(business=twins[0]).count() == 1
    assert len(made.stayed) == 1


def test_a_check_by_whoever_entered_the_kept_record_does_not_verify_it(origin, twins):
    entered = registered(open_origin(by=OFFICE, door="page"), BusinessIntake(
        name="Warung Sari", region=HERE, owner=PersonIntake(name="Sari", region=HERE)))[0]  # fmt: skip
    look(twins[1], "visit")
    made = merge_businesses(by=OFFICE, keep=entered, absorb=twins[1])
    assert Verification.objects.get().business_id == twins[1]
    assert "memasukkan" in made.stayed[0]["why"]


COLLEAGUE, INSPECTOR = someone(Role.OFFICE, "32.76"), someone(Role.INSPECTOR, "32.76")


def test_whoever_edited_what_was_taken_over_does_not_confirm_it(twins):
    """The trail of the kept record names only who merged; the word is still the editor's."""
    edit_business(by=COLLEAGUE, business=twins[1], values={"address": "Gang Melati 3"})
    merged(twins)
    assert business(twins[0]).address == "Gang Melati 3"
    with pytest.raises(Denied, match="Anda sendiri"):
        look(twins[0], "visit", by=COLLEAGUE)
    look(twins[0], "visit", by=INSPECTOR)
    look(twins[0], "visit", by=COLLEAGUE)  # seen by another person with it


def test_whoever_brought_what_was_taken_over_does_not_confirm_it(origin, twins):
    brought = registered(open_origin(by=COLLEAGUE, door="page"), BusinessIntake(
        name="Keripik Sari", region=HERE, nib="9120001234999", owner=PersonIntake(name="Sari", region=HERE)))[0]  # fmt: skip
    merge_businesses(by=OFFICE, keep=twins[0], absorb=brought)
    with pytest.raises(Denied):
        look(twins[0], "visit", by=COLLEAGUE)


def test_nor_where_it_came_by_two_merges_or_with_the_owner(origin, twins):
    third = registered(origin, BusinessIntake(name="Kripik Sari", region=HERE, owner=PersonIntake(name="Sari D.", region=HERE)))[0]  # fmt: skip
    edit_person(by=COLLEAGUE, person=business(third).owner_id, values={"phone": "+628111000077"})
    merge_businesses(by=OFFICE, keep=twins[1], absorb=third, owners=True)
    merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], owners=True)
    with pytest.raises(Denied):
        look(twins[0], "visit", by=COLLEAGUE)


def test_who_edited_a_record_of_which_nothing_was_taken_may_look(twins):
    edit_business(by=COLLEAGUE, business=twins[1], values={"product": "keripik pisang"})
    whole = dict.fromkeys((f.code for f in FACETS[Business]), "keep")
    merged(twins, choices=whole)
    look(twins[0], "visit", by=COLLEAGUE)
    assert business(twins[0]).standing == "confirmed"


def test_a_look_confirms_nothing_more_where_the_looker_s_own_word_was_taken_over(twins):
    edit_business(by=COLLEAGUE, business=twins[1], values={"address": "Gang Melati 3"})
    look(twins[0], "visit", by=COLLEAGUE)
    made = merged(twins)
    kept = business(twins[0])
    assert (kept.standing, kept.verified_at) == ("", None)
    unmerge(by=OFFICE, merge=made.id, reason="Keliru digabungkan.")
    assert business(twins[0]).standing == "confirmed"


def test_a_look_of_somebody_else_stands_after_the_merge(twins):
    edit_business(by=COLLEAGUE, business=twins[1], values={"address": "Gang Melati 3"})
    look(twins[0], "visit", by=INSPECTOR)
    merged(twins)
    assert business(twins[0]).standing == "confirmed"


def test_after_parting_only_one_s_own_record_is_one_s_own(twins):
    edit_business(by=COLLEAGUE, business=twins[1], values={"address": "Gang Melati 3"})
    made = merged(twins)
    unmerge(by=OFFICE, merge=made.id, reason="Keliru digabungkan.")
    look(twins[0], "visit", by=COLLEAGUE)
    with pytest.raises(Denied):
        look(twins[1], "visit", by=COLLEAGUE)


def test_their_owners_become_one_person_when_asked_to(twins):
    owners = [business(id).owner_id for id in twins]
    merged(twins, owners=True)
    kept = business(twins[0]).owner
    assert kept.id == owners[0]
    assert kept.born_on.isoformat() == "1979-04-12"
    assert person(owners[1]).merged_into_id == owners[0]
    assert Merge.objects.unscoped("test").filter(kind="person", part_of__kind="business").count() == 1


def test_other_businesses_of_the_absorbed_person_become_the_kept_ones(origin, twins):
    owners = [business(id).owner_id for id in twins]
    other = registered(origin, BusinessIntake(name="Katering Sari", region=NEXT, owner_id=owners[1]))[0]
    merge_persons(by=OFFICE, keep=owners[0], absorb=owners[1])
    assert business(other).owner_id == owners[0]
    assert history("business", other)[0].changes["owner_id"] == [str(owners[1]), str(owners[0])]


def test_a_sealed_nik_moves_without_being_opened(twins):
    owners = [business(id).owner_id for id in twins]
    merge_persons(by=OFFICE, keep=owners[1], absorb=owners[0])
    assert unseal("nik", person(owners[1]).nik_sealed) == NIK


class TestRefused:
    def test_two_different_niks(self, origin, twins):
        stranger = registered(origin, BusinessIntake(
            name="Sari", region=HERE, owner=PersonIntake(name="Sari", region=HERE, nik=OTHER_NIK)))[0]  # fmt: skip
        with pytest.raises(Refused, match="NIK keduanya berbeda"):
            merge_businesses(by=OFFICE, keep=twins[0], absorb=stranger)
        with pytest.raises(Refused, match="alasan"):
            merge_businesses(by=OFFICE, keep=twins[0], absorb=stranger, despite=True, reason="ya")
        assert Merge.objects.unscoped("test").count() == 0
        merge_businesses(
            by=OFFICE, keep=twins[0], absorb=stranger, despite=True, reason="NIK lama salah ketik"
        )
        assert AuditEvent.objects.get(action="merge_businesses").reason == "NIK lama salah ketik"

    def test_a_record_with_itself(self, twins):
        with pytest.raises(Refused, match="satu data yang sama"):
            merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[0])

    def test_a_second_time(self, twins):
        merged(twins)
        with pytest.raises(Conflict, match="sudah digabungkan"):
            merged(twins)

    def test_an_archived_one(self, twins):
        archive_business(by=OFFICE, business=twins[1], reason="Tutup")
        with pytest.raises(Conflict, match="Pulihkan"):
            merged(twins)

    @pytest.mark.parametrize(
        "actor",
        [
            someone(Role.OFFICE, "32.77"),
            someone(Role.OFFICE, HERE),
            COORDINATOR,
            someone(Role.HEAD, "32.76"),
            someone(Role.MENTOR, "32.76.05"),
            someone(Role.INSPECTOR, "32.76"),
        ],
    )
    def test_whoever_may_not_merge_both(self, twins, actor):
        with pytest.raises(Refused):
            merge_businesses(by=actor, keep=twins[0], absorb=twins[1])
        assert business(twins[1]).merged_into_id is None

    @pytest.mark.parametrize("choices", [{"origin": "absorb"}, {"name": "beide"}])
    def test_a_choice_that_is_none(self, twins, choices):
        with pytest.raises(Refused):
            merged(twins, choices=choices)

    def test_editing_the_absorbed_one(self, twins):
        merged(twins)
        with pytest.raises(Conflict, match="sudah digabungkan"):
            edit_business(by=OFFICE, business=twins[1], values={"product": "lain"})


def test_the_audit_log_tells_it_without_personal_values(twins):
    merged(twins)
    event = AuditEvent.objects.get(action="merge_businesses")
    assert event.detail["absorbed"] == str(twins[1])
    assert "Sari" not in str(event.detail)


def test_every_field_is_a_choice_or_stays_with_its_row():
    """A new field of the register needs its line in `facets.py`, or it would be lost in a merge."""
    for model, facets in FACETS.items():
        chosen = {field for facet in facets for field in facet.fields}
        assert {f.attname for f in model._meta.concrete_fields} == chosen | OWN | (
            {*DERIVED, *STANDING} if model is Business else set()
        )


def test_every_relation_of_the_register_has_its_words():
    """A new table that names a business or a person needs its line: words for the preview, a rule where rows may clash."""
    found = {a.key for model in (Business, Person) for a in attachments(model)}
    assert found - known() == set()
