"""Dampingi: accompanies Indonesian micro-businesses from register to signed decisions."""

__version__ = "0.1.0"
