"""工作量证明: the small puzzle that a browser solves before something is sent, so that no address need be kept.

A solution is a number which, put behind the puzzle, gives a SHA-256 that begins with `bits` zero bits.
"""

import hashlib

LONGEST_SOLUTION = 20


def solves(puzzle: str, solution: str, bits: int) -> bool:
    """Whether `solution` (decimal digits) solves `puzzle`."""
    if not (solution.isascii() and solution.isdigit() and len(solution) <= LONGEST_SOLUTION):
        return False
    digest = hashlib.sha256(f"{puzzle}:{solution}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def waits(base: int, longest: int, lately: int, together: int) -> int:
    """Seconds that a puzzle must be old to pass unsolved: `base`, and as much again for each `together` that passed
    so within the last minute (`lately`), never more than `longest`."""
    return min(base * (1 + lately // together), longest)
