from django.urls import path

from dampingi.insight.monitoring import opening, views

urlpatterns = [
    path("data/program/", opening.open_figures, name="open_figures"),
    path("data/program/terbit/", opening.publish_figures, name="publish_figures"),
    path("dasbor/", views.dashboard, name="dashboard"),
    path("dasbor/banding/", views.compared, name="compared"),
    path("dasbor/silang/", views.cross_table, name="cross_table"),
    path("dasbor/tersimpan/", views.saved_views, name="saved_views"),
    path("dasbor/tersimpan/hapus/", views.saved_view_removal, name="saved_view_removal"),
    path("dasbor/tayang/", views.slides, name="slides"),
    path("dasbor/lembar/", views.sheet, name="dashboard_sheet"),
    path("dasbor/rincian/", views.figure_rows, name="figure_rows"),
]
