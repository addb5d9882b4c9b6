from django.urls import path

from dampingi.records.cooperatives import views

urlpatterns = [
    path("koperasi/", views.cooperatives, name="cooperatives"),
    path("koperasi/baru/", views.new_cooperative, name="new_cooperative"),
    path("koperasi/<uuid:cooperative_id>/", views.cooperative, name="cooperative"),
    path("koperasi/<uuid:cooperative_id>/ubah/", views.edit_cooperative, name="edit_cooperative"),
    path("koperasi/<uuid:cooperative_id>/tahun-buku/", views.book_year, name="book_year"),
]
