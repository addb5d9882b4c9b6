from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import actor_of


def actor(get_response):
    """`request.actor`: the person with today's assignments, or a stranger."""

    def middleware(request):
        user = request.user
        request.actor = actor_of(user, on=timezone.localdate()) if user.is_authenticated else Actor.stranger()
        return get_response(request)

    return middleware
