"""Where the figures of a criterion can come from: what `gathering` gathers, and nothing else."""

from functools import cache

from django.utils.translation import gettext as _

from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.monitoring.evidence import PROCESS

FACTS = ("passed", "selling", "channel", "nib")
"""Outcomes of a participant: see `gathering.outcome_values`."""


def gatherable() -> tuple[str, ...]:
    """Indicators of the catalogue that are counted per mentor."""
    return (*PROCESS, "verified_share")


def fact_names() -> dict[str, str]:
    return {
        "passed": _("Lulus ketiga aspek"), "selling": _("Minggu dengan penjualan"),
        "channel": _("Bertambah saluran pemasaran"), "nib": _("NIB baru"),
    }  # fmt: skip


AGREED = ("targets", "work_programme")
"""Parts of the signed agreement that are held against what was found, nothing estimated."""


def agreed_names() -> dict[str, str]:
    return {
        "targets": _("Target yang ditandatangani, yang tercapai"),
        "work_programme": _("Program kerja yang ditandatangani, yang terlaksana"),
    }


@cache
def covariates() -> dict[str, dict[str, str]]:
    """key -> row of a definition, of everything known of a participant before anyone accompanied them."""
    return {row["key"]: dict(row) for body in shipped().values() for row in body["covariates"]}
