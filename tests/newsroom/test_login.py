"""The log-in at the desk: counted by account and network, said in the log, and light."""

import re
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client
from django.utils import timezone

from newsroom.accounts import login
from newsroom.accounts.hashers import Argon2
from newsroom.models import LoginFailure
from tests.factories import make_user

RIGHT, WRONG = "a long pass phrase", "Sesame, open!"
NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))


def log_in(username="lea", password=WRONG, ip="203.0.113.7", client=None):
    client = client or Client()
    return client.post("/admin/login/?next=/admin/", {"username": username, "password": password}, REMOTE_ADDR=ip)


def is_let_in(answer):
    return answer.status_code == 302


@pytest.mark.django_db
class TestTheThrottle:
    @pytest.fixture(autouse=True)
    def world(self):
        make_user("lea"), make_user("tom")
        with time_machine.travel(NOON, tick=False) as self.clock:
            yield

    def test_who_mistypes_a_few_times_gets_in(self):
        for _time in range(login.OF_ACCOUNT_FROM_NETWORK - 1):
            assert not is_let_in(log_in())
        assert is_let_in(log_in(password=RIGHT))

    def test_after_five_failures_the_right_password_waits_too(self):
        for _time in range(login.OF_ACCOUNT_FROM_NETWORK):
            log_in()
        answer = log_in(password=RIGHT)
        assert not is_let_in(answer)
        assert "Too many attempts" in answer.content.decode()
        assert is_let_in(log_in(password=RIGHT, ip="198.51.100.1"))
        assert is_let_in(log_in("tom", RIGHT))
        self.clock.move_to(NOON + login.WINDOW, tick=False)
        assert is_let_in(log_in(password=RIGHT))

    def test_a_network_that_tries_many_accounts_waits(self):
        for number in range(login.FROM_NETWORK):
            log_in(f"user{number}")
        assert not is_let_in(log_in(password=RIGHT))
        assert is_let_in(log_in(password=RIGHT, ip="198.51.100.1"))

    def test_a_household_of_many_addresses_is_one_network(self):
        for number in range(login.OF_ACCOUNT_FROM_NETWORK):
            log_in(ip=f"2001:db8:0:7::{number + 1}")
        assert not is_let_in(log_in(password=RIGHT, ip="2001:db8:0:7:ffff::1"))
        assert is_let_in(log_in(password=RIGHT, ip="2001:db8:0:8::1"))

    def test_an_account_that_many_networks_try_waits(self):
        for number in range(login.OF_ACCOUNT):
            log_in(ip=f"198.51.100.{number}")
        assert not is_let_in(log_in(password=RIGHT))
        assert is_let_in(log_in("tom", RIGHT))

    def test_the_letter_case_of_a_name_opens_no_second_window(self):
        for number in range(login.OF_ACCOUNT_FROM_NETWORK):
            log_in("lea" if number % 2 else "LEA")
        assert not is_let_in(log_in(password=RIGHT))

    def test_success_costs_nothing(self):
        for _time in range(login.OF_ACCOUNT_FROM_NETWORK + 1):
            assert is_let_in(log_in(password=RIGHT))
        assert not LoginFailure.objects.exists()

    def test_a_header_of_the_reader_s_own_is_no_other_network(self):
        for number in range(login.OF_ACCOUNT_FROM_NETWORK):
            words = {"username": "lea", "password": WRONG}
            Client().post("/admin/login/", words, REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
        assert not is_let_in(log_in(password=RIGHT))

    def test_what_counts_no_more_is_forgotten(self):
        log_in()
        login.forget_old(NOON + login.WINDOW)
        assert not LoginFailure.objects.exists()

    def test_a_failure_of_the_future_shuts_nobody_out(self):
        self.clock.move_to(NOON + timedelta(hours=2), tick=False)
        for _time in range(login.OF_ACCOUNT_FROM_NETWORK):
            log_in()
        self.clock.move_to(NOON, tick=False)
        assert is_let_in(log_in(password=RIGHT))

    def test_each_failure_is_a_line_of_the_log_without_password_or_address(self, caplog):
        for name in ("lea", "Sesame, open!"):
            log_in(name)
        said = [record.getMessage() for record in caplog.records if record.name == "newsroom.accounts.login"]
        assert said == ["A log-in as 'lea' failed.", "A log-in as somebody unknown failed."]
        for _time in range(login.OF_ACCOUNT_FROM_NETWORK):
            log_in()
        assert "refused" in caplog.text
        assert WRONG not in caplog.text
        assert "203.0.113.7" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_of_twenty_four_attempts_at_once_five_are_made():
    make_user("lea")
    told, start = [], threading.Barrier(8)

    def try_three():
        start.wait()
        for _time in range(3):
            told.append(log_in().content.decode())
        connections.close_all()

    threads = [threading.Thread(target=try_three) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 24
    assert sum("Too many attempts" not in page for page in told) == login.OF_ACCOUNT_FROM_NETWORK


def test_a_password_kept_by_django_s_parameters_is_right_and_kept_anew():
    from django.contrib.auth.hashers import Argon2PasswordHasher

    old = Argon2PasswordHasher().encode(RIGHT, "some-salt-of-old")
    assert Argon2().verify(RIGHT, old)
    assert Argon2().must_update(old)
    assert not Argon2().must_update(make_password(RIGHT, hasher=Argon2()))


FOUR_AT_ONCE = """
import threading
from django.conf import settings
settings.configure()
from newsroom.accounts.hashers import Argon2

def at_most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

hasher = Argon2()
hasher.encode("warm", "some-salt-to-warm")
before = at_most()
threads = [threading.Thread(target=hasher.encode, args=("a long pass phrase", "some-salt-here")) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("more:", at_most() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the process's memory as Linux tells it")
def test_four_log_ins_at_once_take_less_memory_than_one_did():
    """A server has four threads: so many passwords are checked at once, whoever knocks."""
    command = [sys.executable, "-c", FOUR_AT_ONCE]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own words)
    assert int(re.search(r"more: (\d+)", told.stdout)[1]) < 100 * 1024  # KiB
