"""What the import contracts cannot say about a module or a template: one function for one rule.

Each takes the path from the project's root and the text, and yields the lines at which the rule is broken.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

DESKS = ("filings", "hotline", "accessibility", "supervision")
FLOORS = (
    ("enums", "numbers", "deadlines", "rules", "data"),
    ("models",),
    ("workflow", "permissions", "queries", "validators", "links"),
    ("services", "reports"),
    ("forms", "tasks"),
    ("views", "api", "admin"),
    ("urls",),
)
OWN_WORDS = {
    "accessibility.queue.priority": "rules",
    "filings.intake.kinds": "data",
    "filings.intake.causes": "data",
    "filings.intake.diversions": "data",
    "filings.intake.courts": "data",
    "filings.intake.jurisdiction": "rules",
    "filings.fees.kinds": "data",
    "filings.fees.gateways": "data",
    "filings.review.effectiveness": "rules",
    "filings.review.rounds": "services",
    "filings.cross_region.package": "rules",
    "filings.cross_region.signatures": "rules",
    "filings.cross_region.transport": "services",
    "supervision.breaches.enforcement": "services",
    "accessibility.queue.workbook": "reports",
    "hotline.calls.workbook": "reports",
    "supervision.breaches.workbook": "reports",
    "supervision.board.timeline": "reports",
    "supervision.interference.workbook": "reports",
    "supervision.questioning.workbook": "reports",
}
"""Modules that carry the court's own word for a piece of furniture, and which piece that is."""
FLOOR = {name: level for level, names in enumerate(FLOORS) for name in names}
NAMELESS = frozenset(
    ["utils", "util", "helpers", "helper", "common", "misc", "tools", "lib", "shared", "stuff", "mixins"]
)
CLOCK_READERS = frozenset(
    [
        "views",
        "tasks",
        "api",
        "admin",
        "middleware",
        "templatetags",
        "management",
        "tests",
        "celery",
        "serving",
        "adapter",
    ]
)
"""`serving` sends a file to a request; `adapter` is what the sign-in package calls from its views."""
NOW = {("timezone", "now"), ("datetime", "now"), ("date", "today")}
BULK = {"update", "bulk_update", "bulk_create"}
OUTSIDE = frozenset(["apps", "models", "urls", "migrations", "tests", "management", "templatetags", "__init__"])


def _is_test(path: PurePosixPath) -> bool:
    return "tests" in path.parts or path.name == "conftest.py"


def _nodes(text: str, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds))


def _furniture(module: str) -> str | None:
    """The piece of furniture that a dotted module of a desk's room is or lies in; None outside a room."""
    parts = module.split(".")
    if len(parts) < 3 or parts[0] not in DESKS or parts[1] in OUTSIDE:
        return None
    own = ".".join(parts[:3])
    return OWN_WORDS.get(own, parts[2])


def module_name(path: PurePosixPath) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def nameless_modules(path: PurePosixPath, text: str) -> Iterator[int]:
    """No module or package says nothing by its name."""
    if NAMELESS.intersection(path.with_suffix("").parts):
        yield 1


def modules_on_no_floor(path: PurePosixPath, text: str) -> Iterator[int]:
    """In a desk's room every module is a known piece of furniture."""
    furniture = _furniture(module_name(path))
    if furniture and furniture not in FLOOR and furniture != "tests":
        yield 1


def imports_of_a_higher_floor(path: PurePosixPath, text: str) -> Iterator[int]:
    """In a room a module imports its own floor or a lower one."""
    room = path.parts[:2]
    own = FLOOR.get(_furniture(module_name(path)) or "")
    if own is None:
        return
    for node in _nodes(text, ast.Import, ast.ImportFrom):
        for imported in _imported_modules(node):
            if tuple(imported.split(".")[:2]) == room and FLOOR.get(_furniture(imported) or "", own) > own:
                yield node.lineno


def _imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def relative_imports(path: PurePosixPath, text: str) -> Iterator[int]:
    """Every import says where from."""
    return (node.lineno for node in _nodes(text, ast.ImportFrom) if node.level)


def statuses_assigned_outside_workflow(path: PurePosixPath, text: str) -> Iterator[int]:
    """Only a room's workflow.py moves a status: no assignment, no setattr, no update elsewhere."""
    if path.stem == "workflow" or _is_test(path):
        return
    for node in _nodes(text, ast.Assign, ast.AugAssign, ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        leaves = [leaf for target in targets for leaf in ast.walk(target)]
        if any(isinstance(leaf, ast.Attribute) and leaf.attr == "status" for leaf in leaves):
            yield node.lineno
    for call in _nodes(text, ast.Call):
        named = isinstance(call.func, ast.Name) and call.func.id == "setattr" and len(call.args) > 1
        if named and isinstance(call.args[1], ast.Constant) and call.args[1].value == "status":
            yield call.lineno
        if _attribute(call) == "update" and any(keyword.arg == "status" for keyword in call.keywords):
            yield call.lineno


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def bulk_writes_on_tracked_models(tracked: frozenset[str]) -> Callable[[PurePosixPath, str], Iterator[int]]:
    """Only services write past the history of `tracked` (model names and the names of relations to them)."""

    def check(path: PurePosixPath, text: str) -> Iterator[int]:
        if _furniture(module_name(path)) == "services" or path.stem == "services" or _is_test(path):
            return
        for call in _nodes(text, ast.Call):
            if _attribute(call) in BULK:
                chain = {leaf.id for leaf in ast.walk(call.func) if isinstance(leaf, ast.Name)}
                chain |= {leaf.attr for leaf in ast.walk(call.func) if isinstance(leaf, ast.Attribute)}
                if chain & tracked:
                    yield call.lineno

    return check


def clocks_read_below_the_views(path: PurePosixPath, text: str) -> Iterator[int]:
    """Time is an argument: only views, tasks, commands and the like ask what time it is."""
    if CLOCK_READERS.intersection(path.with_suffix("").parts) or path.name == "conftest.py":
        return
    for call in _nodes(text, ast.Call):
        function = call.func
        if isinstance(function, ast.Attribute) and not call.args:
            owner = function.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if (name, function.attr) in NOW:
                yield call.lineno


def prints(path: PurePosixPath, text: str) -> Iterator[int]:
    """The portal speaks through pages, logs and commands; only the program that starts it on one machine prints."""
    if path.is_relative_to("gangcheng_court/embedded"):
        return iter(())
    calls = _nodes(text, ast.Call)
    return (call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print")


def saves_in_views(path: PurePosixPath, text: str) -> Iterator[int]:
    """A view asks a service; it writes nothing itself."""
    if not {"views", "api"}.intersection(path.with_suffix("").parts) or _is_test(path):
        return iter(())
    return (call.lineno for call in _nodes(text, ast.Call) if _attribute(call) == "save")


def signals(path: PurePosixPath, text: str) -> Iterator[int]:
    """No behaviour hides behind model signals."""
    imports = _nodes(text, ast.Import, ast.ImportFrom)
    wanted = ("django.db.models.signals", "django.dispatch")
    return (node.lineno for node in imports if any(name.startswith(wanted) for name in _imported_modules(node)))


def delayed_tasks(path: PurePosixPath, text: str) -> Iterator[int]:
    """A Celery eta or countdown is never a deadline: it is redelivered after the visibility timeout."""
    for call in _nodes(text, ast.Call):
        if any(keyword.arg in ("eta", "countdown") for keyword in call.keywords):
            yield call.lineno


_INLINE = re.compile(
    r"""\s(style|on[a-z]+)\s*=\s*["']|<style\b|<script\b(?![^>]*\bsrc=)(?![^>]*type=["']application/json)|javascript:"""
)


def inline_scripts_and_styles(path: PurePosixPath, text: str) -> Iterator[int]:
    """Pages carry no inline script or style, as the content security policy demands; printed letters are not pages."""
    if "pdf" in path.parts:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if _INLINE.search(line):
            yield number
