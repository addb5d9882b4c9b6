"""The mayor's decree over loans: drawn up by the office, cleared by the head, and enacted with the number and day the mayor's office gave it."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.records.loans.actions.steps import following, planned, take
from dampingi.records.loans.models import LoanApplication
from dampingi.records.loans.queries.loans import current, paid_by_city
from dampingi.records.partners.queries import people_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.models import DecreeLine, LoanDecree

NAME = SUBJECT = "loan_decree"
MOST = 500
HANDLE = Permission.HANDLE_LOANS
State = LoanDecree.State


@transaction.atomic
def draw_up(*, by: Actor, region: str, applications: Sequence[uuid.UUID], basis: str) -> LoanDecree:
    """Name loans whose next step is the decree; the head clears the text before the mayor signs it."""
    by.require(HANDLE, region=region)
    if by.user_id is None:
        raise Refused(_("Keputusan disusun oleh seorang petugas."))
    if not basis.strip() or len(basis.strip()) > 400:
        raise Refused(_("Isi dasar keputusannya, paling panjang 400 huruf."))
    if not 0 < len(set(applications)) <= MOST:
        raise Refused(_("Pilih sedikitnya satu pinjaman, paling banyak %(most)d dalam satu keputusan.") % {"most": MOST})  # fmt: skip
    found = _waiting(region, applications)
    made = LoanDecree.objects.create(region=region, basis=basis.strip(), by=by.user_id, by_name=by.name[:150])
    try:
        with transaction.atomic():
            DecreeLine.objects.bulk_create([_line(made, each) for each in found])
    except IntegrityError:
        raise Conflict(_("Sebuah pinjaman sudah ada dalam keputusan lain. Muat ulang daftarnya.")) from None
    record_event(
        by=by, action="draw_up_loan_decree", subject=(SUBJECT, made.id), region=region, detail={"loans": len(found)}, values=[str(a.id) for a in found]
    )  # fmt: skip
    submit(by=by, workflow=NAME, subject=(SUBJECT, made.id), version=1, region=region, drafted_by=by.user_id)
    return made


def _waiting(region: str, ids: Sequence[uuid.UUID]) -> list[LoanApplication]:
    rows = LoanApplication.objects.unscoped("reach is checked").select_for_update(of=("self",))
    rows = (
        rows.filter(id__in=ids, end=None).select_related("edition", "survey").order_by("submitted_on", "id")
    )
    found = [a for a in rows if contains(region, a.region) and following(a) == "decree"]
    if len(found) != len(set(ids)):
        raise Refused(_("Ada pinjaman yang tidak menunggu keputusan. Muat ulang daftarnya."), status=409)
    return found


def _line(made: LoanDecree, found: LoanApplication) -> DecreeLine:
    loan = getattr(found, "loan", None)
    if loan:
        city, principal, months = paid_by_city(current(loan))["city"], loan.principal, loan.terms["months"]
    else:
        city, principal, months = sum(planned(found, today_in(found.region)).city), found.survey.principal, found.survey.months  # fmt: skip
    return DecreeLine(decree=made, application=found, principal=principal, months=months, city=city)


def locked(id: uuid.UUID) -> LoanDecree:
    found = LoanDecree.objects.unscoped("the caller checks the reach").select_for_update().filter(id=id).first()  # fmt: skip
    if found is None:
        raise Refused(_("Keputusan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def approved(id: uuid.UUID, _version: int) -> None:
    LoanDecree.objects.unscoped("decided").filter(id=id).update(state=State.CLEARED)


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    """Its loans may be named in another."""
    LoanDecree.objects.unscoped("decided").filter(id=id).update(state=State.RETURNED, returned_note=comment)
    DecreeLine.objects.filter(decree=id).update(counts=False)


@transaction.atomic
def enact(*, by: Actor, decree: uuid.UUID, number: str, on: datetime.date) -> LoanDecree:
    """Signed by the mayor: each loan it names takes the step."""
    found = locked(decree)
    by.require(HANDLE, region=found.region)
    if found.state != State.CLEARED:
        raise Conflict(_("Keputusan ini belum disetujui kepala, atau sudah ditetapkan. Muat ulang halaman."))
    if not number.strip() or len(number.strip()) > 80:
        raise Refused(_("Isi nomor keputusan wali kota, paling panjang 80 huruf."))
    rows = LoanApplication.objects.unscoped("reach is checked").select_for_update(of=("self",))
    named = DecreeLine.objects.filter(decree=found, counts=True).values("application")
    applications = list(rows.filter(id__in=named).select_related("edition", "person", "bank").order_by("submitted_on", "id"))  # fmt: skip
    if not applications:
        raise Refused(_("Tidak ada lagi pinjaman dalam keputusan ini. Susun keputusan baru."))
    for each in applications:
        _named(by, each, on, number)
    found.state, found.number, found.on, found.revision = (
        State.ENACTED,
        number.strip(),
        on,
        found.revision + 1,
    )
    found.enacted_by, found.enacted_by_name = by.user_id, by.name[:150]
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Conflict(
            _(
                "Nomor keputusan itu sudah dipakai keputusan lain. Periksa nomor dari bagian hukum, lalu catat lagi."
            )
        ) from None
    record_event(
        by=by, action="enact_loan_decree", subject=(SUBJECT, found.id), region=found.region,
        detail={"number": found.number, "on": on.isoformat(), "loans": len(applications)},
    )  # fmt: skip
    notify(
        users={user for bank in {a.bank for a in applications} for user in people_of(bank)},
        text=gettext_noop("Keputusan %(number)s menetapkan pinjaman bank Anda; subsidinya dapat ditagih."),
        values={"number": found.number}, url=reverse("subsidy_claims"),
    )  # fmt: skip
    return found


def _named(by: Actor, found: LoanApplication, on: datetime.date, number: str) -> None:
    """The step of one loan; a refusal says whose, since a decree names many."""
    try:
        take(by, found, "decree", on, number)
    except Refused as refusal:
        raise type(refusal)(f"{found.person.name}: {refusal.message}", status=refusal.status) from None


def drop(by: Actor, application: LoanApplication) -> None:
    """A loan that came to nothing falls out of a decree that is not enacted yet."""
    line = (
        DecreeLine.objects.filter(application=application, counts=True)
        .exclude(decree__state=State.ENACTED)
        .first()
    )
    if line is None:
        return
    DecreeLine.objects.filter(id=line.id).update(counts=False)
    LoanDecree.objects.unscoped("its loan fell out").filter(id=line.decree_id).update(
        revision=F("revision") + 1
    )
    record_event(
        by=by, action="drop_loan_from_decree", subject=(SUBJECT, line.decree_id), region=application.region
    )
