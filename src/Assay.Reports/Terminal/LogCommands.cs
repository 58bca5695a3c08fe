using System.Text.RegularExpressions;

namespace Assay.Reports;

/// <summary>
/// Knows what build services take for a command when a program writes it to its output: GitHub Actions <c>::set-output name=a::b</c> at the start of a line and <c>##[add-path]</c>
/// anywhere in it, Azure Pipelines <c>##vso[task.setvariable]</c> and <c>##[error]</c>, TeamCity <c>##teamcity[...]</c>.
/// </summary>
internal static partial class LogCommands
{
    private const string Colon = "\\u{3a}";
    private const string Hash = "\\u{23}";

    /// <summary>Shows the second character of such a command as <c>\u{...}</c>, which no service reads.</summary>
    public static string Break(string text)
    {
        // Two comparisons for nearly every text. Where a line begins is decided later, so that any place may be its start.
        var shown = text.Contains("##", StringComparison.Ordinal) ? Hashes().Replace(text, "#" + Hash) : text;
        return shown.Contains("::", StringComparison.Ordinal) ? Colons().Replace(shown, ":" + Colon) : shown;
    }

    [GeneratedRegex(@"##(?=(?:vso|teamcity)?\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hashes();

    // The commands of the runner; what follows the name is a blank, or the colons before the value. A member of a type, Console::Error, has neither.
    [GeneratedRegex(@"::(?=(?:error|warning|notice|debug|group|endgroup|add-mask|add-path|add-matcher|remove-matcher|set-env|set-output|save-state|echo|stop-commands|internal-set-repo-path)(?:\s|::))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Colons();
}
