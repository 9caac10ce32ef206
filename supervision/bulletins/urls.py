"""The addresses of 通报."""

from django.urls import path

from supervision.bulletins import views

urlpatterns = [
    path("bulletins/", views.bulletins, name="bulletins"),
    path("bulletins/new/", views.new, name="bulletin-new"),
    path("bulletins/public/", views.public_list, name="bulletins-public"),
    path("bulletins/public/<int:pk>/", views.public_bulletin, name="bulletin-public"),
    path("bulletins/public/<int:pk>/bulletin.pdf", views.public_pdf, name="bulletin-public-pdf"),
    path("bulletins/<int:pk>/", views.bulletin, name="bulletin"),
    path("bulletins/<int:pk>/edit/", views.edit, name="bulletin-edit"),
    path("bulletins/<int:pk>/bulletin.pdf", views.as_pdf, name="bulletin-pdf"),
    path("bulletins/<int:pk>/bulletin.docx", views.as_word, name="bulletin-docx"),
    path("bulletins/<int:pk>/<slug:code>/", views.act, name="bulletin-act"),
]
