"""The kit against a real emulator, that of RESETPASSWORD_COMMAND: check.sh says how."""

import http.client
import http.server
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import resetpassword_testing
from resetpassword_testing import Answer, ControlError, Emulator, NoEmulatorError, Tenant

KIT = Path(__file__).parent / "resetpassword_testing.py"
COMMAND = os.environ["RESETPASSWORD_COMMAND"]
ANSWERS = http.client.HTTPException, OSError


def reset(tenant: Tenant, password: str) -> Answer:
    return tenant.call("Rds", "ResetAccountPassword", DBInstanceId="rm-running", AccountName="test1", AccountPassword=password)


def run(directory: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Runs Python in a directory that has the kit, with its output in one string."""
    shutil.copy(KIT, directory)
    return subprocess.run([sys.executable, *arguments], cwd=directory, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


# An emulator


def test_a_started_emulator_listens_on_a_free_port_and_says_so_in_its_log(resetpassword):
    assert resetpassword.endpoint == f"http://{resetpassword.host}"
    assert resetpassword.endpoint in resetpassword.log()


def test_the_environment_names_an_emulator_that_runs(resetpassword, monkeypatch):
    monkeypatch.setenv("RESETPASSWORD_ENDPOINT", resetpassword.endpoint + "/")

    attached = Emulator.open()

    with attached.tenant() as tenant:
        assert (attached.endpoint, tenant.host, attached.log()) == (resetpassword.endpoint, resetpassword.host, "")


def test_the_program_is_found_on_the_path(tmp_path, monkeypatch):
    program = tmp_path / "a directory" / "resetpassword"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {COMMAND} "$@"\n')
    program.chmod(0o755)
    monkeypatch.delenv("RESETPASSWORD_COMMAND")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    emulator = Emulator.open()

    with emulator.tenant() as tenant:
        assert reset(tenant, "New_pass1").code == "OK"
    emulator.close()
    with pytest.raises(OSError):
        emulator.tenant()


def test_a_path_with_blanks_may_be_the_command_as_it_stands(tmp_path):
    program = tmp_path / "a program"
    program.write_text(f'#!/bin/sh\nexec {COMMAND} "$@"\n')
    program.chmod(0o755)

    emulator = Emulator.start(str(program))

    assert emulator.host in emulator.log()
    emulator.close()


def assert_ends(emulator):
    """Which may take it a moment."""
    deadline = time.monotonic() + 60
    while "refused" not in (complaint := emulator._complaint() or "it is ready") and time.monotonic() < deadline:
        pass
    assert "refused" in complaint


def test_what_a_script_has_started_ends_with_it(tmp_path):
    program = tmp_path / "a program"
    program.write_text(f'#!/bin/sh\n{COMMAND} "$@"\n')
    program.chmod(0o755)
    emulator = Emulator.start(str(program))

    emulator.close()

    assert_ends(emulator)


# A shell does not become the last of several programs as it does the only one.
COMPOUND = f"sh -c 'cd / && {COMMAND} \"$@\"; exit $?' resetpassword"


def test_what_a_compound_command_has_started_ends_with_it():
    emulator = Emulator.start(COMPOUND)

    emulator.close()

    assert_ends(emulator)


def test_without_an_emulator_the_error_says_the_three_ways_to_have_one(tmp_path, monkeypatch):
    monkeypatch.delenv("RESETPASSWORD_COMMAND")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoEmulatorError, match="RESETPASSWORD_ENDPOINT.*RESETPASSWORD_COMMAND.*resetpassword on the PATH"):
        Emulator.open()


def test_an_address_where_nobody_listens_is_named(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setenv("RESETPASSWORD_ENDPOINT", endpoint)

    with pytest.raises(NoEmulatorError, match=f"{endpoint}: it cannot be reached .*refused"):
        Emulator.open()


def test_an_address_of_another_server_is_named():
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()

        with pytest.raises(NoEmulatorError, match="it is no emulator: GET /_emulator/health is answered with 501"):
            Emulator.attach(f"http://127.0.0.1:{other.server_port}")

        other.shutdown()


def test_another_server_that_answers_in_json_is_named():
    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"status":"ok","checks":["ready"]}')

    with http.server.HTTPServer(("127.0.0.1", 0), Other) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()

        with pytest.raises(NoEmulatorError, match="it is no emulator: GET /_emulator/health is answered with 200"):
            Emulator.attach(f"http://127.0.0.1:{other.server_port}")

        other.shutdown()


def test_an_emulator_that_does_not_start_shows_its_last_lines():
    with pytest.raises(NoEmulatorError, match=r"it has ended with 1. Its last lines:\n.*no-such-seed\.json"):
        Emulator.start(f"{COMMAND} --seed no-such-seed.json")


def test_the_token_of_the_environment_is_sent_with_each_control(monkeypatch):
    emulator = Emulator.start(f"{COMMAND} --ResetPassword:AdminToken=testsecret")
    with pytest.raises(ControlError, match="401"):
        emulator.tenant()

    monkeypatch.setenv("RESETPASSWORD_ADMIN_TOKEN", "testsecret")

    with emulator.tenant() as tenant:
        assert tenant.journal.count() == 0
    emulator.close()


@pytest.mark.parametrize("endpoint, shown", [
    ("127.0.0.1:8080", "127.0.0.1:8080"), ("http://", "http://"), ("http://127.0.0.1:8080/path", "http://127.0.0.1:8080/path"), ("ftp://127.0.0.1:8080", "ftp://127.0.0.1:8080"),
    ("http://127.0.0.1:8080\n", "http://127.0.0.1:8080\n"), ("http://user:test-secret@127.0.0.1:8080", "http://***@127.0.0.1:8080"),
    ("http://user:test/secret@127.0.0.1:8080", "http://***@127.0.0.1:8080"), ("user:test-secret@127.0.0.1:8080", "***@127.0.0.1:8080"),
])
def test_an_address_that_is_none_is_refused(endpoint, shown):
    with pytest.raises(NoEmulatorError) as refused:
        Emulator.attach(endpoint)

    assert str(refused.value) == f"RESETPASSWORD_ENDPOINT is {shown}: it is not of the form http://HOST:PORT"


def test_a_token_that_no_header_takes_is_not_in_the_error(resetpassword, monkeypatch):
    monkeypatch.setenv("RESETPASSWORD_ADMIN_TOKEN", "test-secret\n")

    with pytest.raises(ValueError, match="RESETPASSWORD_ADMIN_TOKEN has a line's end") as refused:
        resetpassword.tenant()

    assert "test-secret" not in str(refused.value)


def test_a_token_or_a_password_of_the_command_is_not_in_the_error():
    with pytest.raises(NoEmulatorError) as refused:
        Emulator.start("ResetPassword__AdminToken='testsecret' /nowhere/resetpassword --ResetPassword:AdminToken testsecret --secret=testsecret "
                       "--store 'postgres:Port=1;Password=testsecret'")

    shown = "AdminToken=*** /nowhere/resetpassword --ResetPassword:AdminToken *** --secret=*** --store 'postgres:Port=1;Password=***'\n"
    assert shown in str(refused.value)
    assert "testsecret" not in str(refused.value)


def test_a_command_that_leaves_an_emulator_behind_is_refused():
    with pytest.raises(NoEmulatorError, match="^resetpassword start would leave an emulator behind: "):
        Emulator.start("resetpassword start")


def test_an_emulator_that_dies_says_so_in_the_next_control(tmp_path):
    emulator = Emulator.start(f"sh -c 'echo $$ >\"$0\"; exec {COMMAND} \"$@\"' {shlex.quote(str(tmp_path / 'pid'))}")
    tenant = emulator.tenant()

    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    emulator._process.wait()

    with pytest.raises(ConnectionError, match=f"{emulator.endpoint} cannot be reached: .* It has ended with 137. Its last lines:\nThe emulator serves "):
        tenant.journal.count()
    emulator.close()


def test_an_emulator_ends_though_a_process_that_was_forked_lives():
    emulator = Emulator.start(COMMAND)
    child = os.fork()
    if child == 0:
        signal.pause()
    try:
        process = emulator._process
        emulator.close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    assert process.returncode == 0


def test_an_emulator_that_does_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(resetpassword_testing, "END_SECONDS", 1)
    deaf = tmp_path / "deaf"
    deaf.write_text(f"#!/bin/sh\ntrap '' TERM\n{COMMAND} \"$@\" &\nwait $!\nwhile :; do sleep 1; done\n")
    deaf.chmod(0o755)
    emulator = Emulator.start(str(deaf))

    process = emulator._process
    emulator.close()

    assert process.returncode == -signal.SIGKILL
    with pytest.raises(OSError):
        emulator.tenant()


def test_a_command_that_is_not_there_is_named():
    with pytest.raises(NoEmulatorError, match="/nowhere/resetpassword\n.*it has ended with 127"):
        Emulator.start("/nowhere/resetpassword")


@pytest.mark.parametrize("command", [COMMAND, COMPOUND])
def test_the_emulator_ends_with_tests_that_are_killed(tmp_path, command):
    shutil.copy(KIT, tmp_path)
    script = "import resetpassword_testing, sys; print(resetpassword_testing.emulator().endpoint, flush=True); sys.stdin.read()"
    tests = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "RESETPASSWORD_COMMAND": command})
    emulator = Emulator.attach(tests.stdout.readline().strip())

    tests.send_signal(signal.SIGKILL)

    assert_ends(emulator)
    tests.communicate()


# A tenant


def test_a_password_is_proved(tenant):
    before = tenant.verify_password("rm-running", "test1", "Initial_pass1")

    assert reset(tenant, "New!@#$&%^*()_+-=1").status == 200

    after = tenant.verify_password("rm-running", "test1", "New!@#$&%^*()_+-=1")
    assert (before.matches, before.version) == (True, 1)
    assert (after.matches, after.version) == (True, 2)
    assert after.changed_at > before.changed_at
    assert not tenant.verify_password("rm-running", "test1", "Initial_pass1").matches


def test_each_part_of_a_sharded_cluster_has_a_password(tenant):
    answer = tenant.call("2015-12-01", "ResetAccountPassword", {"DBInstanceId": "dds-sharded", "AccountName": "root", "CharacterType": "cs"}, AccountPassword="New_pass1")

    assert answer.code == "OK"
    assert tenant.verify_password("dds-sharded", "root", "New_pass1", character_type="cs").matches
    assert not tenant.verify_password("dds-sharded", "root", "New_pass1", character_type="db").matches


def test_two_tenants_do_not_see_each_other(resetpassword, tenant):
    with resetpassword.tenant() as other:
        other.faults.arm("Rds", "ResetAccountPassword", "Throttling.User")
        other.clock.set_offset(timedelta(days=-1))

        assert (reset(tenant, "New_pass1").code, reset(other, "New_pass1").code) == ("OK", "Throttling.User")

        assert (tenant.journal.count(), other.journal.count()) == (1, 1)
        assert tenant.clock.now() - other.clock.now() > timedelta(hours=23)
        assert not other.verify_password("rm-running", "test1", "New_pass1").matches
        assert tenant.owner_id != other.owner_id


def test_a_dropped_tenant_is_gone(resetpassword):
    with resetpassword.tenant() as tenant:
        reset(tenant, "New_pass1")

    with pytest.raises(ControlError):
        tenant.drop()


def test_a_tenant_that_the_test_has_dropped_does_not_hide_the_tests_own_failure(resetpassword):
    with pytest.raises(RuntimeError, match="of the test"), resetpassword.tenant() as tenant:
        tenant.drop()
        raise RuntimeError("of the test")


@pytest.mark.parametrize("name", ["..", ".", ""])
def test_a_name_that_is_none_means_no_other_thing(tenant, name):
    tenant.faults.arm("Rds", "ResetAccountPassword", "Throttling")
    uses = (lambda: tenant.instances.get(name), lambda: tenant.verify_password("rm-running", name, "New_pass1"), lambda: tenant.credentials_uri(name),
            lambda: tenant.control("DELETE", f"instances/rm-running/accounts/{name}"), lambda: tenant.control("DELETE", f"faults/{name}"))

    for use in uses:
        with pytest.raises(ValueError, match=r"^/_emulator/.*: a name is neither empty nor a dot or two\.$"):
            use()

    assert tenant.control("GET", "instances/rm-running/accounts/test1")["name"] == "test1"
    assert len(tenant.faults.list()) == 1


def test_a_refused_control_says_what_is_allowed(tenant):
    with pytest.raises(ControlError, match=r"400: \$\.status: Expected one of Running, Creating") as refused:
        tenant.instances.patch("rm-running", status="Sleeping")

    assert refused.value.status == 400
    assert tenant.instances.get("rm-running")["status"] == "Running"


def test_a_changed_instance_is_put_back_by_a_reset(tenant):
    tenant.instances.patch("rm-running", status="Rebooting", lockMode="ManualLock")
    refused = reset(tenant, "New_pass1")

    tenant.reset()

    assert (refused.status, refused.code) == (403, "IncorrectDBInstanceState")
    assert reset(tenant, "New_pass1").code == "OK"
    tenant.journal.assert_called(times=1)


def test_a_call_of_an_unknown_product_is_not_made(tenant):
    with pytest.raises(ValueError, match="Redis is neither a Version such as 2014-08-15 nor one of selectdb, rds, dds"):
        tenant.call("Redis", "ResetAccountPassword")


# Faults


def test_a_throttled_call_succeeds_when_it_is_repeated(tenant):
    tenant.faults.arm("Rds", "ResetAccountPassword", "Throttling.User", first=1, instance="rm-running", account="test1")

    assert [reset(tenant, "New_pass1").code for _ in range(2)] == ["Throttling.User", "OK"]

    [fault] = tenant.faults.list()
    assert (fault.matched, fault.hits) == (2, 1)
    assert tenant.verify_password("rm-running", "test1", "New_pass1").matches


def test_a_lost_answer_is_no_lost_change(tenant):
    tenant.faults.arm("Rds", "ResetAccountPassword", connection="reset", after=True, nth=1)

    with pytest.raises(ANSWERS):
        reset(tenant, "New_pass1")

    assert tenant.verify_password("rm-running", "test1", "New_pass1").matches


def test_half_an_answer_is_none(tenant):
    tenant.faults.arm("Rds", "ResetAccountPassword", connection="truncate", probability=1, seed=7)

    with pytest.raises(ANSWERS):
        reset(tenant, "New_pass1")


def test_an_error_of_ones_own_is_answered_late(tenant):
    tenant.faults.arm("Rds", "ResetAccountPassword", "Sorry", status=418, message="Not today.", every=2, delay=timedelta(milliseconds=20))

    assert [reset(tenant, "New_pass1").status for _ in range(2)] == [200, 418]

    tenant.faults.clear()
    assert tenant.faults.list() == []


# The journal


def test_the_journal_is_filtered_and_counted(tenant):
    reset(tenant, "short")
    reset(tenant, "New_pass1")

    [call] = tenant.journal.calls(product="Rds", action="ResetAccountPassword", instance="rm-running", account="test1", code="OK", access_key_id=tenant.access_key_id)
    assert (call.status, call.reason, call.entry["events"]) == (200, None, ["PasswordReset"])
    assert tenant.journal.count() == 2
    with pytest.raises(TypeError, match="A filter has no instanceId: it has product, action, instance"):
        tenant.journal.count(instanceId="rm-running")


def test_a_call_of_another_thread_is_waited_for(tenant):
    late = threading.Thread(target=reset, args=(tenant, "New_pass1"))
    late.start()

    tenant.journal.wait(1, seconds=60, code="OK")

    late.join()
    tenant.journal.assert_called(product="Rds", code="OK")
    with pytest.raises(AssertionError, match="waited 0 seconds for 2 calls of code=OK, there were 1. All calls of test-"):
        tenant.journal.wait(2, seconds=0, code="OK")


def test_a_missing_call_is_reported_with_those_that_there_were(tenant):
    reset(tenant, "short")

    with pytest.raises(AssertionError) as failure:
        tenant.journal.assert_called(times=1, action="ResetAccountPassword", code="OK")

    first, line = str(failure.value).splitlines()
    assert first == f"expected 1 calls of action=ResetAccountPassword code=OK, there were 0. All calls of {tenant.access_key_id}:"
    assert "Rds ResetAccountPassword rm-running/test1 400 InvalidAccountPassword.Format  AccountPassword is not valid here." in line


def test_what_a_caller_has_sent_is_a_part_of_its_line_and_turns_none_around(tenant):
    tenant.call("Rds", "ResetAccountPassword", DBInstanceId="rm-running", AccountName="a\nb\u202ec\u2028d\x1b[31me", AccountPassword="New_pass1")

    _, line = tenant.journal.report().splitlines()
    assert " Rds ResetAccountPassword rm-running/a b c d [31me 404 " in line


def test_of_many_calls_the_last_fifty_are_reported(tenant):
    for _ in range(52):
        reset(tenant, "short")

    _, left, *lines = tenant.journal.report().splitlines()
    assert (left, len(lines)) == ("  … 2 before these", 50)


FAILING = """
from resetpassword_testing import TenantTestCase

class Failing(TenantTestCase):
    def test_fails(self):
        self.tenant.call("Rds", "ResetAccountPassword", DBInstanceId="rm-none", AccountName="test1", AccountPassword="New_pass1")
        self.fail("on purpose")

    def test_passes(self):
        self.tenant.call("Rds", "DescribeRegions")

def test_fails(tenant):
    tenant.call("Rds", "ResetAccountPassword", DBInstanceId="rm-none", AccountName="test1", AccountPassword="New_pass1")
    assert not "on purpose"
"""
LINE = "Rds ResetAccountPassword rm-none/test1 404 InvalidDBInstanceName.NotFound  "


def test_pytest_shows_the_journal_of_a_test_that_fails(tmp_path, resetpassword):
    (tmp_path / "test_failing.py").write_text(FAILING)

    ran = run(tmp_path, "-m", "pytest", "-p", "resetpassword_testing", "test_failing.py::test_fails", RESETPASSWORD_ENDPOINT=resetpassword.endpoint)

    assert ran.returncode == 1
    assert "ResetPassword journal" in ran.stdout and LINE in ran.stdout


def test_unittest_shows_the_journal_of_a_test_that_fails_and_of_no_other(tmp_path, resetpassword):
    (tmp_path / "failing.py").write_text(FAILING)

    ran = run(tmp_path, "-m", "unittest", "failing", RESETPASSWORD_ENDPOINT=resetpassword.endpoint)

    assert "FAILED (failures=1)" in ran.stdout
    assert "failing.Failing.test_fails failed. All calls of test-" in ran.stdout and LINE in ran.stdout
    assert "DescribeRegions" not in ran.stdout


def test_pytest_shows_the_journal_of_a_unittest_that_fails_and_of_no_other(tmp_path, resetpassword):
    (tmp_path / "test_failing.py").write_text(FAILING)

    ran = run(tmp_path, "-m", "pytest", "-p", "resetpassword_testing", "test_failing.py::Failing", RESETPASSWORD_ENDPOINT=resetpassword.endpoint)

    assert "1 failed, 1 passed" in ran.stdout
    assert "test_fails failed. All calls of test-" in ran.stdout and LINE in ran.stdout
    assert "DescribeRegions" not in ran.stdout.split("Captured stderr call")[1]


DYING = """
import resetpassword_testing

class Dying(resetpassword_testing.TenantTestCase):
    def test_1(self):
        resetpassword_testing.emulator().close()

    def test_2(self):
        pass

    def test_3(self):
        pass
"""


def test_unittest_goes_on_when_the_emulator_dies(tmp_path):
    (tmp_path / "dying.py").write_text(DYING)

    ran = run(tmp_path, "-m", "unittest", "dying")

    assert "Ran 3 tests" in ran.stdout and "FAILED (errors=2)" in ran.stdout


def test_unittest_says_when_there_is_no_emulator(tmp_path):
    (tmp_path / "failing.py").write_text(FAILING)

    ran = run(tmp_path, "-m", "unittest", "failing", RESETPASSWORD_COMMAND="", PATH="")

    assert "FAILED (errors=2)" in ran.stdout and "set RESETPASSWORD_ENDPOINT" in ran.stdout


# Clock and credentials


def test_the_clock_says_when_a_password_was_changed(tenant):
    tenant.clock.freeze(datetime(2030, 1, 31, 12, tzinfo=timezone.utc))
    tenant.clock.advance(timedelta(minutes=1))

    reset(tenant, "New_pass1")

    assert tenant.verify_password("rm-running", "test1", "New_pass1").changed_at == datetime(2030, 1, 31, 12, 1, tzinfo=timezone.utc)
    tenant.clock.real()
    assert tenant.clock.now() < datetime(2030, 1, 1, tzinfo=timezone.utc) or datetime.now().year >= 2030


def test_temporary_keys_of_a_role_expire_by_the_clock(tenant):
    tenant.clock.freeze(datetime(2030, 1, 31, 12, tzinfo=timezone.utc))

    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(tenant.credentials_uri("rotator")) as answer:
        credentials = json.load(answer)

    assert credentials["Code"] == "Success"
    assert credentials["Expiration"] == "2030-01-31T13:00:00Z"


def test_a_child_process_has_the_key_in_its_environment(tenant, monkeypatch):
    printed = subprocess.run(f"{COMMAND} env --shell sh", shell=True, stdout=subprocess.PIPE, text=True, check=True).stdout
    unset = re.findall("^unset (.+)", printed, re.MULTILINE)
    for name in (*unset, "ALIBABA_CLOUD_CREDENTIALS_URI"):
        monkeypatch.setenv(name, "old")

    child = tenant.environment()

    assert (child["ALIBABA_CLOUD_ACCESS_KEY_ID"], child["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]) == (tenant.access_key_id, "testsecret")
    assert "ALICLOUD_ACCESS_KEY" in unset and "old" not in child.values()
    assert child["PATH"] == os.environ["PATH"]


# Side by side


SIDE_BY_SIDE = """
import pytest
import resetpassword_testing

@pytest.mark.parametrize("number", range(8))
def test_side_by_side(resetpassword, tenant, number, worker_id):
    assert tenant.call("Rds", "ResetAccountPassword", DBInstanceId="rm-running", AccountName="test1", AccountPassword=f"New_pass{number}").code == "OK"
    assert tenant.verify_password("rm-running", "test1", f"New_pass{number}").version == 2
    print("worker", worker_id, resetpassword.endpoint)


class SideBySide(resetpassword_testing.TenantTestCase):
    def test_by_side(self):
        print("unittest", self.tenant.endpoint)
"""


def test_the_workers_of_xdist_share_one_emulator(tmp_path):
    (tmp_path / "test_many.py").write_text(SIDE_BY_SIDE)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["resetpassword_testing"]\n')

    ran = run(tmp_path, "-m", "pytest", "-n", "2", "-rP")

    seen = {tuple(line.split()[1:]) for line in ran.stdout.splitlines() if line.startswith("worker ")}
    unittests = {line.split()[1] for line in ran.stdout.splitlines() if line.startswith("unittest ")}
    assert "9 passed" in ran.stdout
    assert {worker for worker, _ in seen} == {"gw0", "gw1"}
    assert len({endpoint for _, endpoint in seen} | unittests) == 1 == len(unittests)


def test_xdist_says_when_there_is_no_emulator(tmp_path):
    (tmp_path / "test_many.py").write_text(SIDE_BY_SIDE)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["resetpassword_testing"]\n')

    ran = run(tmp_path, "-m", "pytest", "-n", "2", RESETPASSWORD_COMMAND="", PATH="")

    assert ran.returncode != 0
    assert "ERROR: There is no emulator to test against." in ran.stdout and "Traceback" not in ran.stdout
