package resetpassword;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit 5 tests against the ResetPassword emulator of Alibaba Cloud: one emulator a run, a tenant a test. Copy this file into a directory {@code resetpassword} of
 * your tests. It needs Java 17 and nothing else.
 *
 * <pre>{@code
 * @ExtendWith(ResetPasswordExtension.class)
 * class PasswordTest {
 *     @Test
 *     void aPasswordIsReset(Tenant tenant) {
 *         myCode(tenant.host(), tenant.accessKeyId(), tenant.accessKeySecret());
 *         assertTrue(tenant.verifyPassword("rm-running", "test1", "New_pass1").matches());
 *     }
 * }
 * }</pre>
 *
 * Which emulator: that of {@code RESETPASSWORD_ENDPOINT} (http://127.0.0.1:8080); else the command line in {@code RESETPASSWORD_COMMAND} is started on a free port;
 * else the program {@code resetpassword} of the PATH. What is started ends with the tests. {@code RESETPASSWORD_ADMIN_TOKEN} is sent with each control where it is set.
 */
public final class ResetPasswordExtension implements ParameterResolver, AfterEachCallback, InvocationInterceptor {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ResetPasswordExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Tenant.class || type == Emulator.class;
    }

    /** A test's {@link Tenant}, the same one in its {@code @BeforeEach} methods; or the {@link Emulator} of the run. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Shared.class, key -> Shared.open(), Shared.class);
        if (shared.failure != null)
            throw new NoEmulatorException(shared.failure);
        if (parameter.getParameter().getType() == Emulator.class)
            return shared.emulator;
        if (context.getTestMethod().isEmpty())
            throw new ParameterResolutionException("A tenant is a test's own: take it as a parameter of the test, or of a @BeforeEach method.");
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Taken.class, key -> new Taken(shared.emulator.tenant()), Taken.class).tenant;
    }

    /** A failed test's exception gets the tenant's journal as a suppressed one, which every report prints. */
    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> addJournal(failure, context));
    }

    /** So does that of a test of a {@code @TestFactory}: they share the tenant of the factory. */
    @Override
    public void interceptDynamicTest(Invocation<Void> test, DynamicTestInvocationContext invoked, ExtensionContext context) throws Throwable {
        try {
            test.proceed();
        } catch (Throwable failure) {
            addJournal(failure, context);
            throw failure;
        }
    }

    private static void addJournal(Throwable failure, ExtensionContext context) {
        var taken = context.getStore(NAMESPACE).get(Taken.class, Taken.class);
        if (taken != null)
            failure.addSuppressed(new JournalOfFailedTest(taken.tenant.journal().report()));
    }

    // The test may have dropped its tenant, or the emulator may have died: neither is a failure of its own.
    private record Taken(Tenant tenant) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            try {
                tenant.close();
            } catch (ControlException | UncheckedIOException gone) {
                // It is gone, as it should be.
            }
        }
    }

    // A start that failed is not tried again by the next test.
    private record Shared(Emulator emulator, String failure) implements ExtensionContext.Store.CloseableResource {
        static Shared open() {
            try {
                return new Shared(Emulator.open(), null);
            } catch (NoEmulatorException failure) {
                return new Shared(null, failure.getMessage());
            }
        }

        @Override
        public void close() {
            if (emulator != null)
                emulator.close();
        }
    }

    /** There is no emulator, or it is not ready: the message says why, and what to set. */
    public static final class NoEmulatorException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoEmulatorException(String message) {
            super(message);
        }
    }

    /** A control was refused, and nothing has changed. */
    public static final class ControlException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String detail;

        ControlException(int status, String detail) {
            super(status + ": " + detail);
            this.status = status;
            this.detail = detail;
        }

        /** The HTTP status. */
        public int status() { return status; }
        /** What is wrong, and what is allowed. */
        public String detail() { return detail; }
    }

    private static final class JournalOfFailedTest extends Throwable {
        private static final long serialVersionUID = 1;

        JournalOfFailedTest(String report) {
            super(report, null, false, false);
        }

        @Override
        public String toString() { return getMessage(); }
    }

    /** A running emulator. */
    public static final class Emulator implements AutoCloseable {
        /** How long a started emulator may take until it is ready. */
        public static final Duration START_TIMEOUT = Duration.ofMinutes(1);
        /** How long it may take to its end; then it is killed. */
        public static final Duration END_TIMEOUT = Duration.ofSeconds(30);

        private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
        private static final Pattern SERVED = Pattern.compile("The emulator serves .* on (https?://[^\\s,]+)[\\s,]");
        // No proxy of the environment stands between the tests and their emulator.
        private static final HttpClient HTTP =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY).build();
        private static final Pattern SECRET = Pattern.compile("(?i)((?:token|secret)[= ]|password=)('[^']*'|\"[^\"]*\"|[^\\s;'\"]+)");
        // Where there is setsid, what is started is a process group of its own, so that what a script has started ends with it.
        private static final String GROUP = "exec $(command -v setsid) sh -c \"$0\" \"$(command -v setsid)\"";
        // Ends the program when standard input closes, which it does however the tests end.
        private static final String WATCH = """
                trap '' INT HUP
                trap : TERM
                exec 3<&0
                [ -n "$0" ] && all=0 || all=
                %s --urls http://127.0.0.1:0 3<&- & program=$!
                { trap : TERM; read -r _ <&3; kill "${all:-$program}"; sleep %d; kill -9 "${all:-$program}"; } 2>/dev/null & watcher=$!
                while wait "$program"; code=$?; kill -0 "$program" 2>/dev/null; do :; done
                trap '' TERM
                { kill -9 "$watcher"; kill "${all:-$watcher}"; } 2>/dev/null
                exit "$code"
                """;

        private String endpoint;
        private final String token;
        private Process process;
        private FileChannel log;

        Emulator(String endpoint, Map<String, String> environment) {
            // Java sends no host with a default port, and the host is signed as it is sent.
            this.endpoint = endpoint.replaceFirst("/+$", "").replaceFirst("^(http://.*):80$", "$1").replaceFirst("^(https://.*):443$", "$1");
            this.token = environment.getOrDefault("RESETPASSWORD_ADMIN_TOKEN", "").strip();
        }

        /** Attaches to the emulator that the environment names, or starts one.
         * @throws NoEmulatorException there is none, or it is not ready */
        public static Emulator open() { return open(System.getenv()); }

        static Emulator open(Map<String, String> environment) {
            var endpoint = environment.getOrDefault("RESETPASSWORD_ENDPOINT", "");
            if (!endpoint.isEmpty())
                return attach(endpoint, environment);
            var command = environment.getOrDefault("RESETPASSWORD_COMMAND", "");
            if (!command.isEmpty())
                return start(command, environment);
            for (var directory : environment.getOrDefault("PATH", "").split(Pattern.quote(System.getProperty("path.separator"))))
                for (var name : WINDOWS ? List.of("resetpassword.exe", "resetpassword.cmd") : List.of("resetpassword")) {
                    var program = Path.of(directory, name);
                    if (Files.isExecutable(program) && !Files.isDirectory(program))
                        return start(program.toString(), environment);
                }
            throw new NoEmulatorException("There is no emulator to test against. One of three: set RESETPASSWORD_ENDPOINT to the address of one that runs "
                    + "(http://127.0.0.1:8080), set RESETPASSWORD_COMMAND to the command that starts one (a path, or: dotnet ResetPassword.dll), or put the program "
                    + "resetpassword on the PATH.");
        }

        /** The emulator that serves at an address.
         * @throws NoEmulatorException none does, or it is not ready */
        public static Emulator attach(String endpoint) { return attach(endpoint, System.getenv()); }

        private static Emulator attach(String endpoint, Map<String, String> environment) {
            var emulator = new Emulator(endpoint, environment);
            var complaint = emulator.endpoint.matches("https?://[^/?#@\\s]+") ? emulator.complaint() : "it is no address such as http://127.0.0.1:8080";
            if (complaint != null)
                // A key or a password may stand before its @.
                throw new NoEmulatorException("RESETPASSWORD_ENDPOINT is " + endpoint.replaceFirst("(?s)^(\\w+://)?.*@", "$1***@") + ": " + complaint);
            return emulator;
        }

        /** Starts a program, or a command line (as sh reads it; on Windows a program and its words), on a free port, and waits until it is ready.
         * @throws NoEmulatorException it does not get ready: with its last lines */
        public static Emulator start(String command) { return start(command, System.getenv()); }

        private static Emulator start(String command, Map<String, String> environment) { return start(command, environment, END_TIMEOUT); }

        static Emulator start(String command, Map<String, String> environment, Duration endTimeout) {
            var isFile = new File(command).isFile(); // Its path may have blanks.
            if (!isFile && command.matches("(?s).*\\sstart\\s*"))
                throw new NoEmulatorException(shown(command) + " would leave an emulator behind: name the program without start. It ends with the tests.");
            var emulator = new Emulator("", environment);
            var complaint = "it has not said where it listens";
            var quoted = isFile ? "'" + command.replace("'", "'\\''") + "'" : command;
            List<String> words = List.of("sh", "-c", GROUP, WATCH.formatted(quoted, endTimeout.toSeconds()));
            if (WINDOWS) {
                // It has no sh: there the program ends with close().
                words = new ArrayList<>(isFile ? List.of(command) : List.of(command.split(" +")));
                words.addAll(List.of("--urls", "http://127.0.0.1:0"));
            }
            try {
                var file = Files.createTempFile("resetpassword-", ".log");
                try {
                    emulator.log = FileChannel.open(file);
                    emulator.process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(file.toFile()).start();
                } finally {
                    if (WINDOWS)
                        file.toFile().deleteOnExit();
                    else
                        Files.delete(file);
                }

                var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
                for (var ended = false; !ended && System.nanoTime() < deadline;) {
                    ended = emulator.process.waitFor(20, TimeUnit.MILLISECONDS);
                    var served = SERVED.matcher(emulator.log());
                    if (served.find()) {
                        emulator.endpoint = served.group(1);
                        complaint = emulator.complaint();
                        if (complaint == null)
                            return emulator;
                    }
                }
            } catch (IOException failure) {
                complaint = failure.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                complaint = "the test was interrupted";
            }
            var end = emulator.end();
            complaint = end.isEmpty() ? complaint + emulator.tail() : end;
            emulator.close();
            throw new NoEmulatorException("The emulator was started by: " + shown(command) + "\nand is not ready: " + complaint);
        }

        // A command as a message may have it: CI keeps what a failed test says.
        private static String shown(String command) { return SECRET.matcher(command).replaceAll("$1***"); }

        // How it ended, and its last words; nothing while it runs.
        private String end() { return process == null || process.isAlive() ? "" : "it has ended with " + process.exitValue() + tail(); }

        private String tail() {
            var lines = log().lines().toList();
            return ". Its last lines:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        }

        /** Its address, such as {@code http://127.0.0.1:40001}. */
        public String endpoint() { return endpoint; }
        /** The same without scheme, as the SDKs' Config takes it. */
        public String host() { return endpoint.substring(endpoint.indexOf("://") + 3); }

        /** What the emulator has written so far; empty when it was not started here. */
        public String log() {
            try {
                if (log == null || !log.isOpen())
                    return "";
                var text = ByteBuffer.allocate((int) log.size());
                log.read(text, 0);
                return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Ends the emulator, when it was started here. */
        @Override
        public void close() {
            if (process == null)
                return;
            try {
                process.getOutputStream().close();
                if (WINDOWS)
                    process.destroy();
                process.waitFor();
                log.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Makes an Alibaba Cloud account of its own with a fresh copy of the instances; {@link Tenant#close} drops it. */
        public Tenant tenant() {
            var made = Json.object(control("POST", "tenants", null, Map.of()));
            return new Tenant(this, (String) made.get("accessKeyId"), (String) made.get("accessKeySecret"), (String) made.get("ownerId"));
        }

        /** Any control of {@code /openapi/v1.json}: the path is what follows {@code /_emulator/}; a body of null is none. Gives the JSON of the answer (maps, lists,
         * strings, Long, Double, Boolean), or null.
         * @throws ControlException it is refused
         * @throws IllegalArgumentException a name in the path is empty, or a dot or two */
        public Object control(String method, String path, Object body, Map<String, String> query) {
            // The server takes a step back for "..", and an empty name is none: it would be another control.
            if (Stream.of(path.split("/", -1)).anyMatch(Set.of("", ".", "..")::contains))
                throw new IllegalArgumentException("/_emulator/" + path + ": a name is neither empty nor a dot or two.");
            var request = HttpRequest.newBuilder(URI.create(endpoint + "/_emulator/" + path + "?" + form(query)))
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(Json.write(body)));
            try {
                if (!token.isEmpty())
                    request.header("Authorization", "Bearer " + token);
            } catch (IllegalArgumentException withToken) {
                throw new IllegalArgumentException("RESETPASSWORD_ADMIN_TOKEN has characters that cannot be sent.");
            }
            try {
                // A journal can be waited for as long as five minutes.
                var answer = send(request.timeout(Duration.ofMinutes(6)).build());
                if (answer.statusCode() >= 300)
                    throw new ControlException(answer.statusCode(), detail(answer.body()));
                return answer.body().isEmpty() ? null : Json.read(answer.body());
            } catch (IOException failure) {
                var end = end();
                throw new UncheckedIOException(end.isEmpty() ? failure : new IOException("The emulator is gone, " + end, failure));
            }
        }

        String complaint() {
            try {
                var answer = send(HttpRequest.newBuilder(URI.create(endpoint + "/_emulator/health")).timeout(Duration.ofSeconds(10)).build());
                if (answer.statusCode() == 200 && isReady(answer.body()))
                    return null;
                if (answer.statusCode() == 503)
                    return "it is not ready (" + detail(answer.body()) + ")";
                return "it is no emulator: GET /_emulator/health is answered with " + answer.statusCode();
            } catch (IOException | IllegalArgumentException failure) {
                return "it cannot be reached (" + failure + ")";
            }
        }

        private static boolean isReady(String answer) {
            try {
                return Json.read(answer) instanceof Map<?, ?> health && "ready".equals(health.get("status"));
            } catch (IOException noJson) {
                return false;
            }
        }

        private static HttpResponse<String> send(HttpRequest request) throws IOException {
            try {
                return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private static String detail(String answer) {
            try {
                var problem = Json.object(Json.read(answer));
                if (problem.get("faults") instanceof List<?> faults && !faults.isEmpty())
                    return faults.stream().map(Json::object).map(fault -> fault.get("path") + ": " + fault.get("message")).collect(Collectors.joining("\n"));
                return problem.get("detail") instanceof String detail ? detail : answer;
            } catch (IOException | RuntimeException noProblem) {
                return answer;
            }
        }
    }

    /** An Alibaba Cloud account of the emulator: what to sign with, where to, and controls that no cloud has, any of which may throw {@link ControlException}.
     * @param accessKeyId the AccessKey ID to sign with
     * @param accessKeySecret the secret of the AccessKey
     * @param ownerId the account's id, 16 digits, as ARNs have it */
    public record Tenant(Emulator emulator, String accessKeyId, String accessKeySecret, String ownerId) implements AutoCloseable {
        /** The Version of each product, by its name and its code in lower case. */
        public static final Map<String, String> VERSIONS = Map.of(
                "selectdb", "2023-05-22", "rds", "2014-08-15", "dds", "2015-12-01", "mongodb", "2015-12-01", "gpdb", "2016-05-03", "analyticdb", "2016-05-03",
                "polardb", "2017-08-01", "sts", "2015-04-01", "location", "2015-06-12", "vpc", "2016-04-28");

        // What would win over the tenant's key in one client or another, or be sent with it: docs/commands.md says in which.
        private static final Pattern OTHER_KEYS = Pattern.compile("(ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_(ACCESS_KEY(_ID|_SECRET)?|SECRET_KEY|SECURITY_TOKEN|PROFILE|"
                + "(ASSUME_)?ROLE_ARN|REGION(_ID)?|CREDENTIALS_URI)|SECURITY_TOKEN");

        /** The address of the emulator, such as {@code http://127.0.0.1:40001}. */
        public String endpoint() { return emulator.endpoint(); }
        /** The same without scheme, as the SDKs' Config takes it. */
        public String host() { return emulator.host(); }
        /** The failures that the tenant's calls are to meet. */
        public Faults faults() { return new Faults(this); }
        /** The calls of the tenant. */
        public Journal journal() { return new Journal(this); }
        /** The tenant's time. */
        public Clock clock() { return new Clock(this); }
        /** The tenant's instances. */
        public Instances instances() { return new Instances(this); }

        @Override
        public String toString() { return accessKeyId; }

        /** Any control, on this tenant: see {@link Emulator#control}. */
        public Object control(String method, String path, Object body, Map<String, String> query) {
            var selected = new TreeMap<>(query);
            selected.put("tenant", accessKeyId);
            return emulator.control(method, path, body, selected);
        }

        /** Removes the tenant with all that is in it. The extension does that at the end of its test. */
        @Override
        public void close() {
            emulator.control("DELETE", "tenants/" + encode(accessKeyId), null, Map.of());
        }

        /** Back to how it was made: instances, no faults, an empty journal, real time. */
        public void reset() { control("POST", "reset", null, Map.of()); }
        /** Whether a password is an account's. */
        public Proof verifyPassword(String instance, String account, String password) { return verifyPassword(instance, account, password, ""); }

        /** The same on a sharded MongoDB cluster, where {@code db} and {@code cs} have a root of their own. */
        public Proof verifyPassword(String instance, String account, String password, String characterType) {
            var path = "instances/" + encode(instance) + "/accounts/" + encode(account) + "/verify-password";
            var query = characterType.isEmpty() ? Map.<String, String>of() : Map.of("characterType", characterType);
            var proof = Json.object(control("POST", path, Map.of("password", password), query));
            return new Proof((Boolean) proof.get("matches"), (Long) proof.get("passwordVersion"), Json.time(proof.get("passwordChangedAt")));
        }

        /** Makes the environment of a child process ({@link ProcessBuilder#environment}) one in which its SDK finds this tenant's key. */
        public void environment(Map<String, String> child) {
            child.keySet().removeIf(OTHER_KEYS.asMatchPredicate());
            child.putAll(Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", accessKeyId, "ALIBABA_CLOUD_ACCESS_KEY_SECRET", accessKeySecret,
                    "ALIBABA_CLOUD_REGION_ID", "cn-hangzhou", "ALIBABA_CLOUD_REGION", "cn-hangzhou", "ALIBABA_CLOUD_IGNORE_PROFILE", "TRUE"));
        }

        /** What {@code ALIBABA_CLOUD_CREDENTIALS_URI} is to be, so that an SDK signs with temporary keys of a role, such as {@code rotator}. The key pair must not be
         * set as well. */
        public String credentialsUri(String role) { return endpoint() + "/_emulator/credentials/" + encode(role) + "?tenant=" + encode(accessKeyId); }

        /** A call signed with ACS3-HMAC-SHA256, for smoke tests; test your own code with its SDK. A refusal is an answer.
         * @param product a name, a code, or a Version such as 2014-08-15
         * @throws IOException no whole answer came within 30 seconds
         * @throws IllegalArgumentException there is no such product */
        public Answer call(String product, String action, Map<String, String> parameters) throws IOException {
            var version = product.matches("\\d{4}-\\d\\d-\\d\\d") ? product : VERSIONS.get(product.toLowerCase(Locale.ROOT));
            if (version == null)
                throw new IllegalArgumentException(product + " is neither a Version such as 2014-08-15 nor one of " + new TreeMap<>(VERSIONS).keySet() + ".");
            var body = form(parameters);
            var signed = new TreeMap<>(Map.of(
                    "content-type", "application/x-www-form-urlencoded", "host", host(), "x-acs-action", action, "x-acs-content-sha256", digest(body),
                    "x-acs-date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "x-acs-signature-nonce", UUID.randomUUID().toString(),
                    "x-acs-version", version));
            var names = String.join(";", signed.keySet());
            var headers = signed.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue() + "\n").collect(Collectors.joining());
            var canonical = "POST\n/\n\n" + headers + "\n" + names + "\n" + digest(body);
            var signature = HexFormat.of().formatHex(mac(accessKeySecret, "ACS3-HMAC-SHA256\n" + digest(canonical)));
            signed.remove("host"); // HttpClient sends it.
            var request = HttpRequest.newBuilder(URI.create(endpoint() + "/")).timeout(Duration.ofSeconds(30)).POST(HttpRequest.BodyPublishers.ofString(body))
                    .header("accept", "application/json")
                    .header("authorization", "ACS3-HMAC-SHA256 Credential=" + accessKeyId + ",SignedHeaders=" + names + ",Signature=" + signature);
            signed.forEach(request::header);
            var answer = Emulator.send(request.build());
            return new Answer(answer.statusCode(), Json.object(Json.read(answer.body())));
        }
    }

    /** What is known of a password: whether it is the account's, how often one was set (1 at first), and when, by the tenant's clock. */
    public record Proof(boolean matches, long version, Instant changedAt) { }

    /** What the service answered to a call: the HTTP status, and the JSON. */
    public record Answer(int status, Map<String, Object> body) {
        /** {@code OK}, or the code of the refusal such as {@code Throttling.User}. */
        public String code() { return status == 200 ? "OK" : String.valueOf(body.get("Code")); }
    }

    /** A failure to arm: of which calls, what happens, and to which of them (all, unless it says otherwise). */
    public static final class Fault {
        private final Map<String, Object> match = new LinkedHashMap<>();
        private final Map<String, Object> error = new LinkedHashMap<>();
        private final Map<String, Object> schedule = new LinkedHashMap<>();
        private final Map<String, Object> rest = new LinkedHashMap<>();

        private static Fault put(Fault fault, Map<String, Object> part, String name, Object value) {
            part.put(name, value);
            return fault;
        }

        /** Of the calls of an action. */
        public static Fault of(String product, String action) {
            var fault = new Fault();
            return put(put(fault, fault.match, "product", product), fault.match, "action", action);
        }

        /** Only of those about an instance. */
        public Fault instance(String id) { return put(this, match, "instanceId", id); }
        /** Only of those about accounts of a name. */
        public Fault account(String name) { return put(this, match, "accountName", name); }
        /** An error: any row of the action; with status and message any code at all. */
        public Fault code(String code) { return put(this, error, "code", code); }
        /** The error's HTTP status, 300 to 599. */
        public Fault status(int status) { return put(this, error, "status", status); }
        /** The error's message. */
        public Fault message(String message) { return put(this, error, "message", message); }
        /** The change is made first, then it fails. */
        public Fault after() { return put(this, rest, "when", "after"); }
        /** The answer is kept back, at most ten minutes. */
        public Fault delay(Duration delay) { return put(this, rest, "delayMilliseconds", delay.toMillis()); }
        /** What happens to the connection: {@code reset}, {@code truncate} or {@code hang}. */
        public Fault connection(String what) { return put(this, rest, "connection", what); }
        /** Only to the first calls. */
        public Fault first(int calls) { return put(this, schedule, "first", calls); }
        /** Only to the call of this number, counted from 1. */
        public Fault nth(int call) { return put(this, schedule, "nth", call); }
        /** To every call whose number is a multiple of this. */
        public Fault every(int calls) { return put(this, schedule, "every", calls); }
        /** To each call with a probability, 0 to 1, in a sequence that the seed fixes. */
        public Fault probability(double probability, int seed) { return put(put(this, schedule, "probability", probability), schedule, "seed", seed); }

        private Map<String, Object> document() {
            var document = new LinkedHashMap<>(rest);
            document.put("match", match);
            if (!error.isEmpty())
                document.put("error", error);
            if (!schedule.isEmpty())
                document.put("schedule", schedule);
            return document;
        }
    }

    /** A fault's id, how many calls were of its kind, and how many of them it hit. */
    public record ArmedFault(String id, long matched, long hits) {
        private static ArmedFault of(Object document) {
            var armed = Json.object(document);
            return new ArmedFault((String) armed.get("id"), (Long) armed.get("matched"), (Long) armed.get("hits"));
        }
    }

    /** The failures that the tenant's calls are to meet. */
    public record Faults(Tenant tenant) {
        /** Arms a fault for the calls to come. */
        public ArmedFault arm(Fault fault) { return ArmedFault.of(tenant.control("POST", "faults", fault.document(), Map.of())); }
        /** The armed faults, with how often each has hit. */
        public List<ArmedFault> list() { return Json.list(tenant.control("GET", "faults", null, Map.of())).stream().map(ArmedFault::of).toList(); }
        /** Removes all faults. */
        public void clear() { tenant.control("DELETE", "faults", null, Map.of()); }
    }

    /** Leaves the calls that have all that it names: {@code Filter.all().product("Rds").code("OK")}. */
    public record Filter(Map<String, String> parts) {
        /** All calls. */
        public static Filter all() { return new Filter(Map.of()); }
        /** Those of a product. */
        public Filter product(String name) { return and("product", name); }
        /** Those of an action. */
        public Filter action(String name) { return and("action", name); }
        /** Those about an instance. */
        public Filter instance(String id) { return and("instanceId", id); }
        /** Those about accounts of a name. */
        public Filter account(String name) { return and("accountName", name); }
        /** Those answered with a code: {@code OK}, or that of a refusal. */
        public Filter code(String code) { return and("code", code); }
        /** Those signed with a key. */
        public Filter accessKeyId(String id) { return and("accessKeyId", id); }

        private Filter and(String name, String value) {
            var more = new LinkedHashMap<>(parts);
            more.put(name, value);
            return new Filter(more);
        }

        @Override
        public String toString() { return parts.isEmpty() ? "" : parts.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ", " of ", "")); }
    }

    /** A call in the journal. What it did not name is null, and so is the reason of a call that was not refused. The entry is all that the journal holds of it. */
    public record Call(Instant time, String product, String action, String instance, String account, String accessKeyId, long status, String code, String reason,
            Map<String, Object> entry) {
        // Whatever a caller has sent is one line, steers no terminal, and turns no line around.
        private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

        private static Call of(Object document) {
            var entry = Json.object(document);
            var reason = entry.get("cause") == null ? null : (String) Json.object(entry.get("cause")).get("reason");
            return new Call(Json.time(entry.get("time")), (String) entry.get("product"), (String) entry.get("action"), (String) entry.get("instanceId"),
                    (String) entry.get("accountName"), (String) entry.get("accessKeyId"), (Long) entry.get("status"), (String) entry.get("code"), reason, entry);
        }

        /** A line, with the reason of a refusal. */
        @Override
        public String toString() {
            var target = instance == null ? account : account == null ? instance : instance + "/" + account;
            var line = new ArrayList<String>(List.of(TIME.format(time)));
            for (var word : new String[] {product, action, target})
                line.add(word == null ? "-" : word);
            return UNPRINTABLE.matcher(String.join(" ", line) + " " + status + " " + code + (reason == null ? "" : "  " + reason)).replaceAll(" ");
        }
    }

    /** The calls of the tenant. */
    public record Journal(Tenant tenant) {
        private static final int REPORTED = 50;

        /** The calls that a filter leaves, the oldest first. */
        public List<Call> calls(Filter filter) { return Json.list(tenant.control("GET", "requests", null, filter.parts())).stream().map(Call::of).toList(); }
        /** How many they are. */
        public long count(Filter filter) { return (Long) Json.object(tenant.control("GET", "requests/count", null, filter.parts())).get("count"); }

        /** Waits until so many calls have come, at most 300 seconds.
         * @throws AssertionError they do not: with the calls that there were */
        public void await(int count, Duration timeout, Filter filter) {
            var query = new TreeMap<>(filter.parts());
            query.put("count", String.valueOf(count));
            query.put("timeoutSeconds", String.valueOf(timeout.toMillis() / 1000.0));
            var waited = Json.object(tenant.control("GET", "requests/wait", null, query));
            if (!(Boolean) waited.get("satisfied"))
                throw new AssertionError("waited " + timeout + " for " + count + " calls" + filter + ", there were " + waited.get("count") + ". " + report());
        }

        /** Fails, with the calls that there were instead, unless exactly so many were made.
         * @throws AssertionError there were more or fewer */
        public void assertCalled(int times, Filter filter) {
            var there = count(filter);
            if (there != times)
                throw new AssertionError("expected " + times + " calls" + filter + ", there were " + there + ". " + report());
        }

        /** All calls in words, of many the last: a line each, with the reason of refusals. */
        public String report() {
            try {
                var calls = calls(Filter.all());
                var left = Math.max(0, calls.size() - REPORTED);
                var lines = calls.stream().skip(left).map(call -> "\n  " + call).collect(Collectors.joining());
                var before = left > 0 ? "\n  \u2026 " + left + " before these" : "";
                return "All calls of " + tenant.accessKeyId() + ":" + before + (calls.isEmpty() ? "\n  (none)" : lines);
            } catch (ControlException | UncheckedIOException failure) {
                return "The journal of " + tenant.accessKeyId() + " cannot be had: " + failure;
            }
        }
    }

    /** The tenant's time, which statuses, {@link Proof#changedAt} and temporary keys follow. Signatures go by real time. */
    public record Clock(Tenant tenant) {
        /** What time it is for the tenant. */
        public Instant now() { return Json.time(Json.object(tenant.control("GET", "clock", null, Map.of())).get("now")); }
        /** Holds the time at what it is now. */
        public void freeze() { put(Map.of("frozen", true)); }
        /** Holds the time, in the years 2000 to 2100. */
        public void freeze(Instant at) { put(Map.of("frozen", true, "now", at.toString())); }
        /** Lets time pass at once, in whole seconds. A frozen clock stays frozen. */
        public void advance(Duration by) { put(Map.of("advanceSeconds", seconds(by))); }
        /** Lets it run so far ahead of real time, or behind it, in whole seconds. */
        public void setOffset(Duration offset) { put(Map.of("offsetSeconds", seconds(offset))); }
        /** Back to real time. */
        public void real() { put(Map.of()); }

        private void put(Map<String, Object> change) { tenant.control("PUT", "clock", change, Map.of()); }

        private static Number seconds(Duration time) {
            if (time.getNano() == 0)
                return time.toSeconds();
            return time.toMillis() / 1000.0; // For the emulator to refuse.
        }
    }

    /** The tenant's instances, as documents: the properties are those of a seed file. */
    public record Instances(Tenant tenant) {
        /** The instance as it is now. */
        public Map<String, Object> get(String instance) { return Json.object(tenant.control("GET", "instances/" + encode(instance), null, Map.of())); }

        /** Changes properties, such as {@code Map.of("status", "Rebooting")} or {@code Map.of("lockMode", "ManualLock")}; a value of null restores the default. Gives
         * the instance as it is then. */
        public Map<String, Object> patch(String instance, Map<String, Object> properties) {
            return Json.object(tenant.control("PATCH", "instances/" + encode(instance), properties, Map.of()));
        }
    }

    // Java has no JSON of its own.
    static final class Json {
        private static final Pattern TOKEN =
                Pattern.compile("[ \\t\\r\\n]*([\\[\\]{},:]|\"[^\"\\\\]*+(?:\\\\(?:[\"\\\\/bfnrt]|u\\p{XDigit}{4})[^\"\\\\]*+)*+\"|[-+.\\w]+|$)");
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
        private final Matcher tokens;

        private Json(String text) { tokens = TOKEN.matcher(text); }

        static Object read(String text) throws IOException {
            var json = new Json(text);
            var value = json.value(json.next());
            json.expect(json.next().isEmpty());
            return value;
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> object(Object value) { return (Map<String, Object>) value; }

        static List<?> list(Object value) { return (List<?>) value; }

        static Instant time(Object text) { return OffsetDateTime.parse((String) text).toInstant(); }

        static String write(Object value) {
            if (value == null || value instanceof Number || value instanceof Boolean)
                return String.valueOf(value);
            if (value instanceof Map<?, ?> map)
                return map.entrySet().stream().map(entry -> write(entry.getKey()) + ":" + write(entry.getValue())).collect(Collectors.joining(",", "{", "}"));
            if (value instanceof Object[] array)
                return write(Arrays.asList(array));
            if (value instanceof Iterable<?> list) {
                var items = new ArrayList<String>();
                list.forEach(item -> items.add(write(item)));
                return "[" + String.join(",", items) + "]";
            }
            return value.toString().chars().mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                    .collect(Collectors.joining("", "\"", "\""));
        }

        private void expect(boolean json) throws IOException {
            if (!json)
                throw new IOException("The answer is not JSON, from its character " + tokens.regionStart() + " on.");
        }

        // Empty at the end.
        private String next() throws IOException {
            expect(tokens.lookingAt());
            var token = tokens.group(1);
            tokens.region(tokens.end(), tokens.regionEnd());
            return token;
        }

        // What follows an element: the end, or the next one behind a comma.
        private String next(String end) throws IOException {
            var token = next();
            if (token.equals(end))
                return end;
            expect(token.equals(","));
            token = next();
            expect(!token.equals(end));
            return token;
        }

        private Object value(String token) throws IOException {
            switch (token) {
                case "null": return null;
                case "true": return true;
                case "false": return false;
                case "{": {
                    var object = new LinkedHashMap<String, Object>();
                    for (var name = next(); !name.equals("}"); name = next("}")) {
                        expect(name.startsWith("\"") && next().equals(":"));
                        object.put(text(name), value(next()));
                    }
                    return object;
                }
                case "[": {
                    var list = new ArrayList<Object>();
                    for (var item = next(); !item.equals("]"); item = next("]"))
                        list.add(value(item));
                    return list;
                }
                default:
                    return token.startsWith("\"") ? text(token) : number(token);
            }
        }

        private Number number(String token) throws IOException {
            var number = NUMBER.matcher(token);
            expect(number.matches());
            if (number.group(2) != null || number.group(3) != null)
                return Double.valueOf(token);
            try {
                return Long.valueOf(token);
            } catch (NumberFormatException tooLong) {
                return Double.valueOf(token);
            }
        }

        private static String text(String token) {
            var text = new StringBuilder();
            for (var at = 1; at < token.length() - 1; at++) {
                var c = token.charAt(at);
                if (c != '\\') {
                    text.append(c);
                    continue;
                }
                c = token.charAt(++at);
                if (c == 'u') {
                    text.append((char) Integer.parseInt(token.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    var escape = "bfnrt".indexOf(c);
                    text.append(escape < 0 ? c : "\b\f\n\r\t".charAt(escape));
                }
            }
            return text.toString();
        }
    }

    private static String encode(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"); }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream().map(value -> encode(value.getKey()) + "=" + encode(value.getValue())).collect(Collectors.joining("&"));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] mac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
