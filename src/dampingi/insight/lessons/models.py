from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import RegionCode
from dampingi.insight.reviews.models import Signed


class Side(models.TextChoices):
    HINDERING = "hindering", _("Penghambat")
    SUPPORTING = "supporting", _("Pendukung")


class Concerned(models.TextChoices):
    OFFICE = "office", _("Penyelenggara")
    MENTORS = "mentors", _("Pendamping")
    PARTICIPANTS = "participants", _("Peserta")
    KECAMATAN = "kecamatan", _("Kecamatan dan kelurahan")
    SPEAKERS = "speakers", _("Narasumber")
    PARTNERS = "partners", _("Mitra")
    PROVINCE = "province", _("Provinsi")


class Factor(Signed):
    """What helped or hindered, as somebody who was there puts it; what the records count needs no row."""

    side = models.CharField(max_length=12, choices=Side.choices)
    place = RegionCode(blank=True)
    """Where; '' everywhere in the programme."""
    text = models.CharField(max_length=300)
    evidence = models.CharField(max_length=300)
    """Where it can be seen: minutes, a report, who said it on which occasion."""


class Lesson(Signed):
    """What the year taught, for the plan of the next. Never changed: one that was wrong is withdrawn and written anew."""

    learnt = models.CharField(max_length=500)
    basis = models.CharField(max_length=60)
    """What it rests on: a source of insight/theory, `teori:row`, `kendala:code` or `faktor:id`."""
    basis_words = models.CharField(max_length=400)
    """What that told when the lesson was written."""
    evidence = models.CharField(max_length=300, blank=True)
    concerns = models.CharField(max_length=20, choices=Concerned.choices)
    change = models.CharField(max_length=500)
    """What should be done otherwise."""
    for_year = models.PositiveSmallIntegerField()


class Withdrawn(Signed):
    reason = models.CharField(max_length=300)

    class Meta:
        abstract = True


class FactorWithdrawal(Withdrawn):
    factor = models.OneToOneField(Factor, on_delete=models.PROTECT, related_name="withdrawal")


class LessonWithdrawal(Withdrawn):
    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="withdrawal")
