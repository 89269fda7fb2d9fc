using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.CommandLine;

/// <summary><c>schema</c>: the JSON schema of seed files.</summary>
internal static class SchemaCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON schema of seed files.");
        command.SetAction(_ => OutputLines.Standard.WriteLine(SeedSchema.Of(Catalogue.Databases).ToJsonString(Indented)));
        return command;
    }
}
