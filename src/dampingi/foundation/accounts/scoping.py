"""Queries on region-bound rows must say for whom. One that does not raises when it runs."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from dampingi.foundation.accounts.actors import Actor, Scope
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.errors import UnscopedQuery
from dampingi.foundation.regions.codes import inside

USER = object()
"""Stands for the actor's user id in the lookups of `Paths`."""


@dataclass(frozen=True)
class Paths:
    """How a model's rows relate to a reach, as field lookups. A reach without a path sees nothing."""

    region: str | None = "region"
    programme: str | None = None
    caseload: dict[str, Any] | None = None
    own: dict[str, Any] | None = None
    addressed: dict[str, Any] | None = None
    event: dict[str, Any] | None = None
    other_region: str | None = None
    """A second region that must be reached as well: a row about two places is for those who reach both."""


class ScopedQuerySet(models.QuerySet):
    """A queryset that runs only after `for_actor` or `unscoped`. The model names its `paths`."""

    _scoped = False

    def for_actor(self, actor: Actor, permission: Permission) -> "ScopedQuerySet":
        found = self._marked()
        scopes = actor.scopes(permission)
        if actor.system or any(s.reach is Reach.REGION and not s.region and not s.programme for s in scopes):
            return found
        reach = Q(pk__in=[])
        for scope in scopes:
            reach |= self._reached(scope, actor)
        return found.filter(reach & self._other_reached(scopes))

    def unscoped(self, why: str) -> "ScopedQuerySet":
        """For code that has checked the reach another way, or works on the whole; `why` is read in review."""
        if not why:
            raise UnscopedQuery("say why this query needs no scope")
        return self._marked()

    def _reached(self, scope: Scope, actor: Actor) -> Q:
        paths: Paths = self.model.paths
        if scope.reach is Reach.REGION:
            if paths.region is None:
                return Q(pk__in=[])
            reached = inside(scope.region, paths.region)
            if scope.programme and paths.programme:
                reached &= Q(**{paths.programme: scope.programme})
            return reached
        lookups = getattr(paths, scope.reach.value, None)
        if not lookups or actor.user_id is None:
            return Q(pk__in=[])
        told = {k: actor.user_id if v is USER else v for k, v in lookups.items()}
        return Q(pk__in=self.model._base_manager.filter(**told).values("pk"))

    def _other_reached(self, scopes: tuple[Scope, ...]) -> Q:
        other = self.model.paths.other_region
        regions = [s.region for s in scopes if s.reach is Reach.REGION]
        if other is None or "" in regions:
            return Q()
        reach = Q(pk__in=[])
        for region in regions:
            reach |= inside(region, other)
        return reach

    def _marked(self) -> "ScopedQuerySet":
        found = self._chain()
        found._scoped = True
        return found

    def _clone(self):
        clone = super()._clone()
        clone._scoped = self._scoped
        return clone

    def _add_hints(self, **hints):
        super()._add_hints(**hints)
        if "instance" in hints:  # rows reached from a row already in hand
            self._scoped = True

    def _must_be_scoped(self) -> None:
        if not self._scoped:
            raise UnscopedQuery(
                f"{self.model.__name__}: say for whom with .for_actor(actor, permission), or .unscoped(why)"
            )

    def _fetch_all(self):
        if self._result_cache is None:
            self._must_be_scoped()
        super()._fetch_all()

    def iterator(self, *args, **kwargs):
        self._must_be_scoped()
        return super().iterator(*args, **kwargs)

    def count(self):
        self._must_be_scoped()
        return super().count()

    def exists(self):
        self._must_be_scoped()
        return super().exists()

    def aggregate(self, *args, **kwargs):
        self._must_be_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs):
        self._must_be_scoped()
        return super().update(**kwargs)

    def delete(self):
        self._must_be_scoped()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
