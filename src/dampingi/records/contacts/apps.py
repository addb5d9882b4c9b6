from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "dampingi.records.contacts"
    label = "contacts"
