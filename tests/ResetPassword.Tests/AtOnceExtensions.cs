using System.Diagnostics.CodeAnalysis;

namespace ResetPassword.Tests;

/// <summary>What a store in memory gives, it gives at once: nobody who waits for it waits in fact.</summary>
internal static class AtOnceExtensions
{
    [SuppressMessage("Reliability", "CA2012", Justification = "It has ended, and is asked once.")]
    public static T AtOnce<T>(this ValueTask<T> given)
    {
        Assert.True(given.IsCompletedSuccessfully, "It has not ended.");
        return given.GetAwaiter().GetResult();
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "It has ended, and is asked once.")]
    public static void AtOnce(this ValueTask given)
    {
        Assert.True(given.IsCompletedSuccessfully, "It has not ended.");
        given.GetAwaiter().GetResult();
    }
}
