using ResetPassword.Model;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Store;

/// <summary>A seed of one account, with the key <c>testid</c>.</summary>
internal static class SomeSeed
{
    public static Seed Of(params Instance[] instances) => new([new("testid", new("testsecret"), "1000000000000001", "cn-hangzhou")], instances, "cn-hangzhou");
}
