from django.urls import path

from dampingi.records.contacts import views

urlpatterns = [
    path("kontak/", views.attempts, name="contact_attempts"),
    path("peserta/<uuid:enrolment_id>/kontak/", views.noting, name="note_attempt"),
]
