from collections.abc import Callable
from functools import wraps

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.papers.actions import keep_paper, print_paper
from dampingi.outcomes.papers.drafts import Draft


def pdf(*permissions: Permission) -> Callable:
    """The view of a paper, for whoever holds one of the permissions, or for all who are logged in.

    It is given the actor and what the address says; it finds the subject in the actor's reach and hands back the paper's draft.
    """

    def decorate(draft_of: Callable[..., Draft]) -> Callable:
        @require_GET
        @(requires(*permissions) if permissions else for_anyone_logged_in)
        @wraps(draft_of)
        def view(request: HttpRequest, **asked: object) -> FileResponse:
            return answer(draft_of(request.actor, **asked))

        return view

    return decorate


def answer(draft: Draft) -> FileResponse:
    """The paper's file, made when it is first asked for."""
    return attached(print_paper(paper=keep_paper(draft)), draft.called)
