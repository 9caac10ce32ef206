from django.urls import path

from filings.pleadings.views import defence, guided, printing, text

urlpatterns = [
    path("defences/", defence.defences, name="defences"),
    path("file/<slug:code>/defence/", defence.defence, name="defence"),
    path("file/<slug:code>/pleading/", guided.pleading, name="pleading"),
    path("file/<slug:code>/pleading/step/<slug:step>/", guided.step, name="pleading-step"),
    path("file/<slug:code>/pleading/text/", text.text, name="pleading-text"),
    path("file/<slug:code>/pleading/paper/", printing.paper, name="pleading-print"),
    path("file/<slug:code>/pleading/paper/state/", printing.state, name="pleading-state"),
    path("file/<slug:code>/pleading/paper/hand-in/", printing.hand_in, name="pleading-hand-in"),
    path("file/<slug:code>/pleading/paper/<slug:sort>/", printing.file, name="pleading-file"),
]
