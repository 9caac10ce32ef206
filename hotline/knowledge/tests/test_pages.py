"""Searching, reading, complaining; writing with a look at it, reviewing, media; scripts."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload
from hotline.knowledge import links, queries
from hotline.knowledge.models import Article, Feedback, Medium
from hotline.knowledge.tests.builders import (
    ANSWER,
    NOW,
    QUESTION,
    VTT,
    make_article,
    make_feedback,
    make_film,
    make_medium,
    make_mp4,
    make_operator,
    make_published,
    make_reviewed,
)

pytestmark = pytest.mark.django_db
SEARCH = reverse("hotline:knowledge-search")
DESK = reverse("hotline:knowledge-desk")


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def chief():
    return make_user(Role.CHIEF)


def page_of(answer) -> str:
    return answer.content.decode()


def act(name: str, article: Article) -> str:
    return reverse(f"hotline:{name}", args=[article.slug])


def written(**fields):
    return {
        "topic": "fees",
        "question": QUESTION,
        "answer": ANSWER,
        "laws": "诉讼费用交纳办法第五十三条\n民诉解释第二百零七条",
        "words": "退款",
        "review_on": "2099-06-17",
    } | fields


def fill_up():
    """Others whose answers speak of fees and of what is given back, but answer something else."""
    make_published(question="诉讼费谁来交", answer="由原告预交，判决时由败诉方负担，退还的另行通知。")
    make_published(question="证据原件怎么退", answer="案件结束后凭身份证件领取。")
    make_published(question="网上立案要多久", answer="三天内审核，七日内决定。")


@pytest.mark.parametrize(
    "question",
    ["诉讼费怎么退", "怎么退诉讼费？", "退 诉讼费", "我想问一下官司费退不退", "诉讼费退款要多久", "受理费退还"],
)
def test_the_answer_is_found_whatever_the_order_and_the_words(client, question):
    fill_up()
    article = make_published(words="退款 退还")

    assert queries.search(question)[0] == article
    assert QUESTION in page_of(client.get(reverse("hotline:knowledge"), {"q": question}))


def test_what_stands_in_the_question_comes_before_what_stands_in_the_answer():
    inside = make_published(question="撤诉以后怎么办", answer="保全可以申请解除。")
    asked = make_published(question="保全怎么申请", answer="写申请书。")
    make_published(question="开庭几点", answer="看传票。")

    assert queries.search("保全") == [asked, inside]


def test_a_draft_is_found_by_nobody(client, operator):
    make_article(operator)
    sign_in(client, operator)

    assert "没有找到" in page_of(client.get(reverse("hotline:knowledge"), {"q": QUESTION}))


@pytest.mark.parametrize("question", ["", "  ", "怎么办", "？？", "\0", "'; DROP TABLE x --", "长" * 10_000, "a\x07b"])
def test_whatever_is_asked_is_answered(client, question):
    make_published()

    assert client.get(reverse("hotline:knowledge"), {"q": question}).status_code == 200


def test_the_console_gets_the_answers_as_a_part_of_a_page_or_as_data(client):
    article = make_published()
    part = page_of(client.get(SEARCH, {"q": QUESTION}))
    data = client.get(SEARCH, {"q": QUESTION}, headers={"accept": "application/json"}).json()

    assert "<html" not in part
    assert links.public(article) in part
    assert data["answers"] == [
        {
            "question": QUESTION,
            "answer": ANSWER,
            "laws": ["诉讼费用交纳办法第五十三条"],
            "slug": article.slug,
            "topic": "交退费",
            "review_on": "2027-06-17",
        }
    ]


def test_whoever_answers_callers_reads_the_whole_answer_beside_the_console_and_counts_its_use(client, operator):
    article = make_published()
    sign_in(client, operator)
    part = page_of(client.get(SEARCH, {"q": QUESTION}))

    assert "没有按时收到的，拨打 12368" in part
    assert "诉讼费用交纳办法第五十三条" in part
    assert f'action="{act("article-used", article)}"' in part


@pytest.mark.parametrize("name", ["knowledge-search", "knowledge-topic", "article"])
def test_a_page_costs_the_same_however_much_there_is(client, name, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(100, exact=False) as captured:
            assert client.get(url, {"q": QUESTION}).status_code == 200
        return len([row for row in captured if "SAVEPOINT" not in row["sql"]])

    article = make_published()
    url = reverse(f"hotline:{name}", args={"knowledge-topic": ["fees"], "article": [article.slug]}.get(name))
    make_published()
    few = cost()
    for _ in range(25):
        make_published()
    assert cost() == few <= 5


def test_the_pages_of_a_topic_go_on_where_the_last_ended(client):
    articles = [make_published(used=n // 3) for n in range(45)]
    url, found, after = reverse("hotline:knowledge-topic", args=["fees"]), [], ""
    for _ in range(3):
        answer = client.get(url, {"after": after})
        found += [row["slug"] for row in answer.context["rows"]]
        after = answer.context["older"].removeprefix("?after=")

    assert found == [row.slug for row in sorted(articles, key=lambda row: (-row.used, row.pk))]
    assert not after
    for key in ("x", "1", "1_2_3", f"{9**30}_1", "-1_1"):
        assert client.get(url, {"after": key}).status_code == 400


def test_the_reader_sees_what_was_put_out_and_not_what_is_being_written(client, operator):
    article = make_published(operator)
    Article.objects.filter(pk=article.pk).update(answer="还没审核的说法", question="改过的问题")
    page = page_of(client.get(links.public(article)))

    assert "不用申请" in page
    assert "还没审核的说法" not in page
    assert "第 1 版" not in page
    sign_in(client, operator)
    assert "第 1 版" in page_of(client.get(links.public(article)))


def test_what_is_typed_into_an_answer_is_shown_and_never_run(client):
    article = make_published(answer="<script>alert(1)</script>")

    assert "<script>alert" not in page_of(client.get(links.public(article)))


def test_a_reader_without_an_account_says_what_is_unclear(client, operator):
    article = make_published(operator)
    answer = client.post(act("article-unclear", article), {"words": "多久到账\x07"}, follow=True)

    assert "已经记下" in page_of(answer)
    note = Feedback.objects.get()
    assert (note.words, note.by, note.version) == ("多久到账", None, article.published)
    sign_in(client, operator)
    assert "多久到账" in page_of(client.get(links.desk(article)))
    client.post(reverse("hotline:feedback-settle", args=[note.pk]))
    assert "没有待处理的反馈" in page_of(client.get(links.desk(article)))


@pytest.mark.parametrize("words", ["", "   ", "长" * 501])
def test_a_complaint_that_says_nothing_or_too_much_is_answered_beside_the_field(client, words):
    answer = client.post(act("article-unclear", make_published()), {"words": words})

    assert answer.status_code == 422
    assert "哪里没答清楚" in page_of(answer)
    assert "错误：" in page_of(answer)


def test_an_operator_counts_an_answer_given(client, operator):
    article = make_published()
    sign_in(client, operator)

    counted = client.post(act("article-used", article), headers={"HX-Request": "true"})
    assert page_of(counted) == "已记一次引用。"
    client.post(act("article-used", article))
    assert Article.objects.get().used == 2


def test_writing_with_a_look_before_it_is_saved(client, operator):
    sign_in(client, operator)
    looked = page_of(client.post(reverse("hotline:knowledge-new"), written(preview="1")))
    assert "预览：诉讼费怎么退" in looked
    assert not Article.objects.exists()

    answer = client.post(reverse("hotline:knowledge-new"), written())
    article = Article.objects.get()
    assert answer["Location"] == links.desk(article)
    assert (article.owner, article.status) == (operator, "draft")
    assert article.laws == ["诉讼费用交纳办法第五十三条", "民诉解释第二百零七条"]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("question", "", "请填写问题"),
        ("question", "长" * 121, "最多 120 个字"),
        ("answer", "长" * 20_001, "最多 20000 个字"),
        ("answer", "\x07\x08", "请填写完整的答复"),
        ("topic", "other", "请在列出的选项里选择主题"),
        ("laws", "\n".join(f"第{n}条" for n in range(21)), "最多写 20 条"),
        ("laws", "长" * 121, "每条法律依据最多 120 个字"),
        ("review_on", "2020-01-01", "今天以后"),
        ("review_on", "明天", "真实的日期"),
        ("owner", "999999", "请在列出的选项里选择负责人"),
    ],
)
def test_what_cannot_be_saved_is_answered_beside_its_field_and_nothing_typed_is_lost(
    client, operator, field, typed, says
):
    sign_in(client, operator)
    answer = client.post(reverse("hotline:knowledge-new"), written(**{field: typed}))

    assert answer.status_code == 422
    assert says in page_of(answer)
    assert "退款" in page_of(answer)
    assert not Article.objects.exists()


def test_two_who_edit_the_same_text_lose_nothing(client, operator):
    article = make_article(operator)
    sign_in(client, operator)
    seen_at = client.get(act("knowledge-edit", article)).context["form"]["seen_at"].value()
    Article.objects.filter(pk=article.pk).update(edited_at=NOW + timedelta(minutes=1), answer="别人写的")
    answer = client.post(act("knowledge-edit", article), written(answer="我写的", seen_at=seen_at))

    assert answer.status_code == 422
    assert "刚被别人改过" in page_of(answer)
    assert "我写的" in page_of(answer)
    assert Article.objects.get().answer == "别人写的"


def test_from_the_draft_to_the_reader_through_the_pages(client, operator, chief):
    article = make_article(operator)
    sign_in(client, operator)
    assert client.post(act("knowledge-review", article)).status_code == 404
    sign_in(client, chief)
    seen_at = Article.objects.get().edited_at.isoformat()
    assert seen_at in page_of(client.get(links.desk(article)))
    client.post(act("knowledge-review", article), {"seen_at": seen_at})
    assert "已发布，" in page_of(client.post(act("knowledge-publish", article), follow=True))
    assert QUESTION in page_of(client.get(reverse("hotline:knowledge-topic", args=["fees"])))

    assert client.post(act("knowledge-withdraw", article), {}).status_code == 422
    client.post(act("knowledge-withdraw", article), {"withdraw_form-reason": "法律已修改"})
    assert client.get(links.public(article)).status_code == 404
    assert client.get(reverse("hotline:knowledge-version", args=[article.slug, 1])).status_code == 200


def test_a_review_that_does_not_say_what_was_seen_is_a_bad_request(client, chief):
    sign_in(client, chief)

    assert client.post(act("knowledge-review", make_article(make_operator()))).status_code == 400


def test_sent_back_with_a_reason(client, chief, operator):
    article = make_reviewed(operator)
    sign_in(client, chief)
    assert client.post(act("knowledge-send-back", article), {}).status_code == 422
    client.post(act("knowledge-send-back", article), {"send_back_form-reason": "少了期限"})

    assert "退回修改：少了期限" in page_of(client.get(links.desk(article)))


def test_a_film_is_added_with_captions_and_played_in_parts_once_it_is_put_out(client, operator):
    article = make_article(operator)
    sign_in(client, operator)
    sent = {"title": "怎么退费", "words": "全部对白", "file": upload(make_mp4(), "退费.mp4")}
    answer = client.post(act("knowledge-media", article), sent)
    assert answer.status_code == 422
    assert "要配字幕" in page_of(answer)
    sent |= {"file": upload(make_mp4(), "退费.mp4"), "captions": upload(VTT.encode(), "字幕.vtt")}
    assert client.post(act("knowledge-media", article), sent).status_code == 302
    film = Medium.objects.get()
    url = reverse("hotline:medium", args=[film.pk])
    part = client.get(url, headers={"range": "bytes=0-7"})
    assert (part.status_code, b"".join(part)) == (206, make_mp4()[:8])
    client.logout()
    assert client.get(url).status_code == 404

    put_out = make_film()
    assert client.get(reverse("hotline:medium", args=[put_out.pk])).status_code == 200
    captions = client.get(reverse("hotline:medium-captions", args=[put_out.pk]))
    assert b"".join(captions).decode() == VTT
    assert captions["Content-Type"] == "text/vtt"
    assert "<track" in page_of(client.get(links.public(put_out.article)))


@pytest.mark.parametrize(
    ("content", "says"), [(make_pdf(), "不是可以播放"), (b"\0" * 100, "不是可以播放"), (b"", "空的")]
)
def test_what_is_no_medium_is_answered_beside_the_field_and_the_words_stay(client, operator, content, says):
    sign_in(client, operator)
    sent = {"title": "怎么退费", "words": "全部对白在这里", "file": upload(content, "退费.mp4")}
    answer = client.post(act("knowledge-media", make_article(operator)), sent)

    assert answer.status_code == 422
    assert says in page_of(answer)
    assert "全部对白在这里" in page_of(answer)


def test_a_picture_is_taken_out_again(client, operator):
    article = make_article(operator)
    sign_in(client, operator)
    sent = {"title": "流程图", "words": "两步", "file": upload(make_picture("PNG"), "a.png")}
    client.post(act("knowledge-media", article), sent)
    client.post(reverse("hotline:medium-remove", args=[Medium.objects.get().pk]))

    assert "没有图片、视频和音频" in page_of(client.get(links.desk(article)))
    assert client.get(reverse("hotline:medium-captions", args=[make_medium(article).pk])).status_code == 404


@pytest.mark.parametrize("tab", queries.Tab.values)
def test_the_desks_list_costs_the_same_however_many_rows_it_has(client, operator, tab, django_assert_num_queries):
    sign_in(client, operator)

    def fill():
        make_article(make_operator())
        make_reviewed(make_operator())
        make_feedback(make_published(make_operator(), review_on="2026-01-01"))
        Article.objects.filter(pk=make_article().pk).update(status="withdrawn")

    def cost():
        with django_assert_num_queries(100, exact=False) as captured:
            assert client.get(DESK, {"tab": tab}).status_code == 200
        return len([row for row in captured if "django_session" not in row["sql"] and "SAVEPOINT" not in row["sql"]])

    fill()
    client.get(DESK)
    few = cost()
    for _ in range(21):
        fill()
    assert cost() == few
    assert 'rel="next"' in page_of(client.get(DESK, {"tab": tab}))


def test_the_pages_of_the_list_go_on_where_the_last_ended(client, operator):
    sign_in(client, operator)
    articles = [make_article(edited_at=NOW + timedelta(minutes=n // 2)) for n in range(45)]
    found, after = [], ""
    for _ in range(3):
        answer = client.get(DESK, {"topic": "fees", "q": "诉讼费", "after": after})
        found += answer.context["rows"]
        after = parse_qs(answer.context["older"]).get("after", [""])[0]

    assert found == sorted(articles, key=lambda row: (row.edited_at, row.pk), reverse=True)
    assert not after


@pytest.mark.parametrize(
    "after",
    ["x", "1_2", "2026-06-17_1", "2026-06-17T00:00:00+08:00_x", f"{NOW.isoformat()}_{9**30}"],
)
def test_an_address_that_names_no_place_in_the_list_is_a_bad_request(client, operator, after):
    sign_in(client, operator)

    assert client.get(DESK, {"after": after}).status_code == 400


def test_a_script_is_followed_by_links(client, operator):
    sign_in(client, operator)
    page = page_of(client.get(reverse("hotline:script", args=["opening"])))
    assert reverse("hotline:script", args=["opening", "complaint"]) in page
    step = client.get(reverse("hotline:script", args=["opening", "complaint"]), headers={"HX-Request": "true"})
    assert "<html" not in page_of(step)
    assert "被投诉的人不参与处理" in page_of(step)
    assert client.get(reverse("hotline:script", args=["opening", "nowhere"])).status_code == 404
    assert client.get(reverse("hotline:script", args=["nothing"])).status_code == 404


def test_the_public_guides_lead_to_the_topics(client):
    page = page_of(client.get(reverse("portal:guide", args=["law"])))

    for topic in ("procedure", "risk", "resolution", "model_judgment"):
        assert reverse("hotline:knowledge-topic", args=[topic]) in page
