"""The site's addresses and, while it is measured, those of what it is compared with."""

from django.urls import include, path

from . import baseline

handler400 = "config.refusals.bad_request"

urlpatterns = [
    path("", include("config.urls")),
    path("baseline/constant/", baseline.constant),
    path("baseline/plain/<slug:slug>/", baseline.plain),
    path("baseline/apart/", baseline.apart),
    path("baseline/apart/<path:path>", baseline.apart),
]
