"""A link that lets a new account set its first password. It is signed and ends with its first use or after some days; the database keeps nothing of it."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from dampingi.foundation.accounts.models import User


def invitation_address(user: User) -> str:
    key = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("invitation", args=[key, default_token_generator.make_token(user)])


def invited(key: str, token: str) -> User | None:
    """Whose link it is, while it holds and the account has no password yet."""
    try:
        user = User.objects.filter(pk=force_str(urlsafe_base64_decode(key)), is_active=True).first()
    except (ValueError, UnicodeDecodeError):
        return None
    if user is None or user.has_usable_password() or not default_token_generator.check_token(user, token):
        return None
    return user
