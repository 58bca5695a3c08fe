using System.Text.RegularExpressions;
using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads values to compare with: a text, a list (any of), or a mapping of mode and options.</summary>
internal sealed class MatchReader(YamlFile file)
{
    private const int ShortestLiteral = 4;

    /// <summary>Reads the value of a fact: its literals must be long enough to be searched for in every text of a package.</summary>
    public TextMatch? OfFact(YamlNode node, bool ignoreCase, string what)
    {
        if (Read(node, ignoreCase, what) is not { } match)
        {
            return null;
        }

        if (match is { Mode: MatchMode.Regex, Literal: null })
        {
            file.Report(DiagnosticIds.RegexWithoutLiteral, node, "A regex needs a 'literal': a text that every match contains.");
        }

        foreach (var text in match.Mode is MatchMode.Prefix or MatchMode.Contains ? match.Values : [])
        {
            if (text.Length < ShortestLiteral)
            {
                file.Report(DiagnosticIds.ShortLiteral, node, $"'{text}' is shorter than {ShortestLiteral} characters and would be found everywhere.");
            }
        }

        return match;
    }

    /// <summary>Reads the value of an argument, which is looked at only where the fact matched.</summary>
    public TextMatch? OfArgument(YamlNode node, string what) => Read(node, ignoreCase: true, what);

    private TextMatch? Read(YamlNode node, bool ignoreCase, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            var values = file.Texts(node, what);
            return values.Count == 0 ? null : new TextMatch(MatchMode.Exact, values, ignoreCase);
        }

        YamlNode? value = null, literal = null;
        var mode = MatchMode.Exact;
        foreach (var (key, child) in mapping.Children)
        {
            var name = file.Key(key);
            if (Vocabulary.MatchModes.TryGetValue(name, out var found))
            {
                if (value is not null)
                {
                    file.Report(DiagnosticIds.NotOneKind, key, $"{what} has two ways to compare; use `all` for both.");
                }

                (mode, value) = (found, child);
            }
            else if (name == "ignore-case")
            {
                ignoreCase = file.Truth(child, "'ignore-case'") ?? ignoreCase;
            }
            else if (name == "literal")
            {
                literal = child;
            }
            else
            {
                file.UnknownKey(key, "a comparison");
            }
        }

        if (value is null)
        {
            file.Report(DiagnosticIds.NotOneKind, node, $"{what} does not say how to compare ({string.Join(", ", Vocabulary.MatchModes.Keys.Order(StringComparer.Ordinal))}).");
            return null;
        }

        return Finish(node, mode, value, literal, ignoreCase, what);
    }

    private TextMatch? Finish(YamlNode node, MatchMode mode, YamlNode value, YamlNode? literal, bool ignoreCase, string what)
    {
        if (mode == MatchMode.Exists)
        {
            if (file.Truth(value, "'exists'") == false)
            {
                file.Report(DiagnosticIds.WrongType, value, "'exists' is true or left out; use `not` for absence.");
            }

            return new TextMatch(mode, [], ignoreCase);
        }

        var values = file.Texts(value, what);
        if (values.Count == 0)
        {
            return null;
        }

        foreach (var text in values)
        {
            Check(value, mode, text);
        }

        var match = new TextMatch(mode, values, ignoreCase) { Literal = literal is null ? null : file.Text(literal, "'literal'") };
        if (mode == MatchMode.Regex)
        {
            CheckExpressions(value, match);
        }
        else if (literal is not null)
        {
            file.Report(DiagnosticIds.UnknownKey, node, "'literal' belongs to 'regex'.");
        }

        return match;
    }

    private void Check(YamlNode node, MatchMode mode, string text)
    {
        if (mode is MatchMode.AtLeast or MatchMode.AtMost && !FactShape.IsNumber(text) && !FactShape.IsInstant(text))
        {
            file.Report(DiagnosticIds.ValueShape, node, $"'{text}' is neither a number nor a date (2024-12-31).");
        }
        else if (mode is MatchMode.After or MatchMode.Before && text != "published" && !FactShape.IsInstant(text))
        {
            file.Report(DiagnosticIds.ValueShape, node, $"'{text}' is neither a date (2024-12-31) nor 'published'.");
        }
    }

    private void CheckExpressions(YamlNode node, TextMatch match)
    {
        foreach (var expression in match.Values)
        {
            try
            {
                _ = RegexWindow.Build(expression, match.IgnoreCase);
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                file.Report(DiagnosticIds.RegexInvalid, node, $"The regex does not compile without backtracking: {exception.Message.ReplaceLineEndings(" ")}");
                continue;
            }

            // Compared as written: `a\.b` holds the literal `a.b` in its escaped spelling.
            if (match.Literal is { } literal && !Contains(expression, literal, match.IgnoreCase) && !Contains(expression, Regex.Escape(literal), match.IgnoreCase))
            {
                file.Report(DiagnosticIds.LiteralNotInRegex, node, $"The literal '{literal}' does not stand in the regex.");
            }
        }
    }

    private static bool Contains(string expression, string literal, bool ignoreCase) =>
        expression.Contains(literal, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
