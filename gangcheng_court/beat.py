"""The schedule of Celery beat, as reviewed code. Each entry says why it runs and why this often.

Every task named here may run twice, late or side by side without harm (see each task's first lines).
"""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {}
