from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dampingi.foundation.accounts"
    label = "accounts"
