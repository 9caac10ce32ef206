"""Numbers that name a person or an organisation: cleaned as people paste them, checked as the standards say.

Every `clean_…` returns the normalised text or raises ValidationError with a Chinese sentence that names the fix.
Full-width digits, spaces, line breaks and a lower-case x are put right silently. Division codes are never checked
against today's list: most local residents carry codes that were abolished in 2019.
"""

import re
import unicodedata
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from gangcheng_court.core.accounts.enums import IdentityKind, Sex

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
PROVINCES = {
    *range(11, 16),
    *range(21, 24),
    *range(31, 38),
    *range(41, 47),
    *range(50, 55),
    *range(61, 66),
    71,
    81,
    82,
    83,
}
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
EARLIEST_BIRTH = date(1900, 1, 1)
FIRST_LICENCE_YEAR = 1980
SERVICE_NUMBERS = {"12368", "12348", "12345"}

BLANKS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?")
FOREIGN_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
MAINLAND_PREFIX = re.compile(r"^(\+|00)?86-?(?=1[3-9][0-9-]{9,})")
OTHER_DOCUMENT = re.compile(r"[0-9A-Z()/-]{5,30}")


def tidy(text: str) -> str:
    """A number as people paste it, without blanks, in half width and upper case."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text or "")).upper()


def clean_resident_number(text: str, *, today: date | None = None) -> str:
    """公民身份号码 or 港澳台居民居住证 (GB 11643-1999), 18 characters. `today` bounds the birth date."""
    number = tidy(text)
    if re.fullmatch(r"[0-9]{15}", number):
        raise ValidationError("15 位的一代身份证号码已停止使用，请填写现在的 18 位身份证号码。")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise ValidationError("身份证号码应为 18 位：前 17 位是数字，最后一位是数字或 X。")
    if int(number[:2]) not in PROVINCES:
        raise ValidationError("身份证号码的前两位不对，请对照证件检查。")
    if number[17] != resident_check_character(number):
        raise ValidationError("身份证号码不正确，可能有一位写错了，请对照证件逐位检查。")
    try:
        born = birth_date(number)
    except ValueError:
        raise ValidationError("身份证号码中的出生日期不存在，请对照证件检查第 7 至 14 位。") from None
    if not EARLIEST_BIRTH <= born <= (today or timezone.localdate()):
        raise ValidationError("身份证号码中的出生日期不合理，请对照证件检查第 7 至 14 位。")
    return number


def resident_check_character(number: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    total = sum(weight * int(digit) for weight, digit in zip(RESIDENT_WEIGHTS, number[:17], strict=True))
    return RESIDENT_CHECKS[total % 11]


def birth_date(number: str) -> date:
    """The birth date written in a resident number. Raises ValueError when there is no such day."""
    return datetime.strptime(number[6:14], "%Y%m%d").date()  # noqa: DTZ007


def sex(number: str) -> Sex:
    """The sex written in a resident number (17th digit odd = male)."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def clean_document_number(kind: str, text: str, *, today: date | None = None) -> str:
    """The number of a document of `kind`; all but resident numbers have free form and are checked by staff."""
    if kind == IdentityKind.RESIDENT:
        return clean_resident_number(text, today=today)
    number = tidy(text)
    if not OTHER_DOCUMENT.fullmatch(number):
        raise ValidationError("证件号码应为 5 至 30 位的字母或数字，请对照证件检查。")
    return number


def clean_credit_code(text: str) -> str:
    """统一社会信用代码 (GB 32100-2015), 18 characters; only its own check character decides."""
    code = tidy(text)
    if len(code) != 18:
        raise ValidationError("统一社会信用代码应为 18 位，请对照营业执照检查。")
    wrong = sorted(set(code) - set(CREDIT_ALPHABET))
    if wrong:
        raise ValidationError(
            "统一社会信用代码中不会出现“%(wrong)s”，请检查是否把 1、0 写成了字母 I、O。",
            params={"wrong": "".join(wrong)},
        )
    total = sum(pow(3, place, 31) * CREDIT_ALPHABET.index(letter) for place, letter in enumerate(code[:17]))
    if code[17] != CREDIT_ALPHABET[-total % 31]:
        raise ValidationError("统一社会信用代码不正确，可能有一位写错了，请对照营业执照逐位检查。")
    return code


def clean_license_number(text: str, *, today: date | None = None) -> str:
    """律师执业证号, 17 digits beginning with 1; it carries no check digit."""
    number = tidy(text)
    if not re.fullmatch(r"1[0-9]{16}", number):
        raise ValidationError("律师执业证号应为以 1 开头的 17 位数字，请对照执业证检查。")
    if not FIRST_LICENCE_YEAR <= int(number[5:9]) <= (today or timezone.localdate()).year:
        raise ValidationError("律师执业证号中的首次执业年份（第 6 至 9 位）不合理，请对照执业证检查。")
    return number


def clean_mobile(text: str) -> str:
    """A mainland mobile number as 11 digits; +86, spaces and hyphens are dropped."""
    number = MAINLAND_PREFIX.sub("", tidy(text)).replace("-", "")
    if not MOBILE.fullmatch(number):
        raise ValidationError("手机号码应为以 1 开头的 11 位数字，例如 138 1234 5678。")
    return number


def clean_phone(text: str) -> str:
    """A mobile, landline, service or foreign (+country) number."""
    number = tidy(text)
    try:
        return clean_mobile(number)
    except ValidationError:
        if (
            number in SERVICE_NUMBERS
            or LANDLINE.fullmatch(number)
            or (FOREIGN_PHONE.fullmatch(number) and not number.startswith("+86"))
        ):
            return number
    raise ValidationError("电话号码格式不对。手机填 11 位数字，座机请带区号，例如 0531-76881643。")
