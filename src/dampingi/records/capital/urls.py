from django.urls import path

from dampingi.records.capital import views

urlpatterns = [
    path("modal-koperasi/", views.capital_needs, name="capital_needs"),
    path("modal-koperasi/<uuid:need_id>/", views.capital_need, name="capital_need"),
    path("koperasi/<uuid:cooperative_id>/modal/", views.new_capital_need, name="new_capital_need"),
]
