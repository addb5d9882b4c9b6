from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.actions import open_account
from dampingi.foundation.accounts.entries import entries
from dampingi.foundation.accounts.forms import FirstPasswordForm, LoginForm
from dampingi.foundation.accounts.invitations import invited
from dampingi.foundation.accounts.routes import public


class _Login(LoginView):
    authentication_form = LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=entries(), **kwargs)


login = public(_Login.as_view())
logout = public(LogoutView.as_view())


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """A new account sets its first password; afterwards the link leads nowhere."""
    user = invited(key, token)
    if user is None:
        return render(request, "accounts/invitation.html", {"user_invited": None}, status=404)
    form = FirstPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        open_account(user=user, password=form.cleaned_data["new_password1"])
        messages.success(request, _("Kata sandi tersimpan. Silakan masuk."))
        return redirect("login")
    context = {"user_invited": user, "form": form}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors else 200)
