from django.urls import path

from dampingi.foundation.accounts import views

urlpatterns = [
    path("masuk/", views.login, name="login"),
    path("undangan/<str:key>/<str:token>/", views.invitation, name="invitation"),
    path("keluar/", views.logout, name="logout"),
]
