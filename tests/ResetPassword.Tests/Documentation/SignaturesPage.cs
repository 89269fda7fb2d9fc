using ResetPassword.Tests.Gateway.Authentication;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation says of signers' mistakes: those that the tests make.</summary>
internal static class SignaturesPage
{
    public static string List() =>
        $"The query signature (V1):\n\n{Items(SignatureDiagnosisTests.MistakesV1)}\n`ACS3-HMAC-SHA256` (V3):\n\n{Items(SignatureDiagnosisTests.MistakesV3)}";

    private static string Items(TheoryData<string, string> mistakes) =>
        string.Concat(mistakes.Select(mistake => $"* {mistake.Data.Item2.Replace("*", "\\*", StringComparison.Ordinal)}\n"));
}
