namespace ResetPassword.Operations;

/// <summary>The parameters that the gateway itself reads, by their names on the wire.</summary>
internal static class CommonParameters
{
    public const string Action = "Action";
    public const string Version = "Version";
    public const string Format = "Format";
    public const string AccessKeyId = "AccessKeyId";
    public const string Signature = "Signature";
    public const string SignatureMethod = "SignatureMethod";
    public const string SignatureVersion = "SignatureVersion";
    public const string SignatureNonce = "SignatureNonce";
    public const string SignatureType = "SignatureType";
    public const string Timestamp = "Timestamp";
    public const string SecurityToken = "SecurityToken";
    public const string BearerToken = "BearerToken";
}
