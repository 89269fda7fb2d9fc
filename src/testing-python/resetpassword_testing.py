"""Tests against the ResetPassword emulator of Alibaba Cloud: one emulator a session, a tenant a test.

Copy this file beside your tests. It needs Python 3.9 and nothing else. With pytest, write ``pytest_plugins = ["resetpassword_testing"]`` into
``conftest.py`` and take the fixture ``tenant``; with unittest, derive from ``TenantTestCase`` and use ``self.tenant``.

    def test_a_password_is_reset(tenant):
        my_code(endpoint=tenant.host, key=tenant.access_key_id, secret=tenant.access_key_secret)
        assert tenant.verify_password("rm-running", "test1", "New_pass1").matches

Which emulator: that of ``RESETPASSWORD_ENDPOINT`` (http://127.0.0.1:8080); else the command line in ``RESETPASSWORD_COMMAND`` is started on a free port;
else the program ``resetpassword`` of the PATH. What is started ends with the tests. ``RESETPASSWORD_ADMIN_TOKEN`` is sent with each control where it is set.
"""

import atexit
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import unittest
import uuid
from datetime import datetime, timedelta, timezone
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Union
from urllib.parse import quote, urlencode, urlsplit

START_SECONDS = 60
"""How long a started emulator may take until it is ready."""

END_SECONDS = 30
"""How long it may take to its end; then it is killed."""

VERSIONS = {
    "selectdb": "2023-05-22", "rds": "2014-08-15", "dds": "2015-12-01", "mongodb": "2015-12-01", "gpdb": "2016-05-03", "analyticdb": "2016-05-03",
    "polardb": "2017-08-01", "sts": "2015-04-01", "location": "2015-06-12", "vpc": "2016-04-28",
}
"""The Version of each product, by its name and its code in lower case."""

# Ends the program at a line on standard input or when that closes, which it does however the tests end. All is a process group of its own, so that what a
# script has started ends with it.
_WATCH = """trap : TERM
exec 3<&0
%s --urls http://127.0.0.1:0 3<&- & program=$!
{ trap : TERM; read -r _ <&3; kill 0; sleep %d; kill -9 0; } 2>/dev/null & watcher=$!
while wait "$program"; code=$?; kill -0 "$program" 2>/dev/null; do :; done
trap '' TERM
{ kill -9 "$watcher"; kill 0; } 2>/dev/null
exit "$code"
"""

# What would win over a tenant's key in one client or another, or be sent with it: docs/commands.md says in which.
_OTHER_KEYS = re.compile("(ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_(ACCESS_KEY(_ID|_SECRET)?|SECRET_KEY|SECURITY_TOKEN|PROFILE|(ASSUME_)?ROLE_ARN|"
                         "REGION(_ID)?|CREDENTIALS_URI)|SECURITY_TOKEN")


class NoEmulatorError(RuntimeError):
    """There is no emulator, or it is not ready: the message says why, and what to set."""


class ControlError(Exception):
    """A control was refused, and nothing has changed. ``status`` is the HTTP status, ``detail`` what is wrong and what is allowed."""

    def __init__(self, status: int, detail: str):
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail


class Proof(NamedTuple):
    """What is known of a password: whether it is the account's, how often one was set (1 at first), and when, by the tenant's clock."""

    matches: bool
    version: int
    changed_at: datetime


class Answer(NamedTuple):
    """What the service answered to a call: the HTTP status, and the JSON."""

    status: int
    body: Dict[str, Any]

    @property
    def code(self) -> str:
        """``OK``, or the code of the refusal such as ``Throttling.User``."""
        return "OK" if self.status == 200 else self.body.get("Code", "")


class Fault(NamedTuple):
    """An armed fault: its id, how many calls were of its kind, and how many of them it hit."""

    id: str
    matched: int
    hits: int


class Call(NamedTuple):
    """A call in the journal; ``str()`` is a line with the reason of a refusal. ``entry`` is all that the journal holds of it."""

    time: datetime
    product: Optional[str]
    action: Optional[str]
    instance: Optional[str]
    account: Optional[str]
    access_key_id: Optional[str]
    status: int
    code: str
    reason: Optional[str]
    entry: Dict[str, Any]

    def __str__(self) -> str:
        target = "/".join(part for part in (self.instance, self.account) if part) or "-"
        line = f"{self.time:%H:%M:%S}.{self.time.microsecond // 1000:03} {self.product or '-'} {self.action or '-'} {target} {self.status} {self.code}"
        return _one_line(f"{line}  {self.reason}" if self.reason else line)


class Emulator:
    """A running emulator. ``endpoint`` is its address (http://127.0.0.1:40001), ``host`` the same without scheme, as the SDKs' Config takes it."""

    def __init__(self, endpoint: str):
        self.endpoint = endpoint.rstrip("/")
        self.host = urlsplit(self.endpoint).netloc
        self._process: Optional[subprocess.Popen] = None
        self._log: Any = None

    @classmethod
    def open(cls) -> "Emulator":
        """Attaches to the emulator that the environment names, or starts one. Raises NoEmulatorError. ``emulator()`` is the one that tests share."""
        endpoint = os.environ.get("RESETPASSWORD_ENDPOINT")
        if endpoint:
            return cls.attach(endpoint)
        command = os.environ.get("RESETPASSWORD_COMMAND")
        if not command:
            program = shutil.which("resetpassword")
            if program is None:
                raise NoEmulatorError(
                    "There is no emulator to test against. One of three: set RESETPASSWORD_ENDPOINT to the address of one that runs (http://127.0.0.1:8080), "
                    "set RESETPASSWORD_COMMAND to the command that starts one (a path, or: dotnet ResetPassword.dll), or put the program resetpassword on the PATH.")
            command = _quoted(program)
        return cls.start(command)

    @classmethod
    def attach(cls, endpoint: str) -> "Emulator":
        """The emulator that serves at an address. Raises NoEmulatorError when none does, or when it is not ready."""
        if not re.fullmatch(r"https?://[^/?#@\s]+/?", endpoint):
            # A key or a password may stand before its @.
            shown = re.sub(r"(?s)^(\w+://)?.*@", r"\1***@", endpoint)
            raise NoEmulatorError(f"RESETPASSWORD_ENDPOINT is {shown}: it is not of the form http://HOST:PORT")
        emulator = cls(endpoint)
        complaint = emulator._complaint()
        if complaint:
            raise NoEmulatorError(f"RESETPASSWORD_ENDPOINT is {endpoint}: {complaint}")
        return emulator

    @classmethod
    def start(cls, command: str) -> "Emulator":
        """Starts a command line (as sh reads it; on Windows a program and its words) on a free port, and waits until it is ready."""
        if os.path.isfile(command):
            command = _quoted(command)  # a path with blanks may stand alone
        elif re.search(r"\sstart\s*$", command):
            raise NoEmulatorError(f"{_shown(command)} would leave an emulator behind: name the program without start. It ends with the tests.")
        log = tempfile.NamedTemporaryFile(prefix="resetpassword-", delete=False)
        # Windows has no sh, and no file that is open and removed: there the program ends and its log goes with close(), which a killed test process does not call.
        words = f"{command} --urls http://127.0.0.1:0" if os.name == "nt" else ["sh", "-c", _WATCH % (command, END_SECONDS)]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=os.name != "nt")
        if os.name != "nt":
            os.remove(log.name)
        emulator = cls("")
        emulator._process, emulator._log = process, log
        complaint = "it has not said where it listens"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ended = process.poll()
            served = re.search(r"The emulator serves .* on (https?://[^\s,]+)[\s,]", emulator.log())
            if served:
                emulator.endpoint, emulator.host = served[1], urlsplit(served[1]).netloc
                complaint = emulator._complaint()
                if not complaint:
                    atexit.register(emulator.close)
                    return emulator
            if ended is not None:
                complaint = f"it has ended with {ended}"
                break
            time.sleep(0.02)
        last = emulator._last_lines()
        emulator.close()
        raise NoEmulatorError(f"The emulator was started by: {_shown(command)}\nand is not ready: {complaint}. {last}")

    def log(self) -> str:
        """What the emulator has written so far; empty when it was not started here."""
        if self._log is None or self._log.closed:
            return ""
        if os.name != "nt":
            return os.pread(self._log.fileno(), os.fstat(self._log.fileno()).st_size, 0).decode("utf-8", "replace")
        with open(self._log.name, encoding="utf-8", errors="replace") as again:
            return again.read()

    def _last_lines(self) -> str:
        return "Its last lines:\n" + ("\n".join(self.log().splitlines()[-20:]) or "(nothing)")

    def close(self) -> None:
        """Ends the emulator, when it was started here."""
        if self._process is None:
            return
        try:
            # A process that was forked from this one may hold the pipe open.
            self._process.stdin.write(b"\n")
            self._process.stdin.close()
        except OSError:
            pass  # it has ended already
        if os.name == "nt":
            self._process.terminate()
        self._process.wait()
        self._process = None
        self._log.close()
        if os.name == "nt":
            os.remove(self._log.name)

    def tenant(self) -> "Tenant":
        """Makes an Alibaba Cloud account of its own with a fresh copy of the instances; as a context manager it is dropped at the end."""
        made = self.control("POST", "tenants")
        return Tenant(self, made["accessKeyId"], made["accessKeySecret"], made["ownerId"])

    def control(self, method: str, path: str, body: Any = None, query: Optional[Dict[str, Any]] = None, timeout: float = 30) -> Any:
        """Any control of ``/openapi/v1.json``: ``path`` is what follows ``/_emulator/``. Gives the JSON of the answer, or raises ControlError."""
        given = {name: str(value) for name, value in (query or {}).items() if value is not None}
        headers = {"Content-Type": "application/json"}
        token = os.environ.get("RESETPASSWORD_ADMIN_TOKEN")
        if token:
            if not re.fullmatch("[!-~]([ -~]*[!-~])?", token):
                raise ValueError("RESETPASSWORD_ADMIN_TOKEN has a line's end, a blank at an end or another character that no header takes.")
            headers["Authorization"] = f"Bearer {token}"
        target = f"/_emulator/{_path(path)}" + (f"?{urlencode(given)}" if given else "")
        try:
            status, answer = self._send(method, target, headers, b"" if body is None else json.dumps(body).encode(), timeout)
        except OSError as failure:
            raise ConnectionError(f"The emulator at {self.endpoint} cannot be reached: {failure}.{self._end()}") from failure
        if status >= 300:
            raise ControlError(status, _detail(answer))
        return json.loads(answer) if answer else None

    def _send(self, method: str, target: str, headers: Dict[str, str], body: bytes, timeout: float):
        # No proxy of the environment stands between the tests and their emulator.
        kind = http.client.HTTPSConnection if self.endpoint.startswith("https:") else http.client.HTTPConnection
        connection = kind(self.host, timeout=timeout)
        try:
            connection.request(method, target, body or None, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _end(self) -> str:
        if self._process is None:
            return ""
        try:
            return f" It has ended with {self._process.wait(1)}. {self._last_lines()}"
        except subprocess.TimeoutExpired:
            return ""

    def _complaint(self) -> Optional[str]:
        try:
            status, answer = self._send("GET", "/_emulator/health", {}, b"", 10)
        except (OSError, http.client.HTTPException, ValueError) as failure:
            return f"it cannot be reached ({failure or type(failure).__name__})"
        if status == 200 and _is_ready(answer):
            return None
        if status == 503:
            return f"it is not ready ({_detail(answer)})"
        return f"it is no emulator: GET /_emulator/health is answered with {status}"


class Tenant:
    """An Alibaba Cloud account of the emulator: what to sign with (``access_key_id``, ``access_key_secret``), its ``owner_id``, where to (``endpoint``,
    ``host``), and controls that no cloud has: ``faults``, ``journal``, ``clock``, ``instances``. Any control may raise ControlError."""

    def __init__(self, emulator: Emulator, access_key_id: str, access_key_secret: str, owner_id: str):
        self.emulator = emulator
        self.endpoint, self.host = emulator.endpoint, emulator.host
        self.access_key_id, self.access_key_secret, self.owner_id = access_key_id, access_key_secret, owner_id
        self.faults, self.journal, self.clock, self.instances = Faults(self), Journal(self), Clock(self), Instances(self)

    def __enter__(self) -> "Tenant":
        return self

    def __exit__(self, *_: Any) -> None:
        try:
            self.drop()
        except (ControlError, OSError, http.client.HTTPException):
            pass  # The test may have dropped it, or its emulator may have died: neither may hide the test's own failure.

    def drop(self) -> None:
        """Removes the tenant with all that is in it."""
        self.emulator.control("DELETE", f"tenants/{_name(self.access_key_id)}")

    def reset(self) -> None:
        """Back to how it was made: instances, no faults, an empty journal, real time."""
        self.control("POST", "reset")

    def verify_password(self, instance: str, account: str, password: str, character_type: Optional[str] = None) -> Proof:
        """Whether a password is an account's. ``character_type`` is ``db`` or ``cs`` on a sharded MongoDB cluster, where each has a root of its own."""
        path = f"instances/{_name(instance)}/accounts/{_name(account)}/verify-password"
        proof = self.control("POST", path, {"password": password}, {"characterType": character_type})
        return Proof(proof["matches"], proof["passwordVersion"], _time(proof["passwordChangedAt"]))

    def environment(self) -> Dict[str, str]:
        """The environment for a child process whose SDK is to find this tenant's key: this process's, with ``ALIBABA_CLOUD_ACCESS_KEY_ID`` and so on."""
        child = {name: value for name, value in os.environ.items() if not _OTHER_KEYS.fullmatch(name)}
        child.update(ALIBABA_CLOUD_ACCESS_KEY_ID=self.access_key_id, ALIBABA_CLOUD_ACCESS_KEY_SECRET=self.access_key_secret,
                     ALIBABA_CLOUD_REGION_ID="cn-hangzhou", ALIBABA_CLOUD_REGION="cn-hangzhou", ALIBABA_CLOUD_IGNORE_PROFILE="TRUE")
        return child

    def credentials_uri(self, role: str = "rotator") -> str:
        """What ``ALIBABA_CLOUD_CREDENTIALS_URI`` is to be, so that an SDK signs with temporary keys of a role. Its key pair must not be set as well."""
        return f"{self.endpoint}/_emulator/{_path(f'credentials/{_name(role)}')}?tenant={self.access_key_id}"

    def call(self, product: str, action: str, parameters: Optional[Dict[str, Any]] = None, timeout: float = 30, **more: Any) -> Answer:
        """A call signed with ACS3-HMAC-SHA256, for smoke tests; test your own code with its SDK. ``product`` is a name, a code or a Version (2014-08-15).
        A refusal is an answer. Without a whole answer it raises OSError or http.client.HTTPException, as http.client does."""
        version = product if re.fullmatch(r"\d{4}-\d\d-\d\d", product) else VERSIONS.get(product.lower())
        if version is None:
            raise ValueError(f"{product} is neither a Version such as 2014-08-15 nor one of {', '.join(VERSIONS)}.")
        body = urlencode({name: str(value) for name, value in {**(parameters or {}), **more}.items()}, quote_via=quote).encode()
        digest = hashlib.sha256(body).hexdigest()
        signed = {
            "content-type": "application/x-www-form-urlencoded", "host": self.host, "x-acs-action": action, "x-acs-content-sha256": digest,
            "x-acs-date": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), "x-acs-signature-nonce": uuid.uuid4().hex, "x-acs-version": version,
        }
        names = ";".join(signed)
        canonical = "\n".join(["POST", "/", "", *(f"{name}:{value}" for name, value in signed.items()), "", names, digest])
        text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
        signature = hmac.new(self.access_key_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        credential = f"ACS3-HMAC-SHA256 Credential={self.access_key_id},SignedHeaders={names},Signature={signature}"
        status, answer = self.emulator._send("POST", "/", {**signed, "accept": "application/json", "Authorization": credential}, body, timeout)
        return Answer(status, json.loads(answer))

    def control(self, method: str, path: str, body: Any = None, query: Optional[Dict[str, Any]] = None, timeout: float = 30) -> Any:
        """Any control, on this tenant: see Emulator.control."""
        return self.emulator.control(method, path, body, {**(query or {}), "tenant": self.access_key_id}, timeout)


class _Controls:
    def __init__(self, tenant: Tenant):
        self._tenant = tenant


class Faults(_Controls):
    """The failures that the tenant's calls are to meet."""

    def arm(self, product: str, action: str, code: Optional[str] = None, *, status: Optional[int] = None, message: Optional[str] = None,
            first: Optional[int] = None, nth: Optional[int] = None, every: Optional[int] = None, probability: Optional[float] = None, seed: Optional[int] = None,
            after: bool = False, delay: Union[timedelta, float] = 0, connection: Optional[str] = None,
            instance: Optional[str] = None, account: Optional[str] = None) -> Fault:
        """Arms a fault for the calls to come. What happens: an error ``code`` (any row of the action; with ``status`` and ``message`` any code at all),
        a ``delay`` (seconds, or a timedelta), or to the ``connection``: ``reset``, ``truncate`` or ``hang``. To which calls: all, or the ``first`` n, the
        ``nth``, ``every`` nth, or each with a ``probability`` (0 to 1) whose sequence ``seed`` fixes. ``after``: the change is made first, then it fails."""
        armed = self._tenant.control("POST", "faults", {
            "match": _given(product=product, action=action, instanceId=instance, accountName=account),
            "error": _given(code=code, status=status, message=message) or None,
            "when": "after" if after else "before",
            "delayMilliseconds": round(_seconds(delay) * 1000),
            "connection": connection or "none",
            "schedule": _given(first=first, nth=nth, every=every, probability=probability, seed=seed) or None,
        })
        return _fault(armed)

    def list(self) -> List[Fault]:
        """The armed faults, with how often each has hit."""
        return [_fault(armed) for armed in self._tenant.control("GET", "faults")]

    def clear(self) -> None:
        """Removes all faults."""
        self._tenant.control("DELETE", "faults")


class Journal(_Controls):
    """The calls of the tenant. A filter is any of ``product``, ``action``, ``instance``, ``account``, ``code`` (``OK`` or a refusal's), ``access_key_id``."""

    def calls(self, **filter: str) -> List[Call]:
        """The calls that a filter leaves, the oldest first."""
        return [_call(entry) for entry in self._tenant.control("GET", "requests", query=_filter(filter))]

    def count(self, **filter: str) -> int:
        """How many they are."""
        return self._tenant.control("GET", "requests/count", query=_filter(filter))["count"]

    def wait(self, count: int, seconds: float = 10, **filter: str) -> None:
        """Waits until so many calls have come, at most 300 seconds; raises AssertionError, with the calls that there were, when they do not."""
        query = {**_filter(filter), "count": count, "timeoutSeconds": seconds}
        waited = self._tenant.control("GET", "requests/wait", query=query, timeout=seconds + 30)
        if not waited["satisfied"]:
            raise AssertionError(f"waited {seconds:g} seconds for {count} calls{_words(filter)}, there were {waited['count']}. {self.report()}")

    def assert_called(self, times: int = 1, **filter: str) -> None:
        """Raises AssertionError, with the calls that there were instead, unless exactly so many were made."""
        there = self.count(**filter)
        if there != times:
            raise AssertionError(f"expected {times} calls{_words(filter)}, there were {there}. {self.report()}")

    def report(self) -> str:
        """All calls in words, of many the last: a line each, with the reason of refusals."""
        calls = self.calls()
        left = [f"… {len(calls) - _SHOWN} before these"] if len(calls) > _SHOWN else []
        return "\n  ".join([f"All calls of {self._tenant.access_key_id}:", *left, *(map(str, calls[-_SHOWN:]) if calls else ["(none)"])])


class Clock(_Controls):
    """The tenant's time, which statuses, ``changed_at`` and temporary keys follow. Signatures go by real time."""

    def now(self) -> datetime:
        """What time it is for the tenant, in UTC."""
        return _time(self._tenant.control("GET", "clock")["now"])

    def freeze(self, at: Optional[datetime] = None) -> None:
        """Holds the time: ``at`` (with a time zone, in the years 2000 to 2100), or what it is now."""
        self._tenant.control("PUT", "clock", _given(frozen=True, now=at and at.isoformat()))

    def advance(self, time: Union[timedelta, float]) -> None:
        """Lets time pass at once: a timedelta or seconds, whole ones. A frozen clock stays frozen."""
        self._tenant.control("PUT", "clock", {"advanceSeconds": _seconds(time)})

    def set_offset(self, offset: Union[timedelta, float]) -> None:
        """Lets it run so far ahead of real time, or behind it: a timedelta or seconds, whole ones."""
        self._tenant.control("PUT", "clock", {"offsetSeconds": _seconds(offset)})

    def real(self) -> None:
        """Back to real time."""
        self._tenant.control("PUT", "clock", {})


class Instances(_Controls):
    """The tenant's instances, as documents: the properties are those of a seed file."""

    def get(self, instance: str) -> Dict[str, Any]:
        """The instance as it is now."""
        return self._tenant.control("GET", f"instances/{_name(instance)}")

    def patch(self, instance: str, **properties: Any) -> Dict[str, Any]:
        """Changes properties, such as ``status="Rebooting"`` or ``lockMode="ManualLock"``; None restores the default. Gives the instance as it is then."""
        return self._tenant.control("PATCH", f"instances/{_name(instance)}", properties)


_shared: Union[Emulator, NoEmulatorError, None] = None
_sharing = threading.Lock()


def emulator() -> Emulator:
    """The emulator that all tests of this process share: opened by the first who asks, ended with the process. Raises NoEmulatorError, each time the same."""
    global _shared
    with _sharing:
        if _shared is None:
            try:
                _shared = Emulator.open()
            except NoEmulatorError as failure:
                _shared = failure
    if isinstance(_shared, NoEmulatorError):
        raise _shared
    return _shared


class TenantTestCase(unittest.TestCase):
    """For unittest, run by itself or by pytest: each test has a tenant of its own in ``self.tenant``.
    When it fails, the tenant's journal is printed on standard error."""

    tenant: Tenant

    def run(self, result: Optional[unittest.TestResult] = None) -> Optional[unittest.TestResult]:
        result = result if result is not None else self.defaultTestResult()
        try:
            self.tenant = emulator().tenant()
        except Exception:
            result.startTest(self)
            result.addError(self, sys.exc_info())
            result.stopTest(self)
            return result
        with self.tenant, _failures(result) as failures:
            super().run(result)
            if failures:
                print(f"{self.id()} failed. {_report(self.tenant)}", file=sys.stderr)
        return result


try:
    import pytest
except ImportError:
    pass
else:
    @pytest.fixture(scope="session")
    def resetpassword() -> Emulator:
        """The emulator of the session."""
        return emulator()

    def pytest_configure(config: Any) -> None:
        global _shared
        given = getattr(config, "workerinput", {}).get("resetpassword")
        if given:
            _shared = Emulator.attach(given)

    @pytest.fixture
    def tenant(resetpassword: Emulator) -> Any:
        """A tenant of the test's own. When the test fails, the tenant's journal is a section of its report."""
        with resetpassword.tenant() as made:
            yield made

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(item: Any, call: Any) -> Any:
        report = (yield).get_result()
        if report.failed and report.when != "teardown":
            for made in {id(value): value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Tenant)}.values():
                report.sections.append(("ResetPassword journal", _report(made)))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(node: Any) -> None:
        # pytest-xdist: the workers share the emulator of the process that started them.
        try:
            node.workerinput["resetpassword"] = emulator().endpoint
        except NoEmulatorError as failure:
            raise pytest.UsageError(str(failure)) from None


_SHOWN = 50


def _name(text: str) -> str:
    return quote(text, "")


def _path(path: str) -> str:
    # The server takes a step back for "..", and an empty name is none: it would be another control.
    if any(name in ("", ".", "..") for name in path.split("/")):
        raise ValueError(f"/_emulator/{path}: a name is neither empty nor a dot or two.")
    return path


def _one_line(text: str) -> str:
    # Whatever a caller has sent is one line, steers no terminal, and turns no line around.
    return re.sub(r"\0+", " ", "".join("\0" if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else character for character in text))


def _quoted(path: str) -> str:
    return f'"{path}"' if os.name == "nt" else shlex.quote(path)


def _shown(command: str) -> str:
    # CI keeps what a failed test says.
    return re.sub(r"""((?:token|secret)[= ]|password=)('[^']*'|"[^"]*"|[^\s;'"]+)""", r"\1***", command, flags=re.IGNORECASE)


def _given(**values: Any) -> Dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _seconds(time: Union[timedelta, float]) -> Union[int, float]:
    seconds = time.total_seconds() if isinstance(time, timedelta) else time
    return int(seconds) if seconds == int(seconds) else seconds


def _time(text: str) -> datetime:
    fraction = re.search(r"\.(\d{1,6})", text)
    microseconds = int(fraction[1].ljust(6, "0")) if fraction else 0
    return datetime.strptime(text[:19], "%Y-%m-%dT%H:%M:%S").replace(microsecond=microseconds, tzinfo=timezone.utc)


def _detail(answer: bytes) -> str:
    try:
        problem = json.loads(answer)
        faults = [f"{fault['path']}: {fault['message']}" for fault in problem.get("faults") or []]
        return "\n".join(faults) or problem["detail"]
    except (ValueError, KeyError, AttributeError):
        return answer.decode("utf-8", "replace")


def _is_ready(answer: bytes) -> bool:
    try:
        return json.loads(answer)["status"] == "ready"
    except (ValueError, LookupError, TypeError):
        return False


def _fault(armed: Dict[str, Any]) -> Fault:
    return Fault(armed["id"], armed["matched"], armed["hits"])


def _call(entry: Dict[str, Any]) -> Call:
    reason = (entry["cause"] or {}).get("reason")
    return Call(_time(entry["time"]), entry["product"], entry["action"], entry["instanceId"], entry["accountName"], entry["accessKeyId"],
                entry["status"], entry["code"], reason, entry)


_FILTER = {"product": "product", "action": "action", "instance": "instanceId", "account": "accountName", "code": "code", "access_key_id": "accessKeyId"}


def _filter(filter: Dict[str, str]) -> Dict[str, str]:
    unknown = [name for name in filter if name not in _FILTER]
    if unknown:
        raise TypeError(f"A filter has no {unknown[0]}: it has {', '.join(_FILTER)}.")
    return {_FILTER[name]: value for name, value in filter.items()}


def _words(filter: Dict[str, str]) -> str:
    return " of" * bool(filter) + "".join(f" {name}={value}" for name, value in filter.items())


@contextlib.contextmanager
def _failures(result: Any) -> Iterator[List[Any]]:
    # What a result is told. It keeps that in its own way: pytest's has no lists.
    failures: List[Any] = []

    def hear(name: str) -> None:
        tell = getattr(result, name)

        def told(test: Any, *rest: Any) -> None:
            failures.extend(rest[-1:] if rest[-1] is not None else ())
            tell(test, *rest)

        setattr(result, name, told)

    names = [name for name in ("addError", "addFailure", "addSubTest") if hasattr(result, name)]
    for name in names:
        hear(name)
    try:
        yield failures
    finally:
        for name in names:
            delattr(result, name)


def _report(tenant: Tenant) -> str:
    try:
        return tenant.journal.report()
    except (ControlError, OSError, http.client.HTTPException) as failure:
        return f"The journal of {tenant.access_key_id} cannot be had: {failure}"
