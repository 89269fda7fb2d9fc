package resetpassword

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The kit against a real emulator, that of RESETPASSWORD_COMMAND: check.sh says how.

// What a test starts this test binary for, in a process of its own.
const inner = "RESETPASSWORD_INNER"

func reset(t *testing.T, tenant *Tenant, password string) Answer {
	t.Helper()
	answer, err := resetOrLose(tenant, password)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func resetOrLose(tenant *Tenant, password string) (Answer, error) {
	return tenant.Call("Rds", "ResetAccountPassword", map[string]string{"DBInstanceId": "rm-running", "AccountName": "test1", "AccountPassword": password})
}

func equal(t *testing.T, expected, actual any) {
	t.Helper()
	if fmt.Sprint(expected) != fmt.Sprint(actual) {
		t.Errorf("expected %v, got %v", expected, actual)
	}
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in: %s", part, text)
		}
	}
}

// again runs one test of this binary in another process.
func again(test string, environment ...string) *exec.Cmd {
	command := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v")
	command.Env = append(os.Environ(), append(environment, inner+"=1")...)
	return command
}

// script writes a program into a directory whose name has a blank and a quote.
func script(t *testing.T, text string) string {
	t.Helper()
	directory := filepath.Join(t.TempDir(), "it's a directory")
	if err := os.Mkdir(directory, 0o755); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(directory, "resetpassword")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"+text+" \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return program
}

// ends fails the test unless an emulator answers no more, which may take it a moment.
func ends(t *testing.T, emulator *Emulator) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for !strings.Contains(emulator.complaint(), "refused") && time.Now().Before(deadline) {
	}
	contains(t, emulator.complaint(), "refused")
}

// An emulator

func TestAStartedEmulatorListensOnAFreePortAndSaysSoInItsLog(t *testing.T) {
	emulator, err := Shared()
	if err != nil {
		t.Fatal(err)
	}

	equal(t, "http://"+emulator.Host, emulator.Endpoint)
	contains(t, emulator.Log(), emulator.Endpoint)
}

func TestTheEnvironmentNamesAnEmulatorThatRuns(t *testing.T) {
	tenant := NewTenant(t)
	t.Setenv("RESETPASSWORD_ENDPOINT", tenant.Endpoint+"/")

	attached, err := Open()

	if err != nil {
		t.Fatal(err)
	}
	equal(t, []string{tenant.Endpoint, tenant.Host, ""}, []string{attached.Endpoint, attached.NewTenant(t).Host, attached.Log()})
}

func TestTheProgramIsFoundOnThePath(t *testing.T) {
	program := script(t, "exec "+os.Getenv("RESETPASSWORD_COMMAND"))
	t.Setenv("RESETPASSWORD_COMMAND", "")
	t.Setenv("PATH", filepath.Dir(program)+string(os.PathListSeparator)+os.Getenv("PATH"))

	emulator, err := Open()

	if err != nil {
		t.Fatal(err)
	}
	equal(t, "", emulator.complaint())
	emulator.Close()
	contains(t, emulator.complaint(), "refused")
}

func TestACommandCanBeAPathWithBlanks(t *testing.T) {
	t.Setenv("RESETPASSWORD_COMMAND", script(t, "exec "+os.Getenv("RESETPASSWORD_COMMAND")))

	emulator, err := Open()

	if err != nil {
		t.Fatal(err)
	}
	emulator.Close()
}

func TestWhatAScriptHasStartedEndsWithIt(t *testing.T) {
	emulator, err := Start(script(t, os.Getenv("RESETPASSWORD_COMMAND")))
	if err != nil {
		t.Fatal(err)
	}

	emulator.Close()

	ends(t, emulator)
}

func TestAnEmulatorThatDoesNotEndIsKilled(t *testing.T) {
	patience := endTimeout
	endTimeout = time.Second
	defer func() { endTimeout = patience }()
	deaf := script(t, "trap '' TERM\nwhile :; do sleep 1; done &\n"+os.Getenv("RESETPASSWORD_COMMAND")+" \"$@\"\nwait #")
	emulator, err := Start(deaf)
	if err != nil {
		t.Fatal(err)
	}

	emulator.Close()

	equal(t, "signal: killed", emulator.cmd.ProcessState)
	ends(t, emulator)
}

func TestACommandThatLeavesAnEmulatorBehindIsRefused(t *testing.T) {
	_, err := Start("AdminToken=testsecret resetpassword start ")

	equal(t, "AdminToken=*** resetpassword start  would leave an emulator behind: name the program without start. It ends with the tests", err)
}

func TestAnEmulatorThatIsGoneIsSaidToBe(t *testing.T) {
	emulator, err := Start(os.Getenv("RESETPASSWORD_COMMAND"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(emulator.Close)

	if err := syscall.Kill(-emulator.cmd.Process.Pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-emulator.ended

	failure := emulator.Control("GET", "requests", nil, nil, nil)
	contains(t, fmt.Sprint(failure), ": the emulator is gone, it has ended with ", "serves 18 instances on "+emulator.Endpoint)
}

func TestWithoutAnEmulatorTheErrorSaysTheThreeWaysToHaveOne(t *testing.T) {
	t.Setenv("RESETPASSWORD_COMMAND", "")
	t.Setenv("PATH", t.TempDir())

	_, err := Open()

	contains(t, fmt.Sprint(err), "RESETPASSWORD_ENDPOINT", "RESETPASSWORD_COMMAND", "resetpassword on the PATH")
}

func TestAnAddressWhereNobodyListensIsNamed(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free.Close()
	t.Setenv("RESETPASSWORD_ENDPOINT", "http://"+free.Addr().String())

	_, err = Open()

	contains(t, fmt.Sprint(err), "RESETPASSWORD_ENDPOINT is http://"+free.Addr().String()+": it cannot be reached", "refused")
}

func TestWhatIsNoAddressIsNamed(t *testing.T) {
	for _, endpoint := range []string{"127.0.0.1:8080", "localhost", "1", "/", "http://", "ftp://127.0.0.1", "http://127.0.0.1/_emulator", "http://127.0.0.1:1?x"} {
		_, err := Attach(endpoint)

		equal(t, "RESETPASSWORD_ENDPOINT is "+endpoint+": it is no address such as http://127.0.0.1:8080", err)
	}
}

func TestNoPasswordOfAnAddressIsInTheError(t *testing.T) {
	for _, endpoint := range []string{"http://user:test/secret@127.0.0.1:1", "http://user:test-secret@127.0.0.1:1/"} {
		_, err := Attach(endpoint)

		contains(t, fmt.Sprint(err), "RESETPASSWORD_ENDPOINT is http://***@127.0.0.1:1", ": it is no address such as http://127.0.0.1:8080")
	}
}

func TestAnotherServerThatAnswersInJSONIsNamed(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"status":"ok","checks":["ready"]}`) }))
	defer other.Close()

	_, err := Attach(other.URL)

	contains(t, fmt.Sprint(err), "it is no emulator: GET /_emulator/health is answered with 200")
}

func TestAnAddressOfAnotherServerIsNamed(t *testing.T) {
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()

	_, err := Attach(other.URL)

	contains(t, fmt.Sprint(err), "it is no emulator: GET /_emulator/health is answered with 404")
}

func TestAnEmulatorThatDoesNotStartShowsItsLastLines(t *testing.T) {
	_, err := Start(os.Getenv("RESETPASSWORD_COMMAND") + " --seed no-such-seed.json")

	contains(t, fmt.Sprint(err), "it has ended with 1. Its last lines:\n", "no-such-seed.json")
}

func TestACommandThatIsNotThereIsNamed(t *testing.T) {
	_, err := Start("/nowhere/resetpassword")

	contains(t, fmt.Sprint(err), "started by: /nowhere/resetpassword\n", "it has ended with 127")
}

func TestNoSecretOfACommandIsInTheError(t *testing.T) {
	_, err := Start("ResetPassword__AdminToken='testsecret' /nowhere/resetpassword --ResetPassword:AdminToken testsecret --secret=testsecret " +
		"--store 'postgres:Password=testsecret;Host=db'")

	contains(t, fmt.Sprint(err), "AdminToken=*** /nowhere/resetpassword --ResetPassword:AdminToken *** --secret=*** --store 'postgres:Password=***;Host=db'\n")
	equal(t, false, strings.Contains(fmt.Sprint(err), "testsecret"))
}

func TestTheTokenOfTheEnvironmentIsSentWithEachControl(t *testing.T) {
	emulator, err := Start(os.Getenv("RESETPASSWORD_COMMAND") + " --ResetPassword:AdminToken=testsecret")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(emulator.Close)
	contains(t, fmt.Sprint(emulator.Control("POST", "tenants", nil, nil, nil)), "401")

	t.Setenv("RESETPASSWORD_ADMIN_TOKEN", "test\nsecret")
	equal(t, false, strings.Contains(fmt.Sprint(emulator.Control("POST", "tenants", nil, nil, nil)), "secret"))

	t.Setenv("RESETPASSWORD_ADMIN_TOKEN", "testsecret\n")

	equal(t, 0, emulator.NewTenant(t).Journal.Count(Filter{}))
}

func TestInnerWaits(t *testing.T) {
	if os.Getenv(inner) == "" {
		t.Skip("a process for TestTheEmulatorEndsWithTestsThatAreKilled")
	}
	fmt.Println("endpoint", NewTenant(t).Endpoint)
	io.ReadAll(os.Stdin)
}

func TestTheEmulatorEndsWithTestsThatAreKilled(t *testing.T) {
	tests := again("TestInnerWaits")
	stdin, _ := tests.StdinPipe()
	defer stdin.Close()
	stdout, _ := tests.StdoutPipe()
	if err := tests.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "endpoint ") {
	}
	emulator, err := Attach(strings.TrimPrefix(lines.Text(), "endpoint "))
	if err != nil {
		t.Fatal(err)
	}

	tests.Process.Kill()
	tests.Wait()

	ends(t, emulator)
}

// A tenant

func TestAPasswordIsProved(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	before := tenant.VerifyPassword("rm-running", "test1", "Initial_pass1")

	equal(t, 200, reset(t, tenant, "New!@#$&%^*()_+-=1").Status)

	after := tenant.VerifyPassword("rm-running", "test1", "New!@#$&%^*()_+-=1")
	equal(t, []any{true, 1, true, 2}, []any{before.Matches, before.Version, after.Matches, after.Version})
	equal(t, true, after.ChangedAt.After(before.ChangedAt))
	equal(t, false, tenant.VerifyPassword("rm-running", "test1", "Initial_pass1").Matches)
}

func TestEachPartOfAShardedClusterHasAPassword(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)

	answer, err := tenant.Call("2015-12-01", "ResetAccountPassword",
		map[string]string{"DBInstanceId": "dds-sharded", "AccountName": "root", "CharacterType": "cs", "AccountPassword": "New_pass1"})

	if err != nil {
		t.Fatal(err)
	}
	equal(t, "OK", answer.Code())
	equal(t, true, tenant.VerifyPassword("dds-sharded", "root", "New_pass1", "cs").Matches)
	equal(t, false, tenant.VerifyPassword("dds-sharded", "root", "New_pass1", "db").Matches)
}

func TestTwoTenantsDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	tenant, other := NewTenant(t), NewTenant(t)
	other.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Throttling.User"})
	other.Clock.SetOffset(-24 * time.Hour)

	equal(t, []string{"OK", "Throttling.User"}, []string{reset(t, tenant, "New_pass1").Code(), reset(t, other, "New_pass1").Code()})

	equal(t, []int{1, 1}, []int{tenant.Journal.Count(Filter{}), other.Journal.Count(Filter{})})
	equal(t, true, tenant.Clock.Now().Sub(other.Clock.Now()) > 23*time.Hour)
	equal(t, false, other.VerifyPassword("rm-running", "test1", "New_pass1").Matches)
	equal(t, true, tenant.OwnerID != other.OwnerID)
}

func TestATenantIsDroppedWithItsTest(t *testing.T) {
	t.Parallel()
	var dropped *Tenant

	t.Run("test", func(t *testing.T) { dropped = NewTenant(t) })

	var refused *ControlError
	err := dropped.emulator.Control("DELETE", "tenants/"+dropped.AccessKeyID, nil, nil, nil)
	equal(t, true, errors.As(err, &refused))
}

func TestATenantThatItsTestHasDroppedIsNoFailure(t *testing.T) {
	t.Parallel()

	t.Run("test", func(t *testing.T) {
		tenant := NewTenant(t)
		equal(t, nil, tenant.emulator.Control("DELETE", "tenants/"+tenant.AccessKeyID, nil, nil, nil))
	})
}

func TestANameThatIsNoneMeansNoOtherThing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"..", ".", ""} {
		tenant := NewTenant(t)
		tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Throttling"})

		for _, path := range []string{"instances/rm-running/accounts/" + url.PathEscape(name), "faults/" + name, "instances/" + name} {
			err := tenant.Control("DELETE", path, nil, nil, nil)

			equal(t, "/_emulator/"+path+": a name is neither empty nor a dot or two", err)
		}
		equal(t, nil, tenant.Control("GET", "instances/rm-running/accounts/test1", nil, nil, nil))
		equal(t, 1, len(tenant.Faults.List()))
	}
}

func TestARefusedControlSaysWhatIsAllowed(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)

	err := tenant.Control("PATCH", "instances/rm-running", nil, map[string]string{"status": "Sleeping"}, nil)

	var refused *ControlError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	equal(t, 400, refused.Status)
	contains(t, refused.Error(), "400: $.status: Expected one of Running, Creating")
	equal(t, "Running", tenant.Instances.Get("rm-running")["status"])
}

func TestAChangedInstanceIsPutBackByAReset(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Instances.Patch("rm-running", map[string]any{"status": "Rebooting", "lockMode": "ManualLock"})
	refused := reset(t, tenant, "New_pass1")

	tenant.Reset()

	equal(t, "403 IncorrectDBInstanceState", fmt.Sprint(refused.Status, " ", refused.Code()))
	equal(t, "OK", reset(t, tenant, "New_pass1").Code())
	tenant.Journal.AssertCalled(1, Filter{})
}

func TestWhateverIsInAParameterArrives(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	name := "a~b c*d+e%20/&=?#'\"\\ü测😀"

	answer, err := tenant.Call("rds", "ResetAccountPassword",
		map[string]string{"DBInstanceId": "rm-running", "AccountName": name, "AccountPassword": "New_pass1", "OwnerAccount": ""})

	equal(t, nil, err)
	equal(t, "404 InvalidAccountName.NotFound", fmt.Sprint(answer.Status, " ", answer.Code()))
	equal(t, 1, tenant.Journal.Count(Filter{Account: name}))
	contains(t, fmt.Sprint(tenant.Control("GET", "instances/rm-running/accounts/"+url.PathEscape(name), nil, nil, nil)), "404: name: the instance has no such account")
}

func TestACallOfAnUnknownProductIsNotMade(t *testing.T) {
	t.Parallel()

	_, err := NewTenant(t).Call("Redis", "ResetAccountPassword", nil)

	contains(t, fmt.Sprint(err), "Redis is neither a Version such as 2014-08-15 nor a product")
}

// Faults

func TestAThrottledCallSucceedsWhenItIsRepeated(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Throttling.User", First: 1, Instance: "rm-running", Account: "test1"})

	equal(t, []string{"Throttling.User", "OK"}, []string{reset(t, tenant, "New_pass1").Code(), reset(t, tenant, "New_pass1").Code()})

	fault := tenant.Faults.List()[0]
	equal(t, []int{2, 1}, []int{fault.Matched, fault.Hits})
	equal(t, true, tenant.VerifyPassword("rm-running", "test1", "New_pass1").Matches)
}

func TestALostAnswerIsNoLostChange(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Connection: "reset", After: true, Nth: 1})

	if _, err := resetOrLose(tenant, "New_pass1"); err == nil {
		t.Error("the answer was not lost")
	}

	equal(t, true, tenant.VerifyPassword("rm-running", "test1", "New_pass1").Matches)
}

func TestHalfAnAnswerIsNone(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Connection: "truncate", Probability: 1, Seed: 7})

	_, err := resetOrLose(tenant, "New_pass1")

	contains(t, fmt.Sprint(err), "unexpected EOF")
}

func TestASequenceMayHaveTheSeedZero(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)

	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Throttling.User", Probability: 1})

	equal(t, "Throttling.User", reset(t, tenant, "New_pass1").Code())
}

func TestAnAnswerIsNotWaitedForForever(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Connection: "hang"})
	tenant.CallTimeout = time.Millisecond

	_, err := resetOrLose(tenant, "New_pass1")

	contains(t, fmt.Sprint(err), "Timeout")
}

func TestAnErrorOfOnesOwnIsAnsweredLate(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Sorry", Status: 418, Message: "Not today.", Every: 2, Delay: 20 * time.Millisecond})

	equal(t, []int{200, 418}, []int{reset(t, tenant, "New_pass1").Status, reset(t, tenant, "New_pass1").Status})

	tenant.Faults.Clear()
	equal(t, 0, len(tenant.Faults.List()))
}

// The journal

func TestTheJournalIsFilteredAndCounted(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	reset(t, tenant, "short")
	reset(t, tenant, "New_pass1")

	calls := tenant.Journal.Calls(Filter{Product: "Rds", Action: "ResetAccountPassword", Instance: "rm-running", Account: "test1", Code: "OK", AccessKeyID: tenant.AccessKeyID})

	equal(t, 1, len(calls))
	equal(t, []any{200, []string{"PasswordReset"}, "***"}, []any{calls[0].Status, calls[0].Events, calls[0].Parameters["AccountPassword"]})
	equal(t, 2, tenant.Journal.Count(Filter{}))
}

func TestACallOfAnotherGoroutineIsWaitedFor(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	lost := make(chan error)
	go func() {
		_, err := resetOrLose(tenant, "New_pass1")
		lost <- err
	}()

	tenant.Journal.Wait(1, time.Minute, Filter{Code: "OK"})

	equal(t, nil, <-lost)
	tenant.Journal.AssertCalled(1, Filter{Product: "Rds", Code: "OK"})
}

func TestWhatACallerHasSentIsAPartOfItsLineAndTurnsNoneAround(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)

	_, err := tenant.Call("Rds", "ResetAccountPassword",
		map[string]string{"DBInstanceId": "rm-running", "AccountName": "a\nb\u202ec\u2028d\x1b[31me", "AccountPassword": "New_pass1"})

	equal(t, nil, err)
	lines := strings.Split(tenant.Journal.Report(), "\n")
	equal(t, 2, len(lines))
	contains(t, lines[1], " Rds ResetAccountPassword rm-running/a b c d [31me 404 ")
}

func TestOfManyCallsTheLastFiftyAreReported(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	for call := 0; call < 52; call++ {
		reset(t, tenant, "short")
	}

	lines := strings.Split(tenant.Journal.Report(), "\n")

	equal(t, 52, len(lines))
	equal(t, "  … 2 before these", lines[1])
}

func TestInnerFails(t *testing.T) {
	if os.Getenv(inner) == "" {
		t.Skip("a process for TestAMissingCallIsReportedWithThoseThatThereWere")
	}
	tenant := NewTenant(t)
	reset(t, tenant, "short")
	t.Run("asserts", func(t *testing.T) {
		tenant.Journal.AssertCalled(1, Filter{Action: "ResetAccountPassword", Code: "OK"})
	})
	t.Run("waits", func(t *testing.T) {
		tenant.Journal.Wait(2, 0, Filter{Code: "OK"})
	})
}

func TestAMissingCallIsReportedWithThoseThatThereWere(t *testing.T) {
	output, err := again("TestInnerFails").CombinedOutput()

	text := string(output)
	equal(t, "exit status 1", err)
	contains(t, text, "expected 1 calls of action=ResetAccountPassword code=OK, there were 0. All calls of test-",
		"Rds ResetAccountPassword rm-running/test1 400 InvalidAccountPassword.Format  AccountPassword is not valid here.",
		"waited 0s for 2 calls of code=OK, there were 0. All calls of test-")
	equal(t, 3, strings.Count(text, "All calls of test-")) // The third is the failed test's own journal.
}

func TestInnerPanics(t *testing.T) {
	if os.Getenv(inner) == "" {
		t.Skip("a process for TestTheJournalOfATestThatPanicsIsReported")
	}
	reset(t, NewTenant(t), "short")
	panic("on purpose")
}

func TestTheJournalOfATestThatPanicsIsReported(t *testing.T) {
	output, _ := again("TestInnerPanics").CombinedOutput()

	contains(t, string(output), "panic: on purpose", "All calls of test-", "400 InvalidAccountPassword.Format")
}

// Clock and credentials

func TestTheClockSaysWhenAPasswordWasChanged(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	noon := time.Date(2030, 1, 31, 12, 0, 0, 0, time.UTC)
	tenant.Clock.Freeze(noon)
	tenant.Clock.Advance(time.Minute)

	reset(t, tenant, "New_pass1")

	equal(t, noon.Add(time.Minute), tenant.VerifyPassword("rm-running", "test1", "New_pass1").ChangedAt.UTC())
	tenant.Clock.Real()
	equal(t, false, tenant.Clock.Now().Equal(noon.Add(time.Minute)))
}

func TestTemporaryKeysOfARoleExpireByTheClock(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	tenant.Clock.Freeze(time.Date(2030, 1, 31, 12, 0, 0, 0, time.UTC))

	response, err := http.Get(tenant.CredentialsURI("rotator"))

	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var credentials struct{ Code, Expiration string }
	equal(t, nil, json.NewDecoder(response.Body).Decode(&credentials))
	equal(t, "Success 2030-01-31T13:00:00Z", credentials.Code+" "+credentials.Expiration)
}

func TestAChildProcessHasTheKeyInItsEnvironment(t *testing.T) {
	unset, err := exec.Command("sh", "-c", os.Getenv("RESETPASSWORD_COMMAND")+" env --shell sh | sed -n 's/^unset //p'").Output()
	equal(t, nil, err)
	contains(t, string(unset), "ALICLOUD_ACCESS_KEY\n")
	for _, name := range append(strings.Fields(string(unset)), "ALIBABA_CLOUD_CREDENTIALS_URI") {
		t.Setenv(name, "old")
	}
	tenant := NewTenant(t)
	child := exec.Command("env")
	child.Env = tenant.Environment()

	output, err := child.Output()

	equal(t, nil, err)
	contains(t, string(output), "ALIBABA_CLOUD_ACCESS_KEY_ID="+tenant.AccessKeyID+"\n", "ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret\n", "PATH=")
	equal(t, false, strings.Contains(string(output), "=old\n"))
}
