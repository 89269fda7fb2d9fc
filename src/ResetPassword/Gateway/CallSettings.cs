using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>What the configuration says of how calls are answered.</summary>
/// <param name="StrictParameters">Whether a call with parameters that its action does not read is refused.</param>
/// <param name="Durations">The actions whose changes take time.</param>
internal sealed record CallSettings(bool StrictParameters, IReadOnlyList<ActionDuration> Durations)
{
    public TimeSpan DurationOf(string product, string action)
    {
        for (var i = 0; i < Durations.Count; i++)
        {
            if (Durations[i].Action == action && Durations[i].Product == product)
                return Durations[i].Duration;
        }

        return TimeSpan.Zero;
    }
}
