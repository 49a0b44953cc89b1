"""A spelling taken twice is what it was once, whatever was typed."""

from hypothesis import given, strategies as st

from articles.links import canonical, identity

HOSTS = st.sampled_from(
    [
        "example.org", "EXAMPLE.org.", "ü.example", "[::1]", "1.2.3.4", "www.example.org",
        "www.www.org", "www.org", "www.www.arxiv.org", "faß.example", "x.com", "youtube.com",
    ]
)  # fmt: skip
PORTS = st.sampled_from(["", ":", ":80", ":443", ":8080"])


WORKS = st.sampled_from(
    ["arxiv.org/pdf", "doi.org/10.1234", "youtu.be", "www.youtube.com/watch?v="]
)
PAPERS = st.from_regex(
    r"(?:arxiv\.org/(?:abs|pdf)/|doi\.org/10\.48550/arXiv\.)"
    r"(?:[0-9]{4}\.[0-9]{5}|[a-z]{2,4}(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9])?/{0,2}",
    fullmatch=True,
)


def is_its_own(address):
    """Whether its spelling and its identity, taken again, are what they were."""
    try:
        stored = canonical(address)
    except ValueError:
        return True
    key = identity(address)
    return (
        canonical(stored) == stored
        and identity(stored) == identity(f"https://{key}") == key
        and stored.isascii()
    )


@given(WORKS, st.text(max_size=40))
def test_the_stored_spelling_of_a_work_is_its_own(place, rest):
    assert is_its_own(f"http://{place}/{rest}")


@given(PAPERS)
def test_the_stored_spelling_of_a_paper_is_its_own(paper):
    assert is_its_own(f"http://{paper}")


@given(st.text(min_size=1, max_size=12))
def test_the_stored_spelling_of_a_name_is_its_own(name):
    assert is_its_own(f"https://{name}.example/")


@given(HOSTS, PORTS, st.text(max_size=40), st.booleans())
def test_the_stored_spelling_is_its_own(host, port, rest, secure):
    assert is_its_own(f"http{'s' * secure}://{host}{port}/{rest}")
