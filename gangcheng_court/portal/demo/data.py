"""Made-up people, one for each role; nobody real has these numbers."""

from dataclasses import dataclass

from gangcheng_court.core.accounts.enums import Role


@dataclass(frozen=True)
class Person:
    role: Role
    phone: str
    name: str
    department: str = ""
    id_number: str = ""
    license_number: str = ""
    law_firm: str = ""


DEPARTMENTS = {
    "filing": "立案庭",
    "trial": "审判庭",
    "enforcement": "执行局",
    "hotline": "12368 诉讼服务热线",
    "supervision": "督察室",
    "president": "院长办公室",
}

PEOPLE = (
    Person(Role.CITIZEN, "19900000001", "王秀英", id_number="370117195803120049"),
    Person(
        Role.LAWYER,
        "19900000002",
        "李文博",
        id_number="370102198506070013",
        license_number="13701201510123456",
        law_firm="山东某某律师事务所",
    ),
    Person(Role.CLERK, "19900000003", "刘芳", "filing"),
    Person(Role.CHIEF, "19900000004", "赵建国", "filing"),
    Person(Role.OPERATOR, "19900000005", "孙丽", "hotline"),
    Person(Role.JUDGE, "19900000006", "陈志强", "trial"),
    Person(Role.SUPERVISOR, "19900000007", "周敏", "supervision"),
    Person(Role.ADMINISTRATOR, "19900000008", "吴磊"),
)
