using System.Security.Cryptography.X509Certificates;

namespace ResetPassword.CommandLine;

/// <summary>The file that gets the certificate of this run, which clients may be reading: it is replaced as a whole where that can be.</summary>
internal static class CertificateFile
{
    /// <summary>Writes the certificate, without its key. What is no file of its own, such as a link or a device, is written as it stands.</summary>
    /// <exception cref="IOException">It cannot be written; or <see cref="UnauthorizedAccessException"/>, or <see cref="ArgumentException"/>.</exception>
    public static void Write(string path, X509Certificate2 certificate)
    {
        var text = certificate.ExportCertificatePem() + '\n';
        if (!MayBeReplaced(path) || !TryReplace(path, text))
            File.WriteAllText(path, text);
    }

    private static bool MayBeReplaced(string path) =>
        new FileInfo(path) is { LinkTarget: null } file && (!file.Exists || OperatingSystem.IsWindows() || UnixCalls.IsRegularFile(path));

    // A file that is a mount of its own cannot be, nor one in a directory of somebody else's.
    private static bool TryReplace(string path, string text)
    {
        var aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(aside, text);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(aside, File.GetUnixFileMode(path));
            File.Move(aside, path, overwrite: true);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            return false;
        }
    }
}
