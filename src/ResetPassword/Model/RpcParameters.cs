using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResetPassword.Model;

/// <summary>
/// The decoded parameters of one place (query, form) or of both, in the order they came. Names are case-sensitive and occur once.
/// </summary>
internal sealed class RpcParameters
{
    /// <summary>More than any call of these products has; bounds what one request can cost.</summary>
    public const int MaxCount = 1000;

    private const int LinearSearchLimit = 32;

    public static readonly RpcParameters Empty = new(0);

    private readonly List<KeyValuePair<string, string>> _all;
    private Dictionary<string, string>? _index;

    public RpcParameters(int capacity) => _all = new(Math.Min(capacity, MaxCount));

    /// <summary>A copy, with room for another place's parameters.</summary>
    public RpcParameters(RpcParameters others, int more)
        : this(others.Count + more) => _all.AddRange(others._all);

    public IEnumerable<KeyValuePair<string, string>> All => _all;

    public int Count => _all.Count;

    public KeyValuePair<string, string> this[int index] => _all[index];

    /// <summary>The value, empty or not; null when the parameter was left out.</summary>
    public string? Find(string name) => TryFind(name, out var value) ? value : null;

    /// <summary>The value of a mandatory parameter, whose presence the gateway has checked.</summary>
    public string Get(Parameter parameter) =>
        Find(parameter) ?? throw new InvalidOperationException($"{parameter.Name} is declared mandatory and was not checked.");

    public Secret GetSecret(Parameter parameter) => new(Get(parameter));

    /// <summary>The value of an optional parameter: null when left out. An empty one stays empty unless the parameter says that it is none.</summary>
    public string? Find(Parameter parameter) => Find(parameter.Name) is { } value && !parameter.IsLeftOutBy(value) ? parameter.Spell(value) : null;

    /// <summary>The value of an optional whole number, whose form the gateway has checked.</summary>
    public long? FindInteger(Parameter parameter) => Find(parameter) is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The value of an optional boolean, whose form the gateway has checked.</summary>
    public bool? FindBoolean(Parameter parameter) => Find(parameter) is { } value ? bool.Parse(value) : null;

    /// <summary>Whether a parameter is there and not empty; of a list, whether any item is.</summary>
    public bool Has(Parameter parameter) =>
        parameter.Type == ParameterType.List ? ListParameters.HasAny(this, parameter) : !string.IsNullOrEmpty(Find(parameter.Name));

    public Secret? FindSecret(Parameter parameter) => Find(parameter.Name) is { } value ? new Secret(value) : null;

    /// <summary>Adds a parameter. The same value twice counts once; false when the name is there with another value.</summary>
    public bool TryAdd(string name, string value)
    {
        if (TryFind(name, out var existing))
            return existing == value;
        _all.Add(new(name, value));
        _index?.Add(name, value);
        return true;
    }

    public bool Has(string name) => TryFind(name, out _);

    private bool TryFind(string name, [NotNullWhen(true)] out string? value)
    {
        if (_all.Count > LinearSearchLimit)
        {
            _index ??= new(_all, StringComparer.Ordinal);
            return _index.TryGetValue(name, out value);
        }

        foreach (var (key, candidate) in _all)
        {
            if (key == name)
            {
                value = candidate;
                return true;
            }
        }

        value = null;
        return false;
    }
}
