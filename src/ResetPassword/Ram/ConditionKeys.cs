using System.Diagnostics.CodeAnalysis;

namespace ResetPassword.Ram;

/// <summary>Compares condition keys: without regard to case, but for the name of a tag behind the slash, as tags are told apart by case.</summary>
internal sealed class ConditionKeys : IEqualityComparer<string>
{
    public static readonly ConditionKeys Comparer = new();

    public bool Equals(string? x, string? y) =>
        x is not null && y is not null && x.Equals(y, StringComparison.OrdinalIgnoreCase) && TagOf(x).SequenceEqual(TagOf(y));

    public int GetHashCode([DisallowNull] string obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj);

    private static ReadOnlySpan<char> TagOf(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? key.AsSpan(slash) : [];
}
