using System.Diagnostics;

namespace ResetPassword.Model;

/// <summary>A password or key on its way through a call. It prints as <c>***</c> wherever it is printed.</summary>
[DebuggerDisplay("***")]
internal sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "***";
}
