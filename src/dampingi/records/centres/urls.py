from django.urls import path

from dampingi.records.centres import booking, views

urlpatterns = [
    path("sentra/", views.centres, name="centres"),
    path("sentra/perbaikan/", views.centre_repairs, name="centre_repairs"),
    path("sentra/<uuid:centre_id>/", views.centre, name="centre"),
    path("sentra/<uuid:centre_id>/minggu/", views.centre_week, name="centre_week"),
    path("sentra/<uuid:centre_id>/unit/", views.centre_units, name="centre_units"),
    path("sentra/<uuid:centre_id>/ruang/", views.centre_rooms, name="centre_rooms"),
    path("sentra/ruang/<uuid:room_id>/tutup/", views.centre_room_closing, name="centre_room_closing"),
    path("sentra/unit/<uuid:unit_id>/", views.centre_unit, name="centre_unit"),
    path("sentra/unit/<uuid:unit_id>/penghuni/", views.unit_occupancy, name="unit_occupancy"),
    path("sentra/unit/<uuid:unit_id>/penghuni/<uuid:occupancy_id>/pergi/", views.unit_leaving, name="unit_leaving"),
    path("sentra/unit/<uuid:unit_id>/lepas/", views.unit_retiring, name="unit_retiring"),
    path("sentra/unit/<uuid:unit_id>/kondisi/", views.unit_condition, name="unit_condition"),
    path("sentra/unit/<uuid:unit_id>/perbaikan/", views.unit_repair, name="unit_repair"),
    path("sentra/perbaikan/<uuid:repair_id>/keadaan/", views.repair_state, name="repair_state"),
    path("sentra/perbaikan/<uuid:repair_id>/foto/", views.repair_photo, name="repair_photo"),
    path("sentra/foto/<uuid:picture_id>/", views.centre_photo, name="centre_photo"),
    path("ruang-sentra/", booking.own_rooms, name="own_rooms"),
    path("ruang-sentra/<uuid:room_id>/pesan/", booking.own_room_hour, name="own_room_hour"),
    path("ruang-sentra/jam/<uuid:hour_id>/kembali/", booking.own_room_return, name="own_room_return"),
]  # fmt: skip
