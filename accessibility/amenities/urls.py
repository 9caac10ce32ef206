from django.urls import path

from accessibility.amenities.views import loans, public, repairs, rounds

urlpatterns = [
    path("facilities/", public.facilities, name="facilities"),
    path("facilities/loans/", loans.loans, name="loans"),
    path("facilities/loans/<int:pk>/return/", loans.give_back, name="loan-return"),
    path("facilities/loans/<int:pk>/lost/", loans.mark_lost, name="loan-lost"),
    path("facilities/items/", loans.items, name="items"),
    path("facilities/items/<int:pk>/retire/", loans.retire_item, name="item-retire"),
    path("facilities/round/", rounds.daily, name="round"),
    path("facilities/round/<slug:code>/", rounds.check, name="round-facility"),
    path("facilities/repairs/", repairs.repairs, name="repairs"),
    path("facilities/repairs/<str:number>/", repairs.repair, name="repair"),
    path("facilities/repairs/<str:number>/take/", repairs.take, name="repair-take"),
    path("facilities/repairs/<str:number>/look/", repairs.look_again, name="repair-look"),
    path("facilities/photos/<int:pk>/", repairs.photo, name="facility-photo"),
    path("facilities/<slug:code>/broken/", public.report, name="facility-report"),
]
