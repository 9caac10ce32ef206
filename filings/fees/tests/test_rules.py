"""The numbers in ids and comments are those of the worked examples that the rules were agreed on."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.fees.rules import adjusting, fee, paying, standards
from filings.fees.rules.adjusting import Half
from filings.fees.rules.fee import CENT, LIMIT, Charge
from filings.fees.rules.paying import NotPrepaid, Turn
from filings.fees.rules.standards import RANGES, AdministrativeKind, Free

AMOUNTS = st.decimals(0, Decimal("200000000"), places=2)
HIGHEST = {name: allowed.high for name, allowed in RANGES.items()}


def yuan(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def numbered(first: int, rows: list[tuple[str, ...]]) -> list:
    return [pytest.param(*map(yuan, row), id=str(number)) for number, row in enumerate(rows, first)]


@pytest.mark.parametrize(
    ("amount", "full", "half", "third"),
    numbered(
        1,
        [
            ("0", "50.00", "25.00", "16.67"),
            ("1", "50.00", "25.00", "16.67"),
            ("9,999.99", "50.00", "25.00", "16.67"),
            ("10,000", "50.00", "25.00", "16.67"),
            ("10,000.01", "50.00", "25.00", "16.67"),
            ("10,001", "50.03", "25.01", "16.68"),
            ("20,000", "300.00", "150.00", "100.00"),
            ("50,000", "1,050.00", "525.00", "350.00"),
            ("99,999.99", "2,300.00", "1,150.00", "766.67"),
            ("100,000", "2,300.00", "1,150.00", "766.67"),
            ("100,000.01", "2,300.00", "1,150.00", "766.67"),
            ("150,000", "3,300.00", "1,650.00", "1,100.00"),
            ("200,000", "4,300.00", "2,150.00", "1,433.33"),
            ("200,001", "4,300.02", "2,150.01", "1,433.34"),
            ("300,000", "5,800.00", "2,900.00", "1,933.33"),
            ("500,000", "8,800.00", "4,400.00", "2,933.33"),
            ("500,001", "8,800.01", "4,400.01", "2,933.34"),
            ("800,000", "11,800.00", "5,900.00", "3,933.33"),
            ("1,000,000", "13,800.00", "6,900.00", "4,600.00"),
            ("1,000,001", "13,800.01", "6,900.00", "4,600.00"),
            ("1,500,000", "18,300.00", "9,150.00", "6,100.00"),
            ("2,000,000", "22,800.00", "11,400.00", "7,600.00"),
            ("3,000,000", "30,800.00", "15,400.00", "10,266.67"),
            ("5,000,000", "46,800.00", "23,400.00", "15,600.00"),
            ("8,000,000", "67,800.00", "33,900.00", "22,600.00"),
            ("10,000,000", "81,800.00", "40,900.00", "27,266.67"),
            ("15,000,000", "111,800.00", "55,900.00", "37,266.67"),
            ("20,000,000", "141,800.00", "70,900.00", "47,266.67"),
            ("20,000,001", "141,800.01", "70,900.00", "47,266.67"),
            ("50,000,000", "291,800.00", "145,900.00", "97,266.67"),
            ("100,000,000", "541,800.00", "270,900.00", "180,600.00"),
            ("123,456.78", "2,769.14", "1,384.57", "923.05"),
        ],
    ),
)
def test_a_property_case_pays_by_the_table_half_of_it_or_a_third(amount, full, half, third):
    whole = standards.property_fee(amount)

    assert whole.due == full
    assert adjusting.halve(whole, Half.SIMPLE).due == half
    assert standards.payment_order_fee(amount).due == third


@pytest.mark.parametrize(
    ("amount", "due"),
    numbered(
        33,
        [
            ("0", "50.00"),
            ("10,000", "50.00"),
            ("10,001", "50.02"),
            ("50,000", "650.00"),
            ("100,000", "1,400.00"),
            ("500,000", "7,400.00"),
            ("500,001", "7,400.01"),
            ("1,000,000", "12,400.00"),
            ("5,000,000", "52,400.00"),
            ("5,000,001", "52,400.01"),
            ("8,000,000", "67,400.00"),
            ("10,000,000", "77,400.00"),
            ("20,000,000", "87,400.00"),
        ],
    ),
)
def test_an_enforcement_pays_by_its_table(amount, due):
    assert standards.enforcement_fee(amount).due == due


@pytest.mark.parametrize(
    ("amount", "due"),
    numbered(
        46,
        [
            ("0", "30.00"),
            ("1,000", "30.00"),
            ("1,001", "30.01"),
            ("5,000", "70.00"),
            ("10,000", "120.00"),
            ("100,000", "1,020.00"),
            ("100,001", "1,020.01"),
            ("200,000", "1,520.00"),
            ("500,000", "3,020.00"),
            ("895,999", "5,000.00"),
            ("896,000", "5,000.00"),
            ("1,000,000", "5,000.00"),
            ("10,000,000", "5,000.00"),
        ],
    ),
)
def test_a_preservation_pays_by_its_table_and_never_more_than_5000(amount, due):
    assert standards.preservation_fee(amount).due == due


@pytest.mark.parametrize(
    ("base", "property_total", "exact", "due"),
    numbered(
        59,
        [
            ("300", "200,000", "300", "300.00"),
            ("300", "200,001", "300.005", "300.01"),
            ("300", "500,000", "1,800", "1,800.00"),
            ("300", "1,000,000", "4,300", "4,300.00"),
            ("200", "350,000", "950", "950.00"),
        ],
    ),
)
def test_a_divorce_pays_its_base_and_half_a_percent_above_200000(base, property_total, exact, due):
    divorce = standards.divorce_fee(property_total, base)

    assert (divorce.exact, divorce.due) == (exact, due)


def test_a_mediated_divorce_pays_half():  # 61
    divorce = standards.divorce_fee(yuan("500,000"), yuan("300"))

    assert adjusting.halve(divorce, Half.MEDIATED).due == yuan("900.00")


@pytest.mark.parametrize(
    ("base", "damages", "due"),
    numbered(
        64,
        [
            ("500", "50,000", "500.00"),
            ("500", "80,000", "800.00"),
            ("500", "100,000", "1,000.00"),
            ("500", "200,000", "1,500.00"),
            ("100", "150,000", "850.00"),
        ],
    ),
)
def test_a_personality_case_pays_its_base_and_a_share_of_damages_above_50000(base, damages, due):
    assert standards.personality_fee(damages, base).due == due


@pytest.mark.parametrize(
    ("assets", "due"),
    numbered(
        69,
        [
            ("100,000,000", "270,900.00"),
            ("111,640,000", "300,000.00"),
            ("120,000,000", "300,000.00"),
        ],
    ),
)
def test_a_bankruptcy_pays_half_of_the_table_and_never_more_than_300000(assets, due):
    assert standards.bankruptcy_fee(assets).due == due


@pytest.mark.parametrize(
    ("charged", "due"),
    [
        pytest.param(standards.labour_fee(), "10.00", id="72"),
        pytest.param(adjusting.halve(standards.labour_fee(), Half.SIMPLE), "5.00", id="72-simple"),
        pytest.param(standards.administrative_fee(AdministrativeKind.OTHER), "50.00", id="73"),
        pytest.param(
            adjusting.halve(standards.administrative_fee(AdministrativeKind.OTHER), Half.WITHDRAWN),
            "25.00",
            id="73-withdrawn",
        ),
        pytest.param(standards.administrative_fee(AdministrativeKind.TRADEMARK), "100.00", id="74-trademark"),
        pytest.param(standards.administrative_fee(AdministrativeKind.PATENT), "100.00", id="74-patent"),
        pytest.param(standards.administrative_fee(AdministrativeKind.MARITIME), "100.00", id="maritime"),
        pytest.param(standards.public_summons_fee(), "100.00", id="75-public-summons"),
        pytest.param(standards.arbitration_fee(), "400.00", id="75-arbitration"),
        pytest.param(standards.free_fee(Free.JUDICIAL_CONFIRMATION), "0.00", id="76-confirmation"),
        pytest.param(standards.free_fee(Free.DISMISSED), "0.00", id="76-dismissed"),
        pytest.param(standards.free_fee(Free.ADMINISTRATIVE_COMPENSATION), "0.00", id="76-compensation"),
    ],
)
def test_a_fixed_fee_is_what_the_law_says(charged, due):
    assert charged.due == yuan(due)


def test_what_was_paid_is_refunded_when_the_suit_is_dismissed():  # 76
    assert paying.refund_on(Turn.DISMISSED, yuan("2,300.00")).refund == yuan("2,300.00")


def test_several_sums_claimed_in_one_suit_are_added_up_and_charged_once():  # 77
    sums = [yuan("30,000"), yuan("45,000"), yuan("60,000")]

    together = adjusting.claims_fee(sums)

    assert together.due == yuan("3,000.00")
    assert sum(standards.property_fee(each).due for each in sums) == yuan("2,775.00")
    assert "30,000.00 元 + 45,000.00 元 + 60,000.00 元 = 135,000.00 元" in together.explain()[0]


def test_a_suit_for_money_and_for_an_apology_pays_for_the_money_only():  # 78
    apology = standards.other_nonproperty_fee(yuan("100"))

    assert adjusting.claims_fee([yuan("120,000")], nonproperty=apology).due == yuan("2,700.00")


@pytest.mark.parametrize(
    ("old", "new", "grounds", "inquiry_closed", "top_up", "refund"),
    [
        pytest.param("80,000", "150,000", (), False, "1,500.00", "0", id="79"),
        pytest.param("80,000", "150,000", (Half.SIMPLE,), False, "750.00", "0", id="80"),
        pytest.param("150,000", "80,000", (), False, "0", "1,500.00", id="81"),
        pytest.param("150,000", "80,000", (), True, "0", "0", id="82"),
        pytest.param("80,000", "150,000", (), True, "1,500.00", "0", id="raised-late"),
        pytest.param("80,000", "80,000", (), False, "0", "0", id="unchanged"),
    ],
)
def test_a_change_of_claim_is_topped_up_or_refunded(old, new, grounds, inquiry_closed, top_up, refund):
    before, after = (adjusting.halve(standards.property_fee(yuan(each)), *grounds) for each in (old, new))

    balance = paying.change_of_claim(before.due, after.due, inquiry_closed=inquiry_closed)

    assert (balance.top_up, balance.refund) == (yuan(top_up), yuan(refund))


def test_a_fee_is_halved_once_however_many_grounds_there_are():  # 83
    whole = standards.property_fee(yuan("500,000"))

    assert adjusting.halve(whole, Half.SIMPLE, Half.MEDIATED).due == yuan("4,400.00")
    assert adjusting.halve(adjusting.halve(whole, Half.SIMPLE), Half.MEDIATED).due == yuan("4,400.00")


def test_a_claim_and_a_counterclaim_tried_together_pay_half_each():  # 84
    counterclaim = adjusting.halve(standards.property_fee(yuan("200,000")), Half.JOINED)
    claim = adjusting.halve(standards.property_fee(yuan("500,000")), Half.JOINED)

    assert (counterclaim.due, claim.due) == (yuan("2,150.00"), yuan("4,400.00"))


def test_an_appeal_pays_for_the_disputed_part_only():  # 85
    assert adjusting.appeal_fee(yuan("300,000")).due == yuan("5,800.00")


def test_a_converted_payment_order_in_a_simple_procedure_is_topped_up():  # 86
    paid = standards.payment_order_fee(yuan("100,000")).due
    suit = adjusting.halve(standards.property_fee(yuan("100,000")), Half.SIMPLE)

    assert (paid, suit.due) == (yuan("766.67"), yuan("1,150.00"))
    assert paying.suit_after_payment_order(paid, suit.due, converted=True).top_up == yuan("383.33")


def test_a_payment_order_converts_with_its_fee_but_a_separate_suit_pays_in_full():  # 87
    paid = standards.payment_order_fee(yuan("100,000")).due
    suit = standards.property_fee(yuan("100,000"))

    assert paying.suit_after_payment_order(paid, suit.due, converted=True).top_up == yuan("1,533.33")
    assert paying.suit_after_payment_order(paid, suit.due, converted=False).top_up == yuan("2,300.00")


def test_a_simple_case_that_turns_ordinary_is_topped_up():  # 88
    whole = standards.property_fee(yuan("300,000"))
    paid = adjusting.halve(whole, Half.SIMPLE).due

    assert paid == yuan("2,900.00")
    assert paying.simple_turned_ordinary(paid, whole.due).top_up == yuan("2,900.00")


def test_half_of_what_was_paid_is_refunded_when_the_top_up_is_not():  # 89
    assert paying.top_up_unpaid(yuan("2,900.00")).refund == yuan("1,450.00")


def test_a_reduction_takes_off_at_least_thirty_percent():  # 90
    whole = standards.property_fee(yuan("300,000"))

    assert whole.due == yuan("5,800.00")
    assert adjusting.reduced(whole, Decimal("0.30")).due == yuan("4,060.00")
    with pytest.raises(ValueError, match="30"):
        adjusting.reduced(whole, Decimal("0.29"))


def test_a_fee_is_halved_before_it_is_rounded():  # 91
    half = adjusting.halve(standards.property_fee(yuan("10,001")), Half.SIMPLE)

    assert (half.exact, half.due) == (Decimal("25.0125"), Decimal("25.01"))


def test_a_claim_for_wages_pays_nothing_at_filing_and_10_in_the_end():  # 92
    wages = standards.labour_fee()

    assert paying.due_at_filing(wages, NotPrepaid.WAGES) == 0
    assert wages.due == yuan("10.00")
    assert paying.BEARERS[paying.Ending.JUDGED].words.startswith("由败诉方负担")


def test_every_amount_that_is_a_choice_lies_in_the_range_of_the_law():
    charged = {
        "divorce_base": lambda base: standards.divorce_fee(Decimal(0), base),
        "personality_base": lambda base: standards.personality_fee(Decimal(0), base),
        "other_nonproperty": standards.other_nonproperty_fee,
        "ip_no_amount": lambda base: standards.intellectual_property_fee(None, base),
        "jurisdiction_objection": standards.jurisdiction_objection_fee,
        "enforcement_no_amount": standards.enforcement_without_amount_fee,
    }
    assert set(charged) == set(RANGES)
    for name, charge in charged.items():
        allowed = RANGES[name]
        assert charge(allowed.low).due == allowed.low
        assert charge(allowed.high).due == allowed.high
        for outside in (allowed.low - CENT, allowed.high + CENT):
            with pytest.raises(ValueError, match=allowed.words):
                charge(outside)


def test_a_range_is_shown_as_the_law_writes_it():
    assert [allowed.words for allowed in RANGES.values()] == [
        "50–300 元",
        "100–500 元",
        "50–100 元",
        "500–1,000 元",
        "50–100 元",
        "50–500 元",
    ]
    assert {name for name, allowed in RANGES.items() if not allowed.by_province} == {"enforcement_no_amount"}


def test_an_intellectual_property_case_about_a_sum_pays_by_the_table():
    assert standards.intellectual_property_fee(yuan("100,000"), HIGHEST["ip_no_amount"]).due == yuan("2,300.00")


def test_a_preservation_of_no_sum_pays_30():
    assert standards.preservation_fee(None).due == yuan("30.00")


def test_several_claims_that_are_not_about_property_pay_as_one():
    one = standards.other_nonproperty_fee(yuan("100"))

    assert adjusting.claims_fee([], nonproperty=one).due == yuan("100.00")


def test_a_suit_that_claims_nothing_has_no_fee_to_work_out():
    with pytest.raises(ValueError, match="claim"):
        adjusting.claims_fee([])


@pytest.mark.parametrize("free", Free)
def test_what_is_free_says_why(free):
    nothing = standards.free_fee(free)

    assert nothing.due == 0
    assert nothing.lines[0].basis
    assert "不交" in nothing.lines[0].words


def test_a_retrial_is_free_unless_on_new_evidence_or_without_an_appeal():
    disputed = yuan("300,000")

    assert standards.retrial_fee(disputed, new_evidence=False, unappealed=False).due == 0
    assert standards.retrial_fee(disputed, new_evidence=True, unappealed=False).due == yuan("5,800.00")
    assert standards.retrial_fee(disputed, new_evidence=False, unappealed=True).due == yuan("5,800.00")


APPLICATIONS = [
    standards.enforcement_fee(Decimal(50000)),
    standards.enforcement_without_amount_fee(Decimal(500)),
    standards.preservation_fee(Decimal(50000)),
    standards.payment_order_fee(Decimal(50000)),
    standards.public_summons_fee(),
    standards.arbitration_fee(),
    standards.bankruptcy_fee(Decimal(50000)),
]


@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda each: each.lines[-1].words)
def test_an_application_fee_is_never_halved(application):
    assert application.charge == Charge.APPLICATION
    with pytest.raises(ValueError, match="application"):
        adjusting.halve(application, Half.MEDIATED)


def test_without_a_ground_nothing_is_halved():
    whole = standards.property_fee(yuan("500,000"))

    assert adjusting.halve(whole) == whole


@pytest.mark.parametrize(
    ("turn", "refund"),
    [
        (Turn.TRANSFERRED, "0"),
        (Turn.SUSPECTED_CRIME, "2,300.00"),
        (Turn.CIVIL_PART_GOES_ON, "0"),
        (Turn.STAYED, "0"),
        (Turn.REMANDED, "2,300.00"),
        (Turn.NOT_ACCEPTED, "2,300.00"),
        (Turn.DISMISSED, "2,300.00"),
        (Turn.ENDED, "0"),
    ],
)
def test_a_turn_refunds_everything_or_nothing(turn, refund):
    balance = paying.refund_on(turn, yuan("2,300.00"))

    assert (balance.top_up, balance.refund) == (0, yuan(refund))
    assert balance.basis


def test_every_turn_says_what_is_refunded():
    assert set(paying.REFUNDED) == set(Turn)


def test_a_suit_withdrawn_after_full_prepayment_is_refunded_half():
    whole = standards.property_fee(yuan("300,000"))
    half = adjusting.halve(whole, Half.WITHDRAWN)

    assert paying.halved_at_the_end(whole.due, half.due).refund == yuan("2,900.00")
    assert paying.halved_at_the_end(half.due, half.due).refund == 0


@pytest.mark.parametrize("waiting", NotPrepaid)
def test_what_is_not_prepaid_is_nothing_at_filing_and_says_why(waiting):
    assert paying.due_at_filing(standards.property_fee(yuan("300,000")), waiting) == 0
    assert paying.NOT_PREPAID[waiting]


def test_everything_else_is_prepaid():
    assert paying.due_at_filing(standards.property_fee(yuan("10,001"))) == yuan("50.03")
    assert paying.due_at_filing(standards.property_fee(yuan("10,001")), step=Decimal(1)) == 50


def test_every_ending_names_who_bears_the_fee():
    assert set(paying.BEARERS) == set(paying.Ending)


@pytest.mark.parametrize(
    ("step", "collected"),
    [("0.01", "50.03"), ("0.1", "50.0"), ("1", "50")],
)
def test_the_cashier_may_round_further_and_starts_from_the_exact_fee(step, collected):
    assert standards.property_fee(yuan("10,001")).rounded(Decimal(step)) == Decimal(collected)


@pytest.mark.parametrize(
    ("charged", "sentences"),
    [
        (
            standards.property_fee(Decimal("200001")),
            [
                "财产案件 1 万元以下的部分，每件 50.00 元。",
                "超过 1 万元至 10 万元的部分 90,000.00 元 × 2.5% = 2,250.00 元。",
                "超过 10 万元至 20 万元的部分 100,000.00 元 × 2% = 2,000.00 元。",
                "超过 20 万元至 50 万元的部分 1.00 元 × 1.5% = 0.015 元（诉讼费用交纳办法第十三条第一项）。",
                "合计 4,300.02 元（四舍五入到分）。",
            ],
        ),
        (
            adjusting.halve(standards.labour_fee(), Half.SIMPLE, Half.MEDIATED),
            [
                "劳动争议案件，每件 10.00 元（诉讼费用交纳办法第十三条第四项）。",
                "适用简易程序审理，以调解方式结案，减半一次：10.00 元 ÷ 2 = 5.00 元（诉讼费用交纳办法第十六条、"
                "第十五条；民诉解释第二百零六条）。",
                "合计 5.00 元。",
            ],
        ),
        (
            standards.payment_order_fee(Decimal("100000")),
            [
                "财产案件 1 万元以下的部分，每件 50.00 元。",
                "超过 1 万元至 10 万元的部分 90,000.00 元 × 2.5% = 2,250.00 元（诉讼费用交纳办法第十三条第一项）。",
                "支付令按财产案件受理费的三分之一交纳：2,300.00 元 ÷ 3（诉讼费用交纳办法第十四条第三项）。",
                "合计 766.67 元（四舍五入到分）。",
            ],
        ),
        (
            standards.preservation_fee(Decimal("1000000")),
            [
                "实际保全的财产 1,000 元以下的部分，每件 30.00 元。",
                "超过 1,000 元至 10 万元的部分 99,000.00 元 × 1% = 990.00 元。",
                "超过 10 万元的部分 900,000.00 元 × 0.5% = 4,500.00 元。",
                "超过上限的部分不交，最多交纳 5,000.00 元（诉讼费用交纳办法第十四条第二项）。",
                "合计 5,000.00 元。",
            ],
        ),
    ],
    ids=["property", "halved", "payment-order", "capped"],
)
def test_a_fee_explains_itself_line_by_line(charged, sentences):
    assert charged.explain() == sentences


CHARGED_BY_AMOUNT = {
    "property": standards.property_fee,
    "divorce": lambda amount: standards.divorce_fee(amount, Decimal(300)),
    "personality": lambda amount: standards.personality_fee(amount, Decimal(500)),
    "ip": lambda amount: standards.intellectual_property_fee(amount, Decimal(1000)),
    "enforcement": standards.enforcement_fee,
    "preservation": standards.preservation_fee,
    "payment_order": standards.payment_order_fee,
    "bankruptcy": standards.bankruptcy_fee,
    "appeal": adjusting.appeal_fee,
}
EDGES = {
    "property": (standards.PROPERTY, 1),
    "divorce": (standards.DIVORCE, 1),
    "personality": (standards.PERSONALITY, 1),
    "enforcement": (standards.ENFORCEMENT, 1),
    "preservation": (standards.PRESERVATION, 1),
    "bankruptcy": (standards.PROPERTY, Decimal("0.5")),
}
by_amount = pytest.mark.parametrize("charge", CHARGED_BY_AMOUNT.values(), ids=CHARGED_BY_AMOUNT)


@by_amount
@given(one=AMOUNTS, other=AMOUNTS)
def test_a_larger_amount_never_pays_less(charge, one, other):
    smaller, larger = sorted((one, other))

    assert charge(smaller).exact <= charge(larger).exact
    assert charge(smaller).due <= charge(larger).due


@pytest.mark.parametrize("name", EDGES)
def test_a_cent_over_an_edge_pays_that_cents_share_and_no_more(name):
    scale, share = EDGES[name]
    charge = CHARGED_BY_AMOUNT[name]

    for edge, rate in zip(scale.edges, scale.rates, strict=True):
        below, at, over = (charge(edge + step).exact for step in (-CENT, Decimal(0), CENT))
        assert 0 <= at - below <= CENT * max(scale.rates)
        assert over - at == CENT * rate * share, edge


@by_amount
@given(amount=AMOUNTS)
def test_the_lines_add_up_and_the_fee_is_rounded_once(charge, amount):
    charged = charge(amount)

    assert charged.exact == sum(line.amount for line in charged.lines)
    assert charged.due == charged.exact.quantize(CENT, ROUND_HALF_UP)
    assert all(line.words and line.basis for line in charged.lines)


@given(amount=st.one_of(AMOUNTS, st.decimals(0, LIMIT - CENT, places=2)))
def test_the_table_agrees_with_the_short_formula(amount):
    """Rate and constant of each tier, reckoned apart from the tiers and in fractions."""
    short = [
        ("20000000", "0.005", 41800),
        ("10000000", "0.006", 21800),
        ("5000000", "0.007", 11800),
        ("2000000", "0.008", 6800),
        ("1000000", "0.009", 4800),
        ("500000", "0.01", 3800),
        ("200000", "0.015", 1300),
        ("100000", "0.02", 300),
        ("10000", "0.025", -200),
    ]
    formula = next(
        (Fraction(amount) * Fraction(rate) + more for above, rate, more in short if amount > Decimal(above)),
        Fraction(50),
    )

    assert Fraction(standards.property_fee(amount).exact) == formula
    assert _cents(formula / 3) == standards.payment_order_fee(amount).due
    assert _cents(formula / 2) == adjusting.halve(standards.property_fee(amount), Half.SIMPLE).due


def _cents(value: Fraction) -> Decimal:
    """The nearest cent, upwards in the middle, without a decimal on the way."""
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100


@given(amount=st.decimals(896000, 999999999, places=2), assets=st.decimals(111640000, 999999999, places=2))
def test_a_cap_is_reached_and_never_passed(amount, assets):
    assert standards.preservation_fee(amount).exact == 5000
    assert standards.bankruptcy_fee(assets).exact == 300000


def test_a_cap_is_not_reached_a_cent_earlier():
    assert standards.preservation_fee(yuan("895,999.99")).exact < 5000
    assert standards.bankruptcy_fee(yuan("111,639,999.99")).exact < 300000


@given(amount=AMOUNTS, grounds=st.lists(st.sampled_from(Half), min_size=1))
def test_halving_twice_is_halving_once(amount, grounds):
    whole = standards.property_fee(amount)
    half = adjusting.halve(whole, *grounds)

    assert half.exact * 2 == whole.exact
    assert adjusting.halve(half, *grounds) == half


@given(sums=st.lists(AMOUNTS, min_size=1, max_size=6))
def test_the_order_of_claims_does_not_matter(sums):
    assert adjusting.claims_fee(sums).exact == adjusting.claims_fee(sums[::-1]).exact


@given(before=AMOUNTS, after=AMOUNTS, inquiry_closed=st.booleans())
def test_no_change_of_claim_is_both_topped_up_and_refunded(before, after, inquiry_closed):
    balance = paying.change_of_claim(before, after, inquiry_closed=inquiry_closed)

    assert min(balance.top_up, balance.refund) == 0
    assert balance.top_up - balance.refund in (after - before, 0)


@by_amount
@pytest.mark.parametrize("wrong", ["-0.01", "NaN", "sNaN", "Infinity", "-Infinity", "0.001", "1E+15", "1E+999"])
def test_what_is_no_sum_of_money_is_refused(charge, wrong):
    with pytest.raises(ValueError, match="money"):
        charge(Decimal(wrong))


@pytest.mark.parametrize("wrong", [1.5, 100, "100"])
def test_only_a_decimal_is_a_sum_of_money(wrong):
    with pytest.raises(TypeError, match="Decimal"):
        fee.money(wrong)


def test_a_sum_without_end_is_shown_as_about():
    reduced = adjusting.reduced(standards.payment_order_fee(Decimal(100000)), Decimal("0.335"))

    assert "准予减交 33.5%：约 766.6667 元 × 33.5% = 约 256.8333 元" in reduced.explain()[-2]
    assert reduced.due == yuan("509.83")


def test_a_zero_with_a_minus_is_zero():
    assert "-" not in "".join(standards.property_fee(Decimal("-0")).explain())


def test_claims_that_add_up_to_no_sum_of_money_are_refused():
    with pytest.raises(ValueError, match="money"):
        adjusting.claims_fee([Decimal("999999999999999.99"), Decimal("0.01")])


@pytest.mark.parametrize("off", ["0", "1", "1.5", "-0.5", "NaN", "0.33333"])
def test_a_reduction_is_thirty_percent_or_more_and_less_than_everything(off):
    with pytest.raises(ValueError, match="30"):
        adjusting.reduced(standards.labour_fee(), Decimal(off))
