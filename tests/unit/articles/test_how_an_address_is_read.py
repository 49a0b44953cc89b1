"""An address as a reader is shown it: its host, and its label."""

import pytest

from articles.links import host, label


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://news.example.org:8080/", "news.example.org"),
        ("not an address", ""),
    ],
)
def test_a_page_is_known_by_its_host(address, name):
    assert host(address) == name


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("https://www.example.org/reports/2025/", "example.org/reports/2025"),
        ("https://example.org/%C3%A4", "example.org/ä"),
        ("https://x.example/%00", "x.example/%00"),
        ("https://x.example/%0Aa", "x.example/%0Aa"),
        ("https://x.example/%E2%80%AE/moc", "x.example/%E2%80%AE/moc"),
        ("https://x.example/" + "a" * 100, "x.example/" + "a" * 69 + "…"),
    ],
)
def test_a_label_is_read_as_it_is_written(address, called):
    assert label(address) == called
