using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http;

/// <summary>Descriptions as the vendor's own tests, examples and samples have them: what is taken is read back.</summary>
public sealed class DescriptionTests
{
    /// <summary>Texts that the vendor's Terraform provider, its examples and the samples of its documents send for one product or another.</summary>
    private static readonly string[] Texts =
        ["from terraform", "terraform test", "Created by terraform", "terraform-example", "tf_testAcc12345", "创建依赖的Local实例", "创建资源组依赖实例_01", "管理员", "新建 实例 测试", "𠮷野家", "ab", new('d', 256)];

    /// <summary>
    /// Product; the action that takes a description, and under which name; what else it needs; how it is read, and where it stands in the answer.
    /// </summary>
    private static readonly (string Product, string Action, string Parameter, string Others, string Read, string ReadParameters, string Path)[] Places =
    [
        ("MongoDb", "ModifyAccountDescription", "AccountDescription", "DBInstanceId=dds-replica AccountName=root", "DescribeAccounts", "DBInstanceId=dds-replica AccountName=root", "Accounts.Account.0.AccountDescription"),
        ("AnalyticDb", "CreateAccount", "AccountDescription", "DBInstanceId=gp-running AccountName=described AccountPassword=New_pass1 AccountType=Normal", "GetAccount", "DBInstanceId=gp-running AccountName=described", "AccountDescription"),
        ("AnalyticDb", "ModifyAccountDescription", "AccountDescription", "DBInstanceId=gp-running AccountName=testaccount_1", "GetAccount", "DBInstanceId=gp-running AccountName=testaccount_1", "AccountDescription"),
        ("PolarDb", "CreateAccount", "AccountDescription", "DBClusterId=pc-running AccountName=described AccountPassword=New_pass1 AccountType=Normal", "DescribeAccounts", "DBClusterId=pc-running AccountName=described", "Accounts.0.AccountDescription"),
        ("PolarDb", "ModifyAccountDescription", "AccountDescription", "DBClusterId=pc-running AccountName=app1", "DescribeAccounts", "DBClusterId=pc-running AccountName=app1", "Accounts.0.AccountDescription"),
        ("PolarDb", "CreateDatabase", "DBDescription", "DBClusterId=pc-running DBName=described CharacterSetName=utf8", "DescribeDatabases", "DBClusterId=pc-running DBName=described", "Databases.Database.0.DBDescription"),
    ];

    private static readonly (string Product, string Action, string Parameter, string Created, string Read, string Id, string Path)[] Creates =
    [
        ("SelectDb", "CreateDBInstance", "DBInstanceDescription", "Data.DBInstanceId", "DescribeDBInstanceAttribute", "DBInstanceId", "Description"),
        ("MongoDb", "CreateDBInstance", "DBInstanceDescription", "DBInstanceId", "DescribeDBInstanceAttribute", "DBInstanceId", "DBInstances.DBInstance.0.DBInstanceDescription"),
        ("MongoDb", "CreateShardingDBInstance", "DBInstanceDescription", "DBInstanceId", "DescribeDBInstanceAttribute", "DBInstanceId", "DBInstances.DBInstance.0.DBInstanceDescription"),
        ("AnalyticDb", "CreateDBInstance", "DBInstanceDescription", "DBInstanceId", "DescribeDBInstanceAttribute", "DBInstanceId", "Items.DBInstanceAttribute.0.DBInstanceDescription"),
        ("PolarDb", "CreateDBCluster", "DBClusterDescription", "DBClusterId", "DescribeDBClusterAttribute", "DBClusterId", "DBClusterDescription"),
    ];

    public static TheoryData<int, string> OfAccounts => new(from place in Enumerable.Range(0, Places.Length) from text in Texts select (place, text));

    public static TheoryData<int, string> OfInstances => new(from create in Enumerable.Range(0, Creates.Length) from text in Texts select (create, text));

    [Theory]
    [MemberData(nameof(OfAccounts))]
    public async Task A_description_of_an_account_or_a_database_is_read_back(int place, string text)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var (product, action, parameter, others, read, readParameters, path) = Places[place];

        var written = await emulator.CallAsync(product, call => call with { Action = action }, [.. Split(others), (parameter, text)]);
        var answer = await emulator.CallAsync(product, call => call with { Action = read }, Split(readParameters));

        Assert.Equal(200, written.Status);
        Assert.Equal(text, (string?)At(answer.Json, path));
    }

    [Theory]
    [InlineData("Normal account. For tests")]
    [InlineData("test_db1.accountdescription")]
    public async Task One_of_AnalyticDB_may_have_full_stops(string text)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var written = await emulator.CallAsync(
            "AnalyticDb", call =>
                call with { Action = "ModifyAccountDescription" }, ("DBInstanceId", "gp-running"), ("AccountName", "testaccount_1"),
            ("AccountDescription", text));
        var answer = await emulator.CallAsync("AnalyticDb", call => call with { Action = "GetAccount" }, ("DBInstanceId", "gp-running"),
            ("AccountName", "testaccount_1"));

        Assert.Equal((200, text), (written.Status, (string?)answer.Json["AccountDescription"]));
    }

    [Theory]
    [MemberData(nameof(OfInstances))]
    public async Task A_description_of_an_instance_is_read_back(int create, string text)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var (product, action, parameter, created, read, id, path) = Creates[create];
        var some = Products.SomeAction.Of(product, action);

        var written = await emulator.CallAsync(product, call => call with { Action = action }, [.. some.Parameters, (parameter, text)]);
        var answer = await emulator.CallAsync(product, call => call with { Action = read }, (id, (string)At(written.Json, created)!),
            ("RegionId", "cn-hangzhou"));

        Assert.Equal(200, written.Status);
        Assert.Equal(text, (string?)At(answer.Json, path));
    }

    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('.').Aggregate((JsonNode?)node, (at, name) => int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? at![index]
            : at![name]);

    private static (string, string)[] Split(string parameters) =>
        [.. parameters.Split(' ').Select(parameter => parameter.Split('=', 2)).Select(parameter => (parameter[0], parameter[1]))];
}
