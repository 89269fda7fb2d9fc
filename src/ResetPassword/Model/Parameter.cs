using System.Globalization;

namespace ResetPassword.Model;

/// <summary>What a parameter's value has to look like.</summary>
internal enum ParameterType
{
    Text,
    Integer,
    Boolean,

    /// <summary>Several values under numbered names, <c>Tag.1.Key</c>, or one JSON text under the name itself.</summary>
    List,
}

/// <summary>A parameter that an operation declares: one table for the reader, the log, the contract and the OpenAPI document.</summary>
internal sealed record Parameter(string Name, bool IsRequired, bool IsSecret, string Description, string Example)
{
    /// <summary>The most characters of what is a name or an id: the emulator's own measure.</summary>
    public const int MaxNameLength = 128;

    // Of the longest number, with its sign.
    private const int MaxDigits = 20;

    /// <summary>The only values that are accepted, or empty when any text is.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    public ParameterType Type { get; private init; }

    /// <summary>What the items of a list are.</summary>
    public ListShape Shape { get; private init; }

    /// <summary>Of a list of objects: the members that an item can have; any where there are none.</summary>
    public IReadOnlyList<string> Members { get; private init; } = [];

    public long Min { get; private init; } = long.MinValue;

    public long Max { get; private init; } = long.MaxValue;

    /// <summary>The most characters of a text.</summary>
    public int MaxLength { get; private init; } = int.MaxValue;

    /// <summary>The property of what is created that keeps the value; null where nothing does.</summary>
    public ModelProperty? Keeps { get; private init; }

    private Func<string, bool>? Form { get; init; }

    private bool IgnoresCase { get; init; }

    /// <summary>The row of a value that is not of the type or not allowed; null where the operation itself looks at the value.</summary>
    public ApiError? Invalid { get; private init; }

    public static Parameter Required(string name, string description, string example) => new(name, true, false, description, example);

    public static Parameter Optional(string name, string description, string example) => new(name, false, false, description, example);

    public static Parameter RequiredSecret(string name, string description, string example) => new(name, true, true, description, example);

    public static Parameter OptionalSecret(string name, string description, string example) => new(name, false, true, description, example);

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public Parameter Integer(long min = 0, long max = int.MaxValue, ApiError? invalid = null) =>
        this with { Type = ParameterType.Integer, Min = min, Max = max, Invalid = invalid ?? Malformed(Name) };

    public Parameter Boolean(ApiError? invalid = null) =>
        this with { Type = ParameterType.Boolean, AllowedValues = ["true", "false"], Invalid = invalid ?? Malformed(Name) };

    public Parameter OneOf(IReadOnlyList<string> values, ApiError? invalid = null) =>
        this with { AllowedValues = values, Invalid = invalid ?? Malformed(Name) };

    /// <summary>A text that is kept: at most so long, where the vendor does not say how long by the emulator's own measure.</summary>
    public Parameter UpTo(int length = MaxNameLength, ApiError? tooLong = null) => this with { MaxLength = length, Invalid = tooLong ?? Malformed(Name) };

    /// <summary>The service does not compare the case of the allowed values; what is read is spelled as they are here.</summary>
    public Parameter InAnyCase() => this with { IgnoresCase = true };

    /// <summary>A text of a form that the gateway checks before the operation reads anything.</summary>
    public Parameter Like(Func<string, bool> form, ApiError invalid) => this with { Form = form, Invalid = invalid };

    /// <summary>A list, or one object whose members are written as a list's are.</summary>
    public Parameter List(ListShape shape = ListShape.Objects, ApiError? invalid = null) =>
        this with { Type = ParameterType.List, Shape = shape, Invalid = invalid ?? Malformed(Name) };

    /// <summary>The items of the list have these members and no others.</summary>
    public Parameter Of(params IReadOnlyList<string> members) => this with { Members = members };

    /// <summary>What is created has the value as this property, which describes show again.</summary>
    public Parameter Keep(ModelProperty property) => this with { Keeps = property };

    /// <summary>Whether a parameter of this name is this one, or an item of its list.</summary>
    public bool Is(string name) => Type == ParameterType.List ? ListParameters.IsOf(this, name) : name == Name;

    /// <summary>Whether what a call has of it, if anything, is of its form.</summary>
    public bool IsMetBy(RpcParameters parameters) =>
        Type == ParameterType.List ? ListParameters.IsReadable(parameters, this) : parameters.Find(this) is not { } value || Accepts(value);

    /// <summary>
    /// Whether an empty value is none: that of an optional parameter of a form. Terraform sends such for what its user left out. An empty text stays one, and
    /// an empty password is a bad one.
    /// </summary>
    public bool IsLeftOutBy(string value) => value == "" && !IsRequired && !IsSecret && Invalid is not null;

    public bool Accepts(string value) => Type switch
    {
        _ when Invalid is null => true,
        ParameterType.Integer => TryReadInteger(value, out var number) && number >= Min && number <= Max && IsAllowed(value),
        ParameterType.Boolean => bool.TryParse(value, out _),
        _ when Form is not null => Form(value),
        _ => value.Length <= MaxLength && IsAllowed(value),
    };

    /// <summary>The allowed value that a value is, where its case does not matter; a whole number without zeros before it; else the value itself.</summary>
    public string Spell(string value) => this switch
    {
        { IgnoresCase: true } => AllowedValues.FirstOrDefault(allowed => allowed.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value,
        { Type: ParameterType.Integer } when TryReadInteger(value, out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static bool TryReadInteger(string value, out long number) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && value is { Length: <= MaxDigits } and not ['+', ..];

    private bool IsAllowed(string value) => AllowedValues.Count == 0 || AllowedValues.Contains(Spell(value));

    // The form that the vendor documents for many parameters of many actions, where it documents one.
    private static ApiError Malformed(string name) =>
        new(400, $"Invalid{name}.Malformed", $"The specified parameter {name} is not valid.", By.Parameter, Source: ErrorSource.Analogy);
}
