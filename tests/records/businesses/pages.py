"""What the tests of the register's pages share: forms as a browser sends them, and who is asked to do what."""

import re

from tests.records.conftest import HERE

from dampingi.records.businesses.models import Business

OFFICE_ONLY = ("coordinator", "ana", "budi", "camat", "participant", "head", "inspector", "partner", "panel")
"""Everyone of the town who is not the office; `elsewhere` is the office of the next city."""


def statuses(town, address: str, names: tuple[str, ...], **post: str) -> dict[str, int]:
    """What each person gets for a GET, or for a POST if there is something to send."""
    found = {}
    for name in names:
        client = town.client(name)
        found[name] = (client.post(address, post) if post else client.get(address)).status_code
    return found


def refused_to_all_but_the_office(town, address: str, **post: str) -> None:
    assert set(statuses(town, address, OFFICE_ONLY, **post).values()) == {403}
    assert statuses(town, address, ("elsewhere",), **post) == {"elsewhere": 404}
    answer = town.client("stranger").get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


def fields_of(page: str) -> dict[str, str]:
    """The fields of a page's form with what stands in them, as a browser would send them untouched."""
    form = re.search(r"<form class=\"form.*?</form>", page, re.S)[0]
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name, kind = _of(tag, "name"), _of(tag, "type")
        if name and (kind not in ("radio", "checkbox") or "checked" in tag):
            found[name] = _of(tag, "value")
    for name, text in re.findall(r"<textarea[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</textarea>", form, re.S):
        found[name] = text.strip()
    for name, options in re.findall(r"<select[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", form, re.S):
        chosen = re.search(r"value=\"([^\"]*)\" selected", options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def _of(tag: str, attribute: str) -> str:
    found = re.search(rf"\b{attribute}=\"([^\"]*)\"", tag)
    return found[1] if found else ""


def named(name: str) -> Business:
    return Business.objects.unscoped("test").select_related("owner", "origin").get(name=name)


__all__ = ["HERE", "OFFICE_ONLY", "fields_of", "named", "refused_to_all_but_the_office", "statuses"]
