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


def _menu(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return {"groups": [], "first": [], "rest": []}
    found = navigation.links(getattr(request, "actor", None), request.path)
    first = [link for link in found if link.first][:4]
    rest = [link for link in found if link not in first]
    return {"groups": navigation.grouped(found), "first": first, "rest": navigation.grouped(rest)}
