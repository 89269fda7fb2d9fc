namespace ResetPassword.Tests;

/// <summary>A call of a product that succeeds on the default instances, and the account that it changes.</summary>
internal sealed record SomeReset(string Product, string Instance, string Account, string? CharacterType, (string Name, string Value)[] Parameters)
{
    public const string Password = "New_pass1";

    public static SomeReset Of(string product) => Products.ProductUnderTest.Of(product).Reset;

    public Task<Answer> SendAsync(EmulatorUnderTest emulator, string accessKeyId = "testid") =>
        emulator.CallAsync(Product, r => r with { AccessKeyId = accessKeyId }, Parameters);

    /// <summary>Whether the account has the call's password, and which version it is.</summary>
    public Task<(bool Matches, long Version)> VerifyAsync(EmulatorUnderTest emulator, string accessKeyId = "testid", string password = Password) =>
        emulator.VerifyAsync(Instance, Account, password, accessKeyId, CharacterType);
}
