"""What can be approved, and by which levels. Apps register theirs at start-up; approvals know none of them by name."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval


@dataclass(frozen=True)
class Workflow:
    """`levels`: region depths that check, in order. A subject drafted at depth d starts at the first level below d.

    `on_approved` and `on_returned` run inside the deciding transaction.
    """

    name: str
    permission: Permission
    levels: tuple[int, ...]
    on_approved: Callable[[uuid.UUID, int], None]
    on_returned: Callable[[uuid.UUID, int, str], None]
    url: Callable[[uuid.UUID], str]
    title: Callable[[uuid.UUID], str]
    gathered: bool = False
    """They come by the dozen and wait on a page of their own: neither the inbox nor its count tells them one by one."""
    guard: Callable[[Approval, bool, str], None] | None = None
    """(approval, approved, comment) before a verdict: raises Refused where the subject's own rules say no."""
    exact: bool = False
    """Only for those appointed to the very region that checks: whoever is above looks on."""
    makers: Callable[[uuid.UUID], Collection[uuid.UUID]] | None = None
    """Who had a hand in a subject besides whoever submitted it: none of them decides."""
    on_passed: Callable[[uuid.UUID, int], None] | None = None
    """Approved at a level, and waits for the next."""


def later(path: str) -> Callable[..., Any]:
    """The function at a dotted path, imported when it is first called: no start waits for the statistics of what it may never decide."""

    def act(*told: Any, **named: Any) -> Any:
        return import_string(path)(*told, **named)

    return act


workflows: dict[str, Workflow] = {}


def register(workflow: Workflow) -> None:
    workflows[workflow.name] = workflow
