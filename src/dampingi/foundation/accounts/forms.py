from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "Nama masuk atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."
        ),
        "inactive": _("Akun ini tidak aktif. Hubungi penyelenggara."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail atau nomor telepon")
        self.fields["password"].label = _("Kata sandi")


class FirstPasswordForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Kata sandi baru")
        self.fields["new_password1"].help_text = _("Sekurang-kurangnya sepuluh huruf atau angka.")
        self.fields["new_password2"].label = _("Sekali lagi")
