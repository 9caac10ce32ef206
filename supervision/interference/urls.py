from django.urls import path

from supervision.interference.views import contacts, entries, months, register, relatives

urlpatterns = [
    path("interference/", entries.interference, name="interference"),
    path("interference/new/", entries.record, name="interference-record"),
    path("interference/confirm/", months.confirm, name="interference-confirm"),
    path("interference/months/", months.months, name="interference-months"),
    path("interference/figures/", register.figures, name="interference-figures"),
    path("interference/register.xlsx", register.export, name="interference-xlsx"),
    path("interference/contacts/", contacts.contacts, name="contacts"),
    path("interference/contacts/new/", contacts.record, name="contact-record"),
    path("interference/relatives/", relatives.relatives, name="relatives"),
    path("interference/relatives/staff/", relatives.of_staff, name="relatives-of-staff"),
    path("interference/relatives/<int:pk>/withdraw/", relatives.withdraw, name="relative-withdraw"),
    path("interference/<str:number>/", entries.entry, name="interference-entry"),
    path("interference/<str:number>/correct/", entries.correct, name="interference-correct"),
    path("interference/<str:number>/files/", entries.attach, name="interference-attach"),
    path("interference/<str:number>/files/<int:pk>/", entries.file, name="interference-file"),
]
