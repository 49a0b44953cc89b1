"""What `make run` reads before anything is set up."""

from __future__ import annotations

import socket
import stat

import pytest

from config import local, secret


def test_a_key_is_drawn_once_and_kept_from_others(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first, second = secret.kept_in(path), secret.kept_in(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(("asked", "port"), [("", 8000), ("8123", 8123), (" 81 ", 81)])
def test_the_port_asked_for_is_obeyed(monkeypatch, asked, port):
    monkeypatch.setenv("PORT", asked)

    assert local.port_asked_for() == port


@pytest.mark.parametrize("asked", ["http", "0", "65536", "-1", "80.5", "²"])
def test_what_is_no_port_is_refused_in_a_sentence(monkeypatch, asked):
    monkeypatch.setenv("PORT", asked)

    with pytest.raises(local.CannotStartError, match="from 1 to 65535"):
        local.port_asked_for()


def test_a_busy_port_is_named_with_a_way_out(monkeypatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.test")

        code = local.main([])

    told = capsys.readouterr().err
    assert code == 1
    assert told.startswith(f"Port {port} is in use")
    assert told.count("\n") == 1
