"""跨域立案 in both directions over HTTP: a filing prepared here for another court, and one that another court sent."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from filings.cross_region import package, services, signatures, transport
from filings.cross_region.enums import Direction
from filings.cross_region.models import Transfer
from filings.cross_region.package import APPLICATION, Package, Part
from filings.cross_region.services.sending import ASK_EVERY
from filings.cross_region.tests.builders import (
    OUR_KEY,
    PACKAGES,
    SECRET,
    THEM,
    US,
    headers,
    make_key,
    make_preparing,
    their_package,
)
from filings.intake.enums import Side, Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_party
from filings.review.tests.builders import make_clerk
from filings.window.models import Visit
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.tests.journeys.hands import Mouse, decide, file, judge, sign_in, take, upload

THEIR_NUMBER, THEIR_CASE = "WS20260617-000077", "（2026）鲁0116民初7号"
LETTER = make_pdf(3)
ASKED = {
    "notice": f"{THEIR_NUMBER}/1",
    "issued_at": "2026-06-18T09:00:00+08:00",
    "due_at": "2099-06-26T00:00:00+08:00",
    "items": [
        {"target": "slot:identity", "text": "请提交身份证的反面", "basis": "登记立案规定第七条"},
        {"target": "task:facts", "text": "请写明借款的时间", "basis": ""},
    ],
}
ROOM = 20 * 1024 * 1024


class OtherCourt(ThreadingHTTPServer):
    """Where our packages go: it takes in what is signed rightly, asks for a correction, and accepts what answers it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.taken: list[Package] = []
        self.address = f"http://127.0.0.1:{self.server_port}/api/v1/cross-region"


class Answering(BaseHTTPRequestHandler):
    server: OtherCourt

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.is_signed(body):
            self.answer(401, b"{}")
            return
        ours = package.public_key_of(OUR_KEY)
        self.server.taken.append(package.verify(body, public_key=ours, sender=US, receiver=THEM, most_bytes=ROOM))
        self.answer(201, json.dumps({"number": THEIR_NUMBER, "status": "submitted", "letters": []}).encode())

    def do_GET(self) -> None:
        if not self.is_signed():
            self.answer(401, b"{}")
        elif "/letters/" in self.path:
            self.answer(200, LETTER)
        else:
            sha256 = hashlib.sha256(LETTER).hexdigest()
            letters = [{"id": 1, "title": "补正通知书", "sha256": sha256}]
            told = {"number": THEIR_NUMBER, "status": "correction", "status_words": "待补正", "correction": ASKED}
            if any(sent.notice == ASKED["notice"] for sent in self.server.taken):
                letters.append({"id": 2, "title": "受理通知书", "sha256": sha256})
                told = {"number": THEIR_NUMBER, "status": "accepted", "status_words": "已立案"}
                told |= {"case_number": THEIR_CASE, "correction": None}
            self.answer(200, json.dumps(told | {"letters": letters}).encode())

    def is_signed(self, body: bytes = b"") -> bool:
        """By us, for these bytes; the test runs ahead of the clock, so that the hour is not compared."""
        signed = signatures.read(self.headers)
        at = datetime.fromtimestamp(int(signed.timestamp), UTC)
        genuine = signatures.is_genuine(signed, secret=SECRET, method=self.command, path=self.path, at=at)
        is_whole = signed.content_sha256 == hashlib.sha256(body).hexdigest()
        return genuine and is_whole and signatures.sender(self.headers) == US

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing: what arrived is in `taken`."""


@pytest.fixture
def other_court() -> Iterator[OtherCourt]:
    with OtherCourt() as court:
        Thread(target=court.serve_forever, daemon=True).start()
        yield court
        court.shutdown()


@pytest.mark.promise("4")
def test_a_filing_prepared_here_goes_to_another_court_and_its_answer_comes_back(
    new_page: Callable[..., Page], other_court: OtherCourt
) -> None:
    make_key(address=other_court.address)
    transfer = make_preparing()
    filing = transfer.filing
    desk = Mouse(new_page())
    sign_in(desk, make_clerk())
    desk.page.goto(reverse("filings:transfer-desk", args=[filing.draft_code]))
    desk.page.get_by_label("核对的证件").select_option("resident")
    desk.tick("我已核对证件原件")
    desk.push("身份无误")
    desk.page.locator("summary", has_text="扫描上传").click()
    desk.page.get_by_label("放到哪一项材料").select_option("evidence")
    desk.page.get_by_label("扫描件").set_input_files(file("借条.pdf", make_pdf()))
    desk.push("上传", desk.page.locator("#form"))
    expect(desk.page.locator("#form")).to_contain_text("形式齐全")
    desk.choose("当面同意")
    desk.push("记录同意")
    desk.push("送出并出具收件凭证")
    expect(desk.page.locator("main")).to_contain_text("已交付转送")

    filing.refresh_from_db()
    person = new_page(user=filing.filer, width=375)
    person.goto(reverse("filings:transfer", args=[filing.draft_code]))
    expect(person.locator("main")).to_contain_text("济南市莱芜区人民法院")
    receipt = text_of(person.request.get(reverse("filings:transfer-receipt", args=[filing.draft_code])).body())
    for words in (filing.number, "将转送有管辖权的济南市莱芜区人民法院", "审查期限从该院收到时起算", "借条.pdf"):
        assert words in receipt

    now = timezone.now()
    assert services.deliver_due(at=now) == 1
    (sent,) = other_court.taken
    application = next(part for part in sent.parts if part.path == APPLICATION)
    assert [sent.filing["number"], sent.filing["claims"]] == [filing.number, filing.claims]
    assert {part.name for part in sent.parts} >= {"身份证.pdf", "借条.pdf"}
    assert all(claim in text_of(application.content) for claim in filing.claims)
    desk.page.reload()
    expect(desk.page.locator("main")).to_contain_text(THEIR_NUMBER)

    assert services.ask_due(at=now + ASK_EVERY) == 1
    hand = Mouse(person)
    person.goto(reverse("filings:mine"))
    hand.follow("去补正")
    expect(person.locator("main")).to_contain_text("济南市莱芜区人民法院的补正清单")
    hand.follow("去改第 1 项")
    expect(person.locator("#files-evidence")).to_have_count(0)
    upload(hand, "identity", file("反面.pdf", make_pdf(2)))
    expect(person.locator("#slot-identity")).to_contain_text("反面.pdf")
    hand.follow("完成，返回")
    hand.follow("去改第 2 项")
    hand.write("事实与理由", "2026年3月1日借款，到期未还。")
    hand.push("保存并返回")
    hand.push("提交补正")
    expect(person.locator("main")).to_contain_text("补正已提交")

    assert services.deliver_due(at=timezone.now()) == 1
    _, corrected = other_court.taken
    assert (corrected.corrects, corrected.notice) == (sent.package_id, ASKED["notice"])
    assert (corrected.filing["facts"], "claims" in corrected.filing) == ("2026年3月1日借款，到期未还。", False)
    assert {part.name for part in corrected.parts} == {"民事起诉.pdf", "身份证.pdf", "反面.pdf"}
    assert "2026年3月1日借款" in text_of(corrected.parts[0].content)
    desk.page.reload()
    expect(desk.page.locator("#correction")).to_contain_text("已提交补正")

    assert services.ask_due(at=timezone.now() + ASK_EVERY) == 1
    person.reload()
    expect(person.locator("main")).to_contain_text(THEIR_CASE)
    letter = person.get_by_role("link", name="受理通知书").get_attribute("href")
    assert person.request.get(letter).body() == LETTER
    told = Notice.objects.filter(recipient=filing.filer, template__startswith="filings/transfer_")
    assert set(told.values_list("template", flat=True)) == {
        "filings/transfer_handed_over",
        "filings/transfer_delivered",
        "filings/transfer_answer",
        "filings/transfer_correction_asked",
        "filings/transfer_correction_handed_in",
        "filings/transfer_correction_delivered",
    }


@pytest.mark.promise("4")
def test_a_visitor_whose_case_is_another_courts_leaves_with_the_receipt_of_one_visit(
    new_page: Callable[..., Page],
) -> None:
    make_key()
    citizen = make_user(name="张玥喆")
    page = new_page(user=make_clerk(), width=1280)
    hand = Mouse(page)
    page.goto(reverse("filings:window"))
    hand.write("来访人姓名", citizen.name)
    hand.push("开始接待")
    hand.write("手机号码", citizen.phone)
    hand.push("下一步")
    hand.write("证件号码", citizen.id_number)
    hand.push("证件核对无误")
    hand.follow("为来访人办理跨域立案")
    page.get_by_label("有管辖权的法院").select_option(label="济南市莱芜区人民法院")
    hand.choose("民事起诉")
    hand.push("建立草稿")
    expect(page.locator("main")).to_contain_text("第四步：核对身份、征得同意、送出")

    transfer = Transfer.objects.get()
    filing = transfer.filing
    fill_in(filing)
    hand.follow("去填写")
    hand.follow("事实与理由")
    hand.write("事实与理由", "2026年3月1日借款，到期未还。")
    hand.push("保存并继续")
    page.goto(reverse("filings:window-visit", args=[Visit.objects.get().pk]))
    hand.follow("去送出")
    page.get_by_label("核对的证件").select_option("resident")
    hand.tick("我已核对证件原件")
    hand.push("身份无误")
    page.locator("summary", has_text="扫描上传").click()
    page.get_by_label("放到哪一项材料").select_option("identity")
    page.get_by_label("扫描件").set_input_files(file("身份证.pdf", make_pdf()))
    hand.push("上传", page.locator("#form"))
    hand.choose("当面同意")
    hand.push("记录同意")
    hand.tick("本人在场")
    hand.push("送出并出具收件凭证")
    expect(page.locator("main")).to_contain_text("已交付转送")

    filing.refresh_from_db()
    assert (filing.status, filing.facts) == (Status.TRANSFERRED, "2026年3月1日借款，到期未还。")
    hand.follow("返回接待")
    receipt = page.get_by_role("link", name="打印收件凭证").get_attribute("href")
    assert filing.number in text_of(page.request.get(receipt).body())
    hand.push("结束接待")
    expect(page.locator("main")).to_contain_text("已收件，转送有管辖权的法院")


def fill_in(filing: Filing) -> None:
    """What is typed page by page in other journeys, but for the facts."""
    given = {"cause": make_cause(), "claims": ["判令被告偿还借款本金50000元"], "amount": 50000}
    given |= {"service_recipient": "张玥喆", "service_address": "济南市莱芜区1号", "service_phone": "13800000001"}
    Filing.objects.filter(pk=filing.pk).update(**given)
    for side, name in ((Side.PLAINTIFF, "张玥喆"), (Side.DEFENDANT, "李建国")):
        make_party(filing, side, name=name)


@pytest.mark.promise("4")
def test_a_filing_that_another_court_sent_runs_on_its_own_clock_and_is_answered_with_our_number(
    new_page: Callable[..., Page], site: str
) -> None:
    cache.clear()
    make_key()
    content = their_package()

    def ask(method: str, path: str, body: bytes = b"") -> transport.Answer:
        signed = headers(method, path, body, timezone.now()) | {"Content-Type": "application/zip"}
        return transport.https(method, site + path, headers=signed, body=body)

    before = timezone.now()
    taken = ask("POST", PACKAGES, content)
    said = json.loads(taken.body)
    transfer = Transfer.objects.get(direction=Direction.IN)
    filing, round_ = transfer.filing, transfer.filing.rounds.get()
    assert (taken.status, said["number"], said["status"]) == (201, filing.number, "submitted")
    assert before <= filing.submitted_at == round_.opened_at
    assert round_.due_at > filing.submitted_at > transfer.received_there_at

    desk = Mouse(new_page())
    sign_in(desk, make_clerk())
    take(desk, filing)
    judge(desk, failed=(4,))
    decide(desk, "一次性补正")

    status = f"{PACKAGES}{said['package_id']}/"
    asked = json.loads(ask("GET", status).body)["correction"]
    assert [item["target"] for item in asked["items"]] == ["task:facts"]
    told = {"number": "WS20260617-000009", "facts": "2026年3月1日借款，到期未还。", "evidence": []}
    answer = {"package_id": UUID(int=10), "corrects": UUID(said["package_id"]), "notice": asked["notice"]}
    parts = (Part(APPLICATION, make_pdf(4), "民事起诉.pdf"),)
    corrected = their_package(**answer, filing=told, parts=parts)
    assert ask("POST", PACKAGES, corrected[:-100] + b"x" * 100).status == 422
    assert json.loads(ask("POST", PACKAGES, corrected).body)["status"] == "submitted"
    assert ask("POST", PACKAGES, corrected).status == 200
    assert ask("POST", PACKAGES, their_package(**answer | {"package_id": UUID(int=11)}, filing=told)).status == 409
    second = filing.rounds.get(number=2)
    assert second.opened_at > round_.opened_at

    take(desk, filing)
    expect(desk.page.locator("main")).to_contain_text("2026年3月1日借款")
    judge(desk)
    decide(desk, "准予立案")
    expect(desk.page.locator("main")).to_contain_text("已立案")

    filing.refresh_from_db()
    standing = json.loads(ask("GET", status).body)
    assert (standing["number"], standing["status_words"]) == (filing.number, "已立案")
    assert standing["case_number"] == filing.case_number
    letters = {line["title"]: line for line in standing["letters"]}
    paper = ask("GET", f"{status}letters/{letters['受理通知书']['id']}/").body
    assert hashlib.sha256(paper).hexdigest() == letters["受理通知书"]["sha256"]
    for words in (filing.case_number, "张玥喆", "李建国", "民间借贷纠纷", "济南市钢城区人民法院"):
        assert words in text_of(paper)
