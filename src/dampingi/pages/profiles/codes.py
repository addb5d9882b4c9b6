"""A business's KBLI code on its page: with its edition and title, and what 2025 made of it."""

from django.urls import reverse
from django.utils.html import format_html

from dampingi.foundation.kbli.queries import TO_REVIEW, change, title
from dampingi.foundation.kbli.words import CHANGES
from dampingi.records.businesses.models import Business


def kbli_words(business: Business) -> str:
    edition, said = business.kbli_edition, title(business.kbli_edition, business.kbli)
    told = f"{business.kbli} ({edition})" if edition else business.kbli
    if not said:
        return told
    address = reverse("kbli_code", args=[edition, business.kbli])
    fate = change(business.kbli) if edition == "2020" else ""
    more = f" · {CHANGES[fate][1]}" if fate in TO_REVIEW else ""
    return format_html('<a href="{}">{}</a> {}{}', address, told, said, more)
