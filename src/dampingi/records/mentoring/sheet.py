"""A monthly report as the official form prints it: numbered parts of labelled lines, made from its figures."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.ui.formats import money, number, percent
from dampingi.records.mentoring.additions import added
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.places import place_words
from dampingi.records.programmes.models import Enrolment


@dataclass(frozen=True)
class Line:
    label: str
    value: str
    note: str = ""
    headline: bool = False
    """Shown above on the screen already; the printed form has it here."""
    href: str = ""
    """Where the rows behind it are."""


@dataclass
class Part:
    title: str
    lines: list[Line]
    people: list[tuple[str, str]] = field(default_factory=list)
    """(name, address of their page), for parts that name participants."""


@dataclass
class Sheet:
    place: str
    level: str
    headline: list[Line]
    """Four figures that a reader wants first."""
    parts: list[Part]


def sheet_of(report: MonthlyReport, figures: dict) -> Sheet:
    part_makers: tuple[Callable[[dict, MonthlyReport], Part | None], ...] = (
        _activity, _not_met, _stages, _growth, _constraints, _learning, _below,
    )  # fmt: skip
    parts = [made for make in part_makers if (made := make(figures, report))]
    told = [tell(figures[key], report) for key, (_count, tell) in added.items() if key in figures]
    parts += [part for part in told if part]
    return Sheet(
        place=place_words(report.region),
        level=_level(report.region),
        headline=_headline(figures),
        parts=parts,
    )


def _level(region: str) -> str:
    return {4: _("Pendamping kelurahan"), 3: _("Pendamping kecamatan"), 2: _("Pendamping kota")}.get(
        depth(region), _("Pendamping")
    )


def _headline(f: dict) -> list[Line]:
    return [
        Line(_("Kunjungan"), number(f["visits"]), _trend(f["visits"], f["before"]["visits"])),
        Line(_("Menit pendampingan"), number(f["minutes"]), _trend(f["minutes"], f["before"]["minutes"])),
        Line(
            _("Peserta ditemui"), number(f["met"]), _("dari %(n)s peserta") % {"n": number(f["participants"])}
        ),
        Line(_("Tahap selesai"), number(sum(f["stages"].values())), _overdue(f["stages_overdue"])),
    ]


def _trend(now: int, before: int) -> str:
    if now == before:
        return _("sama dengan bulan lalu")
    words = _("naik %(n)s dari bulan lalu") if now > before else _("turun %(n)s dari bulan lalu")
    return words % {"n": number(abs(now - before))}


def _overdue(count: int) -> str:
    return (
        _("%(n)s tahap lewat tenggat") % {"n": number(count)} if count else _("tidak ada yang lewat tenggat")
    )


def _activity(f: dict, report: MonthlyReport) -> Part:
    topics = choices("topics")
    lines = [replace(line, headline=True) for line in _headline(f)[:3]]
    lines += [
        Line(_("Kunjungan tentang %(topic)s") % {"topic": topics.get(code, code).lower()}, number(count))
        for code, count in sorted(f["topics"].items(), key=lambda pair: -pair[1])
    ]
    return Part(_("Kegiatan pendampingan"), lines)


def _not_met(f: dict, report: MonthlyReport) -> Part | None:
    if not f["not_met"]:
        return None
    ids = [uuid.UUID(i) for i in f["not_met"]]
    rows = Enrolment.objects.unscoped("named in a report the reader may see").filter(id__in=ids)
    people = [
        (e.person.name, participant_address(e.id))
        for e in rows.select_related("person").order_by("person__key")
    ]
    return Part(_("Peserta yang belum ditemui"), [Line(_("Jumlah"), number(len(people)))], people)


def _stages(f: dict, report: MonthlyReport) -> Part:
    named = dict(report.programme.stages.values_list("code", "name"))
    lines = [Line(named.get(code, code), number(count)) for code, count in f["stages"].items()]
    lines.append(Line(_("Tahap lewat tenggat pada akhir bulan"), number(f["stages_overdue"])))
    if f["tasks"]["due"]:
        lines.append(Line(_("Tugas dikumpulkan"), number(f["tasks"]["submitted"]), _due(f["tasks"]["due"])))
    return Part(_("Tahap dan tugas"), lines)


def _due(count: int) -> str:
    return _("%(n)s jatuh tempo bulan ini") % {"n": number(count)}


def _growth(f: dict, report: MonthlyReport) -> Part | None:
    g = f["growth"]
    if not f["participants"]:
        return None
    lines = [Line(_("Peserta yang melaporkan perkembangan"), _of(g["reported"], f["participants"]))]
    if g["compared"]:
        change = (
            (g["turnover"] - g["turnover_before"]) / g["turnover_before"] if g["turnover_before"] else None
        )
        note = _("bulan lalu %(before)s") % {"before": money(g["turnover_before"])}
        lines.append(
            Line(
                _("Omzet %(n)s peserta yang sama") % {"n": number(g["compared"])}, money(g["turnover"]), note
            )
        )
        if change is not None:
            lines.append(Line(_("Perubahan omzet"), ("+" if change > 0 else "") + percent(change)))
    return Part(_("Perkembangan usaha"), lines)


def _constraints(f: dict, report: MonthlyReport) -> Part | None:
    named, c = choices("constraints"), f["constraints"]
    if not (f["participants"] or c["noted"]):
        return None
    lines = [
        Line(named.get(code, code), number(count))
        for code, count in sorted(c["noted"].items(), key=lambda p: -p[1])
    ]
    if not lines:
        lines = [Line(_("Kendala baru"), number(0))]
    return Part(_("Kendala"), [*lines, Line(_("Kendala teratasi"), number(c["resolved"]))])


def _learning(f: dict, report: MonthlyReport) -> Part | None:
    t = f["trainings"]
    return (
        Part(_("Pelatihan"), [Line(_("Hadir dari yang diundang"), _of(t["present"], t["invited"]))])
        if t["invited"]
        else None
    )


def _below(f: dict, report: MonthlyReport) -> Part | None:
    b = f["below"]
    if not b["reports"]:
        return None
    return Part(
        _("Laporan pendamping di bawahnya"),
        [
            Line(_("Diajukan"), _of(b["submitted"], b["reports"])),
            Line(_("Tepat waktu"), number(b["on_time"])),
            Line(_("Disetujui"), number(b["approved"])),
        ],
    )


def _of(part: int, whole: int) -> str:
    return _("%(part)s dari %(whole)s") % {"part": number(part), "whole": number(whole)}
