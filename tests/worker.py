"""What `manage.py db_worker` does, for tests that do not wait."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def waiting(name: str = "") -> list[DBTaskResult]:
    """What is left to do, now or later, in the order in which it would be done."""
    tasks = DBTaskResult.objects.filter(status="READY", task_path__endswith=name)
    return list(tasks.order_by("-priority", "run_after", "enqueued_at"))


def do(job: DBTaskResult) -> None:
    """One task, at whatever hour it is due."""
    job.claim("a test")
    job.task.call(*job.task_result.args, **job.task_result.kwargs)
    job.set_successful(None)


def work() -> int:
    """All that is left to do, and what comes of that; how much it was."""
    begun, done = timezone.now(), 0
    while left := waiting():
        do(left[0])
        done += 1
        assert done < 1_000, f"It never ends, since {begun}."
    return done
