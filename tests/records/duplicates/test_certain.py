"""Merging without asking: never by itself, only from the stated certainty, in one batch that can be taken back."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.duplicates.actions import (
    ask_for_search,
    merge_businesses,
    merge_certain,
    search_now,
    set_certainty,
    undo_batch,
)  # fmt: skip
from dampingi.records.duplicates.models import Merge, MergeBatch, Pair, Verdict
from dampingi.records.duplicates.queries.pairs import open_pairs
from tests.records.conftest import HERE, NEXT
from tests.records.duplicates.conftest import COORDINATOR, NIK, OFFICE, OTHER_NIK, registered
from tests.records.duplicates.states import difference, state
from tests.records.duplicates.test_search import twin

pytestmark = pytest.mark.django_db


def person(name, nik=NIK):
    return PersonIntake(name=name, region=HERE, nik=nik, phone="+628111000001")


@pytest.fixture
def sure(origin):
    """Three records of one business that agree in everything."""
    rows = [
        BusinessIntake(
            name="Keripik Sari Rasa", region=HERE, phone="+628111000001", nib="9120001234567", product="keripik singkong",
            address="Jl. Melati No. 12 RT 03/04", owner=person("Sari Dewi Anggraeni"),
        )
        for _ in range(3)
    ]  # fmt: skip
    return registered(origin, *rows, twin("Bengkel Maju", "Joko Prayitno", "+628111000002", NEXT))


def searched():
    made = ask_for_search(by=OFFICE, region="32.76")
    run_waiting()
    made.refresh_from_db()
    return made


def test_nothing_is_merged_unless_the_office_said_so(sure):
    searched()
    assert open_pairs(OFFICE).count() == 3
    assert not Merge.objects.unscoped("test").exists()


def test_from_the_stated_certainty_on_they_are_merged_in_one_batch(sure):
    set_certainty(by=OFFICE, region="32.76", at_least=0.995)
    made = searched()
    batch = MergeBatch.objects.unscoped("test").get()
    assert batch.merges.filter(kind="business").count() == 2
    assert made.counts["merged"] == 2
    assert not open_pairs(OFFICE).exists()
    assert not Verdict.objects.exists()  # nobody judged: nothing to learn from


@pytest.mark.parametrize(
    ("told", "merged"),
    [
        ({"probability": 0.9949}, False),
        ({"probability": 0.995}, True),
        ({"by_hand": True}, False),  # a person brought it, a person decides it
        ({"state": Pair.State.UNSURE}, False),
    ],
)
def test_a_pair_below_the_stated_certainty_or_in_a_person_s_hands_waits(sure, told, merged):
    search = search_now(by=OFFICE, region="32.76")
    set_certainty(by=OFFICE, region="32.76", at_least=0.995)
    Pair.objects.unscoped("test").update(**told)
    assert (merge_certain(search) is not None) == merged
    assert Merge.objects.unscoped("test").filter(kind="business").exists() == merged


def test_the_batch_is_taken_back_as_a_whole(sure):
    set_certainty(by=OFFICE, region="32.76", at_least=0.995)
    before = state()
    searched()
    assert difference(before, state())
    batch = undo_batch(by=OFFICE, batch=MergeBatch.objects.unscoped("test").get().id, reason="Terlalu cepat")
    assert difference(before, state()) == {}
    assert batch.undo_summary == {"parted": 2, "kept": []}
    with pytest.raises(Conflict):
        undo_batch(by=OFFICE, batch=batch.id, reason="Sekali lagi")


def test_what_was_parted_by_a_person_is_not_merged_again_by_itself(sure):
    set_certainty(by=OFFICE, region="32.76", at_least=0.995)
    searched()
    undo_batch(by=OFFICE, batch=MergeBatch.objects.unscoped("test").get().id, reason="Terlalu cepat")
    searched()
    parted = Merge.objects.unscoped("test").exclude(undone_at=None).exclude(pair=None)
    assert not Merge.objects.unscoped("test").filter(undone_at=None, pair__in=parted.values("pair")).exists()


def test_what_stands_in_the_way_of_one_is_listed_with_the_cure(sure, origin):
    set_certainty(by=OFFICE, region="32.76", at_least=0.995)
    searched()
    batch = MergeBatch.objects.unscoped("test").get()
    last = batch.merges.filter(kind="business").order_by("-at").first()
    merge_businesses(by=OFFICE, keep=sure[3], absorb=last.keep, despite=True, reason="Untuk percobaan")
    told = undo_batch(by=OFFICE, batch=batch.id, reason="Terlalu cepat").undo_summary
    assert told["parted"] == 0
    assert "Pisahkan penggabungan itu lebih dulu" in told["kept"][0]["why"]


def test_two_niks_are_never_merged_by_certainty(origin):
    registered(
        origin,
        *[
            BusinessIntake(
                name="Keripik Sari Rasa", region=HERE, phone="+628111000001", nib="9120001234567", product="keripik singkong",
                address="Jl. Melati No. 12 RT 03/04", owner=person("Sari Dewi Anggraeni", nik),
            )
            for nik in (NIK, OTHER_NIK)
        ],
    )  # fmt: skip
    set_certainty(by=OFFICE, region="32.76", at_least=0.99)
    made = search_now(by=OFFICE, region="32.76")
    Pair.objects.unscoped("test").update(probability=0.9999)
    assert merge_certain(made) is None
    assert not Merge.objects.unscoped("test").exists()


@pytest.mark.parametrize("at_least", [0.5, 0.98, 1.0, 1.5, -1])
def test_a_certainty_that_is_none_is_refused(origin, at_least):
    with pytest.raises(Refused):
        set_certainty(by=OFFICE, region="32.76", at_least=at_least)


def test_only_the_office_sets_it_and_may_go_back_to_never(sure):
    with pytest.raises(Denied):
        set_certainty(by=COORDINATOR, region="32.76", at_least=0.999)
    set_certainty(by=OFFICE, region="32.76", at_least=0.999)
    set_certainty(by=OFFICE, region="32.76", at_least=None)
    searched()
    assert not MergeBatch.objects.unscoped("test").exists()
