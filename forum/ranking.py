"""The numbers by which replies are ordered. Pure."""

from math import sqrt

Z = 1.281551565545  # 80 % confidence, two-sided, as Reddit's "best" has it
NUMBERS = 2**24  # replies a discussion can hold; six hexadecimal digits
CITING = 2**45  # more than any rank can weigh


def wilson(ups: int, downs: int) -> float:
    """Lower bound of the share of readers who find a reply helpful, 0 to 1.

    Wilson, E. B., "Probable inference, the law of succession, and statistical
    inference", JASA 22 (1927), with `ups` successes in `ups + downs` trials.
    """
    n = ups + downs
    if n == 0:
        return 0.0
    share = ups / n
    centre = share + Z * Z / (2 * n)
    margin = Z * sqrt((share * (1 - share) + Z * Z / (4 * n)) / n)
    return max(0.0, (centre - margin) / (1 + Z * Z / n))


def best_key(*, number: int, ups: int, flags: int) -> int:
    """Ascending is best first; ties go to the older reply.

    The bound is rounded to thousandths, so that most votes move nothing, and the key
    stays a function of the votes alone, which can be rebuilt and compared.
    """
    return -round(1000 * wilson(ups, flags)) * 1000 * NUMBERS + number


def sourced_key(key: int, *, cites: bool) -> int:
    """The same order among replies that cite, and then among those that do not."""
    return key - CITING if cites else key
