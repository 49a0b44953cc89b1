"""The addresses of people and of the rules."""

from django.urls import path

from accounts.views import arrival, ledger, profiles

app_name = "accounts"
urlpatterns = [
    path("members/<slug:name>/", profiles.show, name="profile"),
    path("settings/", profiles.edit, name="settings"),
    path("moderation/", ledger.show, name="ledger"),
    path("accounts/arrive/<slug:name>/<slug:token>/", arrival.arrive, name="arrive"),
]
