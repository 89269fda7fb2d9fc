using System.Collections.Frozen;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Tenancy;

namespace ResetPassword.Hosting;

/// <summary>Reads one section of configuration and says what is wrong in it: an unknown name, a word or number that is not allowed.</summary>
internal sealed class OptionsSection(IConfigurationSection section, TextWriter errors)
{
    private const int MaxDurationSeconds = 86_400;
    private const string DurationForm = "is written <product>:<action>=seconds";

    public bool IsValid { get; private set; } = true;

    public string? Text(string name, string? otherwise) => section.GetSection(name).GetChildren().Any()
        ? Refuse(name, "is one value", otherwise)
        : section[name] is { Length: > 0 } text ? text : otherwise;

    public string OneOf(string name, string otherwise, IReadOnlyList<string> allowed)
    {
        var text = Text(name, otherwise);
        return allowed.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Refuse(name, $"must be one of {string.Join(", ", allowed)}", otherwise);
    }

    public StoreSetting Store(string name, StoreSetting otherwise)
    {
        if (Text(name, null) is not { } text)
            return otherwise;
        return StoreSetting.TryRead(text, out var setting) ? setting : Refuse(name, $"must be {StoreSetting.Expected}", otherwise);
    }

    /// <summary>The name of a product that is given by its name or code.</summary>
    public string Product(string name, string otherwise, IReadOnlyList<Product> products) => products.Named(Text(name, otherwise)) is { } product
        ? product.Name
        : Refuse(name, $"must be one of {products.ListNames()}", otherwise);

    /// <summary>Words with <c>;</c> between them.</summary>
    public FrozenSet<string> Words(string name, StringComparer? comparer = null) => section.GetSection(name).GetChildren().Any()
        ? Refuse(name, "is one text, with ; between its parts", FrozenSet<string>.Empty)
        : (section[name] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(comparer ?? StringComparer.OrdinalIgnoreCase);

    /// <summary>Host names, each without its port; <c>*.example.com</c> is every host of a domain.</summary>
    public FrozenSet<string> Hosts(string name)
    {
        var hosts = Words(name);
        return hosts.All(IsHost)
            ? hosts.Select(HostName.Of).ToFrozenSet(StringComparer.Ordinal)
            : Refuse(name, "must be host names such as emulator.example or *.example.com, with ; between them", FrozenSet<string>.Empty);
    }

    /// <summary>Origins as browsers write them.</summary>
    public FrozenSet<string> Origins(string name)
    {
        var origins = Words(name);
        return origins.All(IsOrigin)
            ? origins.Select(OriginOf).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            : Refuse(name, "must be origins such as https://console.example, with ; between them", FrozenSet<string>.Empty);
    }

    private static string OriginOf(string text) => text == "null" ? text : new Uri(text).GetLeftPart(UriPartial.Authority);

    private static bool IsOrigin(string text) =>
        text == "null" || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Host: not "", PathAndQuery: "/" or "" });

    public int Number(string name, int otherwise, int least = 1, int most = int.MaxValue) =>
        Text(name, null) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Refuse(name, $"must be a whole number of {least} or more{(most < int.MaxValue ? $", at most {most}" : "")}", otherwise);

    /// <summary>Seconds by product and action.</summary>
    public IReadOnlyList<ActionDuration> Durations(string name, IReadOnlyList<DatabaseProduct> products)
    {
        var durations = new List<ActionDuration>();
        if (section[name] is { Length: > 0 })
            Refuse(name, DurationForm, 0);
        foreach (var ofProduct in section.GetSection(name).GetChildren())
        {
            if (ofProduct.Value is { Length: > 0 })
                Refuse($"{name}:{ofProduct.Key}", DurationForm, 0);
            if (products.Named(ofProduct.Key) is not { } product)
            {
                Refuse($"{name}:{ofProduct.Key}", $"is not a product; the products are {products.ListNames()}", 0);
                continue;
            }

            foreach (var action in ofProduct.GetChildren())
                Add(durations, ReadDuration($"{name}:{ofProduct.Key}:{action.Key}", action, product), $"{name}:{ofProduct.Key}:{action.Key}");
        }

        return durations;
    }

    // A product has two names.
    private void Add(List<ActionDuration> durations, ActionDuration duration, string name)
    {
        if (durations.Exists(known => known.Product == duration.Product && known.Action == duration.Action))
            Refuse(name, $"is given twice, by the name and by the code of {duration.Product}", 0);
        durations.Add(duration);
    }

    private ActionDuration ReadDuration(string name, IConfigurationSection duration, DatabaseProduct product)
    {
        var action = product.Operations.FirstOrDefault(o => o.Action.Equals(duration.Key, StringComparison.OrdinalIgnoreCase))?.Action
            ?? Refuse(name, $"is not an action; the actions of {product.Name} are {string.Join(", ", product.Operations.Select(o => o.Action))}", "");
        var seconds = int.TryParse(duration.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxDurationSeconds
            ? number
            : Refuse(name, $"must be a whole number of seconds, at most {MaxDurationSeconds}", 0);
        return new(product.Name, action, TimeSpan.FromSeconds(seconds));
    }

    public void RefuseUnknown(IReadOnlyList<string> known)
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            Refuse(child.Key, $"is not a setting; the settings are {string.Join(", ", known)}", 0);
    }

    private static bool IsHost(string text) =>
        !text.Contains('/', StringComparison.Ordinal)
            && Uri.CheckHostName(HostName.Of(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text)) != UriHostNameType.Unknown;

    public T Refuse<T>(string name, string why, T otherwise)
    {
        errors.WriteLine($"{section.Path}:{name} {why}.");
        IsValid = false;
        return otherwise;
    }
}
