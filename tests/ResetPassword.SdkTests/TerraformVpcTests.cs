namespace ResetPassword.SdkTests;

/// <summary>What the vendor's Terraform provider asks the VPC service before it creates an instance whose configuration names a vSwitch.</summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud, service_alicloud_vpc.go</remarks>
public sealed class TerraformVpcTests(SdkDriver sdk)
{
    [Fact]
    public async Task A_create_gets_the_VPC_and_the_zone_of_a_vSwitch()
    {
        await using var provider = await TerraformProvider.StartAsync(sdk, "Vpc");

        var vSwitch = await provider.CallAsync("DescribeVSwitchAttributes", ("VSwitchId", "vsw-1"));

        Assert.Equal(("vsw-1", "vpc-emulated", "Available"), ((string?)vSwitch["VSwitchId"], (string?)vSwitch["VpcId"], (string?)vSwitch["Status"]));
        Assert.StartsWith("cn-hangzhou", (string?)vSwitch["ZoneId"], StringComparison.Ordinal);
    }
}
