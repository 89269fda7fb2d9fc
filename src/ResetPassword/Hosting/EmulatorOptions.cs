using System.Collections.Frozen;
using ResetPassword.Databases;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Tenancy;
using Serilog.Events;

namespace ResetPassword.Hosting;

/// <summary>The service's configuration: section <c>ResetPassword</c> of the ASP.NET Core configuration.</summary>
internal sealed record EmulatorOptions
{
    public const string Section = "ResetPassword";

    private const int MaxDatabaseTimeout = 600;

    private static readonly EmulatorOptions Default = new();

    /// <summary>Every setting, as the documentation has it.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        new(nameof(Seed), "", "a seed file of your own ([seed.md](seed.md)) instead of the default instances; also `--seed FILE`"),
        new(nameof(Store), "memory", "where everything is kept ([state.md](state.md)): `memory`, `sqlite:FILE` or `postgres:CONNECTION STRING`; also `--store`. A connection string with a password belongs into the environment: `ResetPassword__Store`"),
        new(nameof(SqliteSynchronous), Default.SqliteSynchronous, "what an acknowledged change in `sqlite:` survives: the death of the process (`Normal`), or also of the machine (`Full`)"),
        new(nameof(State), "", "a file that keeps the instances from one start to the next; also `--state FILE`"),
        new(nameof(LogLevel), $"{Default.LogLevel}", "the lowest level that is logged: `Verbose`, `Debug`, `Information`, `Warning`, `Error`, `Fatal`"),
        new(nameof(LogFormat), Default.LogFormat, "`Text` or `Json` (Serilog's compact form): each call is one line on standard output"),
        new(nameof(JournalSize), $"{Default.JournalSize}", "how many calls a tenant's [journal](controls.md#journal) holds; 0 switches it off"),
        new(nameof(StrictParameters), "false", "refuse calls with parameters that the action does not read (400 `InvalidParameter`)"),
        new($"{nameof(Durations)}:<product>:<action>", "0", "how many seconds the action's change takes to finish, by the tenant's clock, at most 86400: `Durations:Rds:CreateAccount=5`"),
        new(nameof(AllowedHosts), "", "further host names to answer to, without port, separated by `;`; for any host of a domain: `*.example.com`"),
        new(nameof(AllowedOrigins), "", "further addresses under which browsers reach the emulator, such as a proxy's (`https://emulator.example`), separated by `;`"),
        new(nameof(Tls), "false", "serve HTTPS with a certificate that is made at the start ([tls.md](tls.md)); also `--tls`"),
        new(nameof(TlsCertificate), "", "a file that gets that certificate, for clients to trust; also `--tls-certificate FILE`"),
        new(nameof(AdminToken), "", "a token that requests to `/_emulator` must have, except for health and the console's files: `Authorization: Bearer …`"),
        new(nameof(MaxTenants), $"{Default.MaxTenants}", "how many Alibaba Cloud accounts can exist at once"),
        new(nameof(MaxConnections), $"{Default.MaxConnections}", "how many connections can be open at once; fewer if the process may open fewer files (`ulimit -n`), which the start then says"),
        new(nameof(MaxTemporaryKeys), $"{Default.MaxTemporaryKeys}", "how many keys of assumed roles can be live at once; beyond that `AssumeRole` gets `Throttling`"),
        new(nameof(MaxNonces), $"{Default.MaxNonces}", "how many signature nonces are remembered at once; beyond that calls get `Throttling`"),
        new(nameof(DatabaseTimeout), $"{Default.DatabaseTimeout}", "how many seconds a call waits for the [database server](databases.md) that its instance stands for, its turn included"),
        new(nameof(DatabasePasswordVariables), "", "the environment variables, separated by `;`, in which a control may say that the password of a database server's administrator is"),
        new(nameof(DatabasePasswordDirectory), Default.DatabasePasswordDirectory, "the directory below which a control may say that such a password is in a file"),
        new(nameof(DefaultProduct), Default.DefaultProduct, "the product, by name or code, that answers when Version and Action fit several"),
    ];

    /// <summary>A seed file to start with, instead of the default instances.</summary>
    public string? Seed { get; init; }

    /// <summary>Where everything is kept.</summary>
    public StoreSetting Store { get; init; } = new StoreSetting.Memory();

    /// <summary><c>Normal</c> or <c>Full</c>.</summary>
    public string SqliteSynchronous { get; init; } = "Normal";

    /// <summary>A file that holds the instances between a stop and the next start; without it they are gone with the process.</summary>
    public string? State { get; init; }

    /// <summary>The product that a call goes to when its Version and Action fit several.</summary>
    public string DefaultProduct { get; init; } = "Rds";

    /// <summary>How many tenants (Alibaba Cloud accounts) can exist at once.</summary>
    public int MaxTenants { get; init; } = 10_000;

    /// <summary>How many connections can be open at once; fewer where the process may open fewer files.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How many calls a tenant's journal holds; 0 keeps none.</summary>
    public int JournalSize { get; init; } = 1000;

    /// <summary>Whether a call with parameters that its action does not read is refused (400 <c>InvalidParameter</c>).</summary>
    public bool StrictParameters { get; init; }

    /// <summary>How many signature nonces are remembered; when as many are live, calls get <c>Throttling</c>.</summary>
    public int MaxNonces { get; init; } = 5_000_000;

    /// <summary>How many temporary keys of assumed roles are kept; when as many are live, AssumeRole gets <c>Throttling</c>.</summary>
    public int MaxTemporaryKeys { get; init; } = 100_000;

    /// <summary>
    /// How long an action's change takes to finish, by product (its name or code) and action: <c>Durations:Rds:CreateAccount=5</c>, in seconds of the
    /// tenant's clock. The changes of other actions are finished at once.
    /// </summary>
    public IReadOnlyList<ActionDuration> Durations { get; init; } = [];

    /// <summary><c>Text</c> or <c>Json</c>.</summary>
    public string LogFormat { get; init; } = "Text";

    /// <summary>The least level that is logged.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>Host names that the emulator also answers to; <c>*.example.com</c> is every host of a domain.</summary>
    public IReadOnlySet<string> AllowedHosts { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Origins (<c>https://console.example</c>) whose pages may call the emulator.</summary>
    public IReadOnlySet<string> AllowedOrigins { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether HTTPS is served with a certificate that is made at the start.</summary>
    public bool Tls { get; init; }

    /// <summary>A file that gets that certificate, without its key.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>When set, <c>Authorization: Bearer …</c> is asked for on <c>/_emulator</c>, except for health.</summary>
    public string? AdminToken { get; init; }

    /// <summary>How long a call waits for the database server that its instance stands for, in seconds.</summary>
    public int DatabaseTimeout { get; init; } = 5;

    /// <summary>The environment variables that a control may name as those of a database server's password.</summary>
    public IReadOnlySet<string> DatabasePasswordVariables { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Where the files are that a control may name as those of a database server's password.</summary>
    public string DatabasePasswordDirectory { get; init; } = "/run/secrets";

    public DatabaseSettings Databases => new(TimeSpan.FromSeconds(DatabaseTimeout));

    public TenantLimits Limits => new(MaxTenants, JournalSize, MaxNonces, MaxTemporaryKeys);

    public CallSettings Calls => new(StrictParameters, Durations);

    /// <summary>The options, or null after what is wrong with them has been written to <paramref name="errors"/>.</summary>
    public static EmulatorOptions? Read(IConfiguration configuration, TextWriter errors)
    {
        var section = new OptionsSection(configuration.GetSection(Section), errors);
        var options = new EmulatorOptions
        {
            Seed = section.Text(nameof(Seed), null),
            Store = section.Store(nameof(Store), Default.Store),
            SqliteSynchronous = section.OneOf(nameof(SqliteSynchronous), Default.SqliteSynchronous, ["Normal", "Full"]),
            State = section.Text(nameof(State), null),
            DefaultProduct = section.Product(nameof(DefaultProduct), Default.DefaultProduct, Catalogue.Products),
            MaxTenants = section.Number(nameof(MaxTenants), Default.MaxTenants),
            MaxConnections = section.Number(nameof(MaxConnections), Default.MaxConnections),
            JournalSize = section.Number(nameof(JournalSize), Default.JournalSize, least: 0),
            StrictParameters = section.OneOf(nameof(StrictParameters), "false", ["false", "true"]) == "true",
            MaxNonces = section.Number(nameof(MaxNonces), Default.MaxNonces),
            MaxTemporaryKeys = section.Number(nameof(MaxTemporaryKeys), Default.MaxTemporaryKeys),
            Durations = section.Durations(nameof(Durations), Catalogue.Databases),
            LogFormat = section.OneOf(nameof(LogFormat), Default.LogFormat, ["Text", "Json"]),
            LogLevel = Enum.Parse<LogEventLevel>(section.OneOf(nameof(LogLevel), $"{Default.LogLevel}", Enum.GetNames<LogEventLevel>())),
            AllowedHosts = section.Hosts(nameof(AllowedHosts)),
            AllowedOrigins = section.Origins(nameof(AllowedOrigins)),
            Tls = section.OneOf(nameof(Tls), "false", ["false", "true"]) == "true",
            TlsCertificate = section.Text(nameof(TlsCertificate), null),
            AdminToken = section.Text(nameof(AdminToken), null),
            DatabaseTimeout = section.Number(nameof(DatabaseTimeout), Default.DatabaseTimeout, most: MaxDatabaseTimeout),
            DatabasePasswordVariables = section.Words(nameof(DatabasePasswordVariables), StringComparer.Ordinal),
            DatabasePasswordDirectory = section.Text(nameof(DatabasePasswordDirectory), null) ?? Default.DatabasePasswordDirectory,
        };
        if (options.State is not null && options.Store is not StoreSetting.Memory)
            section.Refuse(nameof(State), $"belongs to the store memory; with another, {nameof(Store)} says where everything is kept", "");
        if (options is { TlsCertificate: not null, Tls: false })
            section.Refuse(nameof(TlsCertificate), $"gets the certificate that {nameof(Tls)} makes, which is false", "");
        section.RefuseUnknown([.. Settings.Select(setting => setting.Name.Split(':')[0])]);
        return section.IsValid ? options : null;
    }
}

/// <summary>A setting of the section.</summary>
/// <param name="Default">Empty where there is none.</param>
/// <param name="Meaning">For a page of <c>docs</c>.</param>
internal sealed record Setting(string Name, string Default, string Meaning);
