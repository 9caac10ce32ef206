from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from filings.intake.services import load_causes
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.services import load_departments, load_people
from supervision.watch.models import Reading

PASSWORD = "Court-Demo-2026"


@pytest.fixture(autouse=True)
def demo_password(settings):
    settings.DEMO_PASSWORD = PASSWORD


def test_there_is_one_demo_person_for_each_role_with_the_demo_password(db):
    load_departments()
    assert load_people(at=timezone.now()) == len(Role)
    assert {user.role for user in User.objects.all()} == set(Role)
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def test_demo_people_carry_valid_numbers_and_departments(db):
    load_departments()
    load_people(at=timezone.now())
    lawyer = User.objects.get(role=Role.LAWYER)
    assert identity.clean_resident_number(lawyer.id_number) == lawyer.id_number
    assert identity.clean_license_number(lawyer.license_number) == lawyer.license_number
    assert User.objects.get(role=Role.CLERK).department.code == "filing"
    assert lawyer.history.get().history_change_reason == "装载演示账号"


def test_loading_twice_changes_nobody(db):
    load_people(at=timezone.now())
    User.objects.filter(role=Role.CITIZEN).update(name="改过的名字")
    assert load_people(at=timezone.now()) == 0
    assert User.objects.get(role=Role.CITIZEN).name == "改过的名字"


def test_a_department_renamed_by_an_administrator_keeps_its_name(db):
    load_departments()
    Department.objects.filter(code="filing").update(name="立案一庭")
    load_departments()
    assert Department.objects.get(code="filing").name == "立案一庭"


def test_demo_people_are_refused_where_no_demo_password_is_set(db, settings):
    settings.DEMO_PASSWORD = ""
    with pytest.raises(CommandError, match="正式环境不装载演示账号"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_load_demo_says_who_may_sign_in(db):
    load_departments()
    load_causes()
    words = StringIO()
    call_command("load_demo", stdout=words)
    assert all(person.phone in words.getvalue() for person in PEOPLE)
    assert PASSWORD in words.getvalue()
    assert Reading.objects.values("indicator").distinct().count() == 13
