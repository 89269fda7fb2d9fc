using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.Gateway;

namespace ResetPassword.Tests.Gateway;

/// <summary>What whoever listens to the meter hears of calls.</summary>
public sealed class CallMetricsTests
{
    [Fact]
    public async Task A_call_is_counted_by_its_action_and_what_became_of_it_and_by_nothing_that_a_client_wrote()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var heard = new ConcurrentQueue<string>();
        using var listener = ListenerTo(emulator.Services.GetRequiredService<IMeterFactory>(), heard);

        await emulator.ResetRdsAsync();
        await emulator.ResetRdsAsync("weak");
        await emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Of.Mine","status":418,"message":"x"}}""");
        await emulator.ResetRdsAsync();
        await emulator.CallAsync("Rds", request => request with { Action = "Canary" });

        var store = emulator.Services.GetRequiredService<ResetPassword.Store.IStore>().Name;
        Assert.Equal(
            [
                $"product=Rds action=ResetAccountPassword status=200 code=OK store={store}",
                $"product=Rds action=ResetAccountPassword status=400 code=InvalidAccountPassword.Format store={store}",
                $"product=Rds action=ResetAccountPassword status=418 code=fault store={store}",
                $"product=Rds action=other status=404 code=InvalidAction.NotFound store={store}",
            ],
            heard);
    }

    private static MeterListener ListenerTo(IMeterFactory meters, ConcurrentQueue<string> heard)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == CallMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
            heard.Enqueue(seconds > 0 ? string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")) : "no time"));
        listener.Start();
        return listener;
    }
}
