"""The house stays as it is drawn: contracts, and what they cannot say. Each rule is shown red on a bad sample."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import PurePosixPath

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from importlinter.application import use_cases
from importlinter.configuration import configure
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from gangcheng_court.tests import architecture

ROOT = settings.BASE_DIR
PACKAGES = ("gangcheng_court", "filings", "hotline", "accessibility", "supervision")
CONTRACTS = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "protected": ProtectedContract,
    "acyclic_siblings": AcyclicSiblingsContract,
}
configure()


def tracked_names() -> frozenset[str]:
    """Names of models with a history, and of the relations by which other rows reach them."""
    models = [model for model in apps.get_models() if hasattr(model, "history") and model._meta.app_label != "auth"]
    relations = {
        field.get_accessor_name()
        for model in apps.get_models()
        for field in model._meta.related_objects
        if field.related_model in models
    }
    return frozenset({model.__name__ for model in models} | relations) - {None}


PYTHON_RULES = {
    "nameless_modules": architecture.nameless_modules,
    "modules_on_no_floor": architecture.modules_on_no_floor,
    "imports_of_a_higher_floor": architecture.imports_of_a_higher_floor,
    "relative_imports": architecture.relative_imports,
    "statuses_assigned_outside_workflow": architecture.statuses_assigned_outside_workflow,
    "bulk_writes_on_tracked_models": architecture.bulk_writes_on_tracked_models(tracked_names()),
    "clocks_read_below_the_views": architecture.clocks_read_below_the_views,
    "prints": architecture.prints,
    "saves_in_views": architecture.saves_in_views,
    "signals": architecture.signals,
    "delayed_tasks": architecture.delayed_tasks,
}
TEMPLATE_RULES = {"inline_scripts_and_styles": architecture.inline_scripts_and_styles}
RULES = PYTHON_RULES | TEMPLATE_RULES
EXCEPTIONS = {
    # The field is left out of the history.
    ("bulk_writes_on_tracked_models", "gangcheng_court/core/accounts/models.py"),
    ("bulk_writes_on_tracked_models", "gangcheng_court/core/web/preferences.py"),
    # A page of the portal that carries its own word.
    ("clocks_read_below_the_views", "gangcheng_court/portal/promise_board.py"),
    # Django's own signal, which is switched off while tests run.
    ("signals", "gangcheng_court/tests/rights.py"),
    # The form is the sign-in package's; saving it calls the adapter, which calls the service.
    ("saves_in_views", "gangcheng_court/portal/sign_in/views.py"),
}


def broken(rule: str, sources: Iterable[tuple[PurePosixPath, str]]) -> Iterator[str]:
    for path, text in sources:
        if (rule, str(path)) not in EXCEPTIONS:
            yield from (f"{path}:{line}" for line in RULES[rule](path, text))


def files(pattern: str, *folders: str) -> Iterator[tuple[PurePosixPath, str]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "migrations" not in path.parts:
                yield PurePosixPath(path.relative_to(ROOT)), path.read_text()


@cache
def broken_by_modules() -> dict[str, list[str]]:
    """Where each rule is broken; a module is read once for all rules."""
    found: dict[str, list[str]] = {rule: [] for rule in PYTHON_RULES}
    for source in files("*.py", *PACKAGES):
        for rule, lines in found.items():
            lines += broken(rule, [source])
    return found


@pytest.mark.parametrize("rule", PYTHON_RULES)
def test_every_module_keeps_the_rule(rule):
    assert not broken_by_modules()[rule], RULES[rule].__doc__


@pytest.mark.parametrize("rule", TEMPLATE_RULES)
def test_every_template_keeps_the_rule(rule):
    assert not list(broken(rule, files("*.html", "templates"))), RULES[rule].__doc__


def test_there_is_something_to_check():
    assert len(list(files("*.py", *PACKAGES))) > 100
    assert len(list(files("*.html", "templates"))) > 20
    assert {"Filing", "Party", "User", "rounds"} <= tracked_names()


BAD = [
    ("nameless_modules", "filings/intake/utils.py", ""),
    ("nameless_modules", "gangcheng_court/core/web/helpers/forms.py", ""),
    ("modules_on_no_floor", "filings/intake/processing.py", ""),
    ("modules_on_no_floor", "supervision/breaches/engine/core.py", ""),
    ("imports_of_a_higher_floor", "filings/review/models.py", "from filings.review.services import accept"),
    ("imports_of_a_higher_floor", "filings/review/models.py", "def f():\n    from filings.review import services"),
    ("imports_of_a_higher_floor", "filings/review/queries/queue.py", "from filings.review.forms.take import Form"),
    ("imports_of_a_higher_floor", "filings/review/services.py", "import filings.review.views"),
    ("imports_of_a_higher_floor", "filings/review/deadlines.py", "from filings.review import rounds"),
    ("relative_imports", "filings/intake/models.py", "from .enums import Status"),
    ("relative_imports", "filings/intake/models.py", "from . import enums"),
    ("statuses_assigned_outside_workflow", "filings/review/services.py", "filing.status = Status.ACCEPTED"),
    ("statuses_assigned_outside_workflow", "filings/review/services.py", "filing.status, at = Status.ACCEPTED, now"),
    ("statuses_assigned_outside_workflow", "filings/review/services.py", "setattr(filing, 'status', 'accepted')"),
    ("statuses_assigned_outside_workflow", "filings/review/services.py", "Filing.objects.update(status='accepted')"),
    ("bulk_writes_on_tracked_models", "filings/review/queries.py", "Filing.objects.filter(pk=1).update(facts='')"),
    ("bulk_writes_on_tracked_models", "filings/review/tasks.py", "filing.rounds.filter(pk=1).update(reviewer=None)"),
    ("bulk_writes_on_tracked_models", "filings/review/views.py", "Party.objects.bulk_create(rows)"),
    ("clocks_read_below_the_views", "filings/review/services.py", "at = timezone.now()"),
    ("clocks_read_below_the_views", "filings/review/rules.py", "today = datetime.date.today()"),
    ("clocks_read_below_the_views", "gangcheng_court/core/audit/reads.py", "at = datetime.now()"),
    ("prints", "filings/review/services.py", "print('accepted')"),
    ("saves_in_views", "filings/review/views/deciding.py", "form.save()"),
    ("saves_in_views", "filings/review/api.py", "filing.save(update_fields=['facts'])"),
    ("signals", "filings/review/apps.py", "from django.db.models.signals import post_save"),
    ("signals", "filings/review/services.py", "from django.dispatch import receiver"),
    ("delayed_tasks", "filings/review/services.py", "expire.apply_async((1,), eta=due_at)"),
    ("delayed_tasks", "filings/review/services.py", "expire.apply_async((1,), countdown=60)"),
    ("inline_scripts_and_styles", "templates/filings/page.html", '<p style="color: red">'),
    ("inline_scripts_and_styles", "templates/filings/page.html", '<button type="button" onclick="go()">'),
    ("inline_scripts_and_styles", "templates/filings/page.html", "<script>go()</script>"),
    ("inline_scripts_and_styles", "templates/filings/page.html", "<style>p {}</style>"),
    ("inline_scripts_and_styles", "templates/filings/page.html", '<a href="javascript:go()">'),
]
GOOD = [
    ("nameless_modules", "gangcheng_court/core/deadlines/clock.py", ""),
    ("modules_on_no_floor", "filings/intake/kinds.py", ""),
    ("modules_on_no_floor", "filings/review/services/accepting.py", ""),
    ("modules_on_no_floor", "gangcheng_court/core/deadlines/gazette.py", ""),
    ("imports_of_a_higher_floor", "filings/review/services.py", "from filings.intake.services import save"),
    ("imports_of_a_higher_floor", "filings/review/views.py", "from filings.review import services, queries"),
    ("imports_of_a_higher_floor", "filings/review/services/a.py", "from filings.review.services.b import c"),
    ("relative_imports", "filings/intake/models.py", "from filings.intake.enums import Status"),
    ("statuses_assigned_outside_workflow", "filings/intake/workflow.py", "filing.status = Status.ACCEPTED"),
    ("statuses_assigned_outside_workflow", "filings/intake/views.py", "answer.status_code = 422"),
    ("bulk_writes_on_tracked_models", "filings/review/services.py", "Filing.objects.update(facts='')"),
    ("bulk_writes_on_tracked_models", "filings/review/queries.py", "context.update(page=1)"),
    ("clocks_read_below_the_views", "filings/review/views/deciding.py", "at = timezone.now()"),
    ("clocks_read_below_the_views", "filings/review/models.py", "at = models.DateTimeField(default=timezone.now)"),
    ("clocks_read_below_the_views", "filings/review/rules.py", "local = timezone.localtime(moment)"),
    ("saves_in_views", "filings/review/services.py", "filing.save()"),
    ("inline_scripts_and_styles", "templates/pdf/letter.html", "<style>p {}</style>"),
    ("inline_scripts_and_styles", "templates/base.html", '<script src="/static/js/forms.js" defer></script>'),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_rule_is_red_on_a_bad_sample(rule, path, text):
    assert list(RULES[rule](PurePosixPath(path), text))


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_a_rule_is_green_on_a_good_sample(rule, path, text):
    assert not list(RULES[rule](PurePosixPath(path), text))


def test_every_exception_is_still_needed():
    for rule, path in EXCEPTIONS:
        assert list(RULES[rule](PurePosixPath(path), (ROOT / path).read_text())), path


def test_every_rule_has_a_bad_sample():
    assert {rule for rule, _, _ in BAD} == set(RULES)


@pytest.fixture(scope="module")
def graph():
    packages = [name for name in PACKAGES if (ROOT / name).is_dir()]
    return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)


def broken_contracts(graph: grimp.ImportGraph) -> set[str]:
    """The ids of the contracts in `.importlinter` that `graph` breaks."""
    options = use_cases.read_user_options(config_filename=str(ROOT / ".importlinter"))
    contracts = {
        each["id"]: CONTRACTS[each["type"]](
            name=each["name"], session_options=options.session_options, contract_options=each
        )
        for each in options.contracts_options
    }
    return {name for name, contract in contracts.items() if not contract.check(deepcopy(graph), verbose=False).kept}


def test_the_import_contracts_are_kept(graph):
    assert not broken_contracts(graph), "run `lint-imports` to see the chains of imports"


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("gangcheng_court.core.accounts.models", "gangcheng_court.core.deadlines.clock", "house"),
        ("gangcheng_court.core.audit.trail", "gangcheng_court.core.deadlines.clock", "house"),
        ("gangcheng_court.core.web.middleware", "gangcheng_court.core.documents.models", "house"),
        ("gangcheng_court.core.documents.services", "filings.intake.models", "house"),
        ("filings.review.models", "supervision.breaches.models", "house"),
        ("supervision.breaches.models", "gangcheng_court.portal.views", "house"),
        ("gangcheng_court.errors", "gangcheng_court.core.accounts.models", "house"),
        ("gangcheng_court.core.notices.outbox", "gangcheng_court.core.deadlines.clock", "notices"),
        ("gangcheng_court.core.documents.services", "gangcheng_court.core.deadlines.calendar", "documents"),
        ("gangcheng_court.core.web.middleware", "gangcheng_court.core.audit.reads", "web"),
        ("filings.intake.rules", "filings.review.models", "filings-rooms"),
        ("filings.intake.services", "filings.pleadings.models", "filings-rooms"),
        ("filings.pleadings.rules.paper", "filings.review.models", "filings-rooms"),
        ("filings.review.rounds", "filings.reception.services", "filings-rooms"),
        ("filings.fees.rules.paying", "filings.review.rounds", "filings-rooms"),
        ("supervision.breaches.enforcement", "filings.review.models", "supervision-reads"),
        ("gangcheng_court.portal.views", "filings.review.models", "portal-reads"),
        ("gangcheng_court.portal.views", "gangcheng_court.embedded.stores", "embedded"),
        ("gangcheng_court.portal.views", "gangcheng_court.urls", "wiring"),
        ("filings.review.models", "weasyprint", "paper"),
        ("gangcheng_court.core.accounts.enums", "gangcheng_court.core.web.fields", "no-cycles"),
    ],
)
def test_a_contract_is_red_on_an_import_that_breaks_the_house(graph, importer, imported, contract):
    bent = deepcopy(graph)
    assert {importer, imported} <= bent.modules
    bent.add_import(importer=importer, imported=imported, line_number=1, line_contents="")

    assert contract in broken_contracts(bent)
