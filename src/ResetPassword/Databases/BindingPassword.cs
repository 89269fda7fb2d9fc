using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>The password of a binding's administrator, read when it is needed: it may have been changed.</summary>
internal static class BindingPassword
{
    private const int MaxLength = 4096;

    /// <exception cref="ServerException">It is not where the binding says.</exception>
    public static Secret? Read(DatabaseBinding binding)
    {
        if (binding.PasswordEnvironment is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                ? new(value)
                : throw Missing($"the environment variable {variable} is empty");
        }

        if (binding.PasswordFile is not { } path)
            return null;
        try
        {
            using var reader = File.OpenText(path);
            var buffer = new char[MaxLength];
            var read = reader.ReadBlock(buffer, 0, buffer.Length);

            // An editor ends a file with a line break.
            var text = new string(buffer, 0, read).TrimEnd('\r', '\n');
            return text.Length is > 0 and < MaxLength ? new(text) : throw Missing($"{path} is empty or too long");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Missing($"{path} cannot be read");
        }
    }

    private static ServerException Missing(string why) => new(ServerComplaint.Unreachable, $"The administrator's password is missing: {why}.");
}
