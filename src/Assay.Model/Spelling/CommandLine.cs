using System.Text;

namespace Assay.Model;

/// <summary>Splits command lines and names programs.</summary>
public static class CommandLine
{
    private const int UsualTokens = 64;

    /// <summary>Names a program as <c>process</c> facts do: <c>C:\Windows\System32\CMD.exe</c> => <c>cmd</c>.</summary>
    public static string ProgramName(ReadOnlySpan<char> path)
    {
        var trimmed = path.Trim().Trim('"');
        var name = trimmed[(trimmed.LastIndexOfAny('/', '\\') + 1)..];
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^4];
        }

        return name.ToString().ToLowerInvariant();
    }

    /// <summary>Splits at blanks outside double quotes; quotes are dropped, <c>\"</c> and <c>""</c> stand for a quote. What is behind the last token that is asked for is left out.</summary>
    public static IReadOnlyList<string> Split(string arguments, int maximumTokens = UsualTokens)
    {
        var tokens = new List<string>();
        var token = new StringBuilder();
        var quoted = false;
        var any = false;
        for (var i = 0; i < arguments.Length && tokens.Count < maximumTokens; i++)
        {
            var c = arguments[i];
            if (c == '\\' && i + 1 < arguments.Length && arguments[i + 1] == '"')
            {
                token.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
                any = true;
            }
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                Take();
            }
            else
            {
                token.Append(c);
            }
        }

        Take();
        return tokens;

        void Take()
        {
            if ((token.Length > 0 || any) && tokens.Count < maximumTokens)
            {
                tokens.Add(token.ToString());
            }

            token.Clear();
            any = false;
        }
    }
}
