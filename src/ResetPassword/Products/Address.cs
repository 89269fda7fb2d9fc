using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>Where a database client connects to.</summary>
internal readonly record struct Address(string Host, string Port)
{
    /// <summary>The name that it has, or would have if the instance did not stand for a server that is elsewhere.</summary>
    public required string OwnHost { get; init; }

    /// <summary>Whether a client that names a host may mean it.</summary>
    public bool Is(string host) => host == OwnHost || host == Host;

    /// <summary>The address of an instance: every answer that has one gets it here.</summary>
    /// <param name="service">The part of the host name that says whose it is: <c>mysql</c> for rm-running.mysql.rds.aliyuncs.com.</param>
    /// <param name="prefix">What the host name begins with; the instance's id where it is null.</param>
    public static Address Of(Instance instance, string service, string port, string? prefix = null)
    {
        var host = $"{prefix ?? instance.Id}.{service}.rds{HostName.VendorDomain}";
        return instance.Binding is { } binding
            ? new(binding.AnsweredHost, binding.AnsweredPort) { OwnHost = host }
            : new(host, port) { OwnHost = host };
    }
}
