from django.urls import path

from dampingi.outcomes.reports import views

urlpatterns = [
    path("laporan/", views.reports, name="reports"),
    path("laporan/<str:report_code>/", views.report, name="report"),
    path("laporan/<str:report_code>/berkas.<str:format>", views.report_file, name="report_file"),
    path("laporan/<str:report_code>/angka/<int:no>/", views.report_figure, name="report_figure"),
]
