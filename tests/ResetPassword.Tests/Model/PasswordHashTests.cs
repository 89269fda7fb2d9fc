using System.Text;
using ResetPassword.Model;

namespace ResetPassword.Tests.Model;

public sealed class PasswordHashTests
{
    [Theory]
    [InlineData("New_pass1", "New_pass1", true)]
    [InlineData("New_pass1", "new_pass1", false)]
    [InlineData("New_pass1", "New_pass1 ", false)]
    [InlineData("New_pass1", "", false)]
    [InlineData("", "", true)]
    [InlineData("пароль", "пароль", true)]
    public void A_hash_matches_its_own_password_only(string password, string tried, bool matches)
    {
        var hash = PasswordHash.Of(new(password), IdSource.System.NextSalt());

        Assert.Equal(matches, hash.Matches(new(tried)));
    }

    [Fact]
    public void A_password_longer_than_any_that_is_accepted_is_hashed_too()
    {
        var password = new Secret(new string('x', 10_000));

        var hash = PasswordHash.Of(password, IdSource.System.NextSalt());

        Assert.Equal((true, false), (hash.Matches(password), hash.Matches(new(new string('x', 9_999)))));
    }

    [Fact]
    public void The_same_password_has_another_hash_each_time()
    {
        var first = PasswordHash.Of(new("New_pass1"), IdSource.System.NextSalt());
        var second = PasswordHash.Of(new("New_pass1"), IdSource.System.NextSalt());

        Assert.NotEqual(first.Write(), second.Write());
    }

    [Theory]
    [InlineData("New_pass1", "0123456789abcdef", true)]
    [InlineData("new_pass1", "0123456789abcdef", false)]
    [InlineData("New_pass1", "0123456789abcdeg", false)]
    public void Hashes_are_equal_with_the_same_salt_and_password(string password, string salt, bool areEqual)
    {
        var hash = PasswordHash.Of(new("New_pass1"), "0123456789abcdef"u8);
        var other = PasswordHash.Of(new(password), Encoding.UTF8.GetBytes(salt));

        Assert.Equal((areEqual, areEqual, !areEqual), (hash.Equals(other), hash == other, hash != other));
    }

    [Fact]
    public void Accounts_with_the_same_hash_are_equal()
    {
        var account = SomeAccount(PasswordHash.Of(new("New_pass1"), "0123456789abcdef"u8));
        var same = SomeAccount(PasswordHash.Of(new("New_pass1"), "0123456789abcdef"u8));
        var other = SomeAccount(PasswordHash.Of(new("New_pass2"), "0123456789abcdef"u8));

        Assert.Equal((true, false, true), (account == same, account == other, account.GetHashCode() == same.GetHashCode()));
    }

    private static DatabaseAccount SomeAccount(PasswordHash password) =>
        new() { Name = "test1", Type = "Normal", Status = "Available", Password = password, PasswordChangedAt = SomeTime.Noon };

    [Fact]
    public void A_written_hash_is_salt_and_SHA_256_and_is_read_back()
    {
        var hash = PasswordHash.Of(new("New_pass1"), "0123456789abcdef"u8);

        var isRead = PasswordHash.TryRead("sha256:MDEyMzQ1Njc4OWFiY2RlZg==:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=", out var read);

        Assert.Equal("sha256:MDEyMzQ1Njc4OWFiY2RlZg==:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=", hash.Write());
        Assert.True(isRead && read!.Value.Matches(new("New_pass1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("md5:MDEyMzQ1Njc4OWFiY2RlZg==:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=")]
    [InlineData("sha256:MDEyMzQ1Njc4OWFiY2RlZg==")]
    [InlineData("sha256:MDEyMzQ1Njc4OWFiY2RlZg==:c2hvcnQ=")]
    [InlineData("sha256:c2hvcnQ=:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=")]
    [InlineData("sha256:not base64 at all!!!!:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=")]
    [InlineData("sha256:MDEyMzQ1Njc4OWFiY2RlZg==:Li8ju0tUBAcpD2yxMRPRVLpoBpMQ8OFLtE6hoMCPtUg=:more")]
    public void What_is_not_a_written_hash_is_not_read(string text) => Assert.False(PasswordHash.TryRead(text, out _));
}
