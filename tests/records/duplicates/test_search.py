"""Searching the register for repeats: what is found, what is left alone, what opens again."""

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.origins.actions import open_origin
from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.duplicates.actions import (
    ask_for_search,
    judge,
    merge_pair,
    pair_up,
    part,
    search_now,
)  # fmt: skip
from dampingi.records.duplicates.models import Merge, Pair, Search, Verdict
from dampingi.records.duplicates.queries.pairs import next_pair, open_pairs, pairs
from tests.records.conftest import HERE, NEXT, SYSTEM, someone
from tests.records.duplicates.conftest import COORDINATOR, OFFICE, business, registered

pytestmark = pytest.mark.django_db


def twin(name, owner, phone, region=HERE, **more):
    return BusinessIntake(
        name=name,
        region=region,
        phone=phone,
        owner=PersonIntake(name=owner, region=region, phone=phone),
        **more,
    )


@pytest.fixture
def register(origin):
    """Two that are one, across two kelurahan, and four that are themselves."""
    return registered(
        origin,
        twin("Warung Bu Sari", "Hj. Sari Dewi", "+628111000001", product="keripik singkong"),
        twin("Warung Sari", "Sari Dewi", "+628111000001", NEXT, product="keripik singkong"),
        twin("Bengkel Maju", "Joko Prayitno", "+628111000002"),
        twin("Katering Ros", "Rosmini Lestari", "+628111000003", NEXT),
        twin("Jahit Rapi", "Nurhayati", "+628111000004"),
        twin("Cuci Kilat", "Bambang Irawan", "+628111000005"),
    )


@pytest.fixture
def pair(register):
    search_now(by=OFFICE, region="32.76")
    return Pair.objects.unscoped("test").get()


def again() -> dict:
    return search_now(by=OFFICE, region="32.76").counts


def test_the_repeat_is_found_and_nothing_else(register):
    counts = search_now(by=OFFICE, region="32.76").counts
    found = Pair.objects.unscoped("test").get()
    assert {found.left_id, found.right_id} == set(register[:2])
    assert found.probability > 0.9
    assert found.levels["phone"] == "same"
    assert counts == {"businesses": 6, "pairs": 1, "new": 1, "reopened": 0, "gone": 0}


def test_a_second_search_finds_nothing_new(pair):
    assert again()["new"] == 0
    assert Pair.objects.unscoped("test").get().pk == pair.pk


class TestScope:
    @pytest.mark.parametrize(
        ("actor", "sees"),
        [
            (OFFICE, True),
            (COORDINATOR, True),
            (someone(Role.COORDINATOR, HERE), False),
            (someone(Role.COORDINATOR, NEXT), False),
            (someone(Role.OFFICE, "32.77"), False),
            (someone(Role.HEAD, "32.76"), False),
            (SYSTEM, True),
        ],
    )
    def test_a_pair_is_for_those_who_reach_both(self, pair, actor, sees):
        assert pairs(actor).exists() == sees

    def test_two_kelurahan_of_one_person_make_a_reach_of_both(self, pair):
        from dampingi.foundation.accounts.actors import Actor, Grant

        both = Actor(None, "x", held=(Grant(Role.COORDINATOR, HERE), Grant(Role.COORDINATOR, NEXT)))
        assert pairs(both).exists()

    def test_it_follows_a_business_that_moves(self, pair):
        edit_business(by=OFFICE, business=pair.right_id, values={"region": HERE})
        edit_business(by=OFFICE, business=pair.left_id, values={"region": HERE})
        assert pairs(someone(Role.COORDINATOR, HERE)).exists()

    @pytest.mark.parametrize(
        "actor", [COORDINATOR, someone(Role.OFFICE, "32.77"), someone(Role.HEAD, "32.76")]
    )
    def test_only_the_office_searches(self, register, actor):
        with pytest.raises(Denied):
            ask_for_search(by=actor, region="32.76")


class TestVerdicts:
    def test_a_pair_once_called_different_does_not_come_back(self, pair):
        judge(by=COORDINATOR, pair=pair.id, said="different", reason="Kakak beradik")
        assert again()["reopened"] == 0
        assert not open_pairs(OFFICE).exists()
        verdict = Verdict.objects.get()
        assert (verdict.said, verdict.reason, verdict.by_name) == (
            "different",
            "Kakak beradik",
            "coordinator",
        )

    def test_it_comes_back_when_what_was_compared_has_changed(self, pair):
        judge(by=OFFICE, pair=pair.id, said="different")
        edit_business(by=OFFICE, business=pair.left_id, values={"product": "keripik pisang"})
        assert again()["reopened"] == 1
        assert open_pairs(OFFICE).count() == 1

    def test_a_change_of_what_is_not_compared_leaves_it_decided(self, pair):
        judge(by=OFFICE, pair=pair.id, said="unsure")
        edit_business(by=OFFICE, business=pair.left_id, values={"workers": 3})
        assert again()["reopened"] == 0

    def test_nobody_overrules_what_they_did_not_see(self, pair):
        seen = pair.mark
        judge(by=OFFICE, pair=pair.id, said="different", seen=seen)
        with pytest.raises(Conflict, match="baru saja"):
            judge(by=COORDINATOR, pair=pair.id, said="unsure", seen=seen)

    @pytest.mark.parametrize("said", ["same", "vielleicht", ""])
    def test_other_words_are_refused(self, pair, said):
        with pytest.raises(Refused):
            judge(by=OFFICE, pair=pair.id, said=said)

    def test_a_stranger_to_one_of_both_may_not_judge(self, pair):
        with pytest.raises(Refused):
            judge(by=someone(Role.COORDINATOR, HERE), pair=pair.id, said="different")

    def test_a_pair_that_is_no_longer_alike_fades_but_a_persons_stays(self, pair, register):
        pair_up(by=OFFICE, one=register[2], other=register[4])
        edit_business(
            by=OFFICE, business=pair.left_id, values={"phone": "+628199999991", "name": "Toko Besi"}
        )
        from dampingi.records.businesses.actions import edit_person

        edit_person(
            by=OFFICE, person=business(pair.left_id).owner_id,
            values={"name": "Kartolo", "phone": "+628199999991"},
        )  # fmt: skip
        assert again()["gone"] == 1
        assert Pair.objects.unscoped("test").get(by_hand=True).state == "open"


class TestMerging:
    def test_merging_decides_the_pair_and_parting_decides_it_too(self, pair):
        made = merge_pair(by=OFFICE, pair=pair.id, keep=pair.left_id)
        pair.refresh_from_db()
        assert pair.state == "same"
        assert again()["pairs"] == 0
        part(by=OFFICE, merge=made.id, reason="Dua kakak beradik")
        pair.refresh_from_db()
        assert pair.state == "different"
        assert [v.said for v in Verdict.objects.order_by("at")] == ["same", "different"]
        assert again()["reopened"] == 0

    def test_parted_without_a_word_it_waits_again(self, pair):
        made = merge_pair(by=OFFICE, pair=pair.id, keep=pair.left_id)
        part(by=OFFICE, merge=made.id, reason="Salah tekan", different=False)
        assert open_pairs(OFFICE).count() == 1

    def test_a_coordinator_judges_but_does_not_merge(self, pair):
        with pytest.raises(Refused):
            merge_pair(by=COORDINATOR, pair=pair.id, keep=pair.left_id)
        assert not Merge.objects.unscoped("test").exists()

    def test_what_was_likely_of_the_absorbed_is_likely_of_the_kept(self, pair, register):
        third = pair_up(by=OFFICE, one=register[1], other=register[4])
        merge_pair(by=OFFICE, pair=pair.id, keep=register[0])
        third.refresh_from_db()
        assert third.state == "gone"
        followed = open_pairs(OFFICE).get()
        assert {followed.left_id, followed.right_id} == {register[0], register[4]}

    def test_parting_brings_the_pairs_back(self, pair, register):
        third = pair_up(by=OFFICE, one=register[1], other=register[4])
        made = merge_pair(by=OFFICE, pair=pair.id, keep=register[0])
        part(by=OFFICE, merge=made.id, reason="Ternyata dua")
        third.refresh_from_db()
        assert third.state == "open"
        made.refresh_from_db()
        assert made.undo_summary["restored"] > 0
        assert made.undo_summary["stays"] == []


def test_the_next_pair_is_the_next_likely_one(register, pair):
    other = pair_up(by=OFFICE, one=register[2], other=register[4])
    assert next_pair(OFFICE) == pair
    assert next_pair(OFFICE, after=pair) == other
    assert next_pair(OFFICE, after=other) == pair
    assert next_pair(someone(Role.COORDINATOR, NEXT)) is None


def test_an_imports_rows_are_compared_with_the_register_and_with_each_other(register):
    fresh = open_origin(by=SYSTEM, door="import")
    ids = registered(
        fresh,
        twin("Kedai Kilat Cuci", "Bambang Irawan", "+628111000005"),
        twin("Sinar Baru Kue", "Yulianti Saputri", "+628111000009", product="kue kering"),
        twin("Kue Sinar Baru", "Yulianti Saputri", "+628111000009", product="kue kering"),
    )
    made = ask_for_search(by=OFFICE, region="32.76", origin=fresh)
    run_waiting()
    made.refresh_from_db()
    assert Job.objects.get(id=made.job_id).state == "done"
    found = {frozenset((p.left_id, p.right_id)) for p in Pair.objects.unscoped("test")}
    assert found == {frozenset((register[5], ids[0])), frozenset(ids[1:])}


def test_a_search_that_ran_does_not_run_twice(register):
    from dampingi.records.duplicates.actions import carry_out

    made = search_now(by=OFFICE, region="32.76")
    Pair.objects.unscoped("test").update(state="different")
    assert carry_out(made).counts == made.counts
    assert Pair.objects.unscoped("test").get().state == "different"


def test_an_empty_region_is_searched_in_peace(origin):
    assert search_now(by=OFFICE, region="32.76").counts["pairs"] == 0
    assert Search.objects.unscoped("test").get().finished_at
