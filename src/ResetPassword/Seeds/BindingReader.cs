using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Documents;
using ResetPassword.Model;

namespace ResetPassword.Seeds;

/// <summary>Reads which database server an instance stands for: <c>"database"</c> of an instance's document.</summary>
internal sealed class BindingReader(BindingRights rights)
{
    /// <summary>The member of an instance's document.</summary>
    public const string Member = "database";

    public const string Description = "The real database server that the instance stands for: what calls do to accounts and databases, they do there.";

    private const int PostgresPort = 5432;
    private const int MySqlPort = 3306;
    private const int MaxLength = 1024;

    private static readonly TextMember Url = new("url",
        "postgres://ADMINISTRATOR@HOST:PORT/DATABASE or mysql://ADMINISTRATOR@HOST:PORT, without a password; ?sslmode= as PostgreSQL has it.", MaxLength);
    private static readonly TextMember PasswordEnvironment = new("passwordEnvironment",
        "The environment variable that the administrator's password is in.", MaxLength);
    private static readonly TextMember PasswordFile = new("passwordFile", "The file that the administrator's password is in.", MaxLength);
    private static readonly TextMember Address = new("address", "What answers give as the instance's address, host:port; the url's by default.", MaxLength);
    private static readonly FlagMember Create = new("create", "Whether accounts and databases that the server lacks are created there; else they must exist.");
    private static readonly FlagMember AllowDrop = new("allowDrop", "Whether DeleteDatabase may drop the database in the server.");

    private static readonly DocumentShape Shape =
        DocumentShape.Of([Url, PasswordEnvironment, PasswordFile, Address, Create, AllowDrop], new DocumentForm([Url]));

    private static readonly (string Word, ServerTls Tls)[] TlsModes =
    [
        ("disable", ServerTls.Disable), ("prefer", ServerTls.Prefer), ("require", ServerTls.Require), ("verify-ca", ServerTls.VerifyCa),
        ("verify-full", ServerTls.VerifyFull),
    ];

    public static JsonObject Schema()
    {
        var schema = Shape.ToSchema();
        schema["description"] = Description;
        return schema;
    }

    /// <summary>The binding that a document says, as far as the instance can have it; null where it says none.</summary>
    public DatabaseBinding? Read(DocumentObject instanceFields, Instance instance, InstanceModel model)
    {
        if (instanceFields.Object(Member, Shape.Names) is not { } fields)
            return null;
        if (!model.Servers.TryGetValue(instance.Engine, out var kind))
        {
            instanceFields.Fault(Member, $"Expected nothing: no {NameOf(instance)} instance can stand for a database server, as no server of that kind was tried. PostgreSQL, MySQL and MariaDB can be.");
            return null;
        }

        var url = fields.RequiredText(Url);
        var (environment, file) = (fields.Text(PasswordEnvironment), fields.Text(PasswordFile));
        var address = fields.Text(Address);
        if (environment is not null && file is not null)
            fields.Fault(PasswordFile, "Expected either passwordEnvironment or passwordFile, not both.");
        if (address is not null && !IsAddress(address))
            fields.Fault(Address, "Expected host:port.");
        if (url == "" || ReadServer(url, kind, instance, fields) is not { } server)
            return null;

        var binding = server with
        {
            PasswordEnvironment = environment,
            PasswordFile = file,
            Address = address,
            Creates = fields.Flag(Create) ?? false,
            AllowsDrop = fields.Flag(AllowDrop) ?? false,
        };
        if (binding != rights.Bound(instance.Id))
            RefuseUnlessAllowed(binding, fields, instanceFields);
        return binding;
    }

    /// <summary>As it is read, without secrets.</summary>
    public static JsonObject Write(DatabaseBinding binding)
    {
        var document = new JsonObject { [Url.Name] = binding.Url };
        if (binding.PasswordEnvironment is { } environment)
            document[PasswordEnvironment.Name] = environment;
        if (binding.PasswordFile is { } file)
            document[PasswordFile.Name] = file;
        if (binding.Address is { } address)
            document[Address.Name] = address;
        document[Create.Name] = binding.Creates;
        document[AllowDrop.Name] = binding.AllowsDrop;
        return document;
    }

    private static string NameOf(Instance instance) => instance.Engine == "" ? instance.Product : $"{instance.Product} {instance.Engine}";

    private void RefuseUnlessAllowed(DatabaseBinding binding, DocumentObject fields, DocumentObject instanceFields)
    {
        if (rights.Refusal is { } refusal)
            instanceFields.Fault(Member, refusal);
        else if (binding.PasswordEnvironment is { } variable && rights.Variables?.Contains(variable) == false)
            fields.Fault(PasswordEnvironment, "Expected a variable that ResetPassword:DatabasePasswordVariables lists: a control may use no other.");
        else if (binding.PasswordFile is { } file && !rights.MayRead(file))
            fields.Fault(PasswordFile, $"Expected the full path of a file below {rights.Directory} (ResetPassword:DatabasePasswordDirectory): a control may use no other.");
        else if (binding.RootCertificate is not null && rights.Directory is not null)
            fields.Fault(Url, "Expected no sslrootcert: only a seed may name a file of certificates.");
    }

    // What is wrong with a url is said without repeating it: a password may be in it.
    private static DatabaseBinding? ReadServer(string url, ServerKind kind, Instance instance, DocumentObject fields)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host == "" || uri.Fragment != "" || url.Any(char.IsControl))
            return Refuse(fields, Url.Description);
        if (!(kind == ServerKind.PostgreSql ? uri.Scheme is "postgres" or "postgresql" : uri.Scheme is "mysql" or "mariadb"))
            return Refuse(fields, $"Expected {(kind == ServerKind.PostgreSql ? "postgres://…" : "mysql://…")}, as the instance is one of {NameOf(instance)}.");
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
            return Refuse(fields, "Expected no password: passwordEnvironment or passwordFile says where it is.");
        if (uri.UserInfo == "")
            return Refuse(fields, "Expected the administrator's name before the host: postgres://ADMINISTRATOR@HOST.");
        if (uri.AbsolutePath.Count(c => c == '/') > 1)
            return Refuse(fields, "Expected the name of one database after the host.");

        if ($"{Uri.UnescapeDataString(uri.UserInfo)}{Uri.UnescapeDataString(uri.AbsolutePath)}".Any(char.IsControl))
            return Refuse(fields, "Expected names without control characters.");

        var (host, isPostgres) = (uri.Host.Trim('[', ']'), kind == ServerKind.PostgreSql);
        var binding = new DatabaseBinding
        {
            Url = url,
            Kind = kind,
            Host = host,
            Port = uri.Port > 0 ? uri.Port : isPostgres ? PostgresPort : MySqlPort,
            User = Uri.UnescapeDataString(uri.UserInfo),
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) is { Length: > 0 } name ? name : isPostgres ? "postgres" : "",
            Tls = ServerTls.VerifyFull,
        };
        binding = binding with { Tls = binding.IsNear ? ServerTls.Prefer : ServerTls.VerifyFull };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals > 0 ? (pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..])) : (pair, "");
            if (key == "sslmode" && TlsModes.FirstOrDefault(mode => mode.Word == value) is { Word: not null } known)
                binding = binding with { Tls = known.Tls };
            else if (key == "sslrootcert" && value != "")
                binding = binding with { RootCertificate = value };
            else
                return Refuse(fields, $"Expected after ? nothing but sslmode (one of {string.Join(", ", TlsModes.Select(mode => mode.Word))}) and sslrootcert (a file).");
        }

        // Whoever answers in the place of a MySQL server is given the password inside TLS that nobody verified.
        return kind == ServerKind.MySql && !binding.IsNear && binding.Tls < ServerTls.VerifyCa
            ? Refuse(fields, "Expected sslmode=verify-ca or verify-full, or nothing: MySQL's protocol may send the password itself inside TLS.")
            : binding;
    }

    private static DatabaseBinding? Refuse(DocumentObject fields, string expected)
    {
        fields.Fault(Url, expected.StartsWith("Expected", StringComparison.Ordinal) ? expected : $"Expected {expected}");
        return null;
    }

    private static bool IsAddress(string text) =>
        text.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '@');
}
