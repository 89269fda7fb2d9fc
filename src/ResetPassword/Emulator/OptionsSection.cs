using System.Collections.Frozen;
using System.Globalization;
using ResetPassword.Gateway;

namespace ResetPassword.Emulator;

/// <summary>Reads one section of configuration and says what is wrong in it: an unknown name, a word or number that is not allowed.</summary>
internal sealed class OptionsSection(IConfigurationSection section, TextWriter errors)
{
    private const int MaxDurationSeconds = 86_400;

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

    public FrozenSet<string> Words(string name) => section.GetSection(name).GetChildren().Any()
        ? Refuse(name, "is one text, with ; between its parts", FrozenSet<string>.Empty)
        : (section[name] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public int Number(string name, int otherwise, int least = 1) =>
        Text(name, null) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : Refuse(name, $"must be a whole number of {least} or more", otherwise);

    private const string Form = "is written <product>:<action>=seconds";

    /// <summary>Seconds by product and action.</summary>
    public IReadOnlyList<ActionDuration> Durations(string name, IReadOnlyList<DatabaseProduct> products)
    {
        var durations = new List<ActionDuration>();
        if (section[name] is { Length: > 0 })
            Refuse(name, Form, 0);
        foreach (var ofProduct in section.GetSection(name).GetChildren())
        {
            if (ofProduct.Value is { Length: > 0 })
                Refuse($"{name}:{ofProduct.Key}", Form, 0);
            if (products.FirstOrDefault(p => p.Name.Equals(ofProduct.Key, StringComparison.OrdinalIgnoreCase)) is not { } product)
                Refuse($"{name}:{ofProduct.Key}", $"is not a product; the products are {string.Join(", ", products.Select(p => p.Name))}", 0);
            else
                durations.AddRange(ofProduct.GetChildren().Select(action => ReadDuration($"{name}:{ofProduct.Key}:{action.Key}", action, product)));
        }

        return durations;
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

    private T Refuse<T>(string name, string why, T otherwise)
    {
        errors.WriteLine($"{section.Path}:{name} {why}.");
        IsValid = false;
        return otherwise;
    }
}
