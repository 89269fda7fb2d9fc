using System.Buffers.Text;
using System.Text;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Http;

/// <summary>What the lists of instances show of the default instances: each filter, and page by page.</summary>
public sealed class ListTests
{
    /// <summary>Product, filters as name=value, and the ids that are listed, both separated by blanks.</summary>
    public static TheoryData<string, string, string> Filters => new()
    {
        { "SelectDb", "", "selectdb-cn-changing selectdb-cn-locked selectdb-cn-running" },
        { "SelectDb", "RegionId=cn-beijing", "" },
        { "SelectDb", "DBInstanceIds=selectdb-cn-running,selectdb-cn-none", "selectdb-cn-running" },
        { "SelectDb", "DBInstanceStatus=RESOURCE_CHANGING", "selectdb-cn-changing" },
        { "SelectDb", "DBInstanceDescription=zebra", "selectdb-cn-running" },
        { "SelectDb", "ResourceGroupId=rg-other", "" },
        { "SelectDb", "Tag.1.Key=animal Tag.1.Value=zebra", "selectdb-cn-running" },
        { "SelectDb", "Tag.1.Key=animal", "selectdb-cn-running" },
        { "SelectDb", "Tag.1.Key=animal Tag.1.Value=horse", "" },
        { "SelectDb", "Tag=null", "selectdb-cn-changing selectdb-cn-locked selectdb-cn-running" },
        { "SelectDb", "Tag=[{\"Key\":null,\"Value\":null}]", "selectdb-cn-changing selectdb-cn-locked selectdb-cn-running" },
        { "SelectDb", "TagShrink=null", "selectdb-cn-changing selectdb-cn-locked selectdb-cn-running" },
        { "SelectDb", "Tag=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "selectdb-cn-running" },
        { "SelectDb", "TagShrink=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "selectdb-cn-running" },
        { "Rds", "", "mssql-cluster pgm-running rm-locked rm-restarting rm-running rr-readonly" },
        { "Rds", "RegionId=cn-beijing", "" },
        { "Rds", "DBInstanceId=rm-running", "rm-running" },
        { "Rds", "DBInstanceId=rm-none", "" },
        { "Rds", "Engine=PostgreSQL", "pgm-running" },
        { "Rds", "EngineVersion=2017_ent", "mssql-cluster" },
        { "Rds", "DBInstanceStatus=Rebooting", "rm-restarting" },
        { "Rds", "DBInstanceType=Readonly", "rr-readonly" },
        { "Rds", "Category=AlwaysOn", "mssql-cluster" },
        { "Rds", "PayType=Prepaid", "" },
        { "Rds", "SearchKey=zebra", "rm-running" },
        { "Rds", "SearchKey=mssql", "mssql-cluster" },
        { "Rds", "ConnectionString=rm-running.mysql.rds.aliyuncs.com", "rm-running" },
        { "Rds", "VpcId=vpc-other", "" },
        { "Rds", "VSwitchId=vsw-other", "" },
        { "Rds", "ZoneId=cn-hangzhou-b", "" },
        { "Rds", "Expired=True", "" },
        { "Rds", "Filter={\"babelfishEnabled\":\"true\"}", "" },
        { "Rds", "Filter=null", "mssql-cluster pgm-running rm-locked rm-restarting rm-running rr-readonly" },
        { "Rds", "Tags={\"animal\":\"zebra\"}", "rm-running" },
        { "Rds", "Tags={\"animal\":\"horse\"}", "" },
        { "Rds", "Tags=null", "mssql-cluster pgm-running rm-locked rm-restarting rm-running rr-readonly" },
        { "Rds", "Tags=[null]", "mssql-cluster pgm-running rm-locked rm-restarting rm-running rr-readonly" },
        { "Rds", "Tags={\"animal\":null}", "rm-running" },
        { "MongoDb", "", "dds-replica dds-restarting" },
        { "MongoDb", "DBInstanceType=sharding", "dds-sharded" },
        { "MongoDb", "RegionId=cn-beijing", "" },
        { "MongoDb", "DBInstanceId=dds-replica", "dds-replica" },
        { "MongoDb", "DBInstanceId=dds-sharded", "" },
        { "MongoDb", "DBInstanceStatus=Rebooting", "dds-restarting" },
        { "MongoDb", "DBInstanceDescription=zebra", "dds-replica" },
        { "MongoDb", "EngineVersion=4.0", "" },
        { "MongoDb", "ReplicationFactor=5", "" },
        { "MongoDb", "ChargeType=PrePaid", "" },
        { "MongoDb", "Tag.1.Key=animal Tag.1.Value=zebra", "dds-replica" },
        { "MongoDb", "Tag=null", "dds-replica dds-restarting" },
        { "MongoDb", "Tag=[{\"Key\":null,\"Value\":null}]", "dds-replica dds-restarting" },
        { "MongoDb", "Tag=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "dds-replica" },
        { "MongoDb", "TagShrink=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "dds-replica" },
        { "AnalyticDb", "", "gp-locked gp-restarting gp-running" },
        { "AnalyticDb", "RegionId=cn-beijing", "" },
        { "AnalyticDb", "DBInstanceIds=gp-running,gp-locked", "gp-locked gp-running" },
        { "AnalyticDb", "DBInstanceStatuses.1=Rebooting DBInstanceStatuses.2=Creating", "gp-restarting" },
        { "AnalyticDb", "DBInstanceStatuses=Rebooting,Creating", "gp-restarting" },
        { "AnalyticDb", "DBInstanceStatuses=[\"Rebooting\",\"Creating\"]", "gp-restarting" },
        { "AnalyticDb", "DBInstanceStatuses=null", "gp-locked gp-restarting gp-running" },
        { "AnalyticDb", "DBInstanceDescription=zebra", "gp-running" },
        { "AnalyticDb", "Tag.1.Key=animal Tag.1.Value=zebra", "gp-running" },
        { "AnalyticDb", "Tag=null", "gp-locked gp-restarting gp-running" },
        { "AnalyticDb", "Tag=[{\"Key\":null,\"Value\":null}]", "gp-locked gp-restarting gp-running" },
        { "AnalyticDb", "Tag=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "gp-running" },
        { "AnalyticDb", "TagShrink=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "gp-running" },
        { "AnalyticDb", "DBInstanceModes.1=Serverless", "" },
        { "PolarDb", "", "pc-busy pc-postgres pc-running" },
        { "PolarDb", "RegionId=cn-beijing", "" },
        { "PolarDb", "DBClusterIds=pc-running,pc-busy", "pc-busy pc-running" },
        { "PolarDb", "DBType=PostgreSQL", "pc-postgres" },
        { "PolarDb", "DBVersion=8.0", "pc-busy pc-running" },
        { "PolarDb", "DBClusterStatus=Creating", "" },
        { "PolarDb", "DBClusterDescription=zebra", "pc-running" },
        { "PolarDb", "PayType=Prepaid", "" },
        { "PolarDb", "Tag.1.Key=animal Tag.1.Value=zebra", "pc-running" },
        { "PolarDb", "Tag=null", "pc-busy pc-postgres pc-running" },
        { "PolarDb", "Tag=[{\"Key\":null,\"Value\":null}]", "pc-busy pc-postgres pc-running" },
        { "PolarDb", "Tag=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "pc-running" },
        { "PolarDb", "TagShrink=[{\"Key\":\"animal\",\"Value\":\"zebra\"}]", "pc-running" },
        { "PolarDb", "ConnectionString=pc-running.rwlb.rds.aliyuncs.com", "pc-running" },
        { "PolarDb", "DBNodeIds=pi-running2", "pc-running" },
        { "PolarDb", "RecentCreationInterval=1", "pc-busy pc-postgres pc-running" },
        { "PolarDb", "RecentExpirationInterval=15", "" },
        { "PolarDb", "Expired=true", "" },
        { "PolarDb", "ResourceGroupId=rg-other", "" },
    };

    /// <summary>Product, and the number under which the instances are counted.</summary>
    public static TheoryData<string, string> Totals => new()
    {
        { "SelectDb", "TotalRecordCount" }, { "Rds", "TotalRecordCount" }, { "MongoDb", "TotalCount" }, { "AnalyticDb", "TotalRecordCount" }, { "PolarDb", "TotalRecordCount" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_leaves_what_fits(string product, string filters, string listed)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync($"instances/{RunningOf(product)}", """{"description":"a zebra","tags":{"animal":"zebra"}}""");

        var ids = await ListAsync(emulator, product, Split(filters));

        Assert.Equal(Split(listed), ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Totals))]
    public async Task Pages_have_each_instance_once(string product, string total)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var like = (await emulator.GetAsync($"instances/{RunningOf(product)}")).Json;
        for (var number = 10; number < 75; number++)
        {
            like["id"] = $"{RunningOf(product)}-{number}";
            Assert.Equal(200, (await emulator.PutAsync($"instances/{like["id"]}", like.ToJsonString())).Status);
        }

        var all = new List<string>();
        for (var page = 1; page <= 4; page++)
            all.AddRange(await ListAsync(emulator, product, ["PageSize=30", $"PageNumber={page}"]));
        var counted = await CallAsync(emulator, product, ["PageSize=30", "PageNumber=2"]);

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(65, all.Count(id => id.StartsWith($"{RunningOf(product)}-", StringComparison.Ordinal)));
        Assert.Equal((all.Count, 2), ((int)counted.Json[total]!, (int)counted.Json["PageNumber"]!));
    }

    [Fact]
    public async Task RDS_also_goes_on_by_token()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var first = (await CallAsync(emulator, "Rds", ["MaxResults=4"])).Json;
        var second = (await CallAsync(emulator, "Rds", ["MaxResults=4", $"NextToken={first["NextToken"]}"])).Json;

        Assert.Equal((4, 2), (first["Items"]!["DBInstance"]!.AsArray().Count, second["Items"]!["DBInstance"]!.AsArray().Count));
        Assert.Equal("", (string?)second["NextToken"]);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("2147483643")]
    public async Task A_token_that_leads_as_far_as_a_number_can_leads_nowhere(string skipped)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "Rds", ["MaxResults=100", $"NextToken={TokenOf(skipped)}"]);

        Assert.Equal((200, "", 0, 6),
            (answer.Status, (string?)answer.Json["NextToken"], (int)answer.Json["PageRecordCount"]!, (int)answer.Json["TotalRecordCount"]!));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    [InlineData("4.0")]
    [InlineData(" 4")]
    public async Task A_token_that_no_answer_gave_is_refused(string skipped)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await CallAsync(emulator, "Rds", ["MaxResults=100", $"NextToken={TokenOf(skipped)}"]);

        Assert.Equal((400, "Invalid.NextToken", "The parameter NextToken is invalid."), answer.Error);
    }

    [Theory]
    [MemberData(nameof(Totals))]
    public async Task A_page_as_far_behind_the_last_as_a_number_can_be_is_empty(string product, string total)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var number = ProductUnderTest.Of(product).Lifecycles[0].MaxPageNumber;

        var answer = await CallAsync(emulator, product, ["PageSize=100", $"PageNumber={number}"]);

        Assert.Equal((200, number), (answer.Status, (int)answer.Json["PageNumber"]!));
        Assert.NotEqual(0, (int)answer.Json[total]!);
        Assert.Empty(await ListAsync(emulator, product, ["PageSize=100", $"PageNumber={number}"]));
    }

    private static string TokenOf(string skipped) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(skipped));

    private static string RunningOf(string product) => Target.Of(product).Instance;

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string[]> ListAsync(EmulatorUnderTest emulator, string product, string[] filters)
    {
        var answer = await CallAsync(emulator, product, filters);
        Assert.Equal(200, answer.Status);
        var life = ProductUnderTest.Of(product).Lifecycles[0];
        return [.. life.ItemsIn(answer.Json)!.AsArray().Select(item => (string)(item!["DBInstanceId"] ?? item["DBClusterId"])!)];
    }

    private static Task<Answer> CallAsync(EmulatorUnderTest emulator, string product, string[] filters)
    {
        var given = filters.Select(filter => filter.Split('=', 2)).Select(filter => (filter[0], filter[1]));
        var parameters = given.UnionBy([("RegionId", "cn-hangzhou")], p => p.Item1);
        return emulator.CallAsync(product, r => r with { Action = ProductUnderTest.Of(product).Lifecycles[0].List }, [.. parameters]);
    }
}
