using System.Buffers;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Licences as bills of materials name them.</summary>
internal static class LicenseText
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The declared expression; null where none is declared, or where it does not have the form of one (SPDX 2.3, annex D).</summary>
    public static string? Declared(ReportedPackage package) => IsExpression(package.License?.Expression) ? package.License!.Expression!.Trim() : null;

    /// <summary>The licence that the texts of the package were recognised as, when it is exactly one and nothing contradicts it; else null.</summary>
    public static string? Recognized(ReportedPackage package)
    {
        var own = package.Licenses.Where(license => license.Scope == "package").ToArray();
        return own.All(license => license.Role is "applies") && own.Select(license => license.Id).Distinct(StringComparer.Ordinal).ToArray() is [var only] && only != "unknown" && IsExpression(only) ? only : null;
    }

    /// <summary>The names in an expression that no list knows and that a document has to explain.</summary>
    public static IEnumerable<string> References(string expression) =>
        expression.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("LicenseRef-", StringComparison.Ordinal));

    // Names and operators in turn, with balanced parentheses. References to other documents are left out: those documents are not here.
    private static bool IsExpression(string? text)
    {
        if (text is null or { Length: 0 or > 1_000 })
        {
            return false;
        }

        var (depth, wantsName) = (0, true);
        foreach (var word in text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word)
            {
                case "(" when wantsName:
                    depth++;
                    break;
                case ")" when !wantsName && depth > 0:
                    depth--;
                    break;
                case "AND" or "OR" or "WITH" when !wantsName:
                    wantsName = true;
                    break;
                case not ("(" or ")" or "AND" or "OR" or "WITH") when wantsName && IsName(word):
                    wantsName = false;
                    break;
                default:
                    return false;
            }
        }

        return depth == 0 && !wantsName;
    }

    private static bool IsName(string word) => word.AsSpan().TrimEnd('+') is { Length: > 0 } name && !name.ContainsAnyExcept(Letters);
}
