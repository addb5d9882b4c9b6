from django.urls import path

from dampingi.records.clinic import own, views

urlpatterns = [
    path("klinik-saya/", own.own_clinic, name="own_clinic"),
    path("klinik-saya/tunggu/", own.own_waiting, name="own_waiting"),
    path("klinik-saya/<uuid:slot_id>/pesan/", own.own_place, name="own_place"),
    path("klinik-saya/janji/<uuid:booking_id>/batal/", own.own_giving_back, name="own_giving_back"),
    path("klinik-saya/janji/<uuid:booking_id>/klinik.ics", own.own_booking_file, name="own_booking_file"),
    path("klinik/<uuid:slot_id>/jadwalkan/", views.desk_booking, name="desk_booking"),
    path("klinik/", views.slots, name="slots"),
    path("klinik/hubungi/", views.calls, name="clinic_calls"),
    path("klinik/baru/", views.new_slot, name="new_slot"),
    path("klinik/<uuid:slot_id>/", views.slot, name="slot"),
    path("klinik/<uuid:slot_id>/batal/", views.slot_cancellation, name="slot_cancellation"),
    path("klinik/usaha/<uuid:booking_id>/hasil/", views.consultation, name="consultation"),
    path("klinik/usaha/<uuid:booking_id>/batal/", views.booking_cancellation, name="booking_cancellation"),
    path("klinik/penjadwalan/<uuid:batch_id>/", views.booked, name="booked"),
    path("klinik/penjadwalan/<uuid:batch_id>/batal/", views.batch_cancellation, name="batch_cancellation"),
]
