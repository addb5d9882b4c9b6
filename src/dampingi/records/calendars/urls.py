from django.urls import path

from dampingi.records.calendars import views

urlpatterns = [
    path("pertemuan/hari-kerja/", views.office_times, name="office_times"),
    path("pertemuan/hari-kerja/baru/", views.new_office_time, name="new_office_time"),
    path("pertemuan/hari-kerja/usulan/", views.office_times_adoption, name="office_times_adoption"),
    path("pertemuan/hari-kerja/<uuid:time_id>/", views.office_time, name="office_time"),
    path(
        "pertemuan/hari-kerja/<uuid:time_id>/arsip/",
        views.office_time_archiving,
        name="office_time_archiving",
    ),
]
