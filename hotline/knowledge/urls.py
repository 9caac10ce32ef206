from django.urls import path

from hotline.knowledge.views import desk, public, scripts

urlpatterns = [
    path("knowledge/", public.knowledge, name="knowledge"),
    path("knowledge/search/", public.search, name="knowledge-search"),
    path("knowledge/topics/<slug:code>/", public.topic, name="knowledge-topic"),
    path("knowledge/articles/<slug:slug>/", public.article, name="article"),
    path("knowledge/articles/<slug:slug>/unclear/", public.unclear, name="article-unclear"),
    path("knowledge/articles/<slug:slug>/used/", public.used, name="article-used"),
    path("knowledge/media/<int:pk>/", public.medium, name="medium"),
    path("knowledge/media/<int:pk>/captions/", public.captions, name="medium-captions"),
    path("knowledge/media/<int:pk>/remove/", desk.remove_medium, name="medium-remove"),
    path("knowledge/feedback/<int:pk>/settle/", desk.settle, name="feedback-settle"),
    path("knowledge/desk/", desk.articles, name="knowledge-desk"),
    path("knowledge/desk/new/", desk.new, name="knowledge-new"),
    path("knowledge/desk/articles/<slug:slug>/", desk.manage, name="knowledge-manage"),
    path("knowledge/desk/articles/<slug:slug>/edit/", desk.edit, name="knowledge-edit"),
    path("knowledge/desk/articles/<slug:slug>/review/", desk.review, name="knowledge-review"),
    path("knowledge/desk/articles/<slug:slug>/send-back/", desk.send_back, name="knowledge-send-back"),
    path("knowledge/desk/articles/<slug:slug>/publish/", desk.publish, name="knowledge-publish"),
    path("knowledge/desk/articles/<slug:slug>/withdraw/", desk.withdraw, name="knowledge-withdraw"),
    path("knowledge/desk/articles/<slug:slug>/media/", desk.add_medium, name="knowledge-media"),
    path("knowledge/desk/articles/<slug:slug>/versions/<int:number>/", desk.version, name="knowledge-version"),
    path("scripts/", scripts.scripts, name="scripts"),
    path("scripts/<slug:slug>/", scripts.script, name="script"),
    path("scripts/<slug:slug>/<slug:step>/", scripts.script, name="script"),
]
