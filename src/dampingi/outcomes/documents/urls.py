from django.urls import path

from dampingi.outcomes.documents import views

app_name = "documents"

urlpatterns = [
    path("verifikasi/", views.verification, name="verification"),
    path("verifikasi/<str:code>/", views.document, name="document"),
    path("kop-surat/", views.letterheads, name="letterheads"),
    path("kop-surat/<str:region>/", views.letterhead, name="letterhead"),
]
