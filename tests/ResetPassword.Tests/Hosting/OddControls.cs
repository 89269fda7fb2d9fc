using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Tests.Products;

namespace ResetPassword.Tests.Hosting;

/// <summary>Control calls that make what no cloud call could, with odd names, texts, numbers and times: method, path below <c>/_emulator</c>, body.</summary>
internal static class OddControls
{
    private static readonly string[] Names =
        ["made1", "a%01b", "a%0Ab", "a%2Fb", "a%C2%85b", "%20", "%EF%BB%BF", "%F0%9F%98%80", "a%3Fb%23", "..%2F", "%25", "name%20with%20blank"];

    private static readonly string[] Texts = ["", " ", "a/b", "a\nb", "\u0001", "\u0085", "\u2028", "😀", "<&>\"'\\", "null", new('y', 5000)];

    private static readonly string[] Times =
    [
        "2000-01-01T00:00:00Z", "2100-12-31T23:59:59.9999999Z", "2100-12-31T23:59:59Z", "1999-12-31T23:59:59Z", "2101-01-01T00:00:00Z", "2200-12-31T23:59:59Z",
        "2000-01-01T00:00:00+14:00", "2100-12-31T23:59:59-14:00", "2026-01-31T12:00:00.1234567Z",
    ];

    private static readonly string[] Instances = ["rm-running", "pgm-running", "dds-sharded", "gp-running", "pc-running", "selectdb-cn-running", "rm-made"];

    private static readonly string[] Statuses =
        ["Running", "Creating", "Deleting", "DELETING", "Available", "Unavailable", "Lock", "ACTIVATION", "CREATING", "Rebooting", "Restarting"];

    private static readonly string[] Policies =
    [
        "\"AliyunRDSFullAccess\"",
        """{"name":"Own","document":{"Version":"1","Statement":{"Effect":"Deny","NotAction":"rds:*","Resource":["acs:rds:*:*:dbinstance/é\u0001"],"Condition":{"NumericLessThan":{"x":[1,"2"]},"Bool":{"acs:MFAPresent":true}}}}}""",
    ];

    public static Gen<(string Method, string Path, string Body)> Any => Gen.OneOf(Clock, Instance, NewInstance, Account, Database, User, Role, Removal);

    private static Gen<(string Method, string Path, string Body)> Clock =>
        from time in Gen.Elements(Times)
        from isFrozen in Gen.Elements("true", "false")
        select ("PUT", "clock", $$$"""{"now":"{{{time}}}","frozen":{{{isFrozen}}}}""");

    private static Gen<(string Method, string Path, string Body)> Instance =>
        from id in Gen.Elements(Instances)
        from text in Gen.Elements(Texts)
        from time in Gen.Elements(Times)
        from status in Gen.Elements(Statuses)
        from body in Gen.Elements(
            $$$"""{"engineVersion":{{{Quote(text)}}},"createdWith":{{{Quote(text)}}},"tags":{{{{Quote(text)}}}:{{{Quote(text)}}}}}""",
            $$$"""{"createdAt":"{{{time}}}","pending":{"next":"{{{status}}}","due":"{{{time}}}"}}""",
            $$$"""{"createdAt":"{{{time}}}","pending":{"due":"{{{time}}}"}}""",
            $$$"""{"status":"{{{status}}}"}""",
            $$$"""{"region":{{{Quote(text)}}}}""",
            """{"storage":9223372036854775807}""",
            """{"accountQuota":0}""",
            $$$"""{"description":{{{Quote(text)}}},"zone":{{{Quote(text)}}}}""")
        select ("PATCH", $"instances/{id}", body);

    private static Gen<(string Method, string Path, string Body)> NewInstance =>
        from name in Gen.Elements(Names)
        from product in Gen.Elements(ProductUnderTest.Names)
        from prefix in Gen.Elements("", "rm-", "pc-", "selectdb-")
        select ("PUT", $"instances/{prefix}{name}", $$$"""{"product":"{{{product}}}"}""");

    private static Gen<(string Method, string Path, string Body)> Account =>
        from id in Gen.Elements(Instances)
        from name in Gen.Elements([.. Names, "test1", "root"])
        from text in Gen.Elements(Texts)
        from time in Gen.Elements(Times)
        from status in Gen.Elements(Statuses)
        from body in Gen.Elements(
            "{}",
            """{"passwordVersion":1000000000000}""",
            """{"characterType":"db","password":""}""",
            $$$"""{"passwordChangedAt":"{{{time}}}","pending":{"next":"{{{status}}}","due":"{{{time}}}"}}""",
            $$$"""{"privileges":{{{{Quote(text)}}}:{{{Quote(text)}}}},"description":{{{Quote(text)}}}}""",
            $$$"""{"password":{{{Quote(text)}}},"createdBy":"sql","privilegeType":"Custom"}""")
        from method in Gen.Elements("PUT", "PATCH")
        select (method, $"instances/{id}/accounts/{name}", body);

    private static Gen<(string Method, string Path, string Body)> Database =>
        from id in Gen.Elements("rm-running", "pgm-running", "pc-running")
        from text in Gen.Elements(Texts)
        from time in Gen.Elements(Times)
        from status in Gen.Elements(Statuses)
        select ("PATCH", $"instances/{id}",
            $$$"""{"databases":[{"name":{{{Quote(text)}}},"description":{{{Quote(text)}}},"characterSet":{{{Quote(text)}}},"pending":{"next":"{{{status}}}","due":"{{{time}}}"}}]}""");

    private static Gen<(string Method, string Path, string Body)> User =>
        from name in Gen.Elements([.. Names, "limited", "a.b_c-d"])
        from policy in Gen.Elements(Policies)
        select ("PUT", $"users/{name}", $$$"""{"policies":[{{{policy}}}]}""");

    private static Gen<(string Method, string Path, string Body)> Role =>
        from name in Gen.Elements([.. Names, "rotator"])
        from policy in Gen.Elements(Policies)
        from seconds in Gen.Elements(3600, 43_200)
        from principal in Gen.Elements("""{"RAM":["acs:ram::1000000000000001:root"]}""", """{"Service":"ecs.aliyuncs.com"}""")
        select ("PUT", $"roles/{name}",
            $$$"""{"trust":{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{{principal}}}}]},"policies":[{{{policy}}}],"maxSessionSeconds":{{{seconds}}}}""");

    private static Gen<(string Method, string Path, string Body)> Removal =>
        from path in Gen.Elements("users/limited", "roles/rotator", "instances/rm-running", "instances/pc-running", "instances/rm-running/accounts/test1")
        select ("DELETE", path, "");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
