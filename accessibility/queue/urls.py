from django.urls import path

from accessibility.queue.views import figures

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures.xlsx", figures.figures_xlsx, name="figures-xlsx"),
]
