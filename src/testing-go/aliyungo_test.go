package resetpassword

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/denverdino/aliyungo/common"
	"github.com/denverdino/aliyungo/rds"
)

// A real client against the tenant: denverdino/aliyungo, as Debian has it.

func TestAliyungoResetsAPassword(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)

	_, err := client.ResetAccountPassword("rm-running", "test1", "New_pass1")

	equal(t, nil, err)
	equal(t, true, tenant.VerifyPassword("rm-running", "test1", "New_pass1").Matches)
	tenant.Journal.AssertCalled(1, Filter{Product: "Rds", Action: "ResetAccountPassword", Code: "OK"})
}

func TestAliyungoSaysThatItIsThrottled(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Code: "Throttling.User", First: 1})

	_, throttled := client.ResetAccountPassword("rm-running", "test1", "New_pass1")
	_, repeated := client.ResetAccountPassword("rm-running", "test1", "New_pass1")

	failure, ok := throttled.(*common.Error)
	if !ok {
		t.Fatal(throttled)
	}
	equal(t, "400 Throttling.User", fmt.Sprint(failure.StatusCode, " ", failure.Code))
	equal(t, nil, repeated)
}

// The figures of docs/go.md and docs/retries.md.
func TestAliyungoCallsOnceWhenACallFails(t *testing.T) {
	for name, fault := range map[string]Fault{
		"throttled":   {Code: "Throttling.User"},
		"unavailable": {Code: "ServiceUnavailable"},
		"internal":    {Code: "InternalError"},
		"reset":       {Connection: "reset"},
		"truncate":    {Connection: "truncate"},
	} {
		t.Run(name, func(t *testing.T) {
			newConnections(t)
			tenant := NewTenant(t)
			client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)
			fault.Product, fault.Action = "Rds", "ResetAccountPassword"
			tenant.Faults.Arm(fault)

			_, err := client.ResetAccountPassword("rm-running", "test1", "New_pass1")

			equal(t, true, err != nil)
			tenant.Journal.AssertCalled(1, Filter{})
		})
	}
}

func TestAliyungoWaitsForAnAnswerAsLongAsItsConnectionLasts(t *testing.T) {
	connections := newConnections(t)
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Connection: "hang"})
	lost := make(chan error)
	go func() {
		_, err := client.ResetAccountPassword("rm-running", "test1", "New_pass1")
		lost <- err
	}()
	tenant.Journal.Wait(1, time.Minute, Filter{})

	(<-connections).Close()

	contains(t, fmt.Sprint(<-lost), "closed")
	tenant.Journal.AssertCalled(1, Filter{})
}

// newConnections has the clients of this test, which is not a parallel one, share no connection with those before; it gives what they open.
func newConnections(t *testing.T) <-chan net.Conn {
	shared, opened := http.DefaultTransport, make(chan net.Conn, 10)
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := (&net.Dialer{}).DialContext(ctx, network, address)
		opened <- connection
		return connection, err
	}}
	http.DefaultTransport = transport
	t.Cleanup(func() {
		http.DefaultTransport = shared
		transport.CloseIdleConnections()
	})
	return opened
}

// Go's HTTP client does that, not aliyungo: the same GET with the same nonce.
func TestAGetIsSentAgainAfterAResetOnAConnectionThatWasUsedBefore(t *testing.T) {
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)
	_, before := client.ResetAccountPassword("rm-running", "test1", "New_pass1")
	tenant.Faults.Arm(Fault{Product: "Rds", Action: "ResetAccountPassword", Connection: "reset", After: true, First: 1})

	_, err := client.ResetAccountPassword("rm-running", "test1", "Newer_pass1")

	equal(t, nil, before)
	contains(t, fmt.Sprint(err), "SignatureNonceUsed")
	equal(t, true, tenant.VerifyPassword("rm-running", "test1", "Newer_pass1").Matches)
	tenant.Journal.AssertCalled(3, Filter{})
}

func TestInnerCallsByHTTPS(t *testing.T) {
	if os.Getenv(inner) == "" {
		t.Skip("a process for TestTheKitAndAliyungoTrustTheCertificateThatIsNamed")
	}
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)
	_, err := client.ResetAccountPassword("rm-running", "test1", "New_pass1")
	equal(t, []any{nil, 200, "https:"}, []any{err, reset(t, tenant, "Newer_pass1").Status, tenant.Endpoint[:6]})
}

// As docs/tls.md says.
func TestTheKitAndAliyungoTrustTheCertificateThatIsNamed(t *testing.T) {
	certificate := filepath.Join(t.TempDir(), "emulator.pem")
	options := " --tls --tls-certificate '" + certificate + "' --urls 'http://127.0.0.1:0;https://127.0.0.1:0' #"
	emulator, err := Start(script(t, "exec "+os.Getenv("RESETPASSWORD_COMMAND")+options))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(emulator.Close)
	endpoint := "RESETPASSWORD_ENDPOINT=" + regexp.MustCompile(`https://[^\s,]+`).FindString(emulator.Log())

	named, err := again("TestInnerCallsByHTTPS", endpoint, "SSL_CERT_FILE="+certificate).CombinedOutput()
	unnamed, _ := again("TestInnerCallsByHTTPS", endpoint).CombinedOutput()

	equal(t, nil, err)
	contains(t, string(named), "--- PASS: TestInnerCallsByHTTPS")
	contains(t, string(unnamed), "x509")
}

func TestAliyungoListsAccounts(t *testing.T) {
	t.Parallel()
	tenant := NewTenant(t)
	client := rds.NewClientWithEndpoint(tenant.Endpoint, tenant.AccessKeyID, tenant.AccessKeySecret)

	listed, err := client.DescribeAccounts(&rds.DescribeAccountsArgs{DBInstanceId: "rm-running", AccountName: "test1"})

	equal(t, nil, err)
	equal(t, 1, len(listed.Accounts.DBInstanceAccount))
}
