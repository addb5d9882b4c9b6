from django.urls import path

from dampingi.records.commitments import views

urlpatterns = [
    path("agenda-saya/", views.agenda, name="agenda"),
    path("agenda-saya/<uuid:commitment_id>/", views.commitment, name="commitment"),
    path("agenda-saya/<uuid:commitment_id>/hapus/", views.dropping, name="drop_commitment"),
]
