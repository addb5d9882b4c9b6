from django.urls import path

from dampingi.foundation.accounts import views

urlpatterns = [
    path("masuk/", views.login, name="login"),
    path("keluar/", views.logout, name="logout"),
]
