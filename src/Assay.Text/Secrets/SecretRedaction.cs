namespace Assay.Text.Secrets;

/// <summary>Finds the secret parts of texts that a report is about to show.</summary>
public static class SecretRedaction
{
    /// <summary>Stands where a secret was.</summary>
    public const string Mask = "(hidden)";

    /// <summary>Gives the secret parts of a text, without the beginnings that everybody knows. Placeholders and public certificates are none.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        var matches = Search(text);
        return matches.Count == 0 ? [] : [.. matches.Select(match => text.Substring(match.Start + match.Shown, match.Length - match.Shown - match.ShownEnd))];
    }

    /// <summary>Gives the text with a mask in place of its secrets.</summary>
    public static string Hide(string text)
    {
        var matches = Search(text);
        for (var i = matches.Count - 1; i >= 0; i--)
        {
            var (start, end) = (matches[i].Start + matches[i].Shown, matches[i].Start + matches[i].Length - matches[i].ShownEnd);
            text = string.Concat(text.AsSpan(0, start), Mask, text.AsSpan(end));
        }

        return text;
    }

    private static List<SecretMatch> Search(string text)
    {
        var bytes = new byte[text.Length];
        AsciiText.Narrow(text, bytes);
        var matches = new List<SecretMatch>();
        SecretScanner.Find(bytes, matches);
        matches.RemoveAll(match => match.Known == "placeholder" || match.Family == SecretFamily.Certificate);
        return matches;
    }
}
