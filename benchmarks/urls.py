"""The site's addresses and, beside them, those of the views it is compared with."""

from django.urls import path

from benchmarks import baseline
from config.urls import handler400, urlpatterns as site

__all__ = ["handler400", "urlpatterns"]

urlpatterns = [
    path("baseline/constant/", baseline.constant),
    path("baseline/rows/<slug:slug>/", baseline.rows),
    *site,
]
