using System.CommandLine;
using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Http;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.CommandLine;

internal static class Commands
{
    public static readonly RootCommand Root = Build();
    private static RootCommand Build()
    {
        var root = new RootCommand("x") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction(async (parse, token) =>
        {
            var builder = WebApplication.CreateSlimBuilder([.. parse.UnmatchedTokens]);
            using var s = typeof(Commands).Assembly.GetManifestResourceStream("default-seed.json")!;
            using var m = new MemoryStream(); s.CopyTo(m);
            var seed = new SeedReader(Catalogue.Products, IdSource.System, DateTimeOffset.UtcNow).Read(m.ToArray(), out var faults);
            foreach (var f in faults) Console.WriteLine(f);
            await using var app = EmulatorApplication.Build(builder, new(), seed!);
            await app.RunAsync(token);
        });
        return root;
    }
}
