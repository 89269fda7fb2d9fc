namespace ResetPassword.Ram;

/// <summary>RAM's patterns: <c>*</c> is any text, <c>:</c> and <c>/</c> included, <c>?</c> is one character. Pure.</summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoresCase = false)
    {
        // After a mismatch only the last star takes one character more: what an earlier one took is never looked at again.
        var (p, t) = (0, 0);
        var (afterStar, retry) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                afterStar = ++p;
                retry = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreEqual(pattern[p], text[t], ignoresCase)))
            {
                p++;
                t++;
            }
            else if (afterStar >= 0)
            {
                p = afterStar;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool AreEqual(char one, char other, bool ignoresCase) =>
        one == other || (ignoresCase && char.ToLowerInvariant(one) == char.ToLowerInvariant(other));
}
