import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dampingi.foundation.ui.fields import done


def back(request: HttpRequest, placement_id: uuid.UUID, said: str, act: Callable[[], Any]) -> HttpResponse:
    """To the placement, with what was done or why not."""
    done(request, said, act)
    return redirect("placement", placement_id)
