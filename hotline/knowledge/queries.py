"""Reading the knowledge base: by words, by topic, and as the desk's list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices

from hotline.knowledge import data
from hotline.knowledge.enums import ArticleStatus, Topic
from hotline.knowledge.models import Article, Feedback
from hotline.knowledge.rules import words

PAGE = 20
MOST_FOUND = 20
MOST_RELATED = 4
QUESTION_WORTH = 2
"""What a word is worth more in the question than in the answer, which counts one."""
LEAST_SHARE = 0.3
"""Of the best answer's score: what scores less answers something else."""


def search(question: str, *, most: int = MOST_FOUND) -> list[Article]:
    """Published articles that answer `question`, best first, each with its version; [] when it says nothing.

    A term is worth the more the fewer articles have it; not every term need be found.
    """
    terms = words.terms(question, data.synonyms())
    found = _scores(terms, most) if terms else []
    if not found:
        return []
    articles = Article.objects.select_related("published").defer("search").in_bulk([pk for pk, _ in found])
    return [articles[pk] for pk, score in found if score >= LEAST_SHARE * found[0][1] and pk in articles]


def related(article: Article) -> list[Article]:
    """What else may be asked by who asks this."""
    found = search(article.published.question, most=MOST_RELATED + 1)
    return [other for other in found if other.pk != article.pk][:MOST_RELATED]


def _scores(terms: Sequence[Sequence[str]], most: int) -> list[tuple[int, float]]:
    """(article, score), best first. The index alone answers: nothing is read but the keys of what has a term."""
    hits = "SELECT %s::int AS term, id, %s::int AS worth FROM hotline_article WHERE search @@ %s::tsquery"
    given = [
        part
        for place, term in enumerate(terms)
        for worth, in_question in ((1, False), (QUESTION_WORTH, True))
        for part in (place, worth, words.query(term, in_question=in_question))
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner does not know what unpacking 5,000 word lists costs, and starts workers for milliseconds.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(
            f"""WITH hit AS ({" UNION ALL ".join([hits] * (2 * len(terms)))}),
            rare AS (SELECT term, ln(1 + (SELECT count(*) FROM hotline_article WHERE search IS NOT NULL)::float
                / count(*)) AS worth FROM hit WHERE worth = 1 GROUP BY term)
            SELECT id, sum(hit.worth * rare.worth) AS score FROM hit JOIN rare USING (term)
            GROUP BY id ORDER BY score DESC, id LIMIT %s""",  # noqa: S608
            [*given, most],
        )
        return cursor.fetchall()


@dataclass(frozen=True)
class Page:
    """Articles of a list, and the key after which the next page starts ('' on the last)."""

    rows: list[Article]
    next_key: str


def of_topic(topic: str, *, after: str = "") -> Page:
    """One page of what is put out on a topic, most used first. Raises ValueError for a key that is none."""
    put_out = Article.objects.filter(published__isnull=False, published__topic=topic)
    rows = put_out.select_related("published").defer("search", "answer")
    if after:
        used, pk = map(int, after.split("_"))
        if not (0 <= used < 2**31 and 0 <= pk < 2**63):
            raise ValueError(after)
        rows = rows.filter(Q(used__lt=used) | Q(used=used, pk__gt=pk))
    return _page(rows.order_by("-used", "id"), lambda last: f"{last.used}_{last.pk}")


def topics() -> list[tuple[Topic, int]]:
    """Every topic and how many articles are put out on it."""
    counted = Article.objects.filter(published__isnull=False).values_list("published__topic").order_by()
    counts = dict(counted.annotate(Count("id")))
    return [(topic, counts.get(topic.value, 0)) for topic in Topic]


def to_review(today: date) -> QuerySet[Article]:
    """What stands before the public and wants a second look."""
    return Article.objects.filter(status=ArticleStatus.PUBLISHED, review_on__lte=today)


class Tab(TextChoices):
    ALL = "all", "全部"
    DRAFT = "draft", "草稿"
    REVIEWED = "reviewed", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已下架"
    DUE = "due", "到期复核"
    UNCLEAR = "unclear", "没答清楚"


def page(tab: Tab, *, today: date, topic: str = "", asked: str = "", after: str = "") -> Page:
    """One page of the desk's list, last edited first. Raises ValueError for a key that is none."""
    open_feedback = Feedback.objects.open().filter(version__article=OuterRef("pk"))
    rows = Article.objects.select_related("owner").defer("search", "answer").annotate(unclear=Exists(open_feedback))
    if tab == Tab.DUE:
        rows = rows.filter(status=ArticleStatus.PUBLISHED, review_on__lte=today)
    elif tab == Tab.UNCLEAR:
        rows = rows.filter(unclear=True)
    elif tab != Tab.ALL:
        rows = rows.filter(status=tab.value)
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    if asked:
        rows = rows.filter(Q(question__icontains=asked) | Q(words__icontains=asked))
    if after:
        moment, key = after.rsplit("_", 1)
        edited_at, pk = datetime.fromisoformat(moment), int(key)
        if edited_at.tzinfo is None or not 0 <= pk < 2**63:
            raise ValueError(after)
        rows = rows.filter(Q(edited_at__lt=edited_at) | Q(edited_at=edited_at, pk__lt=pk))
    return _page(rows.order_by("-edited_at", "-id"), lambda last: f"{last.edited_at.isoformat()}_{last.pk}")


def _page(rows: QuerySet[Article], key: Callable[[Article], str]) -> Page:
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], key(found[PAGE - 1]) if len(found) > PAGE else "")
