"""Targets and a work programme for every mentor, signed in February; one is changed in August, one change waits for a signature."""

import datetime
from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import depth
from dampingi.insight.agreements import actions
from dampingi.insight.agreements.forms import months_of
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan, Tick
from dampingi.insight.agreements.queries import in_month
from dampingi.records.mentoring.models import MonthlyReport

FIELD = (
    ("visits_per_participant", "1", "month"),
    ("stage_timeliness", "0.75", "year"),
    ("new_nib", "0.40", "year"),
)
ALL = (("report_punctuality", "0.90", "year"),)
NOTES = (
    "Berjalan sesuai rencana.",
    "Diikuti sebagian besar peserta.",
    "Digabung dengan kunjungan rutin.",
    "",
)


def agree(b: Building) -> None:
    office, months = b.persona("penyelenggara"), [f"{m:%Y-%m}" for m in months_of(b.programme)]
    b.clock.set(b.year.on(2, 3))
    for field in (True, False):
        ids = [m.id for m in b.mentors if (depth(m.region) == 4) is field]
        made = actions.propose(by=office, mentors=ids, plan=_plan(months, field=field))
        users = {m.id: m.user for m in b.mentors}
        for each in made:
            actions.sign(by=b.acting(users[each.mentor_id]), agreement=each.id, hash=each.hash)
    _change(b, months)
    b.clock.set(b.today)


def _plan(months: list[str], *, field: bool, visits: str = "1") -> Plan:
    targets = [
        TargetPlan(c, Decimal(visits if c.startswith("visits") else v), p)
        for c, v, p in ((*FIELD, *ALL) if field else ALL)
    ]
    lines = [
        LinePlan("Pemetaan kendala peserta", "Daftar kendala tiap peserta", tuple(months[:2])),
        LinePlan("Kelas pemasaran di kelurahan", "Satu kelas setiap bulannya", tuple(months[3:8:2])),
        LinePlan("Pendampingan NIB bersama", "Peserta tanpa NIB terdaftar di OSS", tuple(months[2:6])),
    ]  # fmt: skip
    above = [
        LinePlan("Rapat pendamping di wilayah", "Notula dan tindak lanjut", tuple(months)),
        LinePlan("Kunjungan bersama pendamping kelurahan", "Catatan bimbingan", tuple(months[1::2])),
    ]
    return Plan(tuple(targets), tuple(lines if field else above))


def _change(b: Building, months: list[str]) -> None:
    """A mentor asks for fewer visits after an illness and the office agrees; the persona is asked for more and has not answered."""
    own = b.persona("pendamping").user_id
    field = [m for m in b.mentors if depth(m.region) == 4]
    asking = next(m for m in field if m.user_id != own)
    b.clock.set(min(b.today, b.year.on(8, 4)))
    made = actions.propose(
        by=b.acting(asking.user), mentors=[asking.id], plan=_plan(months, field=True, visits="0.8"),
        reason="Dirawat dua minggu pada Juli; kunjungan diatur ulang sampai akhir program.",
    )[0]  # fmt: skip
    actions.sign(by=b.persona("penyelenggara"), agreement=made.id, hash=made.hash)
    b.clock.set(b.today - datetime.timedelta(days=3))
    actions.propose(
        by=b.persona("penyelenggara"), mentors=[m.id for m in field if m.user_id == own],
        plan=_plan(months, field=True, visits="1.2"), reason="Peserta bertambah dari serah terima dampingan.",
    )  # fmt: skip


def tick(b: Building, month: datetime.date, drafts: list[MonthlyReport]) -> None:
    """What mentors say of their work programme in a month's reports, before handing them in."""
    rng, wanted = picker(b.seed, f"agreeing/{month}"), f"{month:%Y-%m}"
    held = in_month(b.programme, month, [r.mentor_id for r in drafts])
    for report in sorted(drafts, key=lambda r: (r.region, str(r.mentor_id))):
        lines = (
            [ln for ln in held[report.mentor_id].lines if wanted in ln["months"]]
            if report.mentor_id in held
            else []
        )
        if lines:
            rows = [Tick(ln["code"], rng.random() < 0.85, rng.choice(NOTES)) for ln in lines]
            actions.tick_lines(by=b.by, report=report.id, rows=rows)
