using System.Globalization;
using ResetPassword.Operations;

namespace ResetPassword.Products;

/// <summary>Tasks: what a call begins is done by no other program here, but the answers have the numbers.</summary>
internal static class Tasks
{
    /// <summary>The number of the task that a call began: any, but the same however often the operation decides.</summary>
    public static long NumberOf(CallContext context) => Orders.IdOf(context.RequestId);

    /// <summary>The same as a text, as most answers have it.</summary>
    public static string IdOf(CallContext context) => NumberOf(context).ToString(CultureInfo.InvariantCulture);
}
