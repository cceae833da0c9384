"""Secrets lie in the keyring; where there is none, in files of their owner, and that is said."""

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.secrets import Secrets


class Ring(KeyringBackend):
    """A keyring that holds its secrets in memory, and can be locked."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_keyring_holds_the_secret_and_no_file_does(ring: Ring, home: Path) -> None:
    secrets = Secrets(home)
    secrets.put("device", "s3cret")
    assert secrets.get("device") == "s3cret"
    assert not (home / "secrets").exists()
    assert secrets.notice() is None


def test_two_homes_never_see_each_others_secrets(ring: Ring, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        Secrets(tmp_path / name).put("device", name)
    assert [Secrets(tmp_path / name).get("device") for name in ("a", "b")] == ["a", "b"]


def test_a_home_that_is_moved_still_finds_its_secrets(ring: Ring, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    Secrets(tmp_path / "old").put("device", "s3cret")
    (tmp_path / "old").rename(tmp_path / "new")
    assert Secrets(tmp_path / "new").get("device") == "s3cret"


def test_no_secret_is_longer_than_the_smallest_keyring_holds(ring: Ring, home: Path) -> None:
    Secrets(home).put("device", "mpd_0123456789abcdef:" + "x" * 43)
    assert all(len(held) < 1280 for held in ring.held.values())


def test_a_locked_keyring_is_told_in_a_sentence(ring: Ring, home: Path) -> None:
    Secrets(home).put("device", "s3cret")
    ring.locked = True
    with pytest.raises(Refused, match="keyring"):
        Secrets(home).get("device")


def test_without_a_keyring_a_file_of_the_owner_holds_it_and_a_notice_says_so(home: Path) -> None:
    secrets = Secrets(home)
    secrets.put("device", "s3cret")
    assert secrets.get("device") == "s3cret"
    assert stat.S_IMODE((home / "secrets" / "device").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "secrets").stat().st_mode) == 0o700
    assert str(home / "secrets") in (secrets.notice() or "")


def test_a_secret_can_be_replaced_and_forgotten(home: Path) -> None:
    secrets = Secrets(home)
    secrets.put("device", "first")
    secrets.put("device", "second")
    assert secrets.get("device") == "second"
    secrets.drop("device")
    assert secrets.get("device") is None
    assert secrets.notice() is None
