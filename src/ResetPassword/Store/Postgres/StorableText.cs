namespace ResetPassword.Store.Postgres;

/// <summary>Which texts PostgreSQL can hold.</summary>
internal static class StorableText
{
    /// <summary>Whether it has neither a NUL nor half a character in it.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))))
                return false;
        }

        return true;
    }
}
