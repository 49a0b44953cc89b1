"""Where the program's own words go: to stderr, one line each, tracebacks after."""

from typing import Any


def to_stderr(level: str) -> dict[str, Any]:
    """A LOGGING setting. Nothing is sent by letter: stderr is what an operator keeps."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False}
        },
    }
