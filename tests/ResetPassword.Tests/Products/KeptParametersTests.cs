using ResetPassword.Operations;

namespace ResetPassword.Tests.Products;

/// <summary>What a create was called with is shown again.</summary>
public sealed class KeptParametersTests
{
    [Theory]
    [InlineData("true", "\"AutoRenew\":\"True\"", "\"Duration\":1")]
    [InlineData("false", "\"AutoRenew\":\"False\"", "\"Duration\":0")]
    public void Whether_an_RDS_instance_is_renewed(string autoRenew, string shown, string duration)
    {
        var renewal = Shown("Rds", "CreateDBInstance", $"PayType=Prepaid Period=Month UsedTime=1 AutoRenew={autoRenew}", "DescribeInstanceAutoRenewalAttribute");

        Assert.Contains(shown, renewal, StringComparison.Ordinal);
        Assert.Contains(duration, renewal, StringComparison.Ordinal);
    }

    [Fact]
    public void That_an_RDS_instance_is_renewed_is_in_the_list()
    {
        var list = Shown("Rds", "CreateDBInstance", "PayType=Prepaid Period=Month UsedTime=1 AutoRenew=true", "DescribeDBInstances");

        Assert.Contains("\"AutoRenewal\":true", list, StringComparison.Ordinal);
    }

    [Fact]
    public void The_provisioned_IOPS_of_a_PolarDB_cluster()
    {
        var attribute = Shown("PolarDb", "CreateDBCluster", "ProvisionedIops=1000", "DescribeDBClusterAttribute");

        Assert.Contains("\"ProvisionedIops\":1000", attribute, StringComparison.Ordinal);
    }

    private static string Shown(string product, string create, string parameters, string describe)
    {
        var created = Assert.IsType<Decision.Change>(SomeDecision.Decide(SomeAction.Of(product, create), "{}", parameters)).Next!;
        var describing = SomeAction.Of(product, describe);
        return SomeDecision.Text(SomeDecision.Decide(describing.Operation, new(default, created, [created]), describing.Parameters));
    }
}
