using System.Text.Json;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Seeds;

public sealed class InstanceWriterTests
{
    [Fact]
    public async Task A_large_instance_is_written_piece_by_piece()
    {
        var instance = SomeDecision.SeededInstanceOf("rm-running");
        var account = instance.Accounts.First();
        instance = Enumerable.Range(0, 10_000).Aggregate(instance, (next, n) => next.With(account with { Name = $"account{n}" }));
        var pieces = new Pieces();

        await using (var json = new Utf8JsonWriter(pieces, InstanceWriter.Options))
            await new InstanceWriter(Catalogue.Databases).WriteAsync(json, instance, TestContext.Current.CancellationToken);

        Assert.InRange(pieces.Largest, 1, 128 * 1024);
        Assert.InRange(pieces.Length, 2_000_000, long.MaxValue);
    }

    private sealed class Pieces : MemoryStream
    {
        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Largest = Math.Max(Largest, buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
