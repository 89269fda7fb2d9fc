package resetpassword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resetpassword.ResetPasswordExtension.Answer;
import resetpassword.ResetPasswordExtension.Call;
import resetpassword.ResetPasswordExtension.ControlException;
import resetpassword.ResetPasswordExtension.Emulator;
import resetpassword.ResetPasswordExtension.Fault;
import resetpassword.ResetPasswordExtension.Filter;
import resetpassword.ResetPasswordExtension.Json;
import resetpassword.ResetPasswordExtension.NoEmulatorException;
import resetpassword.ResetPasswordExtension.Tenant;

/** The kit against a real emulator, that of RESETPASSWORD_COMMAND, with all tests at once: check.sh says how. */
@ExtendWith(ResetPasswordExtension.class)
class ResetPasswordExtensionTest {
    private static final String COMMAND = System.getenv("RESETPASSWORD_COMMAND");
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    static Answer reset(Tenant tenant, String password) throws IOException {
        return tenant.call("Rds", "ResetAccountPassword", Map.of("DBInstanceId", "rm-running", "AccountName", "test1", "AccountPassword", password));
    }

    private static Fault fault() {
        return Fault.of("Rds", "ResetAccountPassword");
    }

    private static void assertContains(String text, String... parts) {
        for (var part : parts)
            assertTrue(text.contains(part), () -> "There is no '" + part + "' in: " + text);
    }

    private static Process java(Map<String, String> environment, String... arguments) throws IOException {
        var words = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path")), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    // An emulator

    @Test
    void aStartedEmulatorListensOnAFreePortAndSaysSoInItsLog(Emulator emulator) {
        assertEquals("http://" + emulator.host(), emulator.endpoint());
        assertContains(emulator.log(), emulator.endpoint());
    }

    @Test
    void theEnvironmentNamesAnEmulatorThatRuns(Emulator emulator) {
        var attached = Emulator.open(Map.of("RESETPASSWORD_ENDPOINT", emulator.endpoint() + "/"));

        try (var tenant = attached.tenant()) {
            assertEquals(List.of(emulator.endpoint(), emulator.host(), ""), List.of(tenant.endpoint(), tenant.host(), attached.log()));
        }
    }

    @ParameterizedTest
    @CsvSource({"http://emulator:80/,emulator", "https://emulator:443,emulator", "http://emulator:443,emulator:443", "http://[::1]:80,[::1]",
            "http://emulator:8080//,emulator:8080"})
    void theHostIsAsJavaSendsIt(String endpoint, String host) {
        assertEquals(host, new Emulator(endpoint, Map.of()).host());
    }

    // A program in a directory whose name has a blank and a quote.
    private static Path script(Path directory, String text) throws IOException {
        var program = Files.createDirectory(directory.resolve("it's a directory")).resolve("resetpassword");
        Files.writeString(program, "#!/bin/sh\n" + text + " \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }

    // Which may take it a moment.
    private static void assertEnds(Emulator emulator) {
        var deadline = System.nanoTime() + Emulator.START_TIMEOUT.toNanos();
        var complaint = emulator.complaint();
        while (!String.valueOf(complaint).contains("it cannot be reached") && System.nanoTime() < deadline)
            complaint = emulator.complaint();
        assertContains(complaint, "it cannot be reached");
    }

    @Test
    void theProgramIsFoundOnThePath(@TempDir Path directory) throws IOException {
        var program = script(directory, "exec " + COMMAND);

        var emulator = Emulator.open(Map.of("PATH", directory + ":" + program.getParent()));

        assertNull(emulator.complaint());
        emulator.close();
        assertContains(emulator.complaint(), "it cannot be reached");
    }

    @Test
    void aCommandCanBeAPathWithBlanks(@TempDir Path directory) throws IOException {
        var program = script(directory, "exec " + COMMAND);

        try (var emulator = Emulator.open(Map.of("RESETPASSWORD_COMMAND", program.toString()))) {
            assertNull(emulator.complaint());
        }
    }

    @Test
    void whatAScriptHasStartedEndsWithIt(@TempDir Path directory) throws IOException {
        var emulator = Emulator.start("sh " + script(directory, COMMAND).toString().replaceAll("[' ]", "\\\\$0"));

        emulator.close();

        assertEnds(emulator);
    }

    @Test
    void anEmulatorThatDoesNotEndIsKilled(@TempDir Path directory) throws IOException {
        var deaf = script(directory, "trap '' TERM\nwhile :; do sleep 1; done &\n" + COMMAND + " \"$@\"\nwait #");
        var emulator = Emulator.start(deaf.toString(), Map.of(), Duration.ofSeconds(1));

        emulator.close();

        assertEnds(emulator);
        var ended = assertThrows(UncheckedIOException.class, () -> emulator.control("GET", "requests", null, Map.of()));
        assertContains(ended.getMessage(), "it has ended with 137");
    }

    @Test
    void aCommandThatLeavesAnEmulatorBehindIsRefused() {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.start("AdminToken=testsecret resetpassword start "));

        assertEquals("AdminToken=*** resetpassword start  would leave an emulator behind: name the program without start. It ends with the tests.",
                failure.getMessage());
    }

    @Test
    void anEmulatorThatIsGoneIsSaidToBe() throws InterruptedException {
        try (var emulator = Emulator.start(COMMAND + " --ResetPassword:AdminToken=test-gone")) {
            var started = ProcessHandle.current().descendants()
                    .filter(process -> String.join(" ", process.info().arguments().orElse(new String[0])).contains("test-gone")).toList();
            started.forEach(ProcessHandle::destroyForcibly);
            started.forEach(process -> process.onExit().join());

            var failure = assertThrows(UncheckedIOException.class, () -> emulator.control("GET", "requests", null, Map.of()));

            assertContains(failure.getMessage(), "The emulator is gone, it has ended with ", "serves 18 instances on " + emulator.endpoint());
        }
    }

    @Test
    void withoutAnEmulatorTheErrorSaysTheThreeWaysToHaveOne(@TempDir Path directory) {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.open(Map.of("PATH", directory.toString())));

        assertContains(failure.getMessage(), "RESETPASSWORD_ENDPOINT", "RESETPASSWORD_COMMAND", "resetpassword on the PATH");
    }

    @Test
    void anAddressWhereNobodyListensIsNamed() throws IOException {
        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        free.close();
        var endpoint = "http://127.0.0.1:" + free.getLocalPort();

        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.open(Map.of("RESETPASSWORD_ENDPOINT", endpoint)));

        assertContains(failure.getMessage(), endpoint + ": it cannot be reached (java.net.ConnectException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost", "1", "/", "http://", "ftp://127.0.0.1", "http://127.0.0.1/_emulator", "http://127.0.0.1:1?x"})
    void whatIsNoAddressIsNamed(String endpoint) {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.attach(endpoint));

        assertEquals("RESETPASSWORD_ENDPOINT is " + endpoint + ": it is no address such as http://127.0.0.1:8080", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:test/secret@127.0.0.1:1", "http://user:test-secret@127.0.0.1:1"})
    void noPasswordOfAnAddressIsInTheFailure(String endpoint) {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.attach(endpoint));

        assertEquals("RESETPASSWORD_ENDPOINT is http://***@127.0.0.1:1: it is no address such as http://127.0.0.1:8080", failure.getMessage());
    }

    @Test
    void anotherServerThatAnswersInJsonIsNamed() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var answer = "{\"status\":\"ok\",\"checks\":[\"ready\"]}".getBytes(StandardCharsets.UTF_8);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();

        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.attach("http://127.0.0.1:" + other.getAddress().getPort()));

        assertContains(failure.getMessage(), "it is no emulator: GET /_emulator/health is answered with 200");
        other.stop(0);
    }

    @Test
    void anAddressOfAnotherServerIsNamed() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();

        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.attach("http://127.0.0.1:" + other.getAddress().getPort()));

        assertContains(failure.getMessage(), "it is no emulator: GET /_emulator/health is answered with 404");
        other.stop(0);
    }

    @Test
    void anEmulatorThatDoesNotStartShowsItsLastLines() {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.start(COMMAND + " --seed no-such-seed.json"));

        assertContains(failure.getMessage(), "it has ended with 1. Its last lines:\n", "no-such-seed.json");
    }

    @Test
    void aCommandThatIsNotThereIsNamed() {
        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.start("/nowhere/resetpassword"));

        assertContains(failure.getMessage(), "started by: /nowhere/resetpassword\n", "it has ended with 127");
    }

    @Test
    void noSecretOfACommandIsInTheFailure() {
        var command = "ResetPassword__AdminToken='testsecret' /nowhere/resetpassword --ResetPassword:AdminToken testsecret --secret=testsecret "
                + "--store 'postgres:Password=testsecret;Host=db'";

        var failure = assertThrows(NoEmulatorException.class, () -> Emulator.start(command));

        assertContains(failure.getMessage(),
                "AdminToken=*** /nowhere/resetpassword --ResetPassword:AdminToken *** --secret=*** --store 'postgres:Password=***;Host=db'\n");
        assertFalse(failure.getMessage().contains("testsecret"));
    }

    @Test
    void theTokenOfTheEnvironmentIsSentWithEachControl() {
        var guarded = COMMAND + " --ResetPassword:AdminToken=testsecret";
        try (var emulator = Emulator.open(Map.of("RESETPASSWORD_COMMAND", guarded, "RESETPASSWORD_ADMIN_TOKEN", "testsecret\n")); var tenant = emulator.tenant()) {
            var refused = assertThrows(ControlException.class, () -> Emulator.attach(emulator.endpoint()).tenant());

            assertEquals(401, refused.status());
            assertEquals(0, tenant.journal().count(Filter.all()));
        }
    }

    @Test
    void aTokenThatCannotBeSentIsNotShown(Emulator emulator) {
        var attached = Emulator.open(Map.of("RESETPASSWORD_ENDPOINT", emulator.endpoint(), "RESETPASSWORD_ADMIN_TOKEN", "test\nsecret"));

        var failure = assertThrows(IllegalArgumentException.class, attached::tenant);

        assertEquals("RESETPASSWORD_ADMIN_TOKEN has characters that cannot be sent.", failure.getMessage());
        assertNull(failure.getCause());
    }

    /** A program for the next test. */
    static final class Waiting {
        public static void main(String[] arguments) throws IOException {
            System.out.println(Emulator.open().endpoint());
            System.in.read();
        }
    }

    @Test
    void theEmulatorEndsWithTestsThatAreKilled() throws Exception {
        var tests = java(Map.of(), Waiting.class.getName());
        var emulator = Emulator.attach(tests.inputReader().readLine());

        tests.destroyForcibly().waitFor();

        assertEnds(emulator);
    }

    // A tenant

    private String before;

    @BeforeEach
    void takeTheTenant(Tenant tenant) {
        before = tenant.accessKeyId();
    }

    @Test
    void theMethodsBeforeATestHaveItsTenant(Tenant tenant) {
        assertEquals(before, tenant.accessKeyId());
    }

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    /** Tests in a class of a class have the extension of the outer one. */
    @Nested
    class Within {
        private String second;

        @BeforeEach
        void takeItAgain(Tenant tenant) {
            second = tenant.accessKeyId();
        }

        @ParameterizedTest
        @ValueSource(strings = {"one", "two"})
        void eachInvocationHasATenantOfItsOwn(String argument, Tenant tenant) {
            assertEquals(List.of(before, second), List.of(tenant.accessKeyId(), tenant.accessKeyId()));
            assertTrue(TAKEN.add(tenant.accessKeyId()), argument);
        }

        @RepeatedTest(2)
        void eachRepetitionToo(Tenant tenant) {
            assertEquals(List.of(before, second), List.of(tenant.accessKeyId(), tenant.accessKeyId()));
            assertTrue(TAKEN.add(tenant.accessKeyId()));
        }
    }

    @Test
    void whateverANameHasInItIsOneSegmentOfAPath(Emulator emulator, Tenant tenant) {
        var other = new Tenant(emulator, "test-\u00fc/\u6d4b b?c&d%+", "testsecret", "");

        var noTenant = assertThrows(ControlException.class, other::close);
        var noAccount = assertThrows(ControlException.class, () -> tenant.verifyPassword("rm-running", "\u00fc/\u6d4b ?&%+", "New_pass1"));

        assertEquals(List.of(404, 404), List.of(noTenant.status(), noAccount.status()));
        assertContains(noAccount.getMessage(), "the instance has no such account");
    }

    @Test
    void aPasswordIsProved(Tenant tenant) throws IOException {
        var before = tenant.verifyPassword("rm-running", "test1", "Initial_pass1");

        assertEquals(200, reset(tenant, "New!@#$&%^*()_+-=1").status());

        var after = tenant.verifyPassword("rm-running", "test1", "New!@#$&%^*()_+-=1");
        assertEquals(List.of(true, 1L, true, 2L), List.of(before.matches(), before.version(), after.matches(), after.version()));
        assertTrue(after.changedAt().isAfter(before.changedAt()));
        assertFalse(tenant.verifyPassword("rm-running", "test1", "Initial_pass1").matches());
    }

    @Test
    void eachPartOfAShardedClusterHasAPassword(Tenant tenant) throws IOException {
        var parameters = Map.of("DBInstanceId", "dds-sharded", "AccountName", "root", "CharacterType", "cs", "AccountPassword", "New_pass1");

        assertEquals("OK", tenant.call("2015-12-01", "ResetAccountPassword", parameters).code());

        assertTrue(tenant.verifyPassword("dds-sharded", "root", "New_pass1", "cs").matches());
        assertFalse(tenant.verifyPassword("dds-sharded", "root", "New_pass1", "db").matches());
    }

    @Test
    void twoTenantsDoNotSeeEachOther(Emulator emulator, Tenant tenant) throws IOException {
        try (var other = emulator.tenant()) {
            other.faults().arm(fault().code("Throttling.User"));
            other.clock().setOffset(Duration.ofDays(-1));

            assertEquals(List.of("OK", "Throttling.User"), List.of(reset(tenant, "New_pass1").code(), reset(other, "New_pass1").code()));

            assertEquals(List.of(1L, 1L), List.of(tenant.journal().count(Filter.all()), other.journal().count(Filter.all())));
            assertTrue(Duration.between(other.clock().now(), tenant.clock().now()).toHours() >= 23);
            assertFalse(other.verifyPassword("rm-running", "test1", "New_pass1").matches());
            assertNotEquals(tenant.ownerId(), other.ownerId());
        }
    }

    @Test
    void aClosedTenantIsGone(Emulator emulator) {
        var tenant = emulator.tenant();

        tenant.close();

        assertThrows(ControlException.class, tenant::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void aNameThatIsNoneMeansNoOtherThing(String name, Emulator emulator, Tenant tenant) {
        tenant.faults().arm(fault().code("Throttling"));
        List<Executable> uses = List.of(() -> tenant.instances().get(name), () -> tenant.verifyPassword("rm-running", name, "New_pass1"),
                () -> tenant.control("DELETE", "instances/rm-running/accounts/" + name, null, Map.of()),
                () -> tenant.control("DELETE", "faults/" + name, null, Map.of()), () -> new Tenant(emulator, name, "testsecret", "").close());

        var refusals = uses.stream().map(use -> assertThrows(IllegalArgumentException.class, use).getMessage()).toList();

        assertTrue(refusals.stream().allMatch(refusal -> refusal.matches("/_emulator/.*: a name is neither empty nor a dot or two\\.")), refusals::toString);
        assertNotNull(tenant.control("GET", "instances/rm-running/accounts/test1", null, Map.of()));
        assertEquals(1, tenant.faults().list().size());
    }

    @Test
    void aRefusedControlSaysWhatIsAllowed(Tenant tenant) {
        var refused = assertThrows(ControlException.class, () -> tenant.instances().patch("rm-running", Map.of("status", "Sleeping")));

        assertEquals(400, refused.status());
        assertContains(refused.getMessage(), "400: $.status: Expected one of Running, Creating");
        assertEquals("Running", tenant.instances().get("rm-running").get("status"));
    }

    @Test
    void aChangedInstanceIsPutBackByAReset(Tenant tenant) throws IOException {
        tenant.instances().patch("rm-running", Map.of("status", "Rebooting", "lockMode", "ManualLock"));
        var refused = reset(tenant, "New_pass1");

        tenant.reset();

        assertEquals("403 IncorrectDBInstanceState", refused.status() + " " + refused.code());
        assertEquals("OK", reset(tenant, "New_pass1").code());
        tenant.journal().assertCalled(1, Filter.all());
    }

    @Test
    void whateverIsInAParameterArrives(Tenant tenant) throws IOException {
        var name = "a~b c*d+e%20/&=?#'\"\\\u00fc\u6d4b\ud83d\ude00";

        var answer = tenant.call("rds", "ResetAccountPassword",
                Map.of("DBInstanceId", "rm-running", "AccountName", name, "AccountPassword", "New_pass1", "OwnerAccount", ""));

        assertEquals("404 InvalidAccountName.NotFound", answer.status() + " " + answer.code());
        assertEquals(List.of(name), tenant.journal().calls(Filter.all().account(name)).stream().map(Call::account).toList());
    }

    @Test
    void aCallOfAnUnknownProductIsNotMade(Tenant tenant) {
        var failure = assertThrows(IllegalArgumentException.class, () -> tenant.call("Redis", "ResetAccountPassword", Map.of()));

        assertContains(failure.getMessage(), "Redis is neither a Version such as 2014-08-15 nor one of [analyticdb, dds");
    }

    // Faults

    @Test
    void aThrottledCallSucceedsWhenItIsRepeated(Tenant tenant) throws IOException {
        tenant.faults().arm(fault().code("Throttling.User").first(1).instance("rm-running").account("test1"));

        assertEquals(List.of("Throttling.User", "OK"), List.of(reset(tenant, "New_pass1").code(), reset(tenant, "New_pass1").code()));

        var fault = tenant.faults().list().get(0);
        assertEquals(List.of(2L, 1L), List.of(fault.matched(), fault.hits()));
        assertTrue(tenant.verifyPassword("rm-running", "test1", "New_pass1").matches());
    }

    @Test
    void aLostAnswerIsNoLostChange(Tenant tenant) {
        tenant.faults().arm(fault().connection("reset").after().nth(1));

        assertThrows(IOException.class, () -> reset(tenant, "New_pass1"));

        assertTrue(tenant.verifyPassword("rm-running", "test1", "New_pass1").matches());
        tenant.journal().assertCalled(1, Filter.all());
    }

    @Test
    void halfAnAnswerIsNone(Tenant tenant) {
        tenant.faults().arm(fault().connection("truncate").probability(1, 7));

        assertThrows(IOException.class, () -> reset(tenant, "New_pass1"));
    }

    @Test
    void anErrorOfOnesOwnIsAnsweredLate(Tenant tenant) throws IOException {
        tenant.faults().arm(fault().code("Sorry").status(418).message("Not \"today\".\n").every(2).delay(Duration.ofMillis(20)));

        var answers = List.of(reset(tenant, "New_pass1"), reset(tenant, "New_pass1"));

        assertEquals(List.of(200, 418), answers.stream().map(Answer::status).toList());
        assertEquals("Not \"today\".\n", answers.get(1).body().get("Message"));
        tenant.faults().clear();
        assertEquals(List.of(), tenant.faults().list());
    }

    @Test
    void anAnswerIsReadWhateverIsInIt(Emulator emulator, Tenant tenant) throws IOException {
        var message = "\"\u00fc\u6d4b\\\t\r\n/".repeat(100);
        tenant.faults().arm(fault().code("Sorry").status(418).message(message));

        assertEquals(message, reset(tenant, "New_pass1").body().get("Message"));
        assertContains(emulator.control("GET", "contract", null, Map.of()).toString(), "ResetAccountPassword");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"a\":1", "{} x", "{}{}", "[1 2]", "[1,]", "[,1]", "{\"a\" 1}", "{\"a\":,}", "{a:1}",
            "NaN", "0x1p3", "1f", "01", "tru", "\"\\u12\"", "\"\\x\""})
    void whatIsNotJsonIsRefused(String text) {
        assertThrows(IOException.class, () -> Json.read(text));
    }

    @Test
    void whatIsJsonIsRead() throws IOException {
        var text = " {\"a\" : [1, -2.5e3 ,true,null, 9223372036854775807, 92233720368547758070],\n\"\\u00fc\\ud83d\\ude00\\/\\b\":{ }, \"c\":[ ]}\r\n";

        assertEquals("{a=[1, -2500.0, true, null, 9223372036854775807, 9.223372036854776E19], \u00fc\ud83d\ude00/\b={}, c=[]}", Json.read(text).toString());
        assertEquals(2_000_000, ((String) Json.read("\"" + "\\n".repeat(2_000_000) + "\"")).length());
    }

    @Test
    void whatIsWrittenIsJson() throws IOException {
        var values = new Object[] {NOON, 'c', Thread.State.NEW, 1.5, true, null, new String[] {"a"}, List.of(Map.of("\"b\\", "\n"))};

        assertEquals("[2030-01-31T12:00:00Z, c, NEW, 1.5, true, null, [a], [{\"b\\=\n}]]", Json.read(Json.write(values)).toString());
    }

    // The journal

    @Test
    void theJournalIsFilteredAndCounted(Tenant tenant) throws IOException {
        reset(tenant, "short");
        reset(tenant, "New_pass1");

        var filter = Filter.all().product("Rds").action("ResetAccountPassword").instance("rm-running").account("test1").code("OK").accessKeyId(tenant.accessKeyId());
        var call = tenant.journal().calls(filter).get(0);

        assertEquals(List.of(200L, "OK", List.of("PasswordReset")), List.of(call.status(), call.code(), call.entry().get("events")));
        assertEquals(2, tenant.journal().count(Filter.all()));
    }

    @Test
    void aCallOfAnotherThreadIsWaitedFor(Tenant tenant) {
        var late = CompletableFuture.supplyAsync(() -> assertDoesNotLose(tenant));

        tenant.journal().await(1, Duration.ofMinutes(1), Filter.all().code("OK"));

        assertEquals("OK", late.join().code());
        var failure = assertThrows(AssertionError.class, () -> tenant.journal().await(2, Duration.ZERO, Filter.all().code("OK")));
        assertContains(failure.getMessage(), "waited PT0S for 2 calls of code=OK, there were 1. All calls of test-");
    }

    private static Answer assertDoesNotLose(Tenant tenant) {
        try {
            return reset(tenant, "New_pass1");
        } catch (IOException lost) {
            throw new AssertionError(lost);
        }
    }

    @Test
    void aMissingCallIsReportedWithThoseThatThereWere(Tenant tenant) throws IOException {
        reset(tenant, "short");

        var failure = assertThrows(AssertionError.class, () -> tenant.journal().assertCalled(1, Filter.all().action("ResetAccountPassword").code("OK")));

        assertContains(failure.getMessage(), "expected 1 calls of action=ResetAccountPassword code=OK, there were 0. All calls of " + tenant.accessKeyId() + ":\n",
                "Rds ResetAccountPassword rm-running/test1 400 InvalidAccountPassword.Format  AccountPassword is not valid here.");
    }

    @Test
    void whatACallerHasSentIsAPartOfItsLineAndTurnsNoneAround(Tenant tenant) throws IOException {
        tenant.call("Rds", "ResetAccountPassword",
                Map.of("DBInstanceId", "rm-running", "AccountName", "a\nb\u202ec\u2028d\u001b[31me", "AccountPassword", "New_pass1"));

        var lines = tenant.journal().report().split("\n");

        assertEquals(2, lines.length);
        assertContains(lines[1], " Rds ResetAccountPassword rm-running/a b c d [31me 404 ");
    }

    @Test
    void ofManyCallsTheLastFiftyAreReported(Tenant tenant) throws IOException {
        for (var call = 0; call < 52; call++)
            reset(tenant, "short");

        var lines = tenant.journal().report().split("\n");

        assertEquals(List.of(52, "  \u2026 2 before these"), List.of(lines.length, lines[1]));
    }

    /** Tests for the next ones, run by name in a process of their own. */
    @ExtendWith(ResetPasswordExtension.class)
    static final class OnPurpose {
        @Test
        void fails(Tenant tenant) throws IOException {
            tenant.call("Rds", "ResetAccountPassword", Map.of("DBInstanceId", "rm-none", "AccountName", "test1", "AccountPassword", "New_pass1"));
            throw new AssertionError("on purpose");
        }

        @Test
        void passes(Tenant tenant) throws IOException {
            tenant.call("Rds", "DescribeRegions", Map.of());
        }

        @Test
        void passesWithoutItsTenant(Tenant tenant) {
            tenant.close();
        }

        @Test
        void failsWithoutItsTenant(Tenant tenant) {
            tenant.close();
            throw new AssertionError("without its tenant");
        }
    }

    /** The same for tests that a method makes. */
    @ExtendWith(ResetPasswordExtension.class)
    static final class Made {
        @TestFactory
        DynamicTest make(Tenant tenant) {
            return DynamicTest.dynamicTest("made", () -> {
                reset(tenant, "short");
                throw new AssertionError("on purpose");
            });
        }
    }

    /** No test can run here. */
    @ExtendWith(ResetPasswordExtension.class)
    static final class Misplaced {
        @BeforeAll
        static void take(Tenant tenant) { }

        @Test
        void runs() { }
    }

    private static String runOnPurpose(Map<String, String> environment) throws Exception {
        var ran = java(environment, "org.junit.platform.console.ConsoleLauncher", "--disable-banner", "--select-class", OnPurpose.class.getName(),
                "--select-class", Made.class.getName(), "--select-class", Misplaced.class.getName());
        return new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theReportOfATestThatFailsHasItsJournal(Emulator emulator) throws Exception {
        var output = runOnPurpose(Map.of("RESETPASSWORD_ENDPOINT", emulator.endpoint()));

        assertContains(output, "3 tests failed", "on purpose", "without its tenant", "All calls of test-",
                "Rds ResetAccountPassword rm-none/test1 404 InvalidDBInstanceName.NotFound  ",
                "Rds ResetAccountPassword rm-running/test1 400 InvalidAccountPassword.Format  ",
                "A tenant is a test's own: take it as a parameter of the test, or of a @BeforeEach method.");
        assertFalse(output.contains("DescribeRegions"));
        assertFalse(output.contains("ControlException"), output);
    }

    @Test
    void noProxyStandsBetweenTheTestsAndTheirEmulator() throws Exception {
        var tests = java(Map.of(), "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=1", "-Dhttp.nonProxyHosts=", Waiting.class.getName());

        assertContains(tests.inputReader().readLine(), "http://127.0.0.1:");
        tests.outputWriter().close();
        assertEquals(0, tests.waitFor());
    }

    /** A program for the next test. */
    static final class Calling {
        public static void main(String[] arguments) throws IOException {
            try (var tenant = Emulator.open().tenant()) {
                System.out.println(tenant.endpoint() + " " + reset(tenant, "New_pass1").code());
            }
        }
    }

    // As docs/tls.md says.
    @Test
    void theCertificateOfATrustStoreIsTrusted(@TempDir Path directory) throws Exception {
        var certificate = directory.resolve("emulator.pem");
        var store = directory.resolve("emulator.jks").toString();
        var program = script(directory, "exec " + COMMAND + " --tls --tls-certificate '" + certificate + "' --urls 'http://127.0.0.1:0;https://127.0.0.1:0' #");
        try (var emulator = Emulator.start(program.toString())) {
            var environment = Map.of("RESETPASSWORD_ENDPOINT", emulator.log().replaceFirst("(?s).*(https://[^\\s,]+).*", "$1"));
            var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-importcert", "-noprompt",
                    "-alias", "emulator", "-file", certificate.toString(), "-keystore", store, "-storepass", "changeit");
            assertEquals(0, keytool.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());

            var trusting = java(environment, "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=changeit", Calling.class.getName());
            var trusted = new String(trusting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var refused = new String(java(environment, Calling.class.getName()).getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(environment.get("RESETPASSWORD_ENDPOINT") + " OK", trusted.strip());
            assertContains(refused, "NoEmulatorException", "SSLHandshakeException");
        }
    }

    @Test
    void eachTestSaysWhenThereIsNoEmulator() throws Exception {
        var output = runOnPurpose(Map.of("RESETPASSWORD_COMMAND", "", "PATH", ""));

        assertContains(output, "4 tests failed", "There is no emulator to test against. One of three: set RESETPASSWORD_ENDPOINT");
    }

    // Clock and credentials

    @Test
    void theClockSaysWhenAPasswordWasChanged(Tenant tenant) throws IOException {
        tenant.clock().freeze(NOON);
        tenant.clock().advance(Duration.ofMinutes(1));

        reset(tenant, "New_pass1");

        assertEquals(NOON.plusSeconds(60), tenant.verifyPassword("rm-running", "test1", "New_pass1").changedAt());
        tenant.clock().real();
        assertNotEquals(NOON.plusSeconds(60), tenant.clock().now());
    }

    @Test
    void aPartOfASecondIsRefused(Tenant tenant) {
        assertThrows(ControlException.class, () -> tenant.clock().advance(Duration.ofMillis(1500)));
        assertThrows(ControlException.class, () -> tenant.clock().setOffset(Duration.ofMillis(-1)));
    }

    @Test
    void temporaryKeysOfARoleExpireByTheClock(Tenant tenant) throws Exception {
        tenant.clock().freeze(NOON);

        var http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        var credentials = http.send(HttpRequest.newBuilder(URI.create(tenant.credentialsUri("rotator"))).build(), HttpResponse.BodyHandlers.ofString()).body();

        assertContains(credentials, "\"Code\":\"Success\"", "\"Expiration\":\"2030-01-31T13:00:00Z\"");
    }

    @Test
    void aChildProcessHasTheKeyInItsEnvironment(Tenant tenant) throws IOException {
        var env = new ProcessBuilder("sh", "-c", COMMAND + " env --shell sh | sed -n 's/^unset //p'").start().inputReader().lines().toList();
        assertTrue(env.contains("ALICLOUD_ACCESS_KEY"), env::toString);
        var child = new HashMap<>(Map.of("ALIBABA_CLOUD_CREDENTIALS_URI", "old", "PATH", "/bin"));
        env.forEach(name -> child.put(name, "old"));

        tenant.environment(child);

        assertEquals(List.of(tenant.accessKeyId(), "testsecret", "/bin"),
                List.of(child.get("ALIBABA_CLOUD_ACCESS_KEY_ID"), child.get("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), child.get("PATH")));
        assertFalse(child.containsValue("old"));
    }
}
