namespace ResetPassword.Http.Controls;

/// <summary>The address of a control, made of names. Pure.</summary>
internal static class ControlPath
{
    public const string Fault = "A name is neither empty, nor a dot or two.";

    /// <summary>
    /// Whether a path leads where it says: an address takes a step back for <c>..</c>, and an empty name is none, so that either would be another control.
    /// </summary>
    /// <param name="path">Below <c>/_emulator</c>, escaped; it may have a query.</param>
    public static bool IsOfNames(string path) => path.Split('?')[0].Split('/').All(name => name is not ("" or "." or ".."));
}
