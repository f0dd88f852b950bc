"""Addresses that anyone may open: the page behind a certificate's QR code."""

urlpatterns = []
