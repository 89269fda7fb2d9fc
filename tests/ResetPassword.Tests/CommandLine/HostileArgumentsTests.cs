namespace ResetPassword.Tests.CommandLine;

/// <summary>Whatever a command line holds: what is wrong is one line of standard error, and 1 or 2.</summary>
public sealed class HostileArgumentsTests
{
    private const string Nowhere = "http://127.0.0.1:9";
    private const string NotInAHeader = "An action, an AccessKeyId or a token travels in a header, which takes printable ASCII characters only.";
    private const string TokenNotInAHeader = "--admin-token travels in a header, which takes printable ASCII characters only. --help lists the options.";
    private const string WrongEndpoint = "--endpoint must be an address without a path, such as http://127.0.0.1:8080. --help lists the options.";

    public static TheoryData<string[], string> WrongUses => new()
    {
        { ["call"], "Required argument 'product' missing for command: 'call'. --help lists the options." },
        { ["call", "", "X"], "There is no product . Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc. --help lists the options." },
        { ["call", "rds", "X\nY", "--endpoint", Nowhere], NotInAHeader },
        { ["call", "rds", "Rücksetzen", "--endpoint", Nowhere], NotInAHeader },
        { ["call", "rds", "X", "--access-key-id", "a\r\nHost: b", "--endpoint", Nowhere], NotInAHeader },
        { ["call", "rds", "X", "--security-token", "a\tb", "--endpoint", Nowhere], NotInAHeader },
        { ["call", "rds", "X", "--signature", "v1", "--Action", "Y", "--endpoint", Nowhere], "The call cannot be made: Action is given twice with different values." },
        { ["call", "rds", "X", "--signature", "v1", "--SignatureNonce=1", "--endpoint", Nowhere], "The call cannot be made: SignatureNonce is given twice with different values." },
        { ["call", "rds", "X", "--=value"], "Expected --Parameter value, found a value without its --Parameter." },
        { ["call", "rds", "X", "--A\nB"], "Expected --Parameter value, found --A B without a value." },
        { ["call", "rds", "X", "--endpoint", ""], WrongEndpoint },
        { ["call", "rds", "X", "--endpoint", "http://127.0.0.1:99999"], WrongEndpoint },
        { ["call", "rds", "X", "--endpoint", "ftp://127.0.0.1"], WrongEndpoint },
        { ["call", "rds", "X", "--endpoint", "http://user:canary@127.0.0.1:9"], WrongEndpoint },
        { ["call", "rds", "X", "--endpoint", "http://127.0.0.1:9/path"], WrongEndpoint },
        { ["call", "rds", "X", "--endpoint", "http://127.0.0.1:9/?x=1"], WrongEndpoint },
        { ["--seed", "seed.json", "validate", "seed.json"], "--seed is an option of serving, and means nothing before a command. --help lists the options." },
        { ["call", "rds", "X", "--method", "get"], "Argument 'get' not recognized. Must be one of: 'POST' 'GET' --help lists the options." },
        { ["call", "rds", "X", "--timeout", "0"], "--timeout must be a whole number of seconds from 1 to 3600. --help lists the options." },
        { ["call", "rds", "X", "--timeout", "99999999999999999999"], "--timeout must be a whole number of seconds from 1 to 3600. --help lists the options." },
        { ["healthcheck", "--endpoint", "nonsense"], WrongEndpoint },
        { ["healthcheck", "--wait"], "Required argument missing for option: '--wait'. --help lists the options." },
        { ["healthcheck", "--wait", "-1"], "--wait must be a whole number of seconds from 0 to 3600. --help lists the options." },
        { ["healthcheck", "--wait", "soon"], "--wait must be a whole number of seconds from 0 to 3600. --help lists the options." },
        { ["validate"], "Required argument 'file' missing for command: 'validate'. --help lists the options." },
        { ["validate", ""], "The seed file's name is empty. --help lists the options." },
        { ["schema", "a\nb"], "Unknown argument a b. --help lists the options." },
        { ["--urls"], "Required argument missing for option: '--urls'. --help lists the options." },
        { ["--urls", ""], "--urls is empty. --help lists the options." },
        { ["--seed", ""], "--seed is empty. --help lists the options." },
        { ["--state", ""], "--state is empty. --help lists the options." },
        { ["start", "--urls", "http://unix:/tmp/none.sock"], "start needs an address with a port." },
        { ["logs", "--admin-token", "a\nb", "--endpoint", Nowhere], TokenNotInAHeader },
        { ["tenants", "make", "--admin-token", "ä", "--endpoint", Nowhere], TokenNotInAHeader },
        { ["faults", "arm", "rds", "X", "--admin-token", "\u007f", "--endpoint", Nowhere], TokenNotInAHeader },
        { ["serve\n"], "Unknown argument serve . A setting is written --Section:Name=value; --help lists the commands and options." },
    };

    /// <summary>Arguments, and how the line begins.</summary>
    public static TheoryData<string[], string> Failures => new()
    {
        { ["validate", "/tmp"], "/tmp: " },
        { ["validate", "/tmp/none\nsuch"], "/tmp/none such: " },
        { ["validate", "/dev/zero"], "/dev/zero: It is larger than 268435456 bytes." },
        { ["--contentRoot=/nope"], "Cannot start with these settings: /nope" },
        { ["--contentRoot=/no\npe"], "Cannot start with these settings: /no pe" },
        { ["--Kestrel:Endpoints:a:Url=http://127.0.0.1:x"], "Cannot listen on the configured endpoints: http://127.0.0.1:x is not an address that can be listened on." },
        { ["--Kestrel:Endpoints:a:Url="], "Cannot listen on the configured endpoints: " },
        { ["--Kestrel:Endpoints:a:Url=nonsense"], "Cannot listen on the configured endpoints: " },
        { ["--Kestrel:Endpoints:a:Url=https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path=/nope.pfx"], "Cannot listen on the configured endpoints: " },
        { ["--urls", "http://127.0.0.1:0\nhttp://127.0.0.1:o"], "Cannot listen on http://127.0.0.1:0 http://127.0.0.1:o: " },
        { ["--ResetPassword:Durations=5"], "ResetPassword:Durations is written <product>:<action>=seconds." },
        { ["--ResetPassword:Durations:Rds=5"], "ResetPassword:Durations:Rds is written <product>:<action>=seconds." },
        { ["--ResetPassword:Durations:Oracle:CreateAccount=5"], "ResetPassword:Durations:Oracle is not a product; " },
        { ["--ResetPassword:Durations:Rds:Reset\nAll=5"], "ResetPassword:Durations:Rds:Reset All is not an action; " },
        { ["--ResetPassword:Durations:Rds:CreateAccount=-1"], "ResetPassword:Durations:Rds:CreateAccount must be a whole number of seconds, at most 86400." },
        { ["--ResetPassword:Durations:Rds:CreateAccount:Deep=1"], "ResetPassword:Durations:Rds:CreateAccount must be a whole number of seconds, at most 86400." },
        { ["--ResetPassword:MaxNonces=99999999999"], "ResetPassword:MaxNonces must be a whole number of 1 or more." },
        { ["--ResetPassword:MaxConnections=0"], "ResetPassword:MaxConnections must be a whole number of 1 or more." },
        { ["--ResetPassword:Seed:File=my.json"], "ResetPassword:Seed is one value." },
        { ["--ResetPassword:AdminToken:0=x"], "ResetPassword:AdminToken is one value." },
        { ["--ResetPassword:No\nSuch=1"], "ResetPassword:No Such is not a setting; " },
        { ["--ResetPassword:Seed=/no\u0001pe.json"], "/no pe.json: " },
    };

    [Theory]
    [MemberData(nameof(WrongUses))]
    public async Task What_cannot_be_understood_is_wrong_use(string[] arguments, string line)
    {
        var result = await ProgramUnderTest.RunAsync(arguments);

        Assert.Equal((2, "", line + "\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_is_understood_and_cannot_be_done_fails(string[] arguments, string beginning)
    {
        var result = await ProgramUnderTest.RunAsync(arguments);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(beginning, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_of_the_environment_that_no_header_takes_is_wrong_use()
    {
        var result = await ProgramUnderTest.RunAsync([("ResetPassword__AdminToken", "gehäim")], "reset", "--endpoint", Nowhere);

        Assert.Equal((2, "", "ResetPassword__AdminToken travels in a header, which takes printable ASCII characters only. --help lists the options.\n"),
            (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task Settings_of_the_folder_that_cannot_be_read_are_said_in_one_line()
    {
        var result = await ProgramUnderTest.RunScriptAsync($"echo oops > appsettings.json; {ProgramUnderTest.Command} --urls {ProgramUnderTest.FreePort}");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("^Cannot start with these settings: [^\n]+\n$", result.Errors);
    }
}
