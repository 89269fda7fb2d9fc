namespace ResetPassword.Tests.Databases;

/// <summary>A real database server of a test's own, which asks its administrator and everybody else for a password.</summary>
internal abstract class RealServer : IAsyncDisposable
{
    private const string OwnPassword = "testsecret-administrator";

    /// <param name="given">A server that is there already, with its administrator and the password; null for one of the test's own.</param>
    protected RealServer(Uri? given)
    {
        IsGiven = given is not null;
        AdministratorPassword = given is null ? OwnPassword : Uri.UnescapeDataString(given.UserInfo.Split(':')[1]);
        Environment.SetEnvironmentVariable(PasswordVariable, AdministratorPassword);
    }

    protected bool IsGiven { get; }

    public string AdministratorPassword { get; }

    /// <summary>What a seed names: tests run at the same time in one process.</summary>
    public string PasswordVariable { get; } = $"RESETPASSWORD_TEST_{Guid.NewGuid():N}";

    /// <summary>What a binding names.</summary>
    public abstract string Url { get; }

    /// <summary>Host and port, as clients are told.</summary>
    public abstract (string Host, string Port) Address { get; }

    /// <summary>The server's own way to say that it has no account or password like this.</summary>
    public abstract Task<bool> CanLogInAsync(string name, string password);

    /// <summary>The first column of what an administrator's statement gives.</summary>
    public abstract Task<IReadOnlyList<string>> AskAsync(string sql);

    public abstract Task StopAsync();

    public abstract Task StartAsync();

    /// <summary>Everything that it has logged.</summary>
    public abstract Task<string> ReadLogAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>One of the test's own, or the one that <c>RESETPASSWORD_TEST_POSTGRES</c> or <c>RESETPASSWORD_TEST_MYSQL</c> names by its url.</summary>
    public static async Task<RealServer> StartAsync(string kind)
    {
        var isPostgres = kind == "PostgreSQL";
        var given = Environment.GetEnvironmentVariable(isPostgres ? "RESETPASSWORD_TEST_POSTGRES" : "RESETPASSWORD_TEST_MYSQL") is { Length: > 0 } url
            ? new Uri(url)
            : null;
        RealServer server = isPostgres ? new RealPostgres(given) : new RealMariaDb(given);
        await server.StartAsync();
        return server;
    }

    /// <summary>An instance that stands for it, as a seed or control has it.</summary>
    public string InstanceDocument(string product, string id, string engine, string members = "", string binding = "") => $$$"""
        {"product":"{{{product}}}","id":"{{{id}}}","engine":"{{{engine}}}",{{{members}}}
         "database":{{{BindingDocument(binding)}}}}
        """;

    /// <summary>That an instance stands for it.</summary>
    public string BindingDocument(string members = "") => $$"""{"url":"{{Url}}","passwordEnvironment":"{{PasswordVariable}}"{{members}}}""";
}
