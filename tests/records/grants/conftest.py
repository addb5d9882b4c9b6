import datetime

import pytest

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.budgets.actions.decrees import propose as allot
from dampingi.records.budgets.models import Budget
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.grants.actions import agreeing, reporting, selecting, studies
from dampingi.records.grants.candidates import Asked
from dampingi.records.grants.models import Candidate
from dampingi.records.grants.papers import received
from dampingi.records.grants.rules import edition
from tests.records.conftest import HERE, july, origin, programme, town
from tests.records.town import KOTA, TODAY

__all__ = ["july", "origin", "programme", "town"]
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
UNITS = {f["code"]: f["unit"] for f in edition()["forms"] if f["to"] != "nobody"}


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owned(town):
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)


@pytest.fixture
def micro(town):
    """Every business of the town is a micro-business."""
    Business.objects.unscoped("test").update(size="micro")


def cooperative(name="Koperasi Maju", year=2015, **more):
    told = {
        "legal_on": datetime.date(year, 3, 1),
        "kind": "consumer",
        "members_area": KOTA,
        "region": HERE,
    } | more
    return Cooperative.objects.create(name=name, **told)


def studied(town, who="office", budget=50_000_000, units=None, **asked):
    return studies.study(
        by=town.actor(who), title="Kajian 2026", asked=Asked(KOTA, budget, **asked), units=UNITS | (units or {})
    )  # fmt: skip


def option(made, code):
    return studies.option_of(made, code)


def opened(town, form="social_aid", study=None, who="office", **more):
    made = study or studied(town, **more)
    return selecting.open_selection(by=town.actor(who), study=made.id, form=form)


def chosen(town, selection, count=1, who="office"):
    """The first of the list are chosen, the others not."""
    for candidate in selection.candidates.order_by("rank"):
        yes = candidate.rank <= count
        selecting.decide_candidate(
            by=town.actor(who), candidate=candidate.id, chosen=yes, reason="Dilihat di tempat" if yes else "Belum siap"
        )  # fmt: skip
    return selection


def submitted(town, selection, who="office"):
    return selecting.submit_selection(by=town.actor(who), selection=selection.id)


def verdict(town, selection, who="head", passed=True, comment="perbaiki"):
    approval = approvals_of("grant_selection", selection.id).filter(state="waiting").first()
    decide(by=town.actor(who), approval=approval.id, approved=passed, comment=comment)
    selection.refresh_from_db()
    return selection


def recipient(town, **more):
    """The first candidate, chosen and approved."""
    made = verdict(town, submitted(town, chosen(town, opened(town, **more))))
    return Candidate.objects.unscoped("test").get(selection=made, rank=1)


def terms(**more):
    told = {
        "number": "900/1/NPHD/2026", "signed_on": TODAY, "purpose": "Membeli freezer", "parts": 2, "first_due": TODAY,
        "our_name": "Sari", "our_position": "Kepala dinas", "their_name": "Warga 0", "their_position": "Pemilik",
    } | more  # fmt: skip
    return agreeing.Terms(**told)


def agreed(town, candidate, **more):
    return agreeing.agree(by=town.actor("office"), candidate=candidate.id, terms=terms(**more))


def paid(town, agreement, reference="SP2D-1"):
    return agreeing.pay_part(by=town.actor("office"), agreement=agreement.id, on=TODAY, reference=reference)


def reported(
    town, agreement, who="participant", part=1, spent=1_000_000, told="Freezer 200 liter", receipts=1
):
    papers = [received(PDF) for _n in range(receipts)]
    return reporting.report_use(
        by=town.actor(who), agreement=agreement.id, part=part, spent=spent, told=told, receipts=papers
    )


def budgeted(town, amount, year=2026):
    made = allot(
        by=town.actor("office"), kind="allot", region=KOTA, year=year, purpose="grants", amount=amount, number="DPA-2", on=TODAY
    )  # fmt: skip
    decide(by=town.actor("head"), approval=approvals_of("budget_decree", made.id)[0].id, approved=True)
    return Budget.objects.unscoped("test").get(purpose="grants", year=year)
