using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Databases;

/// <summary>An instance of an emulator that stands for a real server.</summary>
internal sealed record BoundInstance(EmulatorUnderTest Emulator, RealServer Server, string Product, string Id) : IAsyncDisposable
{
    public const string FirstPassword = "First_pass1";

    /// <summary>The instances that tests bind, each with its engine's server.</summary>
    public static readonly (string Product, string Engine, string Id, string Kind)[] All =
    [
        ("Rds", "PostgreSQL", "pgm-bound", "PostgreSQL"),
        ("Rds", "MySQL", "rm-bound", "MariaDB"),
        ("Rds", "MariaDB", "rm-bound", "MariaDB"),
        ("PolarDb", "PostgreSQL", "pc-bound", "PostgreSQL"),
        ("PolarDb", "MySQL", "pc-bound", "MariaDB"),
        ("AnalyticDb", "gpdb", "gp-bound", "PostgreSQL"),
    ];

    public static TheoryData<string, string> Kinds
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (product, engine, _, _) in All)
                data.Add(product, engine);
            return data;
        }
    }

    /// <param name="members">Members of the instance's document, each with a comma after it.</param>
    /// <param name="binding">Members of its binding, each with a comma before it.</param>
    public static async Task<BoundInstance> StartAsync(
        RealServers servers, string product, string engine, string members = "", string binding = "", params (string, string)[] settings)
    {
        var (_, _, id, kind) = All.First(instance => instance.Product == product && instance.Engine == engine);
        var server = await servers.GetAsync(kind);
        var emulator = EmulatorUnderTest.Start(settings: [("DatabasePasswordVariables", server.PasswordVariable), .. settings]);
        var bound = await emulator.PutAsync($"instances/{id}", server.InstanceDocument(product, id, engine, members, binding));
        Assert.Equal((200, ""), (bound.Status, bound.Status == 200 ? "" : bound.Text));
        return new(emulator, server, product, id);
    }

    /// <summary>The same at another emulator, which finds it in the store that they share.</summary>
    public BoundInstance AtAnother(params (string, string)[] settings) =>
        this with { Emulator = EmulatorUnderTest.Start(settings: [("DatabasePasswordVariables", Server.PasswordVariable), .. settings]) };

    /// <summary>A call that names an account of it.</summary>
    public Task<Answer> CallAsync(string action, string account, params (string, string)[] others) =>
        CallAsync(action, [("AccountName", account), .. others]);

    public Task<Answer> CallAsync(string action, params (string, string)[] parameters) => Emulator.CallAsync(
        Product, request => request with { Action = action }, [(Product == "PolarDb" ? "DBClusterId" : "DBInstanceId", Id), .. parameters]);

    public Task<Answer> CreateAsync(string account, string type = "Normal") =>
        CallAsync("CreateAccount", account, ("AccountPassword", FirstPassword), ("AccountType", type));

    public Task<Answer> ResetAsync(string account, string password) => CallAsync("ResetAccountPassword", account, ("AccountPassword", password));

    public Task<(bool Matches, long Version)> VerifyAsync(string account, string password) => Emulator.VerifyAsync(Id, account, password);

    public async Task<string> DocumentAsync() => (await Emulator.GetAsync($"instances/{Id}")).Text;

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
