"""How often somebody may do a thing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from accounts import throttle
from accounts.middleware import Doorkeeper
from accounts.models import Tally
from accounts.throttle import TooManyRequests

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import RequestFactory

    from accounts.models import Member

pytestmark = pytest.mark.django_db


def later(**span: int) -> None:
    """As if that much time had passed."""
    for tally in Tally.objects.all():
        tally.ends_at -= timedelta(**span)
        tally.save()


def test_ten_replies_in_five_minutes_and_then_a_pause(alice: Member) -> None:
    for _ in range(10):
        throttle.count("reply", by=alice)

    with pytest.raises(TooManyRequests) as refusal:
        throttle.count("reply", by=alice)

    assert 290 <= refusal.value.retry_after <= 300
    assert str(refusal.value) == "That was often. Please try again in 5 minutes."


def test_after_the_pause_it_goes_on(alice: Member) -> None:
    for _ in range(10):
        throttle.count("reply", by=alice)
    later(minutes=5, seconds=1)

    throttle.count("reply", by=alice)


def test_a_hundred_replies_are_enough_for_a_day(alice: Member) -> None:
    for _ in range(10):
        for _ in range(10):
            throttle.count("reply", by=alice)
        later(minutes=6)

    with pytest.raises(TooManyRequests) as refusal:
        throttle.count("reply", by=alice)

    assert refusal.value.retry_after > 22 * 3600


def test_the_haste_of_one_is_not_the_haste_of_another(
    alice: Member, bob: Member
) -> None:
    for _ in range(20):
        throttle.count("flag", by=alice)

    throttle.count("flag", by=bob)
    throttle.count("vote", by=alice)


def test_what_is_taken_back_does_not_count(alice: Member) -> None:
    for _ in range(30):
        with transaction.atomic():
            throttle.count("reply", by=alice)
            transaction.set_rollback(True)

    assert not Tally.objects.exists()


def test_a_refused_deed_is_not_counted_in_any_window(alice: Member) -> None:
    for _ in range(10):
        throttle.count("reply", by=alice)
    for _ in range(5):
        with pytest.raises(TooManyRequests):
            throttle.count("reply", by=alice)

    assert set(Tally.objects.values_list("count", flat=True)) == {10}


def test_asking_does_not_count(alice: Member) -> None:
    for _ in range(100):
        throttle.ask("flag", by=alice)

    assert not Tally.objects.exists()


def test_asking_refuses_once_the_limit_is_reached() -> None:
    for _ in range(5):
        throttle.count("sign_in", by="alice")

    with pytest.raises(TooManyRequests):
        throttle.ask("sign_in", by="alice")


def test_no_address_is_kept_in_the_clear() -> None:
    throttle.count("code", by="alice@example.org")

    assert "alice" not in Tally.objects.get().key


def test_what_ran_out_a_day_ago_is_swept_away_by_and_by(
    alice: Member, bob: Member
) -> None:
    throttle.count("flag", by=alice)
    throttle.count("vote", by=alice)
    later(days=2)

    throttle.count("vote", by=bob)

    assert [tally.key for tally in Tally.objects.all()] == [f"vote:600:m{bob.pk}"]


def test_a_window_that_ran_out_begins_anew_with_its_next_deed(alice: Member) -> None:
    throttle.count("flag", by=alice)
    later(days=1, seconds=1)

    throttle.count("flag", by=alice)

    tally = Tally.objects.get()
    assert tally.count == 1
    assert tally.ends_at > timezone.now() + timedelta(hours=23)


@pytest.mark.parametrize("deed", ["draft", "reply"])
def test_counting_again_costs_the_same_for_one_window_and_for_two(
    alice: Member, deed: throttle.Deed, django_assert_num_queries: Any
) -> None:
    throttle.count(deed, by=alice)

    with django_assert_num_queries(3):  # savepoint, count, release
        throttle.count(deed, by=alice)


def test_what_is_given_back_may_be_done_again() -> None:
    for _ in range(5):
        throttle.count("sign_in", by="alice")

    throttle.give_back("sign_in", by="alice")

    throttle.count("sign_in", by="alice")


def test_unhandled_haste_is_answered_with_429_and_the_time_to_wait(
    rf: RequestFactory,
) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()

    answer = Doorkeeper(nobody).process_exception(request, TooManyRequests(90))

    assert answer is not None
    assert (answer.status_code, answer["Retry-After"]) == (429, "90")
    assert "in 2 minutes" in answer.content.decode()


def test_other_mistakes_are_not_taken_for_haste(rf: RequestFactory) -> None:
    assert Doorkeeper(nobody).process_exception(rf.get("/"), ValueError()) is None


def nobody(_request: HttpRequest) -> HttpResponse:
    """The view is not asked."""
    raise NotImplementedError
