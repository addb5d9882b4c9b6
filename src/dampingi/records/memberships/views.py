import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.cooperatives.queries import cooperative_of, managed
from dampingi.records.memberships import actions, queries
from dampingi.records.memberships.forms import DecisionForm, LeavingForm, SavingForm, StrikeForm, TermsForm
from dampingi.records.memberships.listing import memberships_list
from dampingi.records.memberships.models import Membership
from dampingi.records.partners.queries import partners

MANAGE, SEE, DECIDE = queries.MANAGE, queries.SEE, queries.DECIDE
FORMS = {"decide": "decision", "save": "saving", "leave": "leaving"}


@require_GET
@requires(SEE, DECIDE)
def memberships(request: HttpRequest) -> HttpResponse:
    rows = queries.seen(request.actor)
    waiting = rows.filter(state=Membership.State.APPLIED).count()
    members = rows.filter(state=Membership.State.MEMBER).count()
    context = {"waiting": waiting, "members": members, "sees": request.actor.holds(SEE)}
    return respond(request, memberships_list(request.actor), rows, "memberships/memberships.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def membership_terms(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    found = cooperative_of(managed(request.actor), cooperative_id)
    own = [(str(p.id), p.name) for p in partners(request.actor).filter(ended_on=None).order_by("name")]
    form = TermsForm(
        request.POST or None, partners=own, initial=TermsForm.initial_of(queries.terms_of(found))
    )
    if form.is_valid() and attempt(
        form, lambda: actions.set_terms(by=request.actor, cooperative=found.id, told=form.told())
    ):
        messages.success(request, _("Syarat keanggotaan tersimpan."))
        return redirect("cooperative", found.id)
    context = {"form": form, "cooperative": found}
    return render(request, "memberships/terms.html", context, status=422 if form.errors else 200)


@requires(SEE, DECIDE)
@require_http_methods(["GET", "POST"])
def membership(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """One membership: the decision while it is asked for, then what was saved, and the way out."""
    found = queries.membership_of(queries.seen(request.actor), membership_id)
    forms = _forms(request, found)
    if request.method == "POST":
        said = _act(request, found, forms)
        if said:
            messages.success(request, said)
            return redirect("membership", found.id)
    today = queries.today_at(found.cooperative)
    context = {
        "membership": found, "savings": list(found.savings.all()), "held": queries.held(found),  # type: ignore[attr-defined]
        "unpaid": queries.unpaid_months(found, today), "strike": StrikeForm() if forms["saving"] else None, **forms,
    }  # fmt: skip
    wrong = any(f is not None and f.errors for f in forms.values())
    return render(request, "memberships/membership.html", context, status=422 if wrong else 200)


def _forms(request: HttpRequest, found: Membership) -> dict:
    act = request.POST.get("act", "") if request.method == "POST" else ""
    manages = queries.memberships(request.actor, DECIDE).filter(id=found.id).exists()
    today, state = queries.today_at(found.cooperative), found.state
    told = {name: request.POST if FORMS.get(act) == name else None for name in FORMS.values()}
    member = manages and state == Membership.State.MEMBER
    return {
        "decision": DecisionForm(told["decision"]) if manages and state == Membership.State.APPLIED else None,
        "saving": SavingForm(told["saving"], membership=found, today=today, initial={"on": today, "saving": new_id()} | queries.next_saving(found, today))
        if member
        else None,
        "leaving": LeavingForm(told["leaving"]) if member else None,
    }  # fmt: skip


def _act(request: HttpRequest, found: Membership, forms: dict) -> str:
    """The sentence to show when it is done; '' with the mistakes on the form."""
    by, act = request.actor, request.POST.get("act", "")
    form = forms.get(FORMS.get(act, ""))
    if form is None:
        raise Refused(_("Langkah itu tidak terbuka untuk Anda sekarang. Muat ulang halamannya."), status=409)
    if not form.is_valid():
        return ""
    said = form.cleaned_data
    if act == "decide":
        yes = said["verdict"] == "yes"
        done = attempt(
            form, lambda: actions.decide(by=by, membership=found.id, accepted=yes, reason=said["reason"])
        )
        return _("Keputusan tersimpan, dan pemiliknya diberi tahu.") if done else ""
    if act == "save":
        done = attempt(
            form, lambda: actions.note_saving(by=by, membership=found.id, told=form.told(), id=said["saving"])
        )
        return _("Simpanan tercatat.") if done else ""
    done = attempt(form, lambda: actions.leave(by=by, membership=found.id, **said))
    return _("Anggota keluar, dan simpanannya dikembalikan.") if done else ""


@requires(DECIDE)
@require_POST
def saving_strike(request: HttpRequest, membership_id: uuid.UUID, saving_id: uuid.UUID) -> HttpResponse:
    found = queries.membership_of(queries.memberships(request.actor, DECIDE), membership_id)
    form = StrikeForm(request.POST)
    row = found.savings.filter(id=saving_id).first()  # type: ignore[attr-defined]
    if row is None:
        raise Refused(_("Catatan simpanan itu tidak ada."), status=404)
    if not form.is_valid():
        raise Refused(_("Tulis mengapa catatan ini dicoret, paling panjang 300 huruf."))
    actions.strike_saving(by=request.actor, saving=row.id, reason=form.cleaned_data["reason"])
    messages.success(request, _("Catatan dicoret; tetap terbaca di riwayat."))
    return redirect("membership", found.id)
