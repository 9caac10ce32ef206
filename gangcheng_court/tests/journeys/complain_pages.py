"""The public's pages about complaints that are looked at; what a code opens is looked at by `test_complaint_journey.py`."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.documents.tests.builders import make_picture
from supervision.complaints import numbers, services
from supervision.complaints.rules import way
from supervision.complaints.tests.builders import PHONE, TEXT, make_complaint

Look = tuple[User | None, str]
ANSWERS = {
    way.MODE: {"mode": "confidential"},
    way.WHOM: {"kind": "person", "about_name": "三号窗口戴眼镜的", "department": "", "promise": "", "matter": ""},
    way.WHAT: {"subject": "merits", "when": "6月16日上午", "text": TEXT, "case_number": "（2026）鲁0117民初1234号"},
    way.REMEDY: {},
    way.FILES: {},
    way.CONTACT: {"name": "张玥喆", "phone": PHONE, "address": "山东省济南市钢城区某某路 1 号"},
}


def _at(step: str) -> Callable[[], Look]:
    """The step of a draft of which everything ahead is answered."""

    def look() -> Look:
        make_department()
        now = timezone.now()
        code = services.begin(at=now)
        draft = services.find_draft(code, at=now)
        for answered, given in ANSWERS.items():
            if answered == step:
                break
            services.keep_answer(draft.pk, answered, given)
        if step in (way.FILES, way.CHECK):
            services.add_file(draft.pk, SimpleUploadedFile("窗口排队照片.jpg", make_picture()), at=now)
        return None, reverse("supervision:complain-step", args=[code, step])

    return look


def _verified() -> Look:
    return None, reverse("supervision:complaint-verify", args=[numbers.verify_code(make_complaint().number)])


COMPLAIN_PAGES: dict[str, Callable[[], Look]] = {
    "complain": lambda: (None, reverse("supervision:complain")),
    **{f"complain-{step}": _at(step) for step in way.TITLES},
    "complain-gone": lambda: (None, reverse("supervision:complain-step", args=["no-such-draft", "mode"])),
    "complaint-track": lambda: (None, reverse("supervision:track")),
    "complaint-verified": _verified,
}
