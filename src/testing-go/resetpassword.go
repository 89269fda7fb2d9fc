// Package resetpassword is for tests against the ResetPassword emulator of Alibaba Cloud: one emulator a test binary, a tenant a test.
//
// Copy this file into a directory resetpassword of your module. It needs Go 1.19 and nothing else.
//
//	func TestAPasswordIsReset(t *testing.T) {
//		tenant := resetpassword.NewTenant(t)
//		myCode(tenant.Host, tenant.AccessKeyID, tenant.AccessKeySecret)
//		if !tenant.VerifyPassword("rm-running", "test1", "New_pass1").Matches {
//			t.Error("the password is not the new one")
//		}
//	}
//
// Which emulator: that of RESETPASSWORD_ENDPOINT (http://127.0.0.1:8080); else the command line in RESETPASSWORD_COMMAND is started on a free port; else the
// program resetpassword of the PATH. What is started ends with the tests. RESETPASSWORD_ADMIN_TOKEN is sent with each control where it is set.
package resetpassword

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// StartTimeout is how long a started emulator may take until it is ready.
const StartTimeout = time.Minute

// A journal can be waited for as long as five minutes.
const controlTimeout = 6 * time.Minute

// Versions has the Version of each product, by its name and its code in lower case.
var Versions = map[string]string{
	"selectdb": "2023-05-22", "rds": "2014-08-15", "dds": "2015-12-01", "mongodb": "2015-12-01", "gpdb": "2016-05-03", "analyticdb": "2016-05-03",
	"polardb": "2017-08-01", "sts": "2015-04-01", "location": "2015-06-12", "vpc": "2016-04-28",
}

// Where there is setsid, what is started is a process group of its own, so that what a script has started ends with it.
const group = `exec $(command -v setsid) sh -c "$0" "$(command -v setsid)"`

// How long what was started may take to its end; then it is killed.
var endTimeout = 30 * time.Second

// Ends the program when standard input closes, which it does however the tests end.
const watch = `trap '' INT HUP
trap : TERM
exec 3<&0
[ -n "$0" ] && all=0 || all=
%s --urls http://127.0.0.1:0 3<&- & program=$!
{ trap : TERM; read -r _ <&3; kill "${all:-$program}"; sleep %d; kill -9 "${all:-$program}"; } 2>/dev/null & watcher=$!
while wait "$program"; code=$?; kill -0 "$program" 2>/dev/null; do :; done
trap '' TERM
{ kill -9 "$watcher"; kill "${all:-$watcher}"; } 2>/dev/null
exit "$code"
`

var (
	served  = regexp.MustCompile(`The emulator serves .* on (https?://[^\s,]+)[\s,]`)
	version = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	address = regexp.MustCompile(`^https?://[^/?#@\s]+$`)
	// A key or a password may stand before an address' @.
	beforeAt = regexp.MustCompile(`^(\w+://)?(?s:.*)@`)
	leaves   = regexp.MustCompile(`\sstart\s*$`)
	// What a command line can have that is not for a report.
	secret = regexp.MustCompile(`(?i)((?:token|secret)[= ]|password=)('[^']*'|"[^"]*"|[^\s;'"]+)`)
	// What would win over a tenant's key in one client or another, or be sent with it: docs/commands.md says in which.
	otherKeys = regexp.MustCompile(`^((ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_(ACCESS_KEY(_ID|_SECRET)?|SECRET_KEY|SECURITY_TOKEN|PROFILE|(ASSUME_)?ROLE_ARN|` +
		`REGION(_ID)?|CREDENTIALS_URI)|SECURITY_TOKEN)$`)
	// Whatever a caller has sent is one line, steers no terminal, and turns no line around.
	unprintable = regexp.MustCompile(`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+`)
	// No proxy of the environment stands between the tests and their emulator, and each request has a connection of its own.
	transport = &http.Transport{DisableKeepAlives: true}
)

// ControlError says that a control was refused, and nothing has changed: the HTTP status, and what is wrong and what is allowed.
type ControlError struct {
	Status int
	Detail string
}

func (e *ControlError) Error() string { return fmt.Sprintf("%d: %s", e.Status, e.Detail) }

// Emulator is a running emulator: its address (http://127.0.0.1:40001), and the same without scheme, as the SDKs' Config takes it.
type Emulator struct {
	Endpoint string
	Host     string

	log   *os.File
	stdin io.Closer
	cmd   *exec.Cmd
	ended chan struct{}
}

var shared struct {
	sync.Once
	emulator *Emulator
	err      error
}

// Shared is the emulator of all tests of this process: opened by the first who asks.
func Shared() (*Emulator, error) {
	shared.Do(func() { shared.emulator, shared.err = Open() })
	return shared.emulator, shared.err
}

// Open attaches to the emulator that the environment names, or starts one.
func Open() (*Emulator, error) {
	if endpoint := os.Getenv("RESETPASSWORD_ENDPOINT"); endpoint != "" {
		return Attach(endpoint)
	}
	if command := os.Getenv("RESETPASSWORD_COMMAND"); command != "" {
		return Start(command)
	}
	program, err := exec.LookPath("resetpassword")
	if err != nil {
		return nil, errors.New("there is no emulator to test against. One of three: set RESETPASSWORD_ENDPOINT to the address of one that runs (http://127.0.0.1:8080), " +
			"set RESETPASSWORD_COMMAND to the command that starts one (a path, or: dotnet ResetPassword.dll), or put the program resetpassword on the PATH")
	}
	return Start(program)
}

// Attach gives the emulator that serves at an address, or an error when none does or it is not ready.
func Attach(endpoint string) (*Emulator, error) {
	e := &Emulator{}
	complaint := "it is no address such as http://127.0.0.1:8080"
	if address.MatchString(strings.TrimRight(endpoint, "/")) {
		e.at(endpoint)
		complaint = e.complaint()
	}
	if complaint != "" {
		return nil, fmt.Errorf("RESETPASSWORD_ENDPOINT is %s: %s", beforeAt.ReplaceAllString(endpoint, "$1***@"), complaint)
	}
	return e, nil
}

// Start starts a program, or a command line (as sh reads it; on Windows a program and its words), on a free port, and waits until it is ready.
func Start(command string) (*Emulator, error) {
	file, err := os.Stat(command)
	isFile := err == nil && !file.IsDir()
	if !isFile && leaves.MatchString(command) {
		return nil, fmt.Errorf("%s would leave an emulator behind: name the program without start. It ends with the tests", shown(command))
	}
	log, err := os.CreateTemp("", "resetpassword-*.log")
	if err != nil {
		return nil, err
	}
	words, quoted := strings.Fields(command), command
	if isFile {
		words, quoted = []string{command}, "'"+strings.ReplaceAll(command, "'", `'\''`)+"'" // A path may have blanks.
	}
	cmd := exec.Command("sh", "-c", group, fmt.Sprintf(watch, quoted, int(endTimeout.Seconds())))
	if runtime.GOOS == "windows" {
		// Windows has no sh: there the program ends with Close, and its log stays.
		words = append(words, "--urls", "http://127.0.0.1:0")
		cmd = exec.Command(words[0], words[1:]...)
	}
	cmd.Stdout, cmd.Stderr = log, log
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	err = cmd.Start()
	os.Remove(log.Name())
	if err != nil {
		log.Close()
		return nil, err
	}
	e := &Emulator{log: log, stdin: stdin, cmd: cmd, ended: make(chan struct{})}
	go func() {
		cmd.Wait()
		close(e.ended)
	}()

	complaint := "it has not said where it listens"
	deadline := time.After(StartTimeout)
	for waiting := true; waiting; {
		select {
		case <-e.ended:
			complaint, waiting = "", false
		case <-deadline:
			waiting = false
		case <-time.After(20 * time.Millisecond):
			if line := served.FindStringSubmatch(e.Log()); line != nil {
				e.at(line[1])
				if complaint = e.complaint(); complaint == "" {
					return e, nil
				}
			}
		}
	}
	if complaint == "" {
		complaint = e.end()
	} else {
		complaint += e.tail()
	}
	e.Close()
	return nil, fmt.Errorf("the emulator was started by: %s\nand is not ready: %s", shown(command), complaint)
}

// How it ended, and its last words; nothing while it runs.
func (e *Emulator) end() string {
	select {
	case <-e.ended: // Never, when it was not started here.
		return fmt.Sprintf("it has ended with %d", e.cmd.ProcessState.ExitCode()) + e.tail()
	default:
		return ""
	}
}

// A command as an error may have it: CI keeps what a failed test says.
func shown(command string) string { return secret.ReplaceAllString(command, "$1***") }

func (e *Emulator) tail() string {
	lines := strings.Split(strings.TrimSpace(e.Log()), "\n")
	if len(lines) > 20 {
		lines = lines[len(lines)-20:]
	}
	return ". Its last lines:\n" + strings.Join(lines, "\n")
}

// Log is what the emulator has written so far; empty when it was not started here.
func (e *Emulator) Log() string {
	if e.log == nil {
		return ""
	}
	text, _ := io.ReadAll(io.NewSectionReader(e.log, 0, 1<<30))
	return string(text)
}

// Close ends the emulator, when it was started here. Only Windows needs it, at the end of TestMain: elsewhere it ends with the process of the tests.
func (e *Emulator) Close() {
	if e.cmd == nil {
		return
	}
	e.stdin.Close()
	if runtime.GOOS == "windows" {
		e.cmd.Process.Kill()
	}
	<-e.ended
	e.log.Close()
}

func (e *Emulator) at(endpoint string) {
	e.Endpoint = strings.TrimRight(endpoint, "/")
	e.Host = e.Endpoint[strings.Index(e.Endpoint, "://")+len("://"):]
}

func (e *Emulator) complaint() string {
	request, err := http.NewRequest("GET", e.Endpoint+"/_emulator/health", nil)
	if err != nil {
		return fmt.Sprintf("it cannot be reached (%v)", err)
	}
	status, answer, err := send(request, 10*time.Second)
	switch {
	case err != nil:
		return fmt.Sprintf("it cannot be reached (%v)", err)
	case status == 200 && isReady(answer):
		return ""
	case status == 503:
		return fmt.Sprintf("it is not ready (%s)", detail(answer))
	}
	return fmt.Sprintf("it is no emulator: GET /_emulator/health is answered with %d", status)
}

func isReady(answer []byte) bool {
	var health struct{ Status string }
	return json.Unmarshal(answer, &health) == nil && health.Status == "ready"
}

// Control makes any control of /openapi/v1.json: path is what follows /_emulator/. A body and a result that are nil are none. The error of a refusal is a
// *ControlError.
func (e *Emulator) Control(method, path string, query url.Values, body, result any) error {
	// The server takes a step back for "..", and an empty name is none: it would be another control.
	for _, name := range strings.Split(path, "/") {
		if name == "" || name == "." || name == ".." {
			return fmt.Errorf("/_emulator/%s: a name is neither empty nor a dot or two", path)
		}
	}
	var content io.Reader
	if body != nil {
		document, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(document)
	}
	request, err := http.NewRequest(method, e.Endpoint+"/_emulator/"+path+"?"+query.Encode(), content)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if token := strings.TrimSpace(os.Getenv("RESETPASSWORD_ADMIN_TOKEN")); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	status, answer, err := send(request, controlTimeout)
	if err != nil {
		if end := e.end(); end != "" {
			err = fmt.Errorf("%w: the emulator is gone, %s", err, end)
		}
		return err
	}
	if status >= 300 {
		return &ControlError{status, detail(answer)}
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer, result)
}

// Tenant is an Alibaba Cloud account of the emulator: what to sign with, where to, and controls that no cloud has. Unless they give an error, they end the
// test when they are refused, and so belong into its own goroutine.
type Tenant struct {
	AccessKeyID     string `json:"accessKeyId"`
	AccessKeySecret string `json:"accessKeySecret"`
	OwnerID         string `json:"ownerId"`
	Endpoint        string `json:"-"`
	Host            string `json:"-"`

	// CallTimeout is how long Call waits for an answer: 30 seconds unless you set it.
	CallTimeout time.Duration `json:"-"`

	Faults    Faults    `json:"-"`
	Journal   Journal   `json:"-"`
	Clock     Clock     `json:"-"`
	Instances Instances `json:"-"`

	t        testing.TB
	emulator *Emulator
}

// NewTenant makes a tenant of the shared emulator for a test, with a fresh copy of the instances. It is dropped when the test ends; if that has failed, its
// journal is logged first. Without an emulator the test ends at once, and says what to set.
func NewTenant(t testing.TB) *Tenant {
	t.Helper()
	emulator, err := Shared()
	if err != nil {
		t.Fatal(err)
	}
	return emulator.NewTenant(t)
}

// NewTenant makes a tenant of this emulator.
func (e *Emulator) NewTenant(t testing.TB) *Tenant {
	t.Helper()
	tenant := &Tenant{t: t, emulator: e, Endpoint: e.Endpoint, Host: e.Host, CallTimeout: 30 * time.Second}
	tenant.Faults, tenant.Journal, tenant.Clock, tenant.Instances = Faults{tenant}, Journal{tenant}, Clock{tenant}, Instances{tenant}
	if err := e.Control("POST", "tenants", nil, nil, tenant); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() || panicking() {
			t.Log(tenant.Journal.Report())
		}
		// The test may have dropped it, or its emulator may have died: neither is a failure of its own.
		_ = e.Control("DELETE", "tenants/"+url.PathEscape(tenant.AccessKeyID), nil, nil, nil)
	})
	return tenant
}

// Control makes any control, on this tenant: see Emulator.Control.
func (tenant *Tenant) Control(method, path string, query url.Values, body, result any) error {
	selected := url.Values{"tenant": {tenant.AccessKeyID}}
	for name, values := range query {
		selected[name] = values
	}
	return tenant.emulator.Control(method, path, selected, body, result)
}

func (tenant *Tenant) must(method, path string, query url.Values, body, result any) {
	tenant.t.Helper()
	if err := tenant.Control(method, path, query, body, result); err != nil {
		tenant.t.Fatal(err)
	}
}

// Reset puts it back to how it was made: instances, no faults, an empty journal, real time.
func (tenant *Tenant) Reset() {
	tenant.t.Helper()
	tenant.must("POST", "reset", nil, nil, nil)
}

// Proof is what is known of a password: whether it is the account's, how often one was set (1 at first), and when, by the tenant's clock.
type Proof struct {
	Matches   bool      `json:"matches"`
	Version   int64     `json:"passwordVersion"`
	ChangedAt time.Time `json:"passwordChangedAt"`
}

// VerifyPassword says whether a password is an account's. A characterType, db or cs, is for a sharded MongoDB cluster, where each has a root of its own.
func (tenant *Tenant) VerifyPassword(instance, account, password string, characterType ...string) (proof Proof) {
	tenant.t.Helper()
	path := "instances/" + url.PathEscape(instance) + "/accounts/" + url.PathEscape(account) + "/verify-password"
	tenant.must("POST", path, url.Values{"characterType": characterType}, map[string]string{"password": password}, &proof)
	return proof
}

// Environment is the environment for a child process whose SDK is to find this tenant's key: this process's, with ALIBABA_CLOUD_ACCESS_KEY_ID and so on.
func (tenant *Tenant) Environment() []string {
	var child []string
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); !otherKeys.MatchString(name) {
			child = append(child, variable)
		}
	}
	return append(child, "ALIBABA_CLOUD_ACCESS_KEY_ID="+tenant.AccessKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET="+tenant.AccessKeySecret,
		"ALIBABA_CLOUD_REGION_ID=cn-hangzhou", "ALIBABA_CLOUD_REGION=cn-hangzhou", "ALIBABA_CLOUD_IGNORE_PROFILE=TRUE")
}

// CredentialsURI is what ALIBABA_CLOUD_CREDENTIALS_URI is to be, so that an SDK signs with temporary keys of a role, such as rotator. The key pair must not
// be set as well.
func (tenant *Tenant) CredentialsURI(role string) string {
	return tenant.Endpoint + "/_emulator/credentials/" + url.PathEscape(role) + "?tenant=" + url.QueryEscape(tenant.AccessKeyID)
}

// Answer is what the service answered to a call: the HTTP status, and the JSON.
type Answer struct {
	Status int
	Body   map[string]any
}

// Code is OK, or the code of the refusal such as Throttling.User.
func (answer Answer) Code() string {
	if answer.Status == 200 {
		return "OK"
	}
	code, _ := answer.Body["Code"].(string)
	return code
}

// Call makes a call signed with ACS3-HMAC-SHA256, for smoke tests; test your own code with its SDK. The product is a name, a code or a Version (2014-08-15).
// A refusal is an answer; an error means that there is no such product, or that no whole answer came.
func (tenant *Tenant) Call(product, action string, parameters map[string]string) (Answer, error) {
	productVersion, known := Versions[strings.ToLower(product)]
	if version.MatchString(product) {
		productVersion, known = product, true
	}
	if !known {
		return Answer{}, fmt.Errorf("%s is neither a Version such as 2014-08-15 nor a product such as rds", product)
	}
	form := url.Values{}
	for name, value := range parameters {
		form.Set(name, value)
	}
	body := form.Encode()
	request, err := http.NewRequest("POST", tenant.Endpoint+"/", strings.NewReader(body))
	if err != nil {
		return Answer{}, err
	}
	nonce := make([]byte, 16)
	if _, err := rand.Read(nonce); err != nil {
		return Answer{}, err
	}
	signed := [][2]string{
		{"content-type", "application/x-www-form-urlencoded"}, {"host", tenant.Host}, {"x-acs-action", action}, {"x-acs-content-sha256", digest(body)},
		{"x-acs-date", time.Now().UTC().Format("2006-01-02T15:04:05Z")}, {"x-acs-signature-nonce", hex.EncodeToString(nonce)}, {"x-acs-version", productVersion},
	}
	var names []string
	canonical := "POST\n/\n\n"
	for _, header := range signed {
		names = append(names, header[0])
		canonical += header[0] + ":" + header[1] + "\n"
		request.Header.Set(header[0], header[1])
	}
	canonical += "\n" + strings.Join(names, ";") + "\n" + digest(body)
	mac := hmac.New(sha256.New, []byte(tenant.AccessKeySecret))
	mac.Write([]byte("ACS3-HMAC-SHA256\n" + digest(canonical)))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", fmt.Sprintf("ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%x", tenant.AccessKeyID, strings.Join(names, ";"), mac.Sum(nil)))
	status, text, err := send(request, tenant.CallTimeout)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Status: status}
	return answer, json.Unmarshal(text, &answer.Body)
}

// Faults are the failures that the tenant's calls are to meet.
type Faults struct{ tenant *Tenant }

// Fault is a failure. What happens: an error Code (any row of the action; with Status and Message any code at all), a Delay, or to the Connection: reset,
// truncate or hang. To which calls: those of Product and Action, and of Instance and Account if given; all of them, or the First n, the Nth, Every nth, or each
// with a Probability (0 to 1) whose sequence Seed fixes. After: the change is made first, then it fails.
type Fault struct {
	Product, Action, Instance, Account string
	Code                               string
	Status                             int
	Message                            string
	After                              bool
	Delay                              time.Duration
	Connection                         string
	First, Nth, Every                  int
	Probability                        float64
	Seed                               int
}

// ArmedFault is a fault's id, how many calls were of its kind, and how many of them it hit.
type ArmedFault struct {
	ID      string `json:"id"`
	Matched int    `json:"matched"`
	Hits    int    `json:"hits"`
}

// Arm arms a fault for the calls to come.
func (faults Faults) Arm(fault Fault) (armed ArmedFault) {
	faults.tenant.t.Helper()
	document := map[string]any{
		"match":             given("product", fault.Product, "action", fault.Action, "instanceId", fault.Instance, "accountName", fault.Account),
		"when":              map[bool]string{true: "after", false: "before"}[fault.After],
		"delayMilliseconds": fault.Delay.Milliseconds(),
	}
	if fault.Connection != "" {
		document["connection"] = fault.Connection
	}
	if err := given("code", fault.Code, "status", fault.Status, "message", fault.Message); len(err) > 0 {
		document["error"] = err
	}
	schedule := given("first", fault.First, "nth", fault.Nth, "every", fault.Every, "probability", fault.Probability, "seed", fault.Seed)
	if fault.Probability != 0 {
		schedule["seed"] = fault.Seed // Zero is one, too.
	}
	if len(schedule) > 0 {
		document["schedule"] = schedule
	}
	faults.tenant.must("POST", "faults", nil, document, &armed)
	return armed
}

// List gives the armed faults, with how often each has hit.
func (faults Faults) List() (armed []ArmedFault) {
	faults.tenant.t.Helper()
	faults.tenant.must("GET", "faults", nil, nil, &armed)
	return armed
}

// Clear removes all faults.
func (faults Faults) Clear() {
	faults.tenant.t.Helper()
	faults.tenant.must("DELETE", "faults", nil, nil, nil)
}

// Journal is the calls of the tenant.
type Journal struct{ tenant *Tenant }

// Filter leaves the calls that have all that it names. Code is OK, or that of a refusal.
type Filter struct{ Product, Action, Instance, Account, Code, AccessKeyID string }

func (filter Filter) parts() [][2]string {
	all := [][2]string{{"product", filter.Product}, {"action", filter.Action}, {"instanceId", filter.Instance}, {"accountName", filter.Account},
		{"code", filter.Code}, {"accessKeyId", filter.AccessKeyID}}
	var named [][2]string
	for _, part := range all {
		if part[1] != "" {
			named = append(named, part)
		}
	}
	return named
}

func (filter Filter) query() url.Values {
	query := url.Values{}
	for _, part := range filter.parts() {
		query.Set(part[0], part[1])
	}
	return query
}

// String is the filter in words: " of product=Rds code=OK", or nothing.
func (filter Filter) String() string {
	words := ""
	for _, part := range filter.parts() {
		words += " " + part[0] + "=" + part[1]
	}
	if words != "" {
		words = " of" + words
	}
	return words
}

// Call is a call in the journal. What it did not name, or nobody understood, is empty. Cause is nil when the call was answered as its client wished.
type Call struct {
	Time        time.Time         `json:"time"`
	RequestID   string            `json:"requestId"`
	Product     string            `json:"product"`
	Action      string            `json:"action"`
	Instance    string            `json:"instanceId"`
	Account     string            `json:"accountName"`
	AccessKeyID string            `json:"accessKeyId"`
	Parameters  map[string]string `json:"parameters"`
	Events      []string          `json:"events"`
	Status      int               `json:"status"`
	Code        string            `json:"code"`
	Cause       *Cause            `json:"cause"`
}

// Cause is why a call was refused: by parameter, state, policy, gateway, fault or database, and the reason in a sentence.
type Cause struct {
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// String is the call in a line, with the reason of a refusal.
func (call Call) String() string {
	target := strings.Trim(call.Instance+"/"+call.Account, "/")
	fields := []string{call.Time.Format("15:04:05.000"), call.Product, call.Action, target, strconv.Itoa(call.Status), call.Code}
	for at, field := range fields {
		if field == "" {
			fields[at] = "-"
		}
	}
	line := strings.Join(fields, " ")
	if call.Cause != nil {
		line += "  " + call.Cause.Reason
	}
	return unprintable.ReplaceAllString(line, " ")
}

// Calls gives the calls that a filter leaves, the oldest first.
func (journal Journal) Calls(filter Filter) (calls []Call) {
	journal.tenant.t.Helper()
	journal.tenant.must("GET", "requests", filter.query(), nil, &calls)
	return calls
}

// Count says how many they are.
func (journal Journal) Count(filter Filter) int {
	journal.tenant.t.Helper()
	var counted struct{ Count int }
	journal.tenant.must("GET", "requests/count", filter.query(), nil, &counted)
	return counted.Count
}

// Wait waits until so many calls have come, at most 300 seconds; it ends the test, with the calls that there were, when they do not.
func (journal Journal) Wait(count int, timeout time.Duration, filter Filter) {
	journal.tenant.t.Helper()
	query := filter.query()
	query.Set("count", strconv.Itoa(count))
	query.Set("timeoutSeconds", strconv.FormatFloat(timeout.Seconds(), 'f', -1, 64))
	var waited struct {
		Satisfied bool
		Count     int
	}
	journal.tenant.must("GET", "requests/wait", query, nil, &waited)
	if !waited.Satisfied {
		journal.tenant.t.Fatalf("waited %v for %d calls%v, there were %d. %s", timeout, count, filter, waited.Count, journal.Report())
	}
}

// AssertCalled fails the test, with the calls that there were instead, unless exactly so many were made.
func (journal Journal) AssertCalled(times int, filter Filter) {
	journal.tenant.t.Helper()
	if there := journal.Count(filter); there != times {
		journal.tenant.t.Errorf("expected %d calls%v, there were %d. %s", times, filter, there, journal.Report())
	}
}

// A report has so many calls.
const reported = 50

// Report is all calls in words, of many the last: a line each, with the reason of refusals.
func (journal Journal) Report() string {
	var calls []Call
	if err := journal.tenant.Control("GET", "requests", nil, nil, &calls); err != nil {
		return fmt.Sprintf("The journal of %s cannot be had: %v", journal.tenant.AccessKeyID, err)
	}
	report := "All calls of " + journal.tenant.AccessKeyID + ":"
	if left := len(calls) - reported; left > 0 {
		report += fmt.Sprintf("\n  … %d before these", left)
		calls = calls[left:]
	}
	for _, call := range calls {
		report += "\n  " + call.String()
	}
	if len(calls) == 0 {
		report += "\n  (none)"
	}
	return report
}

// Clock is the tenant's time, which statuses, ChangedAt and temporary keys follow. Signatures go by real time.
type Clock struct{ tenant *Tenant }

// Now is what time it is for the tenant, in UTC.
func (clock Clock) Now() time.Time {
	clock.tenant.t.Helper()
	var report struct{ Now time.Time }
	clock.tenant.must("GET", "clock", nil, nil, &report)
	return report.Now
}

// Freeze holds the time, in the years 2000 to 2100; the zero time is what it is now.
func (clock Clock) Freeze(at time.Time) {
	clock.tenant.t.Helper()
	change := map[string]any{"frozen": true}
	if !at.IsZero() {
		change["now"] = at
	}
	clock.tenant.must("PUT", "clock", nil, change, nil)
}

// Advance lets time pass at once, in whole seconds. A frozen clock stays frozen.
func (clock Clock) Advance(by time.Duration) {
	clock.tenant.t.Helper()
	clock.tenant.must("PUT", "clock", nil, map[string]any{"advanceSeconds": by.Seconds()}, nil)
}

// SetOffset lets it run so far ahead of real time, or behind it, in whole seconds.
func (clock Clock) SetOffset(offset time.Duration) {
	clock.tenant.t.Helper()
	clock.tenant.must("PUT", "clock", nil, map[string]any{"offsetSeconds": offset.Seconds()}, nil)
}

// Real goes back to real time.
func (clock Clock) Real() {
	clock.tenant.t.Helper()
	clock.tenant.must("PUT", "clock", nil, map[string]any{}, nil)
}

// Instances are the tenant's instances, as documents: the properties are those of a seed file.
type Instances struct{ tenant *Tenant }

// Get gives the instance as it is now.
func (instances Instances) Get(instance string) (document map[string]any) {
	instances.tenant.t.Helper()
	instances.tenant.must("GET", "instances/"+url.PathEscape(instance), nil, nil, &document)
	return document
}

// Patch changes properties, such as {"status": "Rebooting"} or {"lockMode": "ManualLock"}; nil restores the default. It gives the instance as it is then.
func (instances Instances) Patch(instance string, properties map[string]any) (document map[string]any) {
	instances.tenant.t.Helper()
	instances.tenant.must("PATCH", "instances/"+url.PathEscape(instance), nil, properties, &document)
	return document
}

func send(request *http.Request, timeout time.Duration) (status int, answer []byte, err error) {
	response, err := (&http.Client{Transport: transport, Timeout: timeout}).Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}

func detail(answer []byte) string {
	var problem struct {
		Detail string
		Faults []struct{ Path, Message string }
	}
	if json.Unmarshal(answer, &problem) != nil || problem.Detail == "" {
		return string(answer)
	}
	var faults []string
	for _, fault := range problem.Faults {
		faults = append(faults, fault.Path+": "+fault.Message)
	}
	if len(faults) == 0 {
		return problem.Detail
	}
	return strings.Join(faults, "\n")
}

// Whether a panic is what runs this. Until it has got through the test's clean-up, the test does not count as failed.
func panicking() bool {
	callers := make([]uintptr, 100)
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
	for frame, more := frames.Next(); ; frame, more = frames.Next() {
		if frame.Function == "runtime.gopanic" {
			return true
		}
		if !more {
			return false
		}
	}
}

func digest(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

// The pairs of names and values, without the values that are zero.
func given(pairs ...any) map[string]any {
	document := map[string]any{}
	for at := 0; at < len(pairs); at += 2 {
		if value := pairs[at+1]; value != "" && value != 0 && value != 0.0 {
			document[pairs[at].(string)] = value
		}
	}
	return document
}
