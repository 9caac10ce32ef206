"""Where the pages about an article are."""

from django.urls import reverse

from hotline.knowledge.models import Article


def public(article: Article) -> str:
    """The page that everybody reads."""
    return reverse("hotline:article", args=[article.slug])


def desk(article: Article) -> str:
    """The page on which it is written, reviewed and put out."""
    return reverse("hotline:knowledge-manage", args=[article.slug])
