"""Addresses that anyone may open: the page behind a certificate's QR code."""

from django.urls import path

from .views.public import certificate

urlpatterns = [
    path("<str:code>/", certificate, name="certificate-public"),
    # A full stop or a blank copied together with the address.
    path("<str:code>/<str:rest>", certificate, name="certificate-public"),
]
