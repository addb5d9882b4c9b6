from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def page(office) -> Callable:
    """page(who, route, *args, **data): what a person gets; a POST when data is given."""

    def ask(who, route, *args, **data):
        client = Client()
        client.force_login(office.users[who])
        address = reverse(route, args=args)
        return client.post(address, data) if data else client.get(address)

    return ask
