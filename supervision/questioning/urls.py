from django.urls import path

from supervision.questioning.views import answering, asking, drawing

urlpatterns = [
    path("q/<str:token>/", answering.answer, name="answer"),
    path("questionings/", drawing.questionings, name="questionings"),
    path("questionings/questions/", drawing.questions, name="questions"),
    path("questionings/<str:number>/", drawing.questioning, name="questioning"),
    path("questionings/<str:number>/redraw/", drawing.redraw, name="questioning-redraw"),
    path("questionings/<str:number>/start/", asking.start, name="questioning-start"),
    path("questionings/<str:number>/calls/", asking.calls, name="questioning-calls"),
    path("questionings/<str:number>/calls/<int:place>/", asking.call, name="questioning-call"),
    path("questionings/<str:number>/calls/<int:place>/phone/", asking.phone, name="questioning-phone"),
    path("questionings/<str:number>/results.xlsx", drawing.export, name="questioning-xlsx"),
]
