"""Django's way in: `authenticate(request, username=<E.164>, code=<digits>)`, behind axes like every other login."""

from django.contrib.auth.backends import ModelBackend

from dampingi.foundation.accounts.models import User
from dampingi.records.access.actions import open_with


class CodeBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None, code=None, **_more) -> User | None:
        if not username or not code:
            return None
        found = open_with(phone=username, code=code)
        if found is None:
            return None
        user, opened = found
        user.opened_code = opened  # type: ignore[attr-defined]  # which code it was, for the view that lets them in
        return user if self.user_can_authenticate(user) else None
