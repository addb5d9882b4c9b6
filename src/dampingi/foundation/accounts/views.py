from django.contrib.auth.views import LoginView, LogoutView

from dampingi.foundation.accounts.entries import entries
from dampingi.foundation.accounts.forms import LoginForm
from dampingi.foundation.accounts.routes import public


class _Login(LoginView):
    authentication_form = LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=entries(), **kwargs)


login = public(_Login.as_view())
logout = public(LogoutView.as_view())
