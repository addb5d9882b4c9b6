from django.urls import path

from dampingi.outcomes.honoraria import views

urlpatterns = [
    path("honor/berkas/", views.papers, name="honorarium_papers"),
    path("honor/berkas/<uuid:bundle_id>/", views.paper, name="honorarium_paper"),
    path("honor/berkas/<uuid:bundle_id>/berkas.pdf", views.file, name="honorarium_paper_file"),
    path("honor/berkas/<uuid:bundle_id>/bank.xlsx", views.bank, name="honorarium_bank_list"),
]
