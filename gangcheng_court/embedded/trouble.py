"""The one way set-up says no."""


class CannotStart(Exception):
    """Something needed cannot be had; `str(error)` is one Chinese sentence that names the cause and the fix."""
