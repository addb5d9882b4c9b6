from django.urls import path

from dampingi.records.desks import views

urlpatterns = [
    path("klinik/loket/", views.desks, name="desks"),
    path("klinik/loket/<uuid:desk_id>/", views.desk, name="desk"),
    path("klinik/loket/<uuid:desk_id>/panggil/", views.calling, name="desk_calling"),
    path("klinik/loket/<uuid:desk_id>/tutup/", views.closing, name="desk_closing"),
    path("klinik/loket/<uuid:desk_id>/layar/", views.wall, name="desk_wall"),
    path("klinik/loket/<uuid:desk_id>/<uuid:ticket_id>/", views.ticket, name="ticket"),
    path("klinik/loket/<uuid:desk_id>/<uuid:ticket_id>/selesai/", views.finishing, name="ticket_finishing"),
    path("klinik/loket/<uuid:desk_id>/<uuid:ticket_id>/lagi/", views.recalling, name="ticket_recalling"),
]
