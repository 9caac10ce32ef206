"""Every sample of the identifier rules: what is accepted, what is refused, and that the refusal says why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import IdentityKind, Sex

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("number", "sex", "born"),
    [
        ("370117199001010014", Sex.MALE, date(1990, 1, 1)),
        ("370117194912310023", Sex.FEMALE, date(1949, 12, 31)),
        ("370117198506150210", Sex.MALE, date(1985, 6, 15)),
        ("37011720000229005X", Sex.MALE, date(2000, 2, 29)),
        ("370117195503080022", Sex.FEMALE, date(1955, 3, 8)),
        ("830000190507050029", Sex.FEMALE, date(1905, 7, 5)),
        ("810000190301010036", Sex.MALE, date(1903, 1, 1)),
        ("820000190402020040", Sex.FEMALE, date(1904, 2, 2)),
    ],
)
def test_a_valid_resident_number_says_sex_and_birth_date(number, sex, born):
    assert identity.clean_resident_number(number, today=TODAY) == number
    assert identity.sex(number) == sex
    assert identity.birth_date(number) == born


@pytest.mark.parametrize(
    ("number", "because"),
    [
        ("370117199001010015", "逐位检查"),
        ("37011719900101001X", "逐位检查"),
        ("371203198502290038", "日期不存在"),
        ("370117202302290018", "日期不存在"),
        ("370117189912310019", "不合理"),
        ("000117199001010014", "前两位"),
        ("370117900101001", "15 位"),
        ("37011719900101001", "18 位"),
        ("37011719900101001A", "18 位"),
        ("٣70117199001010014", "18 位"),
        ("", "18 位"),
    ],
)
def test_an_invalid_resident_number_is_refused_with_its_reason(number, because):
    with pytest.raises(ValidationError, match=because):
        identity.clean_resident_number(number, today=TODAY)


def test_a_birth_after_today_is_refused_and_today_is_not():
    stem = "37011720261123001"
    number = stem + identity.resident_check_character(stem)
    assert identity.clean_resident_number(number, today=date(2026, 11, 23)) == number
    with pytest.raises(ValidationError, match="不合理"):
        identity.clean_resident_number(number, today=date(2026, 11, 22))


@pytest.mark.parametrize(
    "pasted",
    [
        "3701171990010100１4",
        " 370117 19900101 0014\n",
        "370117199001010014\u200b",
        "３７０１１７１９９００１０１００１４",
    ],
)
def test_full_width_digits_blanks_and_line_breaks_are_put_right(pasted):
    assert identity.clean_resident_number(pasted, today=TODAY) == "370117199001010014"


def test_a_lower_case_x_is_put_right():
    assert identity.clean_resident_number("37011720000229005x", today=TODAY) == "37011720000229005X"


def test_other_documents_have_free_form():
    assert identity.clean_document_number(IdentityKind.PASSPORT, " e12345678 ") == "E12345678"
    with pytest.raises(ValidationError, match="证件号码"):
        identity.clean_document_number(IdentityKind.PASSPORT, "<script>")
    with pytest.raises(ValidationError, match="逐位检查"):
        identity.clean_document_number(IdentityKind.RESIDENT, "370117199001010015")


@pytest.mark.parametrize(
    "code",
    [
        "913701001234567881",
        "11370117004123454F",
        "52370117MJE0000134",
        "93370117MA3AB1C270",
        "12370117F00000122U",
        "54370117ME000001XF",
    ],
)
def test_a_valid_credit_code_is_accepted_in_either_case(code):
    assert identity.clean_credit_code(code) == code
    assert identity.clean_credit_code(code.lower() + " ") == code


@pytest.mark.parametrize(
    ("code", "because"),
    [
        ("913701001234567882", "逐位检查"),
        ("91370100I234567881", "“I”"),
        ("91370117MA3TEST09X", "“S”"),
        ("91370100123456788", "18 位"),
    ],
)
def test_an_invalid_credit_code_is_refused_with_its_reason(code, because):
    with pytest.raises(ValidationError) as refusal:
        identity.clean_credit_code(code)
    assert because in refusal.value.messages[0]


def test_a_valid_lawyer_licence_is_accepted():
    assert identity.clean_license_number(" 1370120151012３456", today=TODAY) == "13701201510123456"


@pytest.mark.parametrize("number", ["23701201510123456", "1370120151012345", "13701209910123456", "13701197910123456"])
def test_an_invalid_lawyer_licence_is_refused(number):
    with pytest.raises(ValidationError, match="律师执业证号"):
        identity.clean_license_number(number, today=TODAY)


@pytest.mark.parametrize(
    "written",
    ["13812345678", "138 1234 5678", "+86 138-1234-5678", "+8613812345678", "8613812345678", "１３８1234 5678"],
)
def test_a_mobile_number_is_put_into_eleven_digits(written):
    assert identity.clean_mobile(written) == "13812345678"
    assert identity.clean_phone(written) == "13812345678"


@pytest.mark.parametrize("written", ["12800000000", "1380000000", "138000000000", "0531-76881643", "+12025550123", ""])
def test_what_is_not_a_mainland_mobile_is_refused_as_mobile(written):
    with pytest.raises(ValidationError, match="11 位"):
        identity.clean_mobile(written)


@pytest.mark.parametrize("written", ["0531-76881643", "053176881643", "0531-76881643-12", "12368", "+12025550123"])
def test_landlines_service_and_foreign_numbers_are_phones(written):
    assert identity.clean_phone(written) == written


@pytest.mark.parametrize("written", ["12800000000", "1380000000", "76881643", "+8612800000000", "电话"])
def test_what_is_no_phone_is_refused(written):
    with pytest.raises(ValidationError, match="电话号码"):
        identity.clean_phone(written)
