from django.urls import path

from dampingi.records.commitments import linking, views

urlpatterns = [
    path("agenda-saya/", views.agenda, name="agenda"),
    path("agenda-saya/pola/", linking.week, name="week"),
    path("agenda-saya/kalender/", linking.calendar_list, name="calendars"),
    path("agenda-saya/kalender/<uuid:calendar_id>/baca/", linking.reading_again, name="read_calendar"),
    path("agenda-saya/kalender/<uuid:calendar_id>/lepas/", linking.unlinking, name="unlink_calendar"),
    path("agenda-saya/<uuid:commitment_id>/", views.commitment, name="commitment"),
    path("agenda-saya/<uuid:commitment_id>/hapus/", views.dropping, name="drop_commitment"),
]
