"""Every route declares who may open it; the matrix test walks the URL configuration and refuses one that does not."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Denied


def requires(*permissions: Permission) -> Callable:
    """Only for people who hold one of the permissions; what they see of it is the query's matter."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.actor.user_id is None:
                return _to_login(request)
            if not any(request.actor.holds(p) for p in permissions):
                raise Denied(
                    _("Halaman ini bukan untuk peran Anda. Kembali ke beranda, atau hubungi penyelenggara.")
                )
            return view(request, *args, **kwargs)

        guarded.permissions = permissions
        return guarded

    return decorate


def for_anyone_logged_in(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        return _to_login(request) if request.actor.user_id is None else view(request, *args, **kwargs)

    guarded.permissions = "logged in"
    return guarded


def public(view):
    view.permissions = "public"
    return view


def _to_login(request):
    return HttpResponseRedirect(f"{resolve_url('login')}?next={quote(request.get_full_path())}")
