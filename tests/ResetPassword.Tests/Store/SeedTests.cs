using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Store;

public sealed class SeedTests
{
    [Theory]
    [InlineData("selectdb-cn-running", "ACTIVATION", "0", "admin")]
    [InlineData("selectdb-cn-changing", "RESOURCE_CHANGING", "0", "admin")]
    [InlineData("selectdb-cn-locked", "ACTIVATION", "1", "admin")]
    [InlineData("rm-running", "Running", "Unlock", "creating1 super1 test1")]
    [InlineData("rm-restarting", "Rebooting", "Unlock", "test1")]
    [InlineData("rm-locked", "Running", "LockByExpiration", "test1")]
    [InlineData("rr-readonly", "Running", "Unlock", "test1")]
    [InlineData("pgm-running", "Running", "Unlock", "sqluser test1")]
    [InlineData("mssql-cluster", "Running", "Unlock", "sqluser test1")]
    [InlineData("dds-replica", "Running", "Unlock", "reader root")]
    [InlineData("dds-sharded", "Running", "Unlock", "root root")]
    [InlineData("dds-restarting", "Rebooting", "Unlock", "root")]
    [InlineData("gp-running", "Running", "Unlock", "testaccount_1")]
    [InlineData("gp-restarting", "Rebooting", "Unlock", "testaccount_1")]
    [InlineData("gp-locked", "Running", "ManualLock", "testaccount_1")]
    [InlineData("pc-running", "Running", "Unlock", "app1 testacc")]
    [InlineData("pc-busy", "Running", "Unlock", "testacc")]
    [InlineData("pc-postgres", "Running", "Unlock", "testacc")]
    public void The_default_seed_has_the_documented_instances(string id, string status, string lockMode, string accounts)
    {
        var instance = ResetPassword.CommandLine.SeedFile.Load(null, TextWriter.Null)!.Instances.Single(i => i.Id == id);

        Assert.Equal((status, lockMode, "cn-hangzhou"), (instance.Status, instance.LockMode, instance.Region));
        Assert.Equal(accounts, string.Join(' ', instance.Accounts.Values.Select(account => account.Name)));
        Assert.All(instance.Accounts.Values, account => Assert.True(account.Password.Matches(new("Initial_pass1"))));
    }

    [Theory]
    [InlineData("{", 1, "$", "This is not JSON from byte 2 of the line on.")]
    [InlineData("{\n\n\"instances\": nothing}", 3, "$", "This is not JSON from byte 15 of the line on.")]
    [InlineData("{\n\"region\":\"\\ud800\"}", 2, "$", "This is not JSON from byte 10 of the line on.")]
    [InlineData("{\"instance\":[]}", 1, "$.instance", "Unknown name. Expected one of $schema, region, accessKeys, instances.")]
    [InlineData("{\"instances\":[\n{\"product\":\"rds\",\"id\":\"a\"}]}", 2, "$.instances[0].product", "Expected one of SelectDb, Rds, MongoDb, AnalyticDb, PolarDb.")]
    [InlineData("{\"instances\":[\n{\"product\":\"Rds\",\n\"id\":\"a\",\n\"status\":\"Fine\"}]}", 4, "$.instances[0].status", "Expected one of Running, Creating, Deleting, Rebooting, Stopping, Stopped, DBInstanceClassChanging, TRANSING, EngineVersionUpgrading, TransingToOthers, GuardDBInstanceCreating, Restoring, Importing, ImportingFromOthers, DBInstanceNetTypeChanging, GuardSwitching, INS_CLONING, Released, CONFIG_ENCRYPTING, SSL_MODIFYING, TDE_MODIFYING.")]
    [InlineData("{\"instances\":[\n{\"product\":\"Rds\",\"id\":\"a\"},\n{\"product\":\"MongoDb\",\"id\":\"a\"}]}", 3, "$.instances[1]", "This id occurs twice; instance ids are unique across products.")]
    [InlineData("{\"instances\":[{\"product\":\"Rds\",\"id\":\"a\",\"accounts\":[{\"name\":\"b\"},\n{\"name\":\"b\"}]}]}", 2, "$.instances[0].accounts[1]", "This account occurs twice; names (with characterType) are unique within an instance.")]
    [InlineData("{\"instances\":[{\"product\":\"MongoDb\",\"id\":\"a\",\"dbInstanceType\":\"sharding\",\"accounts\":[\n{\"name\":\"root\"}]}]}", 2, "$.instances[0].accounts[0].characterType", "An account of a sharded cluster needs one of db, cs.")]
    [InlineData("{\"instances\":[{\"product\":\"MongoDb\",\"id\":\"a\",\"accounts\":[{\"name\":\"root\",\n\"characterType\":\"db\"}]}]}", 2, "$.instances[0].accounts[0].characterType", "Only an account of a sharded MongoDB cluster has a characterType.")]
    [InlineData("{\"instances\":[{\"product\":\"Rds\",\"id\":\"a\",\n\"engineReachable\":\"no\"}]}", 2, "$.instances[0].engineReachable", "Expected one of true, false.")]
    [InlineData("{\"instances\":[{\"product\":\"Rds\",\"id\":\"a\",\n\"tags\":[]}]}", 2, "$.instances[0].tags", "Expected an object.")]
    [InlineData("{\"accessKeys\":[{\"accessKeyId\":\"a\",\"accessKeySecret\":\"b\",\n\"ownerId\":\"12\"}]}", 2, "$.accessKeys[0].ownerId", "An Alibaba Cloud account id is 16 digits.")]
    [InlineData("{\"accessKeys\":[{\"accessKeyId\":\"test-a\",\"accessKeySecret\":\"b\",\"ownerId\":\"1000000000000001\"}]}", 1, "$.accessKeys[0].accessKeyId", "Keys that start with test- are tenants of their own and cannot be configured.")]
    [InlineData("{\"region\":7}", 1, "$.region", "Expected a string.")]
    [InlineData("{\"region\":\"a\",\n\"region\":\"b\"}", 2, "$.region", "This name occurs twice.")]
    public void A_fault_is_named_with_its_line_and_what_was_expected(string text, int line, string path, string message)
    {
        var seed = new SeedReader(Catalogue.Products, IdSource.System, DateTimeOffset.UnixEpoch).Read(Encoding.UTF8.GetBytes(text), out var faults);

        Assert.Null(seed);
        Assert.Contains(new(line, path, message), faults);
    }

    [Fact]
    public async Task Validate_prints_every_fault_and_ends_with_1()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "my.json");
        await File.WriteAllTextAsync(file, "{\"region\":7,\n\"instances\":[{\"product\":\"Rds\"}]}", TestContext.Current.CancellationToken);

        var validated = await ServiceProcess.RunAsync("validate", file);
        var served = await ServiceProcess.RunAsync("--seed", file);

        var expected = $"{file}:1: $.region: Expected a string.\n{file}:2: $.instances[0].id: Expected a string that is not empty.\n";
        Assert.Equal((1, expected), (validated.ExitCode, validated.Errors));
        Assert.Equal((1, expected), (served.ExitCode, served.Errors));
    }

    [Theory]
    [InlineData("src/ResetPassword/Store/default-seed.json", "1 AccessKeys, 18 instances")]
    [InlineData("docker/seed.json", "1 AccessKeys, 3 instances")]
    public async Task The_seeds_of_the_repository_are_valid(string path, string counts)
    {
        var file = Path.Combine(Repository.Folder, path);

        var validated = await ServiceProcess.RunAsync("validate", file);

        Assert.Equal((0, $"{file} is valid: {counts}.\n"), (validated.ExitCode, validated.Output));
    }

    [Fact]
    public async Task A_key_that_is_inactive_is_refused()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "my.json");
        await File.WriteAllTextAsync(
            file, """{"accessKeys":[{"accessKeyId":"testid","accessKeySecret":"testsecret","ownerId":"1000000000000001","status":"Inactive"}]}""", TestContext.Current.CancellationToken);
        await using var emulator = EmulatorUnderTest.Start(null, ("Seed", file));

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."), answer.Error);
    }
}
