using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ResetPassword.Products;

namespace ResetPassword.Http;

/// <summary>
/// A certificate for this machine's own names and for the vendor's endpoints, made at each start. It signs no other one, and its key is nowhere but in this
/// process: whoever trusts it trusts this run of the emulator and nothing else.
/// </summary>
internal static class OwnCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string VendorDomain = "aliyuncs.com";

    // Clocks differ, and a container may run for long.
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);
    private static readonly TimeSpan After = TimeSpan.FromDays(90);

    /// <summary>The names that it is for, besides the loopback addresses: a wildcard stands for one label.</summary>
    public static IEnumerable<string> Names =>
        ["localhost", $"*.{VendorDomain}", .. Regions.All.Select(region => $"*.{region.Id}.{VendorDomain}")];

    /// <param name="others">Further names that it is for.</param>
    public static X509Certificate2 Make(DateTimeOffset now, params IEnumerable<string> others)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ResetPassword emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in Names.Concat(others))
            names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], critical: false));
        return request.CreateSelfSigned(now - Before, now + After);
    }
}
