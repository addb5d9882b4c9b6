"""Definitions as offices write them."""

from dampingi.insight.indicators import actions
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Version

KOTA, PROVINCE = "32.76", "32"
BODY = {
    "name": "Laporan dibenarkan peserta", "step": "output", "why": "Angka yang dibenarkan peserta lebih dapat dipercaya.",
    "kind": "proportion", "dataset": "growth", "numerator": "confirmed", "denominator": "reported", "unit": "persen laporan",
    "direction": "up", "decimals": 1, "formula": "Laporan yang dibenarkan dibagi semua laporan.", "source": "Kesepakatan kantor.",
    "limits": "Hanya peserta dengan telepon.", "groupings": ["city", "kecamatan", "kelurahan", "month"],
}  # fmt: skip


def body(**changed):
    return BODY | changed


def draft(town, who="office", region=KOTA, **changed):
    return actions.begin_draft(by=town.actor(who), region=region, body=body(**changed))


def submitted(town, found, who="office", reason="Diminta rapat"):
    return actions.submit_draft(by=town.actor(who), draft=found.id, opened=found.saves, reason=reason)


def in_force(town, found=None, who="head", **changed):
    """The version that a draft becomes once somebody else has looked at it."""
    from dampingi.foundation.approvals.actions import decide

    found = found or draft(town, **changed)
    waiting = submitted(town, found)
    decide(by=town.actor(who), approval=waiting.id, approved=True)
    return Version.objects.filter(region=found.region, code=found.code).latest("number")


def counting(region=KOTA):
    return catalogue(region)
