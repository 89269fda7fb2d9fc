namespace ResetPassword.Tests.Http;

/// <summary>The console's files, as a browser gets them; what they do there, the browser tests say.</summary>
public sealed class ConsoleTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Every file, and what it is.</summary>
    public static TheoryData<string, string> Files => new(
        from file in Repository.FilesOf("src/ResetPassword/Http/Console", "*")
        let type = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        }
        where type is not null
        select (Path.GetFileName(file), type));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_comes_as_it_is_with_strict_headers(string file, string type)
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));

        var answer = await emulator.GetAsync($"console/{file}");

        Assert.Equal((200, type), (answer.Status, answer.ContentType));
        Assert.Equal(
            await File.ReadAllTextAsync(Repository.PathOf($"src/ResetPassword/Http/Console/{file}"), TestContext.Current.CancellationToken), answer.Text);
        Assert.Equal(
            (Policy, "nosniff", "no-referrer", "same-origin", "no-cache"),
            (answer.Headers["Content-Security-Policy"], answer.Headers["X-Content-Type-Options"], answer.Headers["Referrer-Policy"],
                answer.Headers["Cross-Origin-Opener-Policy"], answer.Headers["Cache-Control"]));
    }

    [Theory]
    [InlineData("console")]
    [InlineData("console/")]
    public async Task Its_address_is_the_page(string path)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync(path);

        Assert.Equal((200, "text/html; charset=utf-8"), (answer.Status, answer.ContentType));
    }

    [Fact]
    public async Task What_the_browser_has_already_is_not_sent_again()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var first = await emulator.GetAsync("console");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Endpoint, "/_emulator/console"))
        {
            Headers = { { "If-None-Match", first.Headers["ETag"] } },
        };

        var again = await emulator.SendAsync(request);

        Assert.Equal((304, ""), (again.Status, again.Text));
    }

    [Theory]
    [InlineData("console/none.js")]
    [InlineData("console/ConsoleEndpoints.cs")]
    [InlineData("console/..%2Fdefault-seed.json")]
    [InlineData("console/a/b")]
    public async Task Nothing_else_is_there(string path)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync(path);

        Assert.Equal((404, "application/problem+json"), (answer.Status, answer.ContentType));
    }

    [Fact]
    public async Task The_description_of_the_controls_has_none_of_it()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var description = await emulator.SendAsync(new(HttpMethod.Get, new Uri(emulator.Endpoint, "/openapi/v1.json")));

        Assert.DoesNotContain("/console", description.Text, StringComparison.Ordinal);
    }

    /// <summary>No script or style but in files of their own: the policy would refuse it.</summary>
    [Fact]
    public void The_page_has_no_inline_script_or_style()
    {
        var page = File.ReadAllText(Repository.PathOf("src/ResetPassword/Http/Console/index.html"));

        Assert.DoesNotMatch("<style|style=|<script(?![^>]*src=)| on[a-z]+=|https?://", page);
    }

    /// <summary>What would make markup of a text.</summary>
    [Fact]
    public void No_script_of_it_makes_markup_or_code_of_a_text()
    {
        var scripts = Repository.FilesOf("src/ResetPassword/Http/Console", "*.js");

        Assert.All(scripts, script => Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|\\.cssText|setAttribute\\('style'", File.ReadAllText(script)));
    }
}
