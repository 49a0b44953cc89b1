"""The table of contents."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

handler400 = "config.refusals.bad_request"
handler404 = "config.refusals.not_found"

urlpatterns = [
    path("", include("forum.urls")),
    path("", include("articles.urls")),
    path("", include("accounts.urls")),
    path("", include("config.plumbing")),
    path(
        "about/", TemplateView.as_view(template_name="pages/about.html"), name="about"
    ),
    path(
        "rules/", TemplateView.as_view(template_name="pages/rules.html"), name="rules"
    ),
    path(
        "privacy/",
        TemplateView.as_view(template_name="pages/privacy.html"),
        name="privacy",
    ),
    path(
        "contact/",
        TemplateView.as_view(template_name="pages/contact.html"),
        name="contact",
    ),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
