using System.Text;
using System.Text.Json.Nodes;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Products.AnalyticDb;
using ResetPassword.Products.SelectDb;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Seeds;

public sealed class SeedReaderTests
{
    private const string OneOfProducts = "Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb.";
    private const string NotAKeyId =
        "Expected at most 128 letters, digits, hyphens and underscores, the first a letter or a digit. A period stands between an account's key and a user.";

    private const string Temporary = "Keys that start with STS., as those of the users of STS would, are temporary: AssumeRole makes them.";
    private const string NotEmpty = "Expected a string that is not empty.";

    /// <summary>The seed; the fault's line, path and what was expected; whether the JSON schema can say it too.</summary>
    public static TheoryData<string, int, string, string, bool> Faults => new()
    {
        { "[]", 1, "$", "Expected an object.", true },
        { "\"text\"", 1, "$", "Expected an object.", true },
        { """{"instance":[]}""", 1, "$.instance", "Unknown name. Expected one of $schema, region, accessKeys, users, roles, instances.", true },
        { """{"region":1}""", 1, "$.region", "Expected a string.", true },
        { """{"instances":{}}""", 1, "$.instances", "Expected an array.", true },
        { """{"accessKeys":"testid"}""", 1, "$.accessKeys", "Expected an array.", true },
        { "{\"instances\":[\n7]}", 2, "$.instances[0].product", OneOfProducts, true },
        { """{"instances":[{"id":"rm-1"}]}""", 1, "$.instances[0].product", OneOfProducts, true },
        { """{"instances":[{"product":"Oracle","id":"rm-1"}]}""", 1, "$.instances[0].product", OneOfProducts, true },
        { """{"instances":[{"product":"Rds"}]}""", 1, "$.instances[0].id", NotEmpty, true },
        { """{"instances":[{"product":"Rds","id":""}]}""", 1, "$.instances[0].id", NotEmpty, false },
        { """{"instances":[{"product":"Rds","id":1}]}""", 1, "$.instances[0].id", "Expected a string.", true },
        { """{"instances":[{"product":"MongoDb","id":"dds-1","engine":"MySQL"}]}""", 1, "$.instances[0].engine", "Expected one of MongoDB.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","engineVersion":8}]}""", 1, "$.instances[0].engineVersion", "Expected a string.", true },
        { "{\"instances\":[\n{\"product\":\"SelectDb\",\"id\":\"a\",\n\"lockMode\":2}]}", 3, "$.instances[0].lockMode", "Expected one of 0, 1.", true },
        { """{"instances":[{"product":"PolarDb","id":"pc-1","lockMode":"unlock"}]}""", 1, "$.instances[0].lockMode", "Expected one of Unlock, ManualLock, LockByExpiration.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","kind":"Replica"}]}""", 1, "$.instances[0].kind", "Expected one of Primary, ReadOnly, Guard, Temp.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","engineReachable":"no"}]}""", 1, "$.instances[0].engineReachable", "Expected one of true, false.", true },
        { """{"instances":[{"product":"PolarDb","id":"pc-1","taskInProgress":{}}]}""", 1, "$.instances[0].taskInProgress", "Expected one of true, false.", true },
        { """{"instances":[{"product":"AnalyticDb","id":"gp-1","taskInProgress":true}]}""", 1, "$.instances[0].taskInProgress", "Unknown name. Expected one of product, id, region, engine, engineVersion, status, pending, lockMode, createdAt, createdWith, tags, databases, accounts, database, description, category, mode, productType, payType, spec, segmentNodes, storageType, storageSize, networkType, zone, vpcId, vSwitchId, securityIPList, resourceGroupId, connectionPrefix, port, maintainStartTime, maintainEndTime, sslEnabled, resourceManagementMode, dataShareStatus, masterNodes, masterCu, diskPerformanceLevel, serverlessMode, serverlessResource, idleTime, cacheStorageSize, encryptionType, encryptionKey, vectorConfigurationStatus, minorVersion, databaseQuota, accountQuota, whitelists, publicConnections, parameters.", true },
        { """{"instances":[{"product":"AnalyticDb","id":"gp-1","accounts":[{"name":"a","privileges":{"b":"ReadWrite"}}]}]}""", 1, "$.instances[0].accounts[0].privileges", "Expected nothing: this product has no actions for privileges.", true },
        { """{"instances":[{"product":"AnalyticDb","id":"gp-1","databases":[{"name":"b","engine":"x"}]}]}""", 1, "$.instances[0].databases[0].engine", "Unknown name. Expected one of name, characterSet, description, status, pending, owner, collate, ctype.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":["a"]}]}""", 1, "$.instances[0].whitelists", "Expected an object.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":{"office":"10.0.0.1"}}]}""", 1, "$.instances[0].whitelists.office", "Expected an object.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":{"office":{"networkType":"Wifi"}}}]}""", 1, "$.instances[0].whitelists.office.networkType", "Expected one of MIX, VPC, Classic.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":{"office":{"adresses":""}}}]}""", 1, "$.instances[0].whitelists.office.adresses", "Unknown name. Expected one of addresses, attribute, addressType, networkType.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":{"default":{"addresses":"10.0.0.1"}}}]}""", 1, "$.instances[0].whitelists.default", "The group default is written in lower-case letters, and its addresses are the instance's securityIPList.", false },
        { """{"instances":[{"product":"Rds","id":"rm-1","whitelists":{"Default":{}}}]}""", 1, "$.instances[0].whitelists.Default", "The group default is written in lower-case letters, and its addresses are the instance's securityIPList.", false },
        { """{"instances":[{"product":"SelectDb","id":"selectdb-cn-1","clusters":{"selectdb-cn-1-be":{}}}]}""", 1, "$.instances[0].clusters.selectdb-cn-1-be", "The first cluster is the instance itself.", false },
        { Groups(1001), 1, "$.instances[0].whitelists", "Expected at most 1000.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","tags":["a"]}]}""", 1, "$.instances[0].tags", "Expected an object.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","tags":{"team":1}}]}""", 1, "$.instances[0].tags.team", "Expected a string.", true },
        { "{\"instances\":[{\"product\":\"Rds\",\"id\":\"pc-a\"},\n{\"product\":\"PolarDb\",\"id\":\"pc-a\"}]}", 2, "$.instances[1]", "This id occurs twice; instance ids are unique across products.", false },
        { """{"instances":[{"product":"PolarDb","id":"mine"}]}""", 1, "$.instances[0].id", "Expected an id that starts with pc-, as the product asks for.", true },
        { """{"instances":[{"product":"SelectDb","id":"selectdb-1","region":"moon-1"}]}""", 1, "$.instances[0].region", "Expected a region that has the product: " + string.Join(", ", SelectDbInstances.Regions.Order(StringComparer.Ordinal)) + ".", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":{}}]}""", 1, "$.instances[0].accounts", "Expected an array.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{}]}]}""", 1, "$.instances[0].accounts[0].name", NotEmpty, true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","type":"super"}]}]}""", 1, "$.instances[0].accounts[0].type", "Expected one of Normal, Super, Sysadmin.", true },
        { """{"instances":[{"product":"AnalyticDb","id":"gp-1","accounts":[{"name":"a","status":2}]}]}""", 1, "$.instances[0].accounts[0].status", "Expected one of 1, 0, 3.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","createdBy":"SQL"}]}]}""", 1, "$.instances[0].accounts[0].createdBy", "Expected one of api, sql.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","privilegeType":"All"}]}]}""", 1, "$.instances[0].accounts[0].privilegeType", "Expected one of \"\", Custom.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","pasword":"Canary_pass1"}]}]}""", 1, "$.instances[0].accounts[0].pasword", "Unknown name. Expected one of name, type, status, pending, createdBy, privilegeType, characterType, privileges, password, passwordHash, passwordVersion, passwordChangedAt, description, checkPolicy, ownsObjects.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","password":7}]}]}""", 1, "$.instances[0].accounts[0].password", "Expected a string.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","passwordHash":"md5:x"}]}]}""", 1, "$.instances[0].accounts[0].passwordHash", "Expected sha256:<salt>:<hash>, both in base64, as a state document has it.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","password":"x","passwordHash":"sha256:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}]}""", 1, "$.instances[0].accounts[0].passwordHash", "An account has a password or a passwordHash, not both.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","passwordVersion":0}]}]}""", 1, "$.instances[0].accounts[0].passwordVersion", "Expected a whole number from 1 to 1000000000000.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"a","passwordChangedAt":7}]}]}""", 1, "$.instances[0].accounts[0].passwordChangedAt", "Expected a time with its offset, such as 2026-01-31T12:00:00Z, in the years 2000 to 2100.", true },
        { "{\"instances\":[{\"product\":\"Rds\",\"id\":\"a\",\"accounts\":[{\"name\":\"b\"},\n{\"name\":\"b\"}]}]}", 2, "$.instances[0].accounts[1]", "This account occurs twice; names (with characterType) are unique within an instance.", false },
        { """{"instances":[{"product":"MongoDb","id":"dds-1","accounts":[{"name":"root","characterType":"db"}]}]}""", 1, "$.instances[0].accounts[0].characterType", "Only an account of a sharded MongoDB cluster has a characterType.", false },
        { """{"instances":[{"product":"MongoDb","id":"dds-1","dbInstanceType":"sharding","accounts":[{"name":"root"}]}]}""", 1, "$.instances[0].accounts[0].characterType", "An account of a sharded cluster needs one of db, cs.", false },
        { """{"accessKeys":[{"accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotEmpty, true },
        { """{"accessKeys":[{"accessKeyId":"a","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeySecret", NotEmpty, true },
        { """{"accessKeys":[{"accessKeyId":"a","accessKeySecret":"s"}]}""", 1, "$.accessKeys[0].ownerId", NotEmpty, true },
        { """{"accessKeys":[{"accessKeyId":"a","accessKeySecret":"s","ownerId":"42"}]}""", 1, "$.accessKeys[0].ownerId", "An Alibaba Cloud account id is 16 digits.", true },
        { """{"accessKeys":[{"accessKeyId":"test-a","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", "Keys that start with test- are tenants of their own and cannot be configured.", false },
        { """{"accessKeys":[{"accessKeyId":"STS.a","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", Temporary, true },
        { """{"accessKeys":[{"accessKeyId":"STS","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", Temporary, false },
        { """{"accessKeys":[{"accessKeyId":"a.b","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"accessKeys":[{"accessKeyId":"a b","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"accessKeys":[{"accessKeyId":"a,b","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"accessKeys":[{"accessKeyId":"a\u000ab","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"accessKeys":[{"accessKeyId":"schlüssel","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"accessKeys":[{"accessKeyId":"-","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { $$"""{"accessKeys":[{"accessKeyId":"{{new string('a', 129)}}","accessKeySecret":"s","ownerId":"1000000000000001"}]}""", 1, "$.accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"users":[{"name":"u","accessKeys":[{"accessKeyId":"a.u","accessKeySecret":"s"}]}]}""", 1, "$.users[0].accessKeys[0].accessKeyId", NotAKeyId, true },
        { """{"users":[{"name":"u","accessKeys":[{"accessKeyId":"STS.u","accessKeySecret":"s"}]}]}""", 1, "$.users[0].accessKeys[0].accessKeyId", Temporary, true },
        { """{"instances":[{"product":"Rds","id":"rm-1","accountQuota":2147483648}]}""", 1, "$.instances[0].accountQuota", "Expected a whole number from 0 to 2147483647.", true },
        { """{"instances":[{"product":"Rds","id":"rm-1","storage":9223372036854775807}]}""", 1, "$.instances[0].storage", "Expected a whole number from 0 to 2147483647.", true },
        { """{"instances":[{"product":"PolarDb","id":"pc-1","nodeCount":17}]}""", 1, "$.instances[0].nodeCount", "Expected a whole number from 0 to 16.", true },
        { """{"accessKeys":[{"accessKeyId":"a","accessKeySecret":"s","ownerId":"1000000000000001","status":"Off"}]}""", 1, "$.accessKeys[0].status", "Expected one of Active, Inactive.", true },
        { "{\"accessKeys\":[{\"accessKeyId\":\"a\",\"accessKeySecret\":\"s\",\"ownerId\":\"1000000000000001\"},\n{\"accessKeyId\":\"a\",\"accessKeySecret\":\"t\",\"ownerId\":\"1000000000000001\"}]}", 2, "$.accessKeys[1]", "This accessKeyId occurs twice; each must be unique.", false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_its_line_its_path_and_what_was_expected(string json, int line, string path, string expected, bool isInSchema)
    {
        var (seed, faults) = Read(json);

        Assert.Null(seed);
        Assert.Equal([new DocumentFault(line, path, expected)], faults);
        Assert.Equal(isInSchema, !SeedSchemaTests.Made.Evaluate(JsonNode.Parse(json)).IsValid);
    }

    [Theory]
    [InlineData("", 1, "$")]
    [InlineData("nonsense", 1, "$")]
    [InlineData("{\"region\":\"a\"", 1, "$")]
    [InlineData("{}\n{}", 2, "$")]
    [InlineData("{\n\"region\":\"\\ud800\"}", 2, "$")]
    [InlineData("{\n\n\"\\ud800\":1}", 3, "$")]
    public void What_is_not_JSON_is_a_fault_of_its_line(string json, int line, string path)
    {
        var (seed, faults) = Read(json);

        Assert.Null(seed);
        Assert.Equal((line, path), (faults.Single().Line, faults.Single().Path));
        Assert.StartsWith("This line is not valid JSON from byte ", faults.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_occurs_twice_is_a_fault_where_it_does_so_again()
    {
        var (seed, faults) = Read("{\n\"region\":\"a\",\n\"region\":\"b\"}");

        Assert.Null(seed);
        Assert.Equal([new DocumentFault(3, "$.region", "This name occurs twice.")], faults);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_of_their_line()
    {
        var seed = NewReader().Read([.. "{\"instances\":[],\n \"region\":\""u8, 0xFF, .. "\"}"u8], out var faults);

        Assert.Null(seed);
        Assert.Equal([new DocumentFault(2, "$", "This line is not valid JSON from byte 11 on.")], faults);
    }

    [Fact]
    public void Every_fault_is_named_and_nothing_is_loaded_of_a_seed_that_has_one()
    {
        var (seed, faults) = Read("""
            {
              "regoin": "cn-hangzhou",
              "accessKeys": [{ "accessKeyId": "mine", "accessKeySecret": "s", "ownerId": "1" }],
              "instances": [
                { "product": "Rds", "id": "rm-good", "accounts": [{ "name": "test1" }] },
                { "product": "Rds", "id": "rm-bad",
                  "status": "Sleeping" }
              ]
            }
            """);

        Assert.Null(seed);
        Assert.Equal([(2, "$.regoin"), (3, "$.accessKeys[0].ownerId"), (7, "$.instances[1].status")], faults.Select(f => (f.Line, f.Path)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"$schema":"./docs/seed.schema.json","region":null,"accessKeys":null,"instances":[]}""")]
    [InlineData("\ufeff{ /* nothing */ \"instances\": [], } // at all")]
    public void A_seed_that_says_little_has_the_default_key_and_no_instances(string json)
    {
        var (seed, faults) = Read(json);

        Assert.Empty(faults);
        Assert.Equal("testid", Assert.Single(seed!.AccessKeys).Caller.AccessKeyId);
        Assert.Empty(seed.Instances);
    }

    [Fact]
    public void What_an_instance_leaves_out_makes_it_usable()
    {
        var (seed, _) = Read("""{"region":"cn-beijing","instances":[{"product":"Rds","id":"rm-1","tags":{"team":"a"},"accounts":[{"name":"test1"}]}]}""");

        var instance = Assert.Single(seed!.Instances);
        var account = Assert.Single(instance.Accounts);
        Assert.Equal(("cn-beijing", "MySQL", "Running", "Unlock", "a"),
            (instance.Region, instance.Engine, instance.Status, instance.LockMode, instance.Tags["team"]));
        Assert.Equal(("Normal", "Available", "api", "", 1, SomeTime.Noon),
            (account.Type, account.Status, account.CreatedBy, account.PrivilegeType, account.PasswordVersion, account.PasswordChangedAt));
        Assert.True(account.Password.Matches(new("Initial_pass1")));
    }

    [Fact]
    public void A_password_of_the_seed_is_the_accounts()
    {
        var (seed, _) = Read("""{"instances":[{"product":"Rds","id":"rm-1","accounts":[{"name":"test1","password":"not by any rule"}]}]}""");

        Assert.True(seed!.Instances[0].FindAccount("test1")!.Password.Matches(new("not by any rule")));
    }

    [Fact]
    public void A_database_has_the_properties_of_its_product()
    {
        var (seed, _) = Read("""{"instances":[{"product":"AnalyticDb","id":"gp-1","databases":[{"name":"b","owner":"a","collate":"C"}]}]}""");

        var database = seed!.Instances[0].Databases["b"];
        Assert.Equal(("UTF8", "a", "C", "en_US.utf8"),
            (database.CharacterSet, database[AnalyticDbInstances.Owner], database[AnalyticDbInstances.Collate], database[AnalyticDbInstances.Ctype]));
    }

    private static string Groups(int count) =>
        $$$"""{"instances":[{"product":"Rds","id":"rm-1","whitelists":{{{{string.Join(',', Enumerable.Range(0, count).Select(n => $"\"g{n}\":{{}}"))}}}}}]}""";

    private static (Seed? Seed, IReadOnlyList<DocumentFault> Faults) Read(string json) =>
        (NewReader().Read(Encoding.UTF8.GetBytes(json), out var faults), faults);

    private static SeedReader NewReader() => new(Catalogue.Databases, IdSource.System, SomeTime.Noon);
}
