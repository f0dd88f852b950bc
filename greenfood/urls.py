app_name = "greenfood"

urlpatterns = []
