namespace ResetPassword.Tests.Products;

/// <summary>What the tests know about a product: every table of theirs that differs from one product to the next.</summary>
internal sealed record ProductUnderTest
{
    public static IReadOnlyList<ProductUnderTest> All =>
        [SelectDb.SelectDbUnderTest.Product, Rds.RdsUnderTest.Product, MongoDb.MongoDbUnderTest.Product, AnalyticDb.AnalyticDbUnderTest.Product,
            PolarDb.PolarDbUnderTest.Product];

    public static IEnumerable<string> Names => All.Select(product => product.Name);

    public required string Name { get; init; }

    /// <summary>Where this is written, to tell who has to add to it.</summary>
    public string File => $"tests/ResetPassword.Tests/Products/{Name}/{Name}UnderTest.cs";

    /// <summary>A call of the action that examples show, which succeeds.</summary>
    public required SomeReset Reset { get; init; }

    /// <summary>What the vendor's SDKs call.</summary>
    public required Target Target { get; init; }

    /// <summary>What a right call needs, by action; one that is not here needs the examples of its parameters alone.</summary>
    public IReadOnlyDictionary<string, Setup> Setups { get; init; } = new Dictionary<string, Setup>();

    /// <summary>The actions that ask for a status, and the code of the refusal in any other; an action that is not here goes in every status.</summary>
    public required IReadOnlyDictionary<string, StateRule> States { get; init; }

    /// <summary>Of the action that examples show: status, code and message; the instance's state; what differs in the call.</summary>
    public required TheoryData<int, string, string, string, string> ExampleRefusals { get; init; }

    /// <summary>Of the others: action; status, code and message; the instance's state; what differs in the call.</summary>
    public required TheoryData<string, int, string, string, string, string> Refusals { get; init; }

    /// <summary>The refusals of too many tags, and of tags that are too long.</summary>
    public required (string Action, string Code, string Message, int Count, int KeyLength, int ValueLength)[] TagRefusals { get; init; }

    /// <summary>How long a tag can be.</summary>
    public required (string Action, int KeyLength, int ValueLength)[] TagLimits { get; init; }

    /// <summary>What an instance goes through, by each action that creates one. The first is the usual.</summary>
    public required Lifecycle[] Lifecycles { get; init; }

    /// <summary>What can be done to accounts.</summary>
    public required AccountKind Accounts { get; init; }

    /// <summary>The characters of a password that are neither letters nor digits.</summary>
    public string PasswordSpecials { get; init; } = "@!#$%^&*()_+-=";

    /// <summary>A JSON merge patch on an instance that leaves something in every list that can have something.</summary>
    public string Filled { get; init; } = """{"tags":{"team":"dev"}}""";

    /// <summary>Another one, by action.</summary>
    public IReadOnlyDictionary<string, string> FilledOf { get; init; } = new Dictionary<string, string>();

    /// <summary>The lists of which the emulator has none, by action and what differs in the call.</summary>
    public IReadOnlyDictionary<string, string[]> EmptyLists { get; init; } = new Dictionary<string, string[]>();

    public static ProductUnderTest Of(string name) => All.SingleOrDefault(product => product.Name == name)
        ?? throw new InvalidOperationException($"The tests know nothing about {name}: add {name}UnderTest.Product to All in tests/ResetPassword.Tests/Products/ProductUnderTest.cs.");

    public string FilledFor(string action) => FilledOf.GetValueOrDefault(action, Filled);
}
