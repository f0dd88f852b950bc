"""The page of a request that cannot be understood: inside the frame for who is signed in, as the other refusals are."""
from django.shortcuts import render


def bad_request(request, exception):
    return render(request, "400.html", status=400)
