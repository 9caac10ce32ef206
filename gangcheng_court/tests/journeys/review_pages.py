"""The review desk's pages in the states that are worth looking at."""

from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filings.intake import services
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import links
from filings.review.tests.builders import (
    NOW,
    judge_all,
    make_check,
    make_chief,
    make_clerk,
    make_correction,
    make_enforcement,
    make_proposal,
    make_second_round,
    make_taken,
    make_waiting,
    put_in,
)
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents.tests.builders import make_picture

Look = tuple[User | None, str]


def _queue() -> Look:
    clerk = make_clerk()
    make_waiting()
    make_taken(clerk)
    put_in(Status.ACCEPTED, make_taken(clerk))
    return clerk, f"{reverse('filings:review-queue')}?tab=all"


def _untaken() -> Look:
    return make_clerk(), _desk(make_waiting())


def _failed() -> Look:
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing, failed=("facts", "evidence"))
    return clerk, _desk(filing)


def _second_round() -> Look:
    clerk = make_clerk()
    return clerk, _desk(make_second_round(clerk, at=NOW))


def _proposal() -> Look:
    filing = make_taken(make_clerk())
    judge_all(filing, failed=("facts",))
    make_proposal(filing)
    return make_chief(), _desk(filing)


def _closed() -> Look:
    clerk = make_clerk()
    return clerk, _desk(put_in(Status.ACCEPTED, make_taken(clerk)))


def _correction() -> Look:
    clerk = make_clerk()
    return clerk, _desk(make_correction(clerk))


def _effect() -> Look:
    clerk = make_clerk()
    filing = make_enforcement(clerk)
    make_check(filing, 张玥喆=date(2026, 9, 10), 李建国=None)
    return clerk, _desk(filing, paper="basis")


def _desk(filing: Filing, paper: str = "evidence") -> str:
    """Its page, with a picture of each kind of paper in place of the builder's files, which lie nowhere."""
    status = filing.status
    filing.materials.all().delete()
    Filing.objects.filter(pk=filing.pk).update(status=Status.DRAFT)
    for slot, name in (("identity", "身份证正面.jpg"), (paper, "借款合同第一页.jpg")):
        upload = SimpleUploadedFile(name, make_picture(size=(600, 400)))
        services.upload_material(filing.pk, slot=slot, upload=upload, by=filing.filer, at=NOW)
    Filing.objects.filter(pk=filing.pk).update(status=status)
    return links.desk(filing)


REVIEW_PAGES: dict[str, Callable[[], Look]] = {
    "review-queue": _queue,
    "review-untaken": _untaken,
    "review-failed": _failed,
    "review-second-round": _second_round,
    "review-proposal": _proposal,
    "review-correction": _correction,
    "review-closed": _closed,
    "review-effect": _effect,
}
