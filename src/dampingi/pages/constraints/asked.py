"""What the constraint map was asked for: everything stands in the address, checked, so that a link can be sent to a colleague."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, source_names
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import exists
from dampingi.insight.constraints.questions import Question, codes_of, field_of
from dampingi.records.businesses.models import Sex
from dampingi.records.programmes.queries import programmes

KEYS = (
    "wilayah", "bidang", "kendala", "berat", "sektor", "kelamin", "program", "sejak", "ukur", "rinci", "peta",
)  # fmt: skip
MONTHS = {"3": 3, "6": 6, "12": 12}
COUNT, RATE = "jumlah", "per100"


@dataclass(frozen=True)
class Asked:
    """`told` is the address's state without what is as usual; `column` the chosen code or field, '' for all."""

    question: Question
    told: dict[str, str]
    field: str
    code: str
    measure: str
    fine: bool
    """Kelurahan although kecamatan would do."""

    @property
    def region(self) -> str:
        return self.question.region

    @property
    def column(self) -> str:
        return self.code or self.field

    @property
    def level(self) -> int:
        """How deep the places of the matrix lie."""
        here = depth(self.region)
        return 4 if self.fine or here >= 3 else here + 1

    @property
    def carried(self) -> dict[str, str]:
        """What the filter form must carry along beside its own fields."""
        return {k: self.told[k] for k in ("wilayah", "ukur", "rinci", "peta") if self.told[k]}

    def query(self, **changes: str) -> str:
        told = {**self.told, **changes}
        return urlencode({key: told[key] for key in KEYS if told.get(key)})

    def here(self, **changes: str) -> str:
        return f"{reverse('constraint_map')}?{self.query(**changes)}"

    def door(self, **changes: str) -> str:
        """The businesses behind a figure."""
        return f"{reverse('held_back')}?{self.query(**changes)}"

    def column_of(self, column: str) -> dict[str, str]:
        """The address's change that chooses a column of the matrix: a code, or a field."""
        return (
            {"kendala": column}
            if column in source_names("constraints")
            else {"bidang": column, "kendala": ""}
        )


def asked(actor: Actor, told: QueryDict, *, today: datetime.date) -> Asked:
    """Raises Denied or Refused (404) for a place that is not the actor's or not there; other nonsense is ignored."""
    given = {key: told.get(key, "").replace("\0", "") for key in KEYS}
    region = _region(actor, given["wilayah"])
    code = _known(given["kendala"], source_names("constraints"))
    field = field_of()[code] if code else _known(given["bidang"], source_names("constraint_fields"))
    programme = next((p for p in programmes(actor) if p.code == given["program"]), None)
    severity = int(_known(given["berat"], ("2", "3")) or 1)
    sector, sex = _known(given["sektor"], source_names("sectors")), _known(given["kelamin"], Sex.values)
    months = _known(given["sejak"], MONTHS)
    measure = _known(given["ukur"], (RATE,)) or COUNT
    kept = {
        "wilayah": region, "bidang": "" if code else field, "kendala": code, "berat": str(severity) if severity > 1 else "",
        "sektor": sector, "kelamin": sex, "program": programme.code if programme else "", "sejak": months,
        "ukur": measure if measure != COUNT else "", "rinci": _known(given["rinci"], ("4",)), "peta": given["peta"][:10],
    }  # fmt: skip
    question = Question(
        region=region,
        codes=(code,) if code else codes_of(field) if field else (),
        severity=severity,
        sector=sector,
        sex=sex,
        programme=programme,
        since=_months_before(today, MONTHS[months]) if months else None,
    )
    return Asked(question, kept, field, code, measure, fine=kept["rinci"] == "4")


def _known(value: str, known: Any) -> str:
    return value if value in known else ""


def _region(actor: Actor, code: str) -> str:
    """The place asked for, else the widest the actor looks after; a whole country is asked for by province."""
    if not code:
        widest = actor.regions(Permission.MAP_CONSTRAINTS)
        if not widest:
            raise Denied(_("Peta kendala untuk mereka yang mengurus wilayah."))
        return widest[0]
    if not exists(code):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": code}, status=404)
    if not actor.may(Permission.MAP_CONSTRAINTS, region=code):
        raise Denied(_("Wilayah itu di luar wewenang Anda."))
    return code


def _months_before(today: datetime.date, months: int) -> datetime.date:
    first = today.year * 12 + today.month - 1 - months
    return datetime.date(first // 12, first % 12 + 1, min(today.day, 28))


def trail(actor: Actor, here: Asked) -> list[str]:
    """The places above, as far as the reader may go up."""
    above = [ancestor(here.region, d) for d in range(1, depth(here.region))]
    return [code for code in above if actor.may(Permission.MAP_CONSTRAINTS, region=code)]


def filters(actor: Actor, here: Asked) -> list[dict[str, Any]]:
    """The filter bar: (key, label, options, value)."""
    weights = [("2", _("terasa atau lebih")), ("3", _("menghambat usaha"))]
    since = [("3", _("3 bulan terakhir")), ("6", _("6 bulan terakhir")), ("12", _("12 bulan terakhir"))]
    every = [(p.code, _("Peserta %(name)s") % {"name": p.name}) for p in programmes(actor)]
    told = [
        ("bidang", _("Bidang"), list(choices("constraint_fields").items()), _("Semua bidang"), here.field),
        ("kendala", _("Kendala"), _codes(here), _("Semua kendala"), here.code),
        ("program", _("Usaha"), every, _("Semua usaha terdaftar"), here.told["program"]),
        ("berat", _("Berat"), weights, _("Semua berat"), here.told["berat"]),
        ("sektor", _("Sektor"), list(choices("sectors").items()), _("Semua sektor"), here.told["sektor"]),
        ("kelamin", _("Pemilik"), Sex.choices, _("Semua pemilik"), here.told["kelamin"]),
        ("sejak", _("Muncul"), since, _("Kapan saja"), here.told["sejak"]),
    ]
    return [
        {"key": key, "label": label, "options": options, "all": all_, "value": value}
        for key, label, options, all_, value in told
    ]


def _codes(here: Asked) -> list[tuple[str, str]]:
    wanted = codes_of(here.field) if here.field else source_names("constraints")
    return [(code, name) for code, name in choices("constraints").items() if code in wanted]
