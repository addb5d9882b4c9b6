from django.urls import path

from dampingi.records.clinic import views

urlpatterns = [
    path("klinik/", views.slots, name="slots"),
    path("klinik/baru/", views.new_slot, name="new_slot"),
    path("klinik/<uuid:slot_id>/", views.slot, name="slot"),
    path("klinik/<uuid:slot_id>/batal/", views.slot_cancellation, name="slot_cancellation"),
    path("klinik/usaha/<uuid:booking_id>/hasil/", views.consultation, name="consultation"),
    path("klinik/usaha/<uuid:booking_id>/batal/", views.booking_cancellation, name="booking_cancellation"),
    path("klinik/penjadwalan/<uuid:batch_id>/", views.booked, name="booked"),
    path("klinik/penjadwalan/<uuid:batch_id>/batal/", views.batch_cancellation, name="batch_cancellation"),
]
