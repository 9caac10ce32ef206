"""The addresses of tickets: the public's, the desk's, the departments'."""

from django.urls import path

from hotline.tickets.views import board, citizens, lists, routing, taking_down, tickets

urlpatterns = [
    path("", citizens.contact, name="contact"),
    path("new/<slug:type>/", citizens.new, name="new"),
    path("follow/", citizens.follow, name="follow"),
    path("follow/<slug:number>/", citizens.followed, name="follow-ticket"),
    path("follow/<slug:number>/rate/", citizens.rate, name="rate"),
    path("follow/<slug:number>/add/", citizens.add, name="follow-add"),
    path("follow/<slug:number>/callback/", citizens.book, name="follow-callback"),
    path("mine/", citizens.mine, name="mine"),
    path("desk/", lists.desk, name="desk"),
    path("desk/hand-over/", lists.hand_over, name="desk-hand-over"),
    path("desk/new/<slug:type>/", taking_down.take_down, name="take-down"),
    path("inbox/", lists.inbox, name="inbox"),
    path("callbacks/", board.board, name="callbacks"),
    path("routing/", routing.dry_run, name="routing"),
    path("tickets/<slug:number>/", tickets.ticket, name="ticket"),
    path("tickets/<slug:number>/callback/", tickets.book, name="ticket-callback"),
    path("tickets/<slug:number>/attempt/", tickets.attempt, name="ticket-attempt"),
    path("tickets/<slug:number>/questions/<int:question_id>/", tickets.answer_question, name="ticket-question"),
    path("tickets/<slug:number>/<slug:code>/", tickets.act, name="ticket-act"),
]
