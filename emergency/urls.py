from supervision.ground import desk

from . import tables

app_name = "emergency"

urlpatterns = [pattern for register in tables.REGISTERS for pattern in desk.paths(register.key, register)]
