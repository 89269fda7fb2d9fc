namespace ResetPassword.Tests.Databases;

/// <summary>What calls do in the server that an instance stands for: real log-ins, real privileges.</summary>
public sealed class RotationTests(RealServers servers) : IClassFixture<RealServers>
{
    [Theory]
    [MemberData(nameof(BoundInstance.Kinds), MemberType = typeof(BoundInstance))]
    public async Task A_reset_opens_the_door_and_a_deletion_closes_it(string product, string engine)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);

        var created = await bound.CreateAsync("app1");
        var afterCreation = await bound.Server.CanLogInAsync("app1", BoundInstance.FirstPassword);
        var reset = await bound.ResetAsync("app1", "Second_pass1");
        var (old, next) = (await bound.Server.CanLogInAsync("app1", BoundInstance.FirstPassword), await bound.Server.CanLogInAsync("app1", "Second_pass1"));
        var (proof, disproof) = (await bound.VerifyAsync("app1", "Second_pass1"), await bound.VerifyAsync("app1", BoundInstance.FirstPassword));
        var deleted = await bound.CallAsync("DeleteAccount", "app1");
        var afterDeletion = await bound.Server.CanLogInAsync("app1", "Second_pass1");

        Assert.Equal((200, 200, 200), (created.Status, reset.Status, deleted.Status));
        Assert.Equal((true, false, true, false), (afterCreation, old, next, afterDeletion));
        Assert.Equal(((true, 2L), (false, 2L)), (proof, disproof));
    }

    // Every character that the products' passwords may have.
    [Theory]
    [InlineData("Rds", "PostgreSQL")]
    [InlineData("Rds", "MariaDB")]
    public async Task Any_password_that_a_product_accepts_opens_the_door(string product, string engine)
    {
        const string Password = "aA1!@#$%^&*()_+-=";
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        await bound.CreateAsync("odd1");

        var reset = await bound.ResetAsync("odd1", Password);

        Assert.Equal((200, true), (reset.Status, await bound.Server.CanLogInAsync("odd1", Password)));
    }

    [Theory]
    [InlineData("Rds", "PostgreSQL", "LockAccount", "UnlockAccount", "", "")]
    [InlineData("PolarDb", "PostgreSQL", "ModifyAccountLockState", "ModifyAccountLockState", "Lock", "UnLock")]
    [InlineData("PolarDb", "MySQL", "ModifyAccountLockState", "ModifyAccountLockState", "Lock", "UnLock")]
    public async Task A_locked_account_cannot_log_in_until_it_is_unlocked(
        string product, string engine, string locking, string unlocking, string lockState, string unlockState)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        await bound.CreateAsync("locked1");

        var locked = await bound.CallAsync(locking, "locked1", lockState == "" ? [] : [("AccountLockState", lockState)]);
        var whileLocked = await bound.Server.CanLogInAsync("locked1", BoundInstance.FirstPassword);
        var proof = await bound.Emulator.PostAsync(
            $"instances/{bound.Id}/accounts/locked1/verify-password", $$"""{"password":"{{BoundInstance.FirstPassword}}"}""");
        var unlocked = await bound.CallAsync(unlocking, "locked1", unlockState == "" ? [] : [("AccountLockState", unlockState)]);

        Assert.Equal((200, false, 409, 200), (locked.Status, whileLocked, proof.Status, unlocked.Status));
        Assert.True(await bound.Server.CanLogInAsync("locked1", BoundInstance.FirstPassword));
    }

    [Theory]
    [InlineData("Rds", "MySQL")]
    [InlineData("PolarDb", "MySQL")]
    public async Task A_privilege_is_one_on_that_database_and_goes_when_it_is_revoked(string product, string engine)
    {
        const string Grants = """
            select group_concat(privilege_type order by privilege_type) from information_schema.schema_privileges where grantee = "'granted1'@'%'"
            """;
        await using var bound = await BoundInstance.StartAsync(servers, product, engine, binding: ""","allowDrop":true""");
        await bound.CreateAsync("granted1");
        var created = await bound.CallAsync("CreateDatabase", ("DBName", "my_db"), ("CharacterSetName", "utf8mb4"));

        var granted = await bound.CallAsync("GrantAccountPrivilege", "granted1", ("DBName", "my_db"), ("AccountPrivilege", "ReadOnly"));
        var given = await bound.Server.AskAsync(Grants);
        var on = await bound.Server.AskAsync("select distinct table_schema from information_schema.schema_privileges where grantee = \"'granted1'@'%'\"");
        var revoked = await bound.CallAsync("RevokeAccountPrivilege", "granted1", ("DBName", "my_db"));
        var left = await bound.Server.AskAsync(Grants);
        await bound.CallAsync("DeleteAccount", "granted1");
        var dropped = await bound.CallAsync("DeleteDatabase", ("DBName", "my_db"));

        Assert.Equal((200, 200, 200, 200), (created.Status, granted.Status, revoked.Status, dropped.Status));
        Assert.Equal(["LOCK TABLES,SELECT,SHOW VIEW", "my\\_db", ""], [.. given, .. on, .. left]);
        Assert.Empty(await bound.Server.AskAsync("select schema_name from information_schema.schemata where schema_name = 'my_db'"));
    }

    [Fact]
    public async Task A_database_of_PostgreSQL_belongs_to_the_account_that_owns_it()
    {
        const string Owner = "select pg_get_userbyid(datdba) from pg_database where datname = 'orders'";
        await using var bound = await BoundInstance.StartAsync(servers, "Rds", "PostgreSQL", binding: ""","allowDrop":true""");
        await bound.CreateAsync("owner1");
        var created = await bound.CallAsync("CreateDatabase", ("DBName", "orders"), ("CharacterSetName", "UTF8,C,en_US.UTF-8"));

        var granted = await bound.CallAsync("GrantAccountPrivilege", "owner1", ("DBName", "orders"), ("AccountPrivilege", "DBOwner"));
        var owner = await bound.Server.AskAsync(Owner);
        var deletion = await bound.CallAsync("DeleteAccount", "owner1");
        var revoked = await bound.CallAsync("RevokeAccountPrivilege", "owner1", ("DBName", "orders"));
        var afterwards = await bound.Server.AskAsync(Owner);
        var deleted = await bound.CallAsync("DeleteAccount", "owner1");
        var dropped = await bound.CallAsync("DeleteDatabase", ("DBName", "orders"));

        Assert.Equal((200, 200, 200, 200, 200), (created.Status, granted.Status, revoked.Status, deleted.Status, dropped.Status));
        Assert.Equal((401, "AccountActionForbidden"), (deletion.Status, deletion.Error.Code));
        Assert.Equal(["owner1", "postgres"], [.. owner, .. afterwards]);
        Assert.Empty(await bound.Server.AskAsync(Owner));
    }

    [Theory]
    [InlineData("AnalyticDb", "gpdb", "DatabaseName", "Owner")]
    [InlineData("PolarDb", "PostgreSQL", "DBName", "AccountName")]
    public async Task A_database_is_made_with_its_owner(string product, string engine, string name, string owner)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);
        var database = $"own_{product.ToLowerInvariant()}";
        await bound.CreateAsync("owner2");

        var created = await bound.CallAsync("CreateDatabase", (name, database), (owner, "owner2"), ("CharacterSetName", "UTF8"));

        Assert.Equal((200, ""), (created.Status, created.Status == 200 ? "" : created.Text));
        Assert.Equal(["owner2"], await bound.Server.AskAsync($"select pg_get_userbyid(datdba) from pg_database where datname = '{database}'"));
    }

    [Theory]
    [InlineData("Rds", "PostgreSQL")]
    [InlineData("PolarDb", "PostgreSQL")]
    [InlineData("AnalyticDb", "gpdb")]
    public async Task A_privileged_account_may_make_others_and_is_no_superuser(string product, string engine)
    {
        await using var bound = await BoundInstance.StartAsync(servers, product, engine);

        var created = await bound.CreateAsync("super1", "Super");
        var may = await bound.Server.AskAsync("select concat_ws(' ', rolcreaterole, rolcreatedb, rolsuper) from pg_roles where rolname = 'super1'");
        await bound.Server.AskAsync("drop role super1");

        Assert.Equal((200, ""), (created.Status, created.Status == 200 ? "" : created.Text));
        Assert.Equal(["t t f"], may);
    }

    [Fact]
    public async Task A_privileged_account_of_MySQL_has_its_permissions_again_when_it_is_reset()
    {
        await using var bound = await BoundInstance.StartAsync(servers, "PolarDb", "MySQL");
        await bound.CreateAsync("super1", "Super");
        await bound.Server.AskAsync("revoke all privileges, grant option from 'super1'@'%'");

        var reset = await bound.CallAsync("ResetAccount", "super1", ("AccountPassword", "Second_pass1"));

        Assert.Equal((200, true), (reset.Status, await bound.Server.CanLogInAsync("super1", "Second_pass1")));
        Assert.Equal(["Y"], await bound.Server.AskAsync("select create_priv from mysql.user where user = 'super1'"));
    }
}
