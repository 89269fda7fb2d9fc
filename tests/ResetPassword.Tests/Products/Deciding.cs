using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Tests.Products;

/// <summary>Lets an operation decide without HTTP, on an instance of the default seed or a changed one.</summary>
internal static class Deciding
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static Instance SeededInstance(string id) =>
        ResetPassword.CommandLine.SeedFile.Load(null, TextWriter.Null)!.Instances.Single(instance => instance.Id == id);

    /// <param name="instance">Null for one that does not exist.</param>
    /// <param name="parameters"><c>Name=value</c> each.</param>
    public static Decision Decide(string product, Instance? instance, params string[] parameters)
    {
        var operation = Catalogue.Products.Single(p => p.Name == product).Operations[0];
        var read = new RpcParameters(parameters.Length);
        Assert.All(parameters.Select(p => p.Split('=', 2)), p => Assert.True(read.TryAdd(p[0], p[1])));
        var context = new CallContext(new("testid", "1000000000000001", "cn-hangzhou"), Now, "id", IdSource.System);
        return operation.Decide(read, new(instance, []), context);
    }

    public static (int Status, string Code, string Message) Refused(Decision decision)
    {
        var error = Assert.IsType<Decision.Refusal>(decision).Error;
        return (error.Status, error.Code, error.Message);
    }

    public static DatabaseAccount Changed(Decision decision, string account, string? characterType = null) =>
        Assert.IsType<Decision.Change>(decision).Next!.FindAccount(account, characterType)!;

    public static Instance With(this Instance instance, InstanceProperty property, string value) =>
        instance with { Properties = instance.Properties.SetItem(property.Name, value) };
}
