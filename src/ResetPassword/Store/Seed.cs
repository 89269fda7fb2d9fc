using ResetPassword.Gateway.Authentication;

namespace ResetPassword.Store;

/// <summary>What the service starts with: its AccessKeys, and the instances that every tenant gets a copy of.</summary>
/// <param name="Region">The region of accounts that name none.</param>
internal sealed record Seed(IReadOnlyList<AccessKey> AccessKeys, IReadOnlyList<Instance> Instances, string Region);
