using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>How a group of a whitelist is changed.</summary>
internal enum WhitelistChange
{
    /// <summary>It has these addresses, and no others.</summary>
    Cover,

    /// <summary>It has these addresses too.</summary>
    Append,

    /// <summary>It does not have these addresses.</summary>
    Delete,
}

/// <summary>
/// Who may connect to an instance: groups of addresses. The group <c>default</c> is always there and is the product's own property; calls add the others by
/// name. Pure.
/// </summary>
/// <param name="defaultGroup">The product's property that has the addresses of the group <c>default</c>.</param>
/// <param name="maxGroups">How many groups an instance can have.</param>
/// <param name="maxAddresses">How many addresses all groups together can have.</param>
/// <param name="maxAddressesOfGroup">How many addresses one group can have.</param>
internal sealed class Whitelist(
    ModelProperty defaultGroup, int maxGroups, int maxAddresses = AddressList.MaxCount, int maxAddressesOfGroup = AddressList.MaxCount)
{
    public const string DefaultName = "default";

    private const int MinNameLength = 2;
    private const int MaxNameLength = 32;

    public static readonly ModelProperty Addresses = ModelProperty.Text("addresses", "", "The addresses that may connect, with commas between them.");
    public static readonly ModelProperty Attribute = ModelProperty.Text("attribute", "", "hidden keeps the group out of the vendor's console.");
    public static readonly ModelProperty AddressType = new("addressType", "IPv4", ["IPv4", "IPv6"], "The kind of the addresses.");
    public static readonly ModelProperty NetworkType = new("networkType", "MIX", ["MIX", "VPC", "Classic"], "The network that the group is for.");

    public static readonly PartKind Groups =
        new("whitelists", "The groups of the whitelist, by name; the addresses of the group default are a property of the instance.",
            [Addresses, Attribute, AddressType, NetworkType])
        {
            FindFault = (_, group) => IsDefault(group.Name) && (group.Name != DefaultName || group[Addresses] != "")
                ? "The group default is written in lower-case letters, and its addresses are the instance's securityIPList."
                : null,
        };

    /// <summary>All groups, the default one first.</summary>
    public IEnumerable<Part> GroupsOf(Instance instance) =>
        instance.PartsOf(Groups).Where(group => group.Name != DefaultName).Prepend(DefaultOf(instance));

    /// <summary>Whether a name is that of the group that is always there; calls write it in either case.</summary>
    public static bool IsDefault(string name) => name.Equals(DefaultName, StringComparison.OrdinalIgnoreCase);

    /// <summary>2 to 32 lower-case letters, digits and underscores: a letter first, no underscore last.</summary>
    public static bool IsName(string name) => IsName(name, MaxNameLength);

    /// <summary>As <see cref="IsName(string)"/>, of a product that has longer names.</summary>
    public static bool IsName(string name, int maxLength) => IsDefault(name)
        || (name.Length >= MinNameLength && name.Length <= maxLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            && char.IsAsciiLetterLower(name[0]) && name[^1] != '_');

    /// <summary>The group, or an empty one of this name.</summary>
    public Part GroupOf(Instance instance, string name) =>
        IsDefault(name) ? DefaultOf(instance) : instance.FindPart(Groups, name) ?? new Part(Groups, name);

    /// <summary>
    /// The instance with a changed group, which is made if there was none. One that has no address is gone; null where that is the default group, which has
    /// one always.
    /// </summary>
    public Instance? Change(Instance instance, Part group, string addresses, WhitelistChange change)
    {
        var (given, had) = (AddressList.Split(addresses), AddressList.Split(group[Addresses]));
        var next = string.Join(',', change switch
        {
            WhitelistChange.Append => had.Union(given),
            WhitelistChange.Delete => had.Except(given),
            _ => given.Distinct(),
        });
        if (IsDefault(group.Name))
            return next == "" ? null : WithDefault(instance.With(defaultGroup, next), group.With(Addresses, ""));
        return next == "" ? instance.Without(group) : instance.With(group.With(Addresses, next));
    }

    /// <summary>
    /// Whether a change gave an instance more groups, or more addresses in one or all of them, than it can have. One that had too much may have less.
    /// </summary>
    public bool HasTooMuch(Instance changed, Instance before)
    {
        var (now, had) = (SizesOf(changed), SizesOf(before));
        return (now.Length > maxGroups && now.Length > had.Length)
            || (now.Sum() > maxAddresses && now.Sum() > had.Sum())
            || (now.Max() > maxAddressesOfGroup && now.Max() > had.Max());
    }

    private int[] SizesOf(Instance instance) => [.. GroupsOf(instance).Select(group => AddressList.Split(group[Addresses]).Length)];

    private Part DefaultOf(Instance instance) =>
        (instance.FindPart(Groups, DefaultName) ?? new Part(Groups, DefaultName)).With(Addresses, instance[defaultGroup]);

    // What the default group has besides addresses is kept as a part, where it is other than that of a new instance.
    private static Instance WithDefault(Instance instance, Part group) => group.Properties.IsEmpty ? instance.Without(group) : instance.With(group);
}
