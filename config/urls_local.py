"""The table of contents on one's own machine: the site, and the letters it wrote."""

from django.urls import path

from config import letters
from config.urls import *  # noqa: F403 - the error pages of the site, if it names any
from config.urls import urlpatterns as site

urlpatterns = [path("letters/", letters.show, name="letters"), *site]
