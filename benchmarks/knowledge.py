"""Searching 5,000 articles in Chinese: as the page does it, by itself, and one bare statement on the same index.

Run: `.venv/bin/python benchmarks/knowledge.py [how many articles]` (5,000 unless said). The articles are made up of
sentences about fees, filing, service, evidence …, so that nearly every one speaks of 诉讼; a few are written by hand
and must come first.
"""

import random
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import measure

ARTICLES = 5_000
RUNS = 200
TARGET_MS = 50
AT = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
MATTERS = (
    *("诉讼费", "保全费", "公告费", "鉴定费", "起诉状", "答辩状", "证据", "传票"),
    *("判决书", "裁定书", "调解书", "执行款", "代理权", "管辖权", "送达地址", "财产线索"),
)
ACTS = (
    *("申请", "提交", "补正", "撤回", "变更", "交纳", "查询", "复制"),
    *("送达", "执行", "调解", "鉴定", "保全", "上诉", "异议"),
)
PLACES = (
    *("立案庭", "诉讼服务大厅", "审判庭", "执行局", "网上立案"),
    *("诉讼服务热线", "银行", "派出所", "居民委员会", "用人单位"),
)
SENTENCES = (
    "当事人{act}{matter}的，应当在收到通知之日起{days}日内到{place}办理，逾期的由法院依法处理。",
    "{place}收到{matter}以后，对符合条件的当场登记，不符合的一次告知需要{act}的全部内容。",
    "民事诉讼中{act}{matter}不另外收取费用，但是{place}可以要求说明理由并提供身份证明。",
    "对{matter}有异议的，可以在{days}日内向{place}{act}，审查期间不停止诉讼。",
)
KNOWN = {
    "诉讼费怎么退": ("诉讼费怎么退", "退诉讼费 怎么办", "官司费退不退", "诉讼费用多久能退", "我要退诉讼费"),
    "对方不签收传票怎么送达": ("传票对方不签收", "不签收怎么送达", "送达 拒绝签收 传票"),
    "人身安全保护令怎么申请": ("怎么申请人身安全保护令", "保护令申请", "人身保护令"),
}
"""Questions of articles written by hand → ways to ask for them: other orders, other words, a word too many."""
COMMON = ("诉讼", "怎么申请", "法院", "民事诉讼费用证据保全执行送达调解鉴定上诉异议", "请问需要什么材料")


def fill(count: int) -> None:
    from hotline.knowledge.enums import ArticleStatus, Topic
    from hotline.knowledge.models import Article, ArticleVersion
    from hotline.knowledge.services.publishing import index

    chance = random.Random(20261125)

    def words() -> dict[str, str]:
        told = {"matter": MATTERS, "act": ACTS, "place": PLACES}
        return {name: chance.choice(one) for name, one in told.items()} | {"days": str(chance.randint(3, 60))}

    questions = list(KNOWN)
    questions += ["{act}{matter}要在{days}日内到{place}吗".format(**words()) for _ in range(count - len(questions))]
    articles = Article.objects.bulk_create(
        Article(
            slug=f"article-{number}",
            topic=chance.choice(Topic.values),
            question=question,
            answer="\n\n".join(chance.choice(SENTENCES).format(**words()) for _ in range(12)),
            laws=["诉讼费用交纳办法第五十三条", "民事诉讼法第一百二十六条"],
            review_on=date(2027, 11, 25),
            edited_at=AT,
        )
        for number, question in enumerate(questions)
    )
    versions = ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=one,
            number=1,
            topic=one.topic,
            question=one.question,
            answer=one.answer,
            laws=one.laws,
            review_on=one.review_on,
            published_at=AT,
        )
        for one in articles
    )
    for article, version in zip(articles, versions, strict=True):
        article.published = version
    Article.objects.bulk_update(articles, ["published"], batch_size=500)
    Article.objects.update(status=ArticleStatus.PUBLISHED)
    for article in articles:
        index(article)


def bare(question: str) -> list[int]:
    """What the index alone can do: articles with every pair of the question, in no order."""
    from django.db import connection

    from hotline.knowledge.rules.words import cut

    wanted = " & ".join(f"'{word}'" for word in cut(question) if len(word) > 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM hotline_article WHERE search @@ %s::tsquery LIMIT 20", [wanted])
        return [pk for (pk,) in cursor.fetchall()]


def main(count: int) -> None:
    measure.own_database("bench_knowledge")

    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from hotline.knowledge import queries

    fill(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL ANALYZE hotline_article")
        cursor.execute("SELECT pg_size_pretty(pg_relation_size('article_by_words'))")
        size = cursor.fetchone()[0]
    print(f"{count} articles, index {size}; {RUNS} searches each, in turn; {measure.machine()}")

    first = sum(queries.search(way)[0].question == question for question, ways in KNOWN.items() for way in ways)
    print(f"the article that was asked for comes first: {first} of {sum(map(len, KNOWN.values()))}")

    client, url = Client(), reverse("hotline:knowledge-search")
    for title, questions in (
        ("诉讼费怎么退", ["诉讼费怎么退"]),
        ("all ways to ask", [way for ways in KNOWN.values() for way in ways]),
        ("words of every article", list(COMMON)),
    ):
        times: dict[str, list[float]] = {"search": [], "request": [], "bare": []}
        for run in range(RUNS):
            question = questions[run % len(questions)]
            times["search"].append(measure.timed(lambda: queries.search(question)))  # noqa: B023
            times["request"].append(measure.timed(lambda: client.get(url, {"q": question})))  # noqa: B023
            times["bare"].append(measure.timed(lambda: bare(question)))  # noqa: B023
        print(title)
        for name, values in times.items():
            middle, slow = (1000 * measure.percentile(values, share) for share in (0.5, 0.95))
            met = "" if name == "bare" else f"   (target p95 ≤ {TARGET_MS}: {'met' if slow <= TARGET_MS else 'missed'})"
            print(f"  {name:8} p50 {middle:6.2f} ms   p95 {slow:6.2f} ms{met}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
