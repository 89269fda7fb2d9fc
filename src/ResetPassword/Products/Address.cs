using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>Where a database client connects to.</summary>
internal readonly record struct Address(string Host, string Port)
{
    /// <summary>The address of an instance: every answer that has one gets it here.</summary>
    /// <param name="service">The part of the host name that says whose it is: <c>mysql</c> for rm-running.mysql.rds.aliyuncs.com.</param>
    /// <param name="prefix">What the host name begins with; the instance's id where it is null.</param>
    public static Address Of(Instance instance, string service, string port, string? prefix = null) =>
        new($"{prefix ?? instance.Id}.{service}.rds{HostName.VendorDomain}", port);
}
