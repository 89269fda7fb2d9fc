using System.Net;

namespace ResetPassword.CommandLine;

/// <summary>How an emulator is, as far as its health can be had.</summary>
internal enum HealthState
{
    Ready,

    /// <summary>It is an emulator, and says why it cannot serve.</summary>
    NotReady,

    /// <summary>It is an emulator, and does not answer to the name that it was called by.</summary>
    Refused,

    /// <summary>Something else answered.</summary>
    Foreign,

    /// <summary>Nothing answered.</summary>
    Silent,
}

/// <summary>What became of the question for an emulator's health: the one judge of it for all commands.</summary>
/// <param name="Text">The health as it was answered; else why there is none.</param>
internal sealed record Health(HealthState State, string Text)
{
    public bool IsReady => State == HealthState.Ready;

    /// <summary>Where a ready emulator keeps everything.</summary>
    public string Store { get; private init; } = "memory";

    /// <summary>What does not work in a ready emulator; null where all does.</summary>
    public string? Warning { get; private init; }

    /// <summary>Judges an answer. Other web servers answer 200 as well.</summary>
    public static Health Of(HttpStatusCode status, string text)
    {
        var report = JsonText.Find(text);
        if (status == HttpStatusCode.OK && JsonText.FindText(report, "status") == "ready")
        {
            var ready = new Health(HealthState.Ready, text) { Warning = JsonText.FindText(report, "warning") };
            return JsonText.FindText(report, "store") is { } store ? ready with { Store = store } : ready;
        }

        return (status, JsonText.FindText(report, "detail")) switch
        {
            (HttpStatusCode.ServiceUnavailable, { } reason) => new(HealthState.NotReady, reason),
            (HttpStatusCode.Forbidden, { } reason) => new(HealthState.Refused, reason),
            _ => new(HealthState.Foreign, $"it answered {(int)status}"),
        };
    }
}
