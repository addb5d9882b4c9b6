from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.ui import navigation

SEARCHED = (
    Permission.VIEW_BUSINESSES,
    Permission.VIEW_PARTICIPANTS,
    Permission.VIEW_MENTORS,
    Permission.VIEW_DASHBOARD,
)
THEMES = {"auto": "", "terang": "light", "gelap": "dark"}
THEME_COOKIE = "tampilan"


def shell(request: HttpRequest) -> dict[str, object]:
    """What the page shell needs; the menu is only worked out when a template asks for it."""
    return {
        "user": getattr(request, "user", None),
        "theme": THEMES.get(request.COOKIES.get(THEME_COOKIE, "auto"), ""),
        "actor": getattr(request, "actor", None),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "search_address": navigation.address("search") if _may_search(request) else "",
    }


def _may_search(request: HttpRequest) -> bool:
    """Whoever reaches only their own row has nothing to search."""
    actor = getattr(request, "actor", None)
    return bool(actor) and any(s.reach is not Reach.OWN for p in SEARCHED for s in actor.scopes(p))


def _menu(request: HttpRequest) -> navigation.Menu:
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return navigation.Menu()
    return navigation.drawn(request.actor, request.path)  # type: ignore[attr-defined]
