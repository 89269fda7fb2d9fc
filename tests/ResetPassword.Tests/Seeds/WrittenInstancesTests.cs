using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Tests.Hosting;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Seeds;

/// <summary>What is written is read: whatever actions leave behind, with whatever they were given, at whatever time.</summary>
public sealed class WrittenInstancesTests
{
    private const int Sequences = 6_000;

    private static readonly DateTimeOffset[] Times =
    [
        SomeTime.Noon, new(1999, 12, 31, 23, 59, 59, TimeSpan.Zero), new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2101, 1, 1, 0, 0, 1, TimeSpan.Zero),
        new DateTimeOffset(2100, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1),
    ];

    private static readonly Gen<(DateTimeOffset Now, int Seconds, IReadOnlyList<(SomeAction Some, (string Name, string Value)[] Parameters)> Calls)> Sequence =
        from now in Gen.Elements(Times)
        from seconds in Gen.Elements(0, 86_400)
        from calls in OddCalls.Any.ListOf()
        select (now, seconds, (IReadOnlyList<(SomeAction, (string, string)[])>)calls);

    [Fact]
    public void An_instance_that_actions_have_left_is_read_as_it_was_written() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithEndSize(6),
        Prop.ForAll(Sequence.ToArbitrary(), sequence =>
        {
            var context = new CallContext(new("testid", "1000000000000001", "cn-hangzhou"), sequence.Now, "request",
                IdSource.System)
            { Duration = TimeSpan.FromSeconds(sequence.Seconds) };
            var instances = new Dictionary<string, Instance>();
            foreach (var (some, parameters) in sequence.Calls)
            {
                var read = new RpcParameters(parameters.Length);
                Assert.All(parameters, p => read.TryAdd(p.Name, p.Value));
                var seen = some.Operation.Scope is Scope.OneInstance or Scope.EachInstance
                    ? instances.GetValueOrDefault(some.Instance) ?? some.Seen().Instance
                    : some.Seen().Instance;
                var target = some.Operation.TargetOf(read, context);
                if (some.Operation.Decide(read, new(target, seen, []), context) is not Decision.Change { Next: { } next })
                    continue;
                instances[next.Id] = next;
                AssertReadAsWritten(next);
            }
        }));

    private static void AssertReadAsWritten(Instance instance)
    {
        var writer = new InstanceWriter(Catalogue.Databases);
        var faults = new DocumentFaults();
        var text = writer.Write(instance).ToJsonString();
        var again = new InstanceReader(Catalogue.Databases, IdSource.System, SomeTime.Noon, faults, BindingRights.Free)
            .ReadInstance(LocatedJson.TryRead(Encoding.UTF8.GetBytes(text), faults)!, "$", "elsewhere");

        Assert.Empty(faults);
        Assert.Equal(text, writer.Write(again).ToJsonString());
        Assert.Equal(instance.Properties, again.Properties);
        Assert.Equal(instance.Parts.Values.Select(part => (part.Key, part.Properties)), again.Parts.Values.Select(part => (part.Key, part.Properties)));
        Assert.Equal(instance.Accounts.Select(account => account.Properties), again.Accounts.Select(account => account.Properties));
    }
}
