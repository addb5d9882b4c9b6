"""What is told to everyone of a programme: its figures at a month's end, rounded so that they point at nobody, as one frozen edition."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.disclosure import LEAST
from dampingi.engines.indicators import Figure, Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.models import FigureEdition
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import indicators, sums_of_people, targets, values
from dampingi.records.programmes.models import Programme

SCHEMA = 1
PLACES = {"proportion": 2, "change": 2, "mean": 1}
FEWEST = 2 * LEAST
"""A figure of fewer people or things is not told."""


def counted(programme: Programme, day: datetime.date) -> dict[str, Any]:
    """The figures as of that day, in the words of the office's language: to be stored at once."""
    period = of_programme(programme, until=day)
    system = Actor.for_system("open data")
    counting = [i.code for i in indicators(programme.region) if i.dataset]
    """What is combined or typed tells nothing of how many people stand behind it, so that nobody could say it points at none of them."""
    found = values(system, counting, programme=programme, region=programme.region, period=period)
    wanted = targets(programme, region=programme.region)
    people = sums_of_people(system, counting, programme=programme, region=programme.region, period=period)
    return {
        "schema": SCHEMA,
        "programme": [programme.code, programme.name],
        "region": [programme.region, name_of(programme.region)],
        "day": period.end.isoformat(),
        "figures": [
            told_figure(i, found.of(code), len(people[code]), wanted.get(code))
            for code, i in found.indicators.items()
        ],
        "metadata": _metadata(programme, period.end),
    }


def told_figure(indicator: Indicator, figure: Figure, people: int, target: Any) -> dict[str, Any]:
    """As everyone may read it: rounded, and without a value where few people or things stand behind it."""
    value = figure.value if _enough(indicator, figure, people) else None
    places = PLACES[indicator.kind]
    return {
        "code": indicator.code,
        "name": indicator.name,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "value": None if value is None else str(round(value, places)),
        "of": None
        if value is None or indicator.kind == "change"
        else LEAST * round(figure.denominator / LEAST),
        "target": None if target is None else str(Decimal(target).normalize()),
        "formula": indicator.formula,
        "why": indicator.why,
        "source": indicator.source,
        "definition": indicator.hash,
    }


def _enough(indicator: Indicator, figure: Figure, people: int) -> bool:
    """Neither those who are in nor those who are out are so few that they could be named."""
    if people < FEWEST or figure.denominator < FEWEST:
        return False
    if indicator.kind != "proportion":
        return True
    return not any(0 < n < LEAST for n in (figure.numerator, figure.denominator - figure.numerator))


def _metadata(programme: Programme, day: datetime.date) -> dict[str, str]:
    return {
        _("Judul"): _("Angka program %(name)s, %(place)s") % {"name": programme.name, "place": name_of(programme.region)},
        _("Konsep"): _("Capaian program pendampingan usaha mikro menurut indikatornya."),
        _("Definisi"): _("Rumus, satuan, dan sidik definisi berdiri di samping setiap angka."),
        _("Klasifikasi"): _("Seluruh wilayah program; tidak dirinci per orang atau per kelurahan."),
        _("Kode rujukan"): _("Kode dan data wilayah administrasi pemerintahan (Kemendagri)."),
        _("Cakupan"): _("Indikator yang dihitung dari catatan; indikator gabungan dan isian kantor tidak termasuk."),
        _("Sumber"): _("Catatan program di dinas, aplikasi Dampingi."),
        _("Edisi"): _("Keadaan %(day)s; dihitung sekali dan tidak berubah.") % {"day": formats.day(day)},
        _("Pengungkapan"): disclosure(),
    }  # fmt: skip


def disclosure() -> str:
    return _(
        "Nilai dibulatkan ke persen penuh, banyaknya ke kelipatan %(least)d. Angka yang bertumpu pada kurang dari %(fewest)d, atau yang menunjuk "
        "kurang dari %(least)d orang, tidak ditampilkan."
    ) % {"least": LEAST, "fewest": FEWEST}


def published(programme: str = "", edition: str = "") -> FigureEdition | None:
    """The latest of all, of a programme, or the one that is named; None where nothing was published at all. Raises Refused, Conflict."""
    rows = FigureEdition.objects.order_by("-day", "-programme__starts_on", "-number").select_related(
        "programme"
    )
    if not programme and not edition:
        found = rows.first()
    else:
        found = next((r for r in rows.filter(programme__code=programme) if edition in ("", r.edition)), None)
        if found is None:
            raise Refused(_("Edisi itu tidak ada. Pilih dari daftar edisi."), status=404)
    if found and digest(found.data) != found.sha256:
        raise Conflict(
            _(
                "Isi edisi ini tidak lagi cocok dengan sidiknya, jadi tidak ditampilkan. Laporkan kepada dinas."
            )
        )
    return found


def shown(edition: FigureEdition) -> list[dict[str, Any]]:
    """Each figure in words."""
    return [
        each | {"few": each["value"] is None, "value": _written(each, each["value"]), "target": _written(each, each["target"]) if each["target"] else "",
                "of": formats.number(each["of"]) if each["of"] is not None else ""}
        for each in edition.data["figures"]
    ]  # fmt: skip


def _written(each: dict[str, Any], value: str | None) -> str:
    if value is None:
        return formats.MISSING
    if each["kind"] == "mean":
        return formats.number(Decimal(value), 1)
    sign = "+" if each["kind"] == "change" and Decimal(value) > 0 else ""
    return sign + formats.percent(Decimal(value), 0)
