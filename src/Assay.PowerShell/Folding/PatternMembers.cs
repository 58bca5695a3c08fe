using System.Text.RegularExpressions;
using Assay.Framework;

namespace Assay.PowerShell.Folding;

/// <summary>Members of <c>[regex]</c> and of matches.</summary>
internal static class PatternMembers
{
    public static object? InvokeStatic(string name, in Arguments arguments)
    {
        var work = arguments.Work;
        switch (name)
        {
            case "ESCAPE":
                return arguments.Text(0, out var text) && work.Fits(text.Length * 2L) ? Regex.Escape(text) : UnknownElement.Any;
            case "UNESCAPE":
                work.Use(Techniques.Escapes);
                return arguments.Text(0, out text) && work.Fits(text.Length) ? Unescape(text) : UnknownElement.Any;
            case "NEW":
                return arguments.Text(0, out var pattern) && Options(arguments, 1, out var options) ? new PatternObject(pattern, options) : UnknownElement.Any;
        }

        return arguments.Text(0, out var input) && arguments.Text(1, out var expression) && Options(arguments, name == "REPLACE" ? 3 : 2, out var chosen)
            ? Apply(new PatternObject(expression, chosen), name, input, arguments, 2)
            : UnknownElement.Any;
    }

    public static object? Invoke(PatternObject pattern, string member, in Arguments arguments)
    {
        var name = member.ToUpperInvariant();
        return name == "TOSTRING" ? pattern.Pattern
            : arguments.Text(0, out var text) && (arguments.Count == 1 || name == "REPLACE") ? Apply(pattern, name, text, arguments, 1)
            : UnknownElement.Any;
    }

    /// <summary>Properties of a match or group.</summary>
    public static object? Property(MatchObject match, string member) => member.ToUpperInvariant() switch
    {
        "VALUE" => match.Value,
        "INDEX" => Boxes.Of(match.Index),
        "LENGTH" => Boxes.Of(match.Value.Length),
        "SUCCESS" => Boxes.Of(match.Success),
        "GROUPS" => match.Groups.Cast<object?>().ToArray(),
        _ => UnknownElement.Any,
    };

    /// <summary>What scripts see of a match.</summary>
    public static MatchObject Of(Match match)
    {
        var groups = new MatchObject[match.Groups.Count];
        var names = new string[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var group = match.Groups[i];
            names[i] = group.Name;
            groups[i] = new MatchObject(group.Value, group.Index, group.Success, [], []);
        }

        return new MatchObject(match.Value, match.Index, match.Success, groups, names);
    }

    private static object? Apply(PatternObject pattern, string name, string text, in Arguments arguments, int next)
    {
        var work = arguments.Work;
        if ((pattern.Options & RegexOptions.RightToLeft) != 0)
        {
            work.Use(Techniques.Reversal);
        }

        switch (name)
        {
            case "ISMATCH":
                return work.Patterns.Match(pattern.Pattern, pattern.Options, text, work) is { } match ? Boxes.Of(match.Success) : UnknownElement.Any;
            case "MATCH":
                return work.Patterns.Match(pattern.Pattern, pattern.Options, text, work) is { } first ? Of(first) : UnknownElement.Any;
            case "MATCHES":
                return work.Patterns.Matches(pattern.Pattern, pattern.Options, text, work) is { } all && work.Fits(all.Count) ? all.ConvertAll(Of).Cast<object?>().ToArray() : UnknownElement.Any;
            case "REPLACE":
                work.Use(Techniques.Replacement);
                return arguments.Count > next && arguments[next] is not FoldedBlock && arguments.Text(next, out var replacement) && (next == 2 || arguments.Count == 2)
                    ? Replacing.One(text, pattern.Pattern, pattern.Options, replacement, work)
                    : UnknownElement.Any;
            case "SPLIT":
                work.Use(Techniques.Split);
                return (pattern.Options & RegexOptions.RightToLeft) == 0 ? Splitting.Split(text, new object[] { pattern.Pattern }, (pattern.Options & RegexOptions.IgnoreCase) == 0, work) : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    private static object? Unescape(string text)
    {
        try
        {
            return Regex.Unescape(text);
        }
        catch (ArgumentException)
        {
            return UnknownElement.Any;
        }
    }

    private static bool Options(in Arguments arguments, int index, out RegexOptions options)
    {
        options = RegexOptions.None;
        if (index >= arguments.Count)
        {
            return true;
        }

        if (arguments[index] is UnknownElement || FrameworkTable.Default.FindType("System.Text.RegularExpressions.RegexOptions") is not { } type || Enumerations.Of(type, arguments[index]) is not FoldedEnumeration constant)
        {
            return false;
        }

        options = (RegexOptions)constant.Value;
        return true;
    }
}
