namespace ResetPassword.Ram;

/// <summary>
/// The vendor's own policies that are about the products here, by name. Their documents also name actions of other services (networks, monitoring), which
/// nothing here asks for and which are left out; what they say of the products is whole.
/// </summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/rds/apsaradb-rds-for-mysql/rds and the pages of the other products under the same title; AliyunSelectDB… is by their
/// pattern.
/// </remarks>
internal static class SystemPolicies
{
    private static readonly Dictionary<string, Policy> ByName = ((NamedPolicy[])
    [
        new("AdministratorAccess", Allow("*")),
        new("ReadOnlyAccess", Allow("*:Describe*", "*:List*", "*:Get*", "*:Check*", "*:Query*")),
        .. OfProduct("AliyunRDS", "rds"),
        .. OfProduct("AliyunSelectDB", "selectdb"),
        .. OfProduct("AliyunMongoDB", "dds"),
        .. OfProduct("AliyunGPDB", "gpdb"),
        .. OfProduct("AliyunPolardb", "polardb"),
        new("AliyunSTSAssumeRoleAccess", Allow("sts:AssumeRole")),
    ]).ToDictionary(policy => policy.Name, policy => policy.Policy);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Policy? Find(string name) => ByName.GetValueOrDefault(name);

    private static NamedPolicy[] OfProduct(string prefix, string service) =>
    [
        new($"{prefix}FullAccess", Allow($"{service}:*")),
        new($"{prefix}ReadOnlyAccess", Allow($"{service}:Describe*", $"{service}:List*", $"{service}:Get*", $"{service}:Check*")),
    ];

    private static Policy Allow(params string[] actions) => new([new(IsAllow: true, actions, AllBut: false, ["*"], AllResourcesBut: false, [])]);
}
