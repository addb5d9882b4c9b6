from django.urls import path

from dampingi.records.timetables import views

urlpatterns = [
    path("pertemuan/susunan/", views.timetable, name="timetable"),
    path("pertemuan/susunan/pindah/", views.moving_together, name="moving_together"),
    path("pertemuan/susunan/<uuid:meeting_id>/", views.other_times, name="other_times"),
]
