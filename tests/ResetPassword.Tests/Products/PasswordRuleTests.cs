using ResetPassword.Gateway;
using static ResetPassword.Tests.Products.Deciding;

namespace ResetPassword.Tests.Products;

public sealed class PasswordRuleTests
{
    private const string TooLong = "Aa1_5678901234567890123456789012_";

    [Theory]
    [InlineData("Abcdef12")]
    [InlineData("abcdef1_")]
    [InlineData("ABCDEF1_")]
    [InlineData("Abcdefg_")]
    [InlineData("Aa1_5678901234567890123456789012")]
    public void Three_kinds_of_characters_are_enough(string password) => Assert.All(Verdicts(password), accepted => Assert.True(accepted));

    [Theory]
    [InlineData("Abcde1_")]
    [InlineData(TooLong)]
    [InlineData("abcdefg1")]
    [InlineData("ABCDEFG_")]
    [InlineData("12345678_")]
    [InlineData("Abcdef 1")]
    [InlineData("Abcdef~1")]
    [InlineData("Abcdef.1")]
    [InlineData("Äbcdef12")]
    [InlineData("Abcdef1\n")]
    public void Anything_else_is_refused(string password) => Assert.All(Verdicts(password), accepted => Assert.False(accepted));

    [Theory]
    [InlineData('!')]
    [InlineData('#')]
    [InlineData('$')]
    [InlineData('%')]
    [InlineData('^')]
    [InlineData('&')]
    [InlineData('*')]
    [InlineData('(')]
    [InlineData(')')]
    [InlineData('_')]
    [InlineData('+')]
    [InlineData('-')]
    [InlineData('=')]
    public void Each_special_character_counts(char special) => Assert.All(Verdicts($"abcdefg1{special}"), accepted => Assert.True(accepted));

    [Fact]
    public void An_at_sign_is_refused_by_MongoDB_alone() => Assert.Equal([true, true, false, true, true], Verdicts("Abcdef1@"));

    // SelectDB, RDS, MongoDB, AnalyticDB, PolarDB.
    private static bool[] Verdicts(string password) =>
    [
        Decide("SelectDb", SeededInstance("selectdb-cn-running"), "RegionId=cn-hangzhou", "DBInstanceId=x", "AccountName=admin", $"AccountPassword={password}") is Decision.Change,
        Decide("Rds", SeededInstance("rm-running"), "DBInstanceId=x", "AccountName=test1", $"AccountPassword={password}") is Decision.Change,
        Decide("MongoDb", SeededInstance("dds-replica"), "DBInstanceId=x", "AccountName=root", $"AccountPassword={password}") is Decision.Change,
        Decide("AnalyticDb", SeededInstance("gp-running"), "DBInstanceId=x", "AccountName=testaccount_1", $"AccountPassword={password}") is Decision.Change,
        Decide("PolarDb", SeededInstance("pc-running"), "DBClusterId=pc-running", "AccountName=testacc", $"AccountPassword={password}") is Decision.Change,
    ];
}
