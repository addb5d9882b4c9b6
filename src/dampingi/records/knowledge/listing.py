from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui import states
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.knowledge.models import State
from dampingi.records.knowledge.queries import ranked

LOOKS = {
    State.PUBLISHED: states.State.GOOD,
    State.PROPOSED: states.State.WATCH,
    State.RETURNED: states.State.LATE,
    State.WITHDRAWN: states.State.NONE,
}


def articles_list(actor: Actor) -> ListOf:
    columns: tuple[Column, ...] = (
        Column(
            "title",
            _("Artikel"),
            sort=("title",),
            href=lambda a: reverse("article", args=[a.id]),
            note=lambda a: a.asked[:110],
        ),
        Column(
            "field",
            _("Bidang"),
            lambda a: choices("constraint_fields").get(a.field, a.field),
            sort=("field",),
        ),
        Column("yes", _("Membantu"), kind="number", sort=("yes",)),
        Column("published_at", _("Terbit"), kind="day", sort=("published_at",)),
    )
    filters = [
        Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field")
    ]
    if actor.holds(Permission.ANSWER_QUESTIONS) or actor.holds(Permission.MANAGE_CLINIC):
        columns += (
            Column(
                "state",
                _("Keadaan"),
                lambda a: (LOOKS[a.state], a.get_state_display()),
                "state",
                sort=("state",),
            ),
        )
        filters.append(Filter("keadaan", _("Keadaan"), lambda: State.choices, field="state"))
    return ListOf(
        name="pengetahuan-klinik",
        noun=_("artikel"),
        columns=columns,
        order="-published_at",
        ties=("title", "id"),
        filters=tuple(filters),
        ranking=lambda text, chosen: ranked(actor, text, chosen),
        search_label=_("Apa yang ingin Anda ketahui?"),
    )  # fmt: skip


def looks(article: Any) -> states.State:
    return LOOKS[article.state]
