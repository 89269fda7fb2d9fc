using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>
/// Random sequences of steps on three accounts, against a model that a dictionary is: what the product's own list says and what verify-password says are
/// the same accounts, with the passwords that were set last.
/// </summary>
public sealed class AccountModelTests
{
    private const int Sequences = 1000;
    private const int MaxSteps = 12;
    private const int Callers = 16;

    private static readonly string[] Passwords = ["First_pass1", "Second_pass2", "Third_pass3"];

    public static TheoryData<string> Products => [.. ProductUnderTest.Names];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_list_and_the_passwords_are_those_of_the_model_after_any_sequence(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var kind = ProductUnderTest.Of(product).Accounts;
        var sequence = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithEndSize(MaxSteps),
            Prop.ForAll(Steps(kind).ListOf().ToArbitrary(), steps =>
            {
                using var world = new AccountWorld(kind, emulator.Endpoint, string.Create(CultureInfo.InvariantCulture, $"test-{sequence++}"));
                AssertSame(kind, world, steps);
            }));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_list_and_the_passwords_agree_after_many_callers_at_once(string product)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var kind = ProductUnderTest.Of(product).Accounts;
        var worlds = Enumerable.Range(0, Callers).Select(_ => new AccountWorld(kind, emulator.Endpoint, "test-together")).ToArray();
        // Where a delete of a locked account only seems one, nothing is locked: the deletes are counted.
        var steps = Steps(kind.KeepsLocked ? kind with { Steps = [.. kind.Steps.Where(step => step != AccountStep.Lock)] } : kind).ListOf(40).Sample(Callers)
            .ToArray();
        if (kind.IsAnInstance)
            Array.ForEach(worlds, world => Array.ForEach(kind.Names, name => world.Take(AccountStep.Create, name, "")));

        var taken = await Task.WhenAll(worlds.Zip(steps, (world, own) => Task.Factory.StartNew(
            () => own.Select(step => (step.Step, step.Name, Code: world.Take(step.Step, step.Name, step.Password))).ToArray(),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        var all = taken.SelectMany(own => own).ToArray();
        Assert.All(all, step => Assert.Contains(step.Code, new[] { "OK", kind.Duplicate, kind.NotFound, kind.Gone, kind.Locked, kind.NotRoot }));
        var world = worlds[0];
        foreach (var name in kind.Names)
        {
            var isListed = world.List().ContainsKey(name);
            Assert.Equal(isListed, world.Verify(name, Passwords[0]) is not null);
            if (isListed && !kind.IsAnInstance)
                Assert.Single([.. Passwords, "Initial_pass1"], password => world.Verify(name, password) == true);
            if (kind.Duplicate != "OK")
                Assert.Equal(isListed ? 1 : 0, CountOf(AccountStep.Create) - CountOf(AccountStep.Delete) + (name == kind.IsThere ? 1 : 0));
            int CountOf(AccountStep kindOfStep) => all.Count(step => (step.Step, step.Name, step.Code) == (kindOfStep, name, "OK"));
        }

        Array.ForEach(worlds, world => world.Dispose());
    }

    private static Gen<(AccountStep Step, string Name, string Password)> Steps(AccountKind kind) =>
        from step in Gen.Elements(kind.Steps)
        from name in Gen.Elements(kind.Names)
        from password in Gen.Elements(Passwords)
        select (step, name, password);

    private static void AssertSame(AccountKind kind, AccountWorld world, IEnumerable<(AccountStep Step, string Name, string Password)> steps)
    {
        var model = new AccountModel(kind);
        foreach (var (step, name, password) in steps)
            Assert.Equal(model.Take(step, name, password), world.Take(step, name, password));

        Assert.Equal(model.Accounts.ToDictionary(a => a.Key, a => a.Value.IsLocked), world.List());
        foreach (var name in kind.Names)
        {
            foreach (var password in Passwords)
                Assert.Equal(model.Accounts.TryGetValue(name, out var account) ? account.Password == password : null, world.Verify(name, password));
        }
    }

    private sealed class AccountModel(AccountKind kind)
    {
        public Dictionary<string, (string Password, bool IsLocked)> Accounts { get; } = kind.IsThere is { } name
            ? new() { [name] = ("Initial_pass1", false) }
            : [];

        public string Take(AccountStep step, string name, string password)
        {
            if (!Accounts.TryGetValue(name, out var account))
            {
                if (step != AccountStep.Create)
                    return step == AccountStep.Delete ? kind.Gone ?? kind.NotFound : kind.NotFound;
                Accounts[name] = (kind.IsAnInstance ? "" : password, false);
                return "OK";
            }

            switch (step)
            {
                case AccountStep.Create:
                    return kind.Duplicate;
                case AccountStep.Reset when kind.NotRoot is { } notRoot && name != "root":
                    return notRoot;
                case AccountStep.Reset when kind.Locked is { } locked && account.IsLocked:
                    return locked;
                case AccountStep.Reset:
                    Accounts[name] = account with { Password = password };
                    return "OK";
                case AccountStep.Delete when kind.KeepsLocked && account.IsLocked:
                    return "OK";
                case AccountStep.Delete:
                    Accounts.Remove(name);
                    return "OK";
                default:
                    Accounts[name] = account with { IsLocked = step == AccountStep.Lock };
                    return "OK";
            }
        }
    }
}
