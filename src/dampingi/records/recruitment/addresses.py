from django.urls import reverse

from dampingi.records.recruitment.models import Applicant


def applicant_address(applicant: Applicant) -> str:
    return reverse("mentor_applicant", args=[applicant.id])
