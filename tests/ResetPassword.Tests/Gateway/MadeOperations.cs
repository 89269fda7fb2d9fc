using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Tests.Gateway;

/// <summary>Operations of the kinds that a product may have: each says what it saw, or changes it.</summary>
internal static class MadeOperations
{
    public static readonly ApiError NotFound = new(404, "InvalidInstance.NotFound", "There is no such instance.", By.Parameter);
    public static readonly ApiError Taken = new(400, "InvalidInstance.Duplicate", "There is such an instance.", By.Parameter);

    internal abstract class Made(Scope scope) : Operation
    {
        public override string Documentation => "";

        public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Optional("Id", "", "")];

        public override IReadOnlyList<ErrorRow> Errors => [NotFound, Taken];

        public override RamPermission? Permission => null;

        public override Scope Scope => scope;

        public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find("Id"));
    }

    /// <summary>Answers what it was given to see: an id or none, and the ids of a list.</summary>
    internal class Look(Scope scope) : Made(scope)
    {
        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) => new Decision.Answer(new()
        {
            ["Instance"] = seen.Instance?.Id ?? "none",
            ["Instances"] = string.Join(',', seen.Instances.Select(i => i.Id)),
        });
    }

    internal sealed class LookAtNothing() : Look(Scope.Nothing);

    internal sealed class LookAtOne() : Look(Scope.OneInstance);

    internal sealed class LookAtNew() : Look(Scope.NewInstance);

    internal sealed class LookAtAll() : Look(Scope.AllInstances);

    internal sealed class Create() : Made(Scope.NewInstance)
    {
        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) =>
            seen.Instance is not null ? Taken : Decision.Become(MadeGateway.SomeInstance(parameters.Find("Id")!));
    }

    internal sealed class Delete() : Made(Scope.OneInstance)
    {
        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) =>
            seen.Instance is { } instance ? new Decision.Change(null, [], new() { ["Removed"] = instance.Id }) : NotFound;
    }

    /// <summary>Removes each of its instances, but for one that is locked.</summary>
    internal sealed class DeleteEach(Func<Instance, Task>? somebodyElse = null) : Made(Scope.EachInstance)
    {
        private Func<Instance, Task>? _somebodyElse = somebodyElse;

        public override Target TargetOf(RpcParameters parameters, CallContext context) =>
            parameters.Find("Id")?.Split(',') is [var first, .. var others] ? new(first) { OtherInstanceIds = others } : default;

        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context)
        {
            if (seen.Instance is not { LockMode: "Unlock" } instance)
                return NotFound;
            Interlocked.Exchange(ref _somebodyElse, null)?.Invoke(instance).GetAwaiter().GetResult();
            return new Decision.Change(null, [new InstanceEvent.InstanceDeleted()], new() { ["Removed"] = "all" });
        }
    }

    /// <summary>Adds an account, and lets somebody else be first while it decides for the first time.</summary>
    internal sealed class AddAccount(Func<Instance, Task> somebodyElse) : Made(Scope.OneInstance)
    {
        private Func<Instance, Task>? _somebodyElse = somebodyElse;

        /// <summary>The hashes of each decision.</summary>
        public List<string> Hashes { get; } = [];

        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context)
        {
            if (seen.Instance is not { } instance)
                return NotFound;
            var hash = context.Hash(new("New_pass1"));
            Hashes.Add(hash.Write());
            Interlocked.Exchange(ref _somebodyElse, null)?.Invoke(instance).GetAwaiter().GetResult();
            return Decision.Become(instance.With(new DatabaseAccount
            {
                Name = "added",
                Type = "Normal",
                Status = "Available",
                Password = hash,
                PasswordChangedAt = context.Now
            }));
        }
    }
}
