namespace Assay.Model;

/// <summary>Patterns of host names: <c>example.com</c> is that host, <c>*.example.com</c> every host below it.</summary>
public static class HostPattern
{
    /// <summary>Compares a host with a pattern, without regard to case and a dot at the end.</summary>
    public static bool Matches(string pattern, ReadOnlySpan<char> host)
    {
        if (host.EndsWith("."))
        {
            host = host[..^1];
        }

        return pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Says whether any pattern matches.</summary>
    public static bool MatchesAny(IReadOnlyList<string> patterns, ReadOnlySpan<char> host)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (Matches(patterns[i], host))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells a pattern: labels of letters, digits and <c>-</c> with dots between them, at most one leading <c>*.</c>; addresses of version 4 and, in brackets, 6 as well.</summary>
    public static bool IsPattern(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        if (name is ['[', .., ']'])
        {
            return name.Length == text.Length && System.Net.IPAddress.TryParse(name[1..^1], out _);
        }

        var label = 0;
        foreach (var character in name)
        {
            if (character == '.' ? label == 0 : !(char.IsLetterOrDigit(character) || character is '-' or '_'))
            {
                return false;
            }

            label = character == '.' ? 0 : label + 1;
        }

        return label > 0;
    }
}
