from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.permissions import ROLE_NAMES, Role
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(login=username.strip().lower())


class User(Row, AbstractBaseUser):
    """Someone who can log in. Personal data: login (e-mail or phone), name."""

    login = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="id")
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Assignment(Row):
    """Gives a person a role in a region, for a programme and a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    region = RegionCode(blank=True, db_index=True)
    """'' is the whole country."""
    programme = models.UUIDField(null=True)
    """None is every programme."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_by = models.UUIDField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="assignment_ends_after_start",
            )
        ]
