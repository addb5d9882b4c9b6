"""The stored comparison keys of names; how they are made is the engine's."""

from dampingi.engines.naming import business_key, person_key

__all__ = ["business_key", "person_key"]
