"""The open work of a role: what waits, how much, and the door to it."""

import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.ui.formats import month, short_day
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.states import State
from dampingi.insight.theory.listing import UNJUDGED
from dampingi.insight.theory.queries import unjudged
from dampingi.pages.home.selling import late_photos, unchecked_products, unpaid_shelves
from dampingi.pages.home.waiting import Work
from dampingi.records.businesses.models import Standing
from dampingi.records.duplicates.queries.pairs import open_pairs
from dampingi.records.equipment.queries import items
from dampingi.records.grants.queries import grants
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.honoraria.queries import honoraria
from dampingi.records.loans.queries.applications import applications as loan_applications
from dampingi.records.loans.queries.loans import run_out
from dampingi.records.markets.models import Turn
from dampingi.records.mentoring.actions.reports import WORKFLOW
from dampingi.records.mentoring.models import MonthlyReport, Reverification, ReverificationDraw
from dampingi.records.pacts.queries import pacts, without_agreement
from dampingi.records.pacts.standing import standing_filter
from dampingi.records.partners.queries import partners
from dampingi.records.programmes.models import Application, PeriodClosure, Programme
from dampingi.records.programmes.queries import applications
from dampingi.records.questions.models import Question
from dampingi.records.questions.models import State as QuestionState
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.queries import undecreed
from dampingi.records.verification.queries import of_state, register


def work_of(actor: Actor, programme: Programme, *, today: datetime.date) -> list[Work]:
    """Only what is open, most pressing first."""
    found = [
        _approvals(actor),
        _questions(actor),
        _applications(actor, programme),
        _overdue_reports(actor, programme, today),
        _reverifications(actor, programme),
        _closure(actor, programme, today),
        _honoraria(actor),
        _ending_pacts(actor, today),
        _unsigned_partners(actor, today),
        _subsidy_claims(actor),
        _undecreed(actor),
        _run_out(actor, today),
        _unseen_items(actor, today),
        _late_reports(actor, today),
        _unjudged(actor, programme),
        _stalls(actor, today),
        late_photos(actor, today),
        unpaid_shelves(actor),
        unchecked_products(actor),
        _differences(actor),
        _unverified(actor, programme),
        _repeats(actor),
    ]
    return [each for each in found if each is not None and each.count]


def _stalls(actor: Actor, today: datetime.date) -> Work | None:
    """Market days that are over and of which nobody said who came."""
    if not actor.holds(Permission.KEEP_MARKETS):
        return None
    rows = Turn.objects.for_actor(actor, Permission.KEEP_MARKETS).filter(
        day__lt=today, state=Turn.State.GIVEN
    )
    oldest = rows.order_by("day", "stall__point__name").select_related("stall__point").first()
    href = (
        f"{reverse('market_day', args=[oldest.stall.point_id])}?hari={oldest.day:%Y-%m-%d}" if oldest else ""
    )
    note = f"{oldest.stall.point.name}, {short_day(oldest.day)}" if oldest else ""
    return Work(rows.count(), _("giliran lapak belum dicatat kehadirannya"), note, href, "store")


def _approvals(actor: Actor) -> Work | None:
    if not actor.holds(Permission.CHECK_MONTHLY_REPORTS):
        return None
    count = sum(a.workflow == WORKFLOW for a in waiting_for(actor))
    return Work(
        count,
        _("laporan bulanan menunggu pemeriksaan Anda"),
        _("Terlama lebih dulu"),
        address("inbox") or "",
        "inbox",
    )


def _applications(actor: Actor, programme: Programme) -> Work | None:
    if not actor.may(Permission.MANAGE_INTAKE, region=programme.region):
        return None
    count = applications(actor).filter(programme=programme, state=Application.State.SUBMITTED).count()
    return Work(
        count,
        _("pendaftar belum diputuskan"),
        _("Kuota dan prioritas dihitung otomatis"),
        _programme("applications", programme),
        "people",
    )


def _overdue_reports(actor: Actor, programme: Programme, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.VIEW_MONTHLY_REPORTS):
        return None
    late = MonthlyReport.objects.for_actor(actor, Permission.VIEW_MONTHLY_REPORTS).filter(
        programme=programme, submitted_on=None, due_on__lt=today
    )
    return Work(
        late.count(),
        _("laporan bulanan lewat tenggat"),
        _("Belum diajukan pendampingnya"),
        address("monthly_reports") or "",
        "report",
        State.LATE,
    )


def _reverifications(actor: Actor, programme: Programme) -> Work | None:
    if not actor.may(Permission.REVERIFY_OUTCOMES, region=programme.region):
        return None
    drawn = ReverificationDraw.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES).filter(
        programme=programme
    )
    done = Reverification.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES).filter(programme=programme)
    count = drawn.exclude(enrolment__in=done.values("enrolment")).count()
    return Work(
        count,
        _("hasil peserta terundi untuk diperiksa ulang"),
        _("Diperiksa orang lain, bukan pendampingnya"),
        address("participants") or "",
        "shield",
    )


def _closure(actor: Actor, programme: Programme, today: datetime.date) -> Work | None:
    """Months that ended and are still open for changes."""
    if not actor.may(Permission.MANAGE_INTAKE, region=programme.region):
        return None
    closed = set(PeriodClosure.objects.filter(programme=programme).values_list("month", flat=True))
    ended = [
        each for each in _months(programme.starts_on, min(today, programme.ends_on)) if each not in closed
    ]
    ended = [each for each in ended if (today.year, today.month) > (each.year, each.month)]
    if not ended:
        return None
    note = _("Terlama: %(month)s") % {"month": month(ended[0])}
    return Work(len(ended), _("bulan belum ditutup"), note, _programme("programme", programme), "lock")


def _questions(actor: Actor) -> Work | None:
    """What participants ask the clinic and nobody was asked to answer yet."""
    if not actor.regions(Permission.MANAGE_CLINIC):
        return None
    count = (
        Question.objects.for_actor(actor, Permission.MANAGE_CLINIC).filter(state=QuestionState.NEW).count()
    )
    href = f"{reverse('questions')}?keadaan=new&urut=answer_by"
    return Work(
        count,
        _("pertanyaan klinik menunggu diarahkan"),
        _("Kepada konsultan atau pendampingnya"),
        href,
        "chat",
    )


def _ending_pacts(actor: Actor, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.VIEW_PARTNERS):
        return None
    count = pacts(actor).filter(standing_filter("ending", today)).count()
    href = f"{reverse('pacts')}?status=ending"
    return Work(
        count,
        _("perjanjian mitra berakhir dalam 90 hari"),
        _("Perbarui bila kerja samanya berlanjut"),
        href,
        "report",
    )


def _unsigned_partners(actor: Actor, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.VIEW_PARTNERS):
        return None
    count = without_agreement(partners(actor), today).count()
    return Work(
        count,
        _("mitra tanpa perjanjian yang berlaku"),
        _("Permintaan baru kepada mereka ditahan"),
        reverse("unsigned_partners"),
        "people",
        State.NONE,
    )


def _subsidy_claims(actor: Actor) -> Work | None:
    """Banks' claims nobody accepted or returned yet, and reconciliations to agree on."""
    if not actor.regions(Permission.MANAGE_MONEY):
        return None
    rows = Claim.objects.for_actor(actor, Permission.MANAGE_MONEY).filter(state=Claim.State.SENT)
    href = f"{reverse('subsidy_claims')}?keadaan=sent"
    return Work(
        rows.count(),
        _("tagihan subsidi menunggu diterima"),
        _("Tiap barisnya sudah diperiksa"),
        href,
        "money",
    )


def _undecreed(actor: Actor) -> Work | None:
    """Loans the bank cannot bill before the mayor's decree names them."""
    regions = actor.regions(Permission.HANDLE_LOANS)
    if not regions:
        return None
    count = sum(len(undecreed(region)) for region in regions)
    return Work(
        count,
        _("pinjaman menunggu keputusan wali kota"),
        _("Belum dapat ditagih bank"),
        reverse("loan_decrees"),
        "report",
    )


def _run_out(actor: Actor, today: datetime.date) -> Work | None:
    """Loans whose last month is over and of which the bank did not say that all is paid."""
    if not actor.regions(Permission.HANDLE_LOANS):
        return None
    count = loan_applications(actor).filter(run_out(today)).count()
    href = f"{reverse('loan_applications')}?angsuran=habis"
    return Work(
        count, _("pinjaman habis masanya, belum dicatat lunas"), _("Tanyakan kepada banknya"), href, "money"
    )


def _unseen_items(actor: Actor, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.CHECK_EQUIPMENT):
        return None
    count = items.due_for_a_look(items.items(actor), today).count()
    href = f"{reverse('equipment_items')}?keadaan=periksa"
    return Work(
        count,
        _("barang bantuan enam bulan tidak dilihat"),
        _("Lihat dan foto: dipakai atau menganggur"),
        href,
        "store",
    )


def _late_reports(actor: Actor, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.VIEW_GRANTS):
        return None
    count = grants.overdue(grants.payments(actor), today).count()
    href = f"{reverse('grant_reports')}?laporan=terlambat"
    return Work(
        count,
        _("laporan penggunaan bantuan terlambat"),
        _("Bagian berikutnya ditahan sampai diterima"),
        href,
        "report",
        State.LATE,
    )


def _unjudged(actor: Actor, programme: Programme) -> Work | None:
    """Once the programme's rates are frozen, its evaluation has begun."""
    if not actor.may(Permission.DECIDE_EVALUATION, region=programme.region, programme=programme.id):
        return None
    return Work(
        len(unjudged(actor, programme)),
        _("baris teori program belum dinilai"),
        _("Angka programnya sudah dibekukan"),
        f"{reverse('theory')}?{urlencode({'program': programme.code, 'penilaian': UNJUDGED})}",
        "scale",
    )


def _honoraria(actor: Actor) -> Work | None:
    """They wait by the dozen on a page of their own."""
    if not actor.regions(Permission.MANAGE_HONORARIA):
        return None
    rows = honoraria(actor).filter(state=Honorarium.State.DRAFT).exclude(mentor__user=actor.user_id)
    href = f"{reverse('honoraria')}?keadaan=draft"
    return Work(
        rows.count(),
        _("honorarium menunggu diperiksa"),
        _("Diperiksa sekaligus, lalu dibayar"),
        href,
        "money",
    )


def _unverified(actor: Actor, programme: Programme) -> Work | None:
    if not actor.holds(Permission.VERIFY_BUSINESSES):
        return None
    theirs = Q(enrolments__programme=programme, enrolments__exited_on=None)
    count = register(actor).filter(theirs, standing="").distinct().count()
    return Work(
        count,
        _("usaha peserta belum diverifikasi"),
        _("Lewat kunjungan, telepon, atau dokumen"),
        f"{reverse('verification_queue')}?keadaan=unverified",
        "store",
        State.NONE,
    )


def _differences(actor: Actor) -> Work | None:
    """What verifiers found otherwise than recorded: the office decides."""
    if not actor.holds(Permission.EDIT_BUSINESSES):
        return None
    count = of_state(register(actor), Standing.DIFFERS).count()
    return Work(
        count,
        _("usaha ternyata berbeda dari catatan"),
        _("Ambil alih temuan verifikator, atau kirim orang lagi"),
        f"{reverse('verification_queue')}?keadaan=differs",
        "shield",
    )


def _repeats(actor: Actor) -> Work | None:
    if not actor.holds(Permission.MERGE_RECORDS):
        return None
    href = f"{address('pairs') or ''}?putusan=menunggu"
    return Work(
        open_pairs(actor).count(),
        _("pasangan usaha mungkin kembar menunggu"),
        _("Anda yang memutuskan; dapat dipisahkan kembali"),
        href,
        "pair",
        State.NONE,
    )


def _programme(route: str, programme: Programme) -> str:
    return reverse(route, args=[programme.code])


def _months(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    first = start.year * 12 + start.month - 1
    last = end.year * 12 + end.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]
