using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ResetPassword.Documents;

namespace ResetPassword.Ram;

/// <summary>One key of one operator of a statement's Condition: holds when any of its values fits. A key that the call does not have never holds.</summary>
internal sealed record Condition(Condition.Operator By, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Every operator that RAM documents.</summary>
    /// <remarks>https://www.alibabacloud.com/help/en/ram/policy-elements</remarks>
    public static readonly FrozenDictionary<string, Operator> Operators = new Operator[]
    {
        new("StringEquals",              Kind.Text,    (value, asked) => value == asked),
        new("StringNotEquals",           Kind.Text,    (value, asked) => value == asked, IsNegated: true),
        new("StringEqualsIgnoreCase",    Kind.Text,    AreEqualInAnyCase),
        new("StringNotEqualsIgnoreCase", Kind.Text,    AreEqualInAnyCase, IsNegated: true),
        new("StringLike",                Kind.Text,    (value, asked) => Glob.Matches(asked, value)),
        new("StringNotLike",             Kind.Text,    (value, asked) => Glob.Matches(asked, value), IsNegated: true),
        new("NumericEquals",             Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order == 0)),
        new("NumericNotEquals",          Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order == 0), IsNegated: true),
        new("NumericLessThan",           Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order < 0)),
        new("NumericLessThanEquals",     Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order <= 0)),
        new("NumericGreaterThan",        Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order > 0)),
        new("NumericGreaterThanEquals",  Kind.Number,  (value, asked) => CompareNumbers(value, asked, order => order >= 0)),
        new("DateEquals",                Kind.Date,    (value, asked) => CompareDates(value, asked, order => order == 0)),
        new("DateNotEquals",             Kind.Date,    (value, asked) => CompareDates(value, asked, order => order == 0), IsNegated: true),
        new("DateLessThan",              Kind.Date,    (value, asked) => CompareDates(value, asked, order => order < 0)),
        new("DateLessThanEquals",        Kind.Date,    (value, asked) => CompareDates(value, asked, order => order <= 0)),
        new("DateGreaterThan",           Kind.Date,    (value, asked) => CompareDates(value, asked, order => order > 0)),
        new("DateGreaterThanEquals",     Kind.Date,    (value, asked) => CompareDates(value, asked, order => order >= 0)),
        new("Bool",                      Kind.Boolean, AreEqualInAnyCase),
        new("IpAddress",                 Kind.Address, IsIn),
        new("NotIpAddress",              Kind.Address, IsIn, IsNegated: true),
    }.ToFrozenDictionary(by => by.Name);

    private static readonly string[] DateFormats = [.. JsonTime.Formats, "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>What the values of an operator are.</summary>
    public enum Kind
    {
        Text,
        Number,
        Date,
        Boolean,
        Address,
    }

    public bool Holds(IReadOnlyDictionary<string, string> keys) =>
        keys.TryGetValue(Key, out var value) && Values.Any(asked => By.Fits(value, asked)) != By.IsNegated;

    /// <summary>Whether a text can be a value of an operator's kind.</summary>
    public static bool IsValue(Kind kind, string text) => kind switch
    {
        Kind.Number => TryReadNumber(text, out _),
        Kind.Date => TryReadDate(text, out _),
        Kind.Boolean => text.ToLowerInvariant() is "true" or "false",
        Kind.Address => IsAddress(text.Split('/')[0]) && (IPNetwork.TryParse(text, out _) || IPAddress.TryParse(text, out _)),
        _ => true,
    };

    // Whole: not 127.1, nor 0x7f000001, nor with a zone, nor IPv4 written as IPv6.
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && !text.Contains('%', StringComparison.Ordinal) && !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    private static bool AreEqualInAnyCase(string value, string asked) => value.Equals(asked, StringComparison.OrdinalIgnoreCase);

    private static bool CompareNumbers(string value, string asked, Func<int, bool> holds) =>
        TryReadNumber(value, out var one) && TryReadNumber(asked, out var other) && holds(one.CompareTo(other));

    private static bool CompareDates(string value, string asked, Func<int, bool> holds) =>
        TryReadDate(value, out var one) && TryReadDate(asked, out var other) && holds(one.CompareTo(other));

    private static bool TryReadNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool TryReadDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    // A block of addresses, or one; IPv4 that came as IPv6 is IPv4.
    private static bool IsIn(string value, string asked)
    {
        if (!IPAddress.TryParse(value, out var address))
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPNetwork.TryParse(asked, out var block) ? block.Contains(address) : IPAddress.TryParse(asked, out var single) && single.Equals(address);
    }

    /// <summary>How a call's value is compared with one of the policy's.</summary>
    internal sealed record Operator(string Name, Kind Values, Func<string, string, bool> Fits, bool IsNegated = false);
}
