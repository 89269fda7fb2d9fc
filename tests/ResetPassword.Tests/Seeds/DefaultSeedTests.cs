using ResetPassword.CommandLine;
using ResetPassword.Model;
using ResetPassword.Products.MongoDb;
using ResetPassword.Products.PolarDb;
using ResetPassword.Products.Rds;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Seeds;

/// <summary>The instances that the README promises.</summary>
public sealed class DefaultSeedTests
{
    private readonly Seed _seed = SeedFile.Load(path: null, TextWriter.Null)!;

    [Fact]
    public void The_published_account_has_a_key_one_that_is_disabled_and_one_of_a_user()
    {
        Assert.Equal(
            ["testid AccountRoot { } True", "testdisabled AccountRoot { } False", "testlimited User { Name = limited } True"],
            _seed.AccessKeys.Select(key => $"{key.Caller.AccessKeyId} {key.Caller.Principal} {key.IsActive}"));
        Assert.All(_seed.AccessKeys, key => Assert.Equal(("1000000000000001", "cn-hangzhou"), (key.Caller.OwnerId, key.Caller.Region)));
        Assert.All(_seed.AccessKeys, key => Assert.Equal("testsecret"u8, key.V3Key));
    }

    [Fact]
    public void The_instances_are_these()
    {
        Assert.Equal(
            [
                "SelectDb selectdb-cn-running ACTIVATION 0: admin Super",
                "SelectDb selectdb-cn-changing RESOURCE_CHANGING 0: admin Super",
                "SelectDb selectdb-cn-locked ACTIVATION 1: admin Super",
                "Rds rm-running Running Unlock: creating1 Normal Unavailable, super1 Super, test1 Normal",
                "Rds rm-restarting Rebooting Unlock: test1 Normal",
                "Rds rm-locked Running LockByExpiration: test1 Normal",
                "Rds rr-readonly Running Unlock: test1 Normal",
                "Rds pgm-running Running Unlock: sqluser Normal sql, test1 Normal",
                "Rds mssql-cluster Running Unlock: sqluser Normal sql, test1 Normal",
                "MongoDb dds-replica Running Unlock: reader Normal, root Normal",
                "MongoDb dds-sharded Running Unlock: root/cs Normal, root/db Normal",
                "MongoDb dds-restarting Rebooting Unlock: root Normal",
                "AnalyticDb gp-running Running Unlock: testaccount_1 Super",
                "AnalyticDb gp-restarting Rebooting Unlock: testaccount_1 Super",
                "AnalyticDb gp-locked Running ManualLock: testaccount_1 Super",
                "PolarDb pc-running Running Unlock: app1 Normal, testacc Super",
                "PolarDb pc-busy Running Unlock: testacc Super",
                "PolarDb pc-postgres Running Unlock: testacc Super",
            ],
            _seed.Instances.Select(Text));
    }

    [Theory]
    [InlineData("rm-running", "MySQL", "8.0")]
    [InlineData("rm-restarting", "MySQL", "8.0")]
    [InlineData("rm-locked", "MySQL", "8.0")]
    [InlineData("rr-readonly", "MySQL", "8.0")]
    [InlineData("pgm-running", "PostgreSQL", "16.0")]
    [InlineData("mssql-cluster", "SQLServer", "2017_ent")]
    [InlineData("pc-running", "MySQL", "8.0")]
    [InlineData("pc-busy", "MySQL", "8.0")]
    [InlineData("pc-postgres", "PostgreSQL", "14")]
    public void Engines_are_as_promised(string id, string engine, string version) =>
        Assert.Equal((engine, version), (Find(id).Engine, Find(id).EngineVersion));

    [Fact]
    public void What_makes_an_instance_special_is_set()
    {
        Assert.Equal("ReadOnly", Find("rr-readonly")[RdsInstances.Kind]);
        Assert.Equal("AlwaysOn", Find("mssql-cluster")[RdsInstances.Category]);
        Assert.Equal("sharding", Find("dds-sharded")[MongoDbInstances.DBInstanceType]);
        Assert.Equal("replicate", Find("dds-replica")[MongoDbInstances.DBInstanceType]);
        Assert.Equal(("true", "false"), (Find("pc-busy")[PolarDbInstances.TaskInProgress], Find("pc-running")[PolarDbInstances.TaskInProgress]));
    }

    [Fact]
    public void All_are_in_Hangzhou_and_every_account_has_the_published_password()
    {
        Assert.All(_seed.Instances, i => Assert.Equal("cn-hangzhou", i.Region));
        Assert.All(_seed.Instances.SelectMany(i => i.Accounts), a => Assert.True(a.Password.Matches(new("Initial_pass1"))));
        Assert.All(_seed.Instances.SelectMany(i => i.Accounts), a => Assert.Equal(1, a.PasswordVersion));
    }

    private static string Text(Instance instance) =>
        $"{instance.Product} {instance.Id} {instance.Status} {instance.LockMode}: {string.Join(", ", instance.Accounts.Select(Text))}";

    // Of an account, what differs from an ordinary one.
    private static string Text(DatabaseAccount account)
    {
        var characterType = account.CharacterType is null ? "" : $"/{account.CharacterType}";
        var status = account.Status is "Available" or "1" ? "" : $" {account.Status}";
        return $"{account.Name}{characterType} {account.Type}{status}{(account.CreatedBy == "api" ? "" : $" {account.CreatedBy}")}";
    }

    private Instance Find(string id) => _seed.Instances.Single(i => i.Id == id);
}
