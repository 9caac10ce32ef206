"""`./portal test`: every check of the project, on stores of its own."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from gangcheng_court.embedded import libraries, stores
from gangcheng_court.embedded.home import CHECKOUT, Home
from gangcheng_court.embedded.processes import Children
from gangcheng_court.embedded.surroundings import environment

PYTHON = sys.executable
TOOLS = Path(sys.prefix) / "bin"
PYTEST = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
STEPS = {
    "代码规范": [TOOLS / "ruff", "check", "."],
    "代码格式": [TOOLS / "ruff", "format", "--check", "."],
    "引用关系": [TOOLS / "lint-imports"],
    "生产设置": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "数据迁移": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}


def test(arguments: list[str]) -> int:
    """Run the checks one after the other, pytest (with `arguments`) last; stop at the first that fails.

    Returns pytest's exit code. Uses DATABASE_URL and REDIS_URL when they are set, else its own stores.
    """
    with tempfile.TemporaryDirectory(prefix="portal-test-") as folder:
        os.environ["PORTAL_HOME"] = folder
        home = Home.from_environment()
        env = libraries.for_browser(environment(home))
        env["DJANGO_SETTINGS_MODULE"] = "gangcheng_court.settings.test"
        children = Children()
        try:
            env |= stores.start(home, children, env=env, durable=False)
            for title, command in STEPS.items():
                print(f"== {title}：{' '.join(Path(word).name for word in map(str, command))}", flush=True)
                failed = subprocess.run(command, cwd=CHECKOUT, env=_like_production(env), check=False).returncode
                if failed:
                    print(f"检查没有通过：{title}（见上文）。", file=sys.stderr)
                    return failed
            print("== 测试：pytest", flush=True)
            return subprocess.run([*PYTEST, *arguments], cwd=CHECKOUT, env=env, check=False).returncode
        finally:
            children.stop("postgres", "redis", patience=20)


def _like_production(env: dict[str, str]) -> dict[str, str]:
    """Production settings with throw-away secrets."""
    production = {name: value for name, value in env.items() if name != "PORTAL_EMBEDDED"}
    return production | {
        "DJANGO_SETTINGS_MODULE": "gangcheng_court.settings.base",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example.cn",
        "SITE_URL": "https://portal.example.cn",
    }
