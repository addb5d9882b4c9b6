"""Whatever is merged, edited and noted, and in whatever order it is parted again: nothing is lost, nothing left over."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.duplicates.actions import merge_businesses, unmerge
from dampingi.records.duplicates.facets import BUSINESS
from dampingi.records.duplicates.models import Merge
from tests.records.conftest import HERE, NEXT
from tests.records.duplicates.conftest import OFFICE, business, note, registered, sell
from tests.records.duplicates.states import difference, state

pytestmark = pytest.mark.django_db

MANY = 5
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = ("Warung Sari", "Keripik Sari", "Sari Snack", "Dapur Sari", "Toko Sari")
CODES = ("legal_nib", "legal_halal", "hr_skill")
at = st.integers(0, MANY - 1)
sides = st.dictionaries(
    st.sampled_from([f.code for f in BUSINESS]), st.sampled_from(["keep", "absorb"]), max_size=4
)
merging = st.tuples(st.just("merge"), at, at, sides, st.booleans())
editing = st.tuples(
    st.just("edit"),
    at,
    st.sampled_from(["nib", "product", "phone", "address"]),
    st.sampled_from(["", "a", "b", "c"]),
)


@pytest.fixture
def shops(origin):
    rows = [
        BusinessIntake(
            name=name, region=HERE if i % 2 else NEXT, owner=PersonIntake(name=f"Sari {i}", region=HERE),
            product=("", "keripik")[i % 2], phone=("", "+62811", "+62812")[i % 3],
            nib=("", "1", "2")[i % 3], annual_sales=(None, 90_000_000, 3_000_000_000)[i % 3],
        )
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    ids = registered(origin, *rows)
    for i, id in enumerate(ids):
        note(id, CODES[i % 3])
        note(id, CODES[(i + 1) % 3])
        sell(id, ("market", "shopee")[i % 2])
    return ids


def merge_of(shops, keep, absorb, choices, owners):
    """The merge, or None where the rules refuse it."""
    try:
        return merge_businesses(
            by=OFFICE, keep=shops[keep], absorb=shops[absorb], choices=choices, owners=owners, despite=True,
            reason="Sepuluh huruf lebih",
        )  # fmt: skip
    except Refused:
        return None


def edited(shops, which, field, value):
    """What the field was; None where the record takes no edits because it was merged."""
    before = getattr(business(shops[which]), field)
    try:
        edit_business(by=OFFICE, business=shops[which], values={field: value})
    except Refused:
        return None
    return before


@QUICK
@given(steps=st.lists(merging | editing, max_size=8))
def test_taken_back_in_reverse_everything_is_as_it_was(shops, steps):
    with transaction.atomic():
        before, done = state(), []
        for step in steps:
            if step[0] == "merge" and (made := merge_of(shops, *step[1:])):
                done.append(lambda made=made: unmerge(by=OFFICE, merge=made.id, reason="Ulang"))
            elif step[0] == "edit" and (was := edited(shops, *step[1:])) is not None:
                done.append(lambda step=step, was=was: edited(shops, step[1], step[2], was))
        for back in reversed(done):
            back()
        assert difference(before, state()) == {}
        transaction.set_rollback(True)


@QUICK
@given(merges=st.lists(merging, max_size=6), draw=st.randoms(use_true_random=False))
def test_merges_alone_may_be_parted_in_any_order_that_is_allowed(shops, merges, draw):
    with transaction.atomic():
        before = state()
        for step in merges:
            merge_of(shops, *step[1:])
        while left := list(
            Merge.objects.unscoped("test").filter(undone_at=None, kind="business", part_of=None)
        ):
            draw.shuffle(left)
            assert any(part_of(merge) for merge in left), "no merge can be parted"
        assert difference(before, state()) == {}
        transaction.set_rollback(True)


def part_of(merge) -> bool:
    try:
        with transaction.atomic():
            unmerge(by=OFFICE, merge=merge.id, reason="Ulang")
    except Refused:
        return False
    return True
