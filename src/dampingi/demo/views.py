from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dampingi.demo.personas import BY_KEY
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.routes import public


@public
@require_POST
def enter_as(request, key: str):
    """Log in as a persona with one click; exists only while the demo runs."""
    persona = BY_KEY.get(key)
    user = persona and User.objects.filter(login=persona.login, is_active=True).first()
    if not settings.DEMO or user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    wanted = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if inside else settings.LOGIN_REDIRECT_URL)
