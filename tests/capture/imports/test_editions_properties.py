"""Whatever a newer edition changes: undone, the register is as it was; brought again, it changes nothing more."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.foundation.regions.actions import load_regions
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import CITY, sheet_of
from tests.capture.imports.test_editions import HEAD
from tests.records.conftest import SYSTEM

NAMES = ("Kue Ani", "Kopi Budi", "Tahu Cici", "Bengkel Dedi", "Salon Eka", "Jamu Fitri")
OWNERS = ("Ani Lestari", "Budi Santoso", "Cici Rahayu", "Dedi Kurnia", "Eka Putri", "Fitri Handayani")


def row(number):
    cells = {
        "address": st.sampled_from(["", f"Jl. Mawar {number}", f"Jl. Melati {number}0"]),
        "phone": st.sampled_from(["", f"08121111111{number}", f"08132222222{number}"]),
        "product": st.sampled_from(["", "kue", "kopi"]),
        "workers": st.sampled_from(["", 1, 2, 9]),
        "sales": st.sampled_from(["", 0, 7_000_000, 30_000_000]),
    }
    return st.fixed_dictionaries(cells).map(
        lambda c: [
            NAMES[number],
            OWNERS[number],
            c["address"],
            "Mekarjaya",
            "Sukmajaya",
            c["phone"],
            c["product"],
            c["workers"],
            c["sales"],
        ]
    )


lists = st.sets(st.integers(0, 5), min_size=3).flatmap(lambda kept: st.tuples(*map(row, sorted(kept))))


def register():
    fields = ("name", "owner__name", "address", "phone", "other_phone", "product", "workers", "annual_sales", "size", "key", "region")  # fmt: skip
    return set(Business.objects.unscoped("test").filter(archived_at=None).values_list(*fields))


def imported(rows):
    sheet = bring_sheet(
        by=SYSTEM, content=sheet_of([HEAD, *rows]), name="d.xlsx", kind="businesses", region=CITY
    )
    return commit_import(by=SYSTEM, sheet=sheet)


@pytest.fixture
def regions(db):
    load_regions(within=CITY)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=lists, second=lists)
def test_an_edition_undone_leaves_the_register_as_it_was(regions, first, second):
    from django.db import transaction

    with transaction.atomic():
        imported(first)
        before = register()
        edition = imported(second)
        again = imported(second)
        rows = again.summary["rows"]
        assert rows["accepted"] == rows["changed"] == 0
        undo_import(by=SYSTEM, sheet=again)
        undone = undo_import(by=SYSTEM, sheet=edition)
        assert undone.undo_summary["kept"] == []
        assert register() == before
        transaction.set_rollback(True)
