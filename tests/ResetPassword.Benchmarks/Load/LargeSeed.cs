using System.Globalization;
using System.Text.Json;

namespace ResetPassword.Benchmarks.Load;

/// <summary>Seed files of RDS instances with many accounts, and the targets that calls take at random.</summary>
internal static class LargeSeed
{
    public static (string InstanceId, string AccountName)[] Write(string path, int instances, int accountsEach)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteStartArray("instances");
        for (var i = 0; i < instances; i++)
        {
            json.WriteStartObject();
            json.WriteString("product", "Rds");
            json.WriteString("id", InstanceId(i));
            json.WriteStartArray("accounts");
            for (var j = 0; j < accountsEach; j++)
            {
                json.WriteStartObject();
                json.WriteString("name", AccountName(j));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        // The same order in every run.
        var random = new Random(1);
        return [.. Enumerable.Range(0, 100_000).Select(_ => (InstanceId(random.Next(instances)), AccountName(random.Next(accountsEach))))];
    }

    private static string InstanceId(int number) => string.Create(CultureInfo.InvariantCulture, $"rm-{number:D4}");

    private static string AccountName(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number:D4}");
}
