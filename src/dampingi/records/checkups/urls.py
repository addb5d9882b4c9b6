from django.urls import path

from dampingi.records.checkups import views

urlpatterns = [
    path("cek-alumni/", views.check_ups, name="check_ups"),
    path("cek-alumni/<uuid:check_up_id>/", views.check_up, name="check_up"),
]
