"""The place of a reply in the tree, as text that sorts in tree order. Pure."""

DIGITS = 6  # hexadecimal digits of a number in a path


def numbers_in(path: str) -> list[int]:
    """The numbers a path is made of, from the top down."""
    return [int(path[i : i + DIGITS], 16) for i in range(0, len(path), DIGITS)]


def path_below(path: str, number: int) -> str:
    """The path of reply `number` under the reply at `path` ("" for the top)."""
    return f"{path}{number:0{DIGITS}x}"
