"""The addresses of the audit pages. Loaded after the rooms' own: their registers are named here."""

from supervision.ground import desk

from . import registers

app_name = registers.SPACE
DECLARED = [
    declare()
    for declare in (
        registers.acts,
        registers.signins,
        registers.tries,
        registers.exports,
        registers.imports,
        registers.reveals,
        registers.appointments,
    )
]
urlpatterns = [address for declared in DECLARED for address in desk.paths(declared.key, declared)]
