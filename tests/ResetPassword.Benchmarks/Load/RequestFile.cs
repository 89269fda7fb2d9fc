using System.Globalization;
using System.Text;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks.Load;

/// <summary>Requests that are signed beforehand, as bytes: what replay.lua reads. A file is good for one run within 15 minutes.</summary>
internal static class RequestFile
{
    private const int BatchSize = 2000;

    /// <param name="targets">Instance and account of each call, in turn.</param>
    public static void Write(string path, SignatureGeneration generation, int count, IReadOnlyList<(string InstanceId, string AccountName)> targets)
    {
        using var file = File.Create(path);
        var batches = Enumerable.Range(0, (count + BatchSize - 1) / BatchSize)
            .AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(batch => BatchOf(generation, batch * BatchSize, targets));
        foreach (var batch in batches)
            file.Write(batch);
    }

    /// <summary>One request as it goes over a connection.</summary>
    public static byte[] BytesOf(HttpRequestMessage message)
    {
        using var bytes = new MemoryStream();
        AppendTo(bytes, message);
        return bytes.ToArray();
    }

    private static byte[] BatchOf(SignatureGeneration generation, int first, IReadOnlyList<(string InstanceId, string AccountName)> targets)
    {
        using var batch = new MemoryStream();
        using var request = new MemoryStream();
        for (var i = 0; i < BatchSize; i++)
        {
            var (instanceId, accountName) = targets[(first + i) % targets.Count];
            request.SetLength(0);
            AppendTo(request, SignedCalls.Next(generation, instanceId, accountName));
            batch.Write(Encoding.ASCII.GetBytes(request.Length.ToString("D4", CultureInfo.InvariantCulture)));
            request.WriteTo(batch);
        }

        return batch.ToArray();
    }

    private static void AppendTo(MemoryStream bytes, HttpRequestMessage message)
    {
        var head = new StringBuilder($"{message.Method} {message.RequestUri!.PathAndQuery} HTTP/1.1\r\nhost: {message.RequestUri.Authority}\r\n");
        foreach (var (name, values) in message.Headers.NonValidated)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {values}\r\n");
        if (message.Content is { } content)
            head.Append(CultureInfo.InvariantCulture, $"content-type: {content.Headers.ContentType}\r\ncontent-length: {content.Headers.ContentLength}\r\n");
        bytes.Write(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        message.Content?.CopyTo(bytes, null, default);
        message.Dispose();
    }
}
