from django.urls import path

from dampingi.records.voices import views

urlpatterns = [
    path("suara/", views.voices, name="voices"),
    path("suara/<uuid:enrolment_id>/<uuid:mentor_id>/", views.voice, name="voice"),
]
