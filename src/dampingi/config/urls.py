from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("dampingi.foundation.accounts.urls")),
    path("", include("dampingi.foundation.ui.urls")),
    path("", include("dampingi.foundation.boundaries.urls")),
    path("", include("dampingi.foundation.jobs.urls")),
    path("", include("dampingi.foundation.audit.urls")),
    path("", include("dampingi.records.verification.urls")),
    path("", include("dampingi.records.businesses.urls")),
    path("", include("dampingi.records.duplicates.urls")),
    path("", include("dampingi.records.programmes.urls")),
    path("", include("dampingi.records.calendars.urls")),
    path("", include("dampingi.records.commitments.urls")),
    path("", include("dampingi.records.meetings.urls")),
    path("", include("dampingi.records.timetables.urls")),
    path("", include("dampingi.records.learning.urls")),
    path("", include("dampingi.records.voices.urls")),
    path("", include("dampingi.records.access.urls")),
    path("", include("dampingi.records.complaints.urls")),
    path("", include("dampingi.records.contacts.urls")),
    path("", include("dampingi.insight.health.urls")),
    path("", include("dampingi.records.cooperatives.urls")),
    path("", include("dampingi.records.surveys.urls")),
    path("", include("dampingi.insight.impact.urls")),
    path("", include("dampingi.insight.reviews.urls")),
    path("", include("dampingi.insight.passing.urls")),
    path("", include("dampingi.insight.theory.urls")),
    path("", include("dampingi.insight.lessons.urls")),
    path("", include("dampingi.records.recruitment.urls")),
    path("", include("dampingi.records.tot.urls")),
    path("", include("dampingi.records.appointments.urls")),
    path("", include("dampingi.records.mentoring.urls")),
    path("", include("dampingi.records.tasks.urls")),
    path("", include("dampingi.records.honours.urls")),
    path("", include("dampingi.records.handovers.urls")),
    path("", include("dampingi.records.desks.urls")),
    path("", include("dampingi.records.knowledge.urls")),
    path("", include("dampingi.records.questions.urls")),
    path("", include("dampingi.records.clinic.urls")),
    path("", include("dampingi.records.hours.urls")),
    path("", include("dampingi.records.honoraria.urls")),
    path("", include("dampingi.insight.monitoring.urls")),
    path("", include("dampingi.insight.evaluation.urls")),
    path("", include("dampingi.insight.agreements.urls")),
    path("", include("dampingi.insight.instruments.urls")),
    path("", include("dampingi.insight.hearings.urls")),
    path("", include("dampingi.outcomes.documents.urls")),
    path("", include("dampingi.outcomes.reports.urls")),
    path("", include("dampingi.outcomes.papers.urls")),
    path("", include("dampingi.outcomes.honoraria.urls")),
    path("", include("dampingi.outcomes.decisions.urls")),
    path("", include("dampingi.capture.imports.urls")),
    path("", include("dampingi.capture.field.urls")),
    path("", include("dampingi.pages.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("dampingi.demo.urls")))

handler400 = "dampingi.foundation.ui.errors.bad_request"
handler403 = "dampingi.foundation.ui.errors.forbidden"
handler404 = "dampingi.foundation.ui.errors.not_found"
handler500 = "dampingi.foundation.ui.errors.broken"
