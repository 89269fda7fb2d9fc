namespace ResetPassword.Ram;

/// <summary>The credentials that everybody may know: those of the default account, and those that give each test an account of its own.</summary>
internal static class PublishedKeys
{
    /// <summary>The AccessKeyId of the default account.</summary>
    public const string DefaultId = "testid";

    /// <summary>What each AccessKeyId begins with that is an account of its own.</summary>
    public const string AdHocPrefix = "test-";

    /// <summary>The secret of all of them.</summary>
    public const string Secret = "testsecret";
}
