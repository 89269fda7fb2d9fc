using ResetPassword.Model;

namespace ResetPassword.Operations;

/// <summary>A product's place in the gateway, and its actions.</summary>
internal record Product
{
    /// <summary>The name in seeds, controls and faults: the folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's product code, spelled as registered.</summary>
    public required string Code { get; init; }

    /// <summary>The API version, <c>YYYY-MM-DD</c>.</summary>
    public required string Version { get; init; }

    /// <summary>First labels of the product's endpoint names: <c>rds</c> for rds.aliyuncs.com and rds.&lt;region&gt;.aliyuncs.com.</summary>
    public required IReadOnlyList<string> EndpointLabels { get; init; }

    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Spellings of actions that the vendor's own clients send, although the case of a name matters, each with the name of the action.</summary>
    public IReadOnlyDictionary<string, string> OtherSpellings { get; init; } = new Dictionary<string, string>();

    /// <summary>The action that examples show.</summary>
    public required string ExampleAction { get; init; }

    public Operation Example => Operations.Single(operation => operation.Action == ExampleAction);

    /// <summary>The names of all actions that the vendor has, emulated or not, so that one that is merely not emulated is told from a typo.</summary>
    public required Lazy<IReadOnlySet<string>> VendorActions { get; init; }

    /// <summary>Rows of nearly every action, which only a fault rule causes.</summary>
    public Lazy<IReadOnlyList<ApiError>> CommonErrors { get; init; } = new([]);

    /// <summary>Rows that the vendor documents for an action and that only a fault rule causes, by action.</summary>
    public Lazy<ILookup<string, ApiError>> FaultErrors { get; init; } = new(Array.Empty<ApiError>().ToLookup(_ => ""));

    /// <summary>
    /// Every row of an action: its own table, those of its parameters' forms, and those that only a fault rule causes. The first that has an error says its
    /// source.
    /// </summary>
    public IReadOnlyList<ErrorRow> ErrorsOf(Operation operation) =>
    [
        .. operation.Errors
            .Concat(operation.Parameters.Select(parameter => parameter.Invalid).OfType<ApiError>().Concat(FaultErrors.Value[operation.Action])
                .Select(error => (ErrorRow)error))
            .DistinctBy(row => row.Error),
    ];
}

/// <summary>A product that has instances, and what they may look like.</summary>
internal sealed record DatabaseProduct : Product
{
    public required InstanceModel Instances { get; init; }
}
