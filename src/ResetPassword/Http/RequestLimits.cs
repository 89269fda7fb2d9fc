namespace ResetPassword.Http;

/// <summary>The largest request that is read. The web server's own limits are above these, so that the answer is the gateway's.</summary>
internal static class RequestLimits
{
    public const int MaxBodyBytes = 1024 * 1024;
    public const int MaxQueryLength = 64 * 1024;
    public const int MaxHeaders = 100;
    public const int MaxHeaderLength = 64 * 1024;

    /// <summary>How long a body may take to arrive; of a larger document, each <see cref="MaxBodyBytes"/> of it.</summary>
    public static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(5);

    public const int ServerMaxRequestLine = 2 * MaxQueryLength;
    public const int ServerMaxHeaders = 2 * MaxHeaders;
    public const int ServerMaxHeaderBytes = 2 * MaxHeaderLength;
}
