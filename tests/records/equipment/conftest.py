import io

import pytest
from PIL import Image

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.budgets.actions.decrees import propose as allot
from dampingi.records.budgets.models import Budget
from dampingi.records.equipment.actions import decrees, handing, needs
from dampingi.records.equipment.models import Award
from tests.records.conftest import july, origin, programme, town
from tests.records.town import KOTA, TODAY

__all__ = ["july", "origin", "programme", "town"]


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def photo(colour="brown"):
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return out.getvalue()


def noted(town, n=0, who="office", kind="baking", item="Oven gas", estimate=3_000_000, **more):
    told = {"kind": kind, "item": item, "why": "Pesanan sering ditolak", "estimate": estimate} | more
    return needs.note_need(by=town.actor(who), business=town.enrolments[n].business_id, **told)


def line(need, amount=3_000_000, reason="Kapasitas kurang", despite=""):
    return decrees.Line(need.id, need.item, amount, reason, despite)


def proposed(town, *lines, who="office"):
    return decrees.propose(
        by=town.actor(who), title="Bantuan alat 2026", basis="DPA 2026 dan rapat 6 Juli", lines=lines
    )


def decided(town, made, who="head", passed=True, comment=""):
    approval = approvals_of("equipment_decree", made.id)[0]
    decide(by=town.actor(who), approval=approval.id, approved=passed, comment=comment)
    made.refresh_from_db()
    return made


def awarded(town, n=0, **more):
    """The line of an approved decree for that participant's business."""
    made = decided(town, proposed(town, line(noted(town, n, **more))))
    return Award.objects.unscoped("test").get(decree=made)


def given(on=TODAY, **more):
    told = {
        "place": "Kantor kelurahan", "giver_name": "Sari", "giver_position": "Kepala bidang", "receiver_name": "Warga 0",
        "condition": "Baru dan berfungsi", "serial": "Oxone 123",
    } | more  # fmt: skip
    return handing.Given(on=on, **told)


def handed(town, award, who="office", **more):
    return handing.hand_over(by=town.actor(who), award=award.id, given=given(**more), photo=photo())


def budgeted(town, amount, year=2026):
    made = allot(
        by=town.actor("office"), kind="allot", region=KOTA, year=year, purpose="equipment", amount=amount, number="DPA-1", on=TODAY
    )  # fmt: skip
    decide(by=town.actor("head"), approval=approvals_of("budget_decree", made.id)[0].id, approved=True)
    return Budget.objects.unscoped("test").get(purpose="equipment", year=year)
