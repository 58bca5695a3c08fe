using Assay.Model;

namespace Assay.Reports;

/// <summary>Says a predicate on one fact in words.</summary>
internal static class PredicateText
{
    public static string Of(FactPredicate predicate)
    {
        var text = $"{ReportNamingPolicy.Instance.ConvertName(predicate.Kind.ToString())} {Of(predicate.Value)}";
        text = predicate.Arguments.Count == 0 ? text : $"{text} with {string.Join(" and ", predicate.Arguments.Select(Of))}";
        return predicate.Derivations.Count == 0 ? text
            : $"{text}, {string.Join(" or ", predicate.Derivations.Select(derivation => ReportNamingPolicy.Instance.ConvertName(derivation.ToString())))}";
    }

    private static string Of(TextMatch match)
    {
        var values = string.Join(" or ", match.Values);
        return match.Mode switch
        {
            MatchMode.Exact => values,
            MatchMode.Exists => "of any value",
            MatchMode.Regex => $"that matches {values}",
            MatchMode.Glob => $"like {values}",
            MatchMode.Prefix => $"that starts with {values}",
            MatchMode.Contains => $"that contains {values}",
            _ => $"{ReportNamingPolicy.Instance.ConvertName(match.Mode.ToString()).Replace('-', ' ')} {values}",
        };
    }

    private static string Of(ArgumentPredicate predicate)
    {
        var name = predicate.Name switch
        {
            null => $"argument {predicate.Position + 1}",
            "*" => "any argument",
            "this" => "the receiver",
            var known => known,
        };
        if (predicate is { Negated: true, Match: { } excluded })
        {
            return excluded.Mode == MatchMode.Exists ? $"no {name}" : $"{name} not {Of(excluded)}";
        }

        return predicate.Sequence.Count > 0
            ? $"{(predicate.Name is null ? "arguments" : name)} {string.Join(" ... ", predicate.Sequence.Select(Of))}"
            : predicate.Match is { } match ? $"{name} {Of(match)}" : name;
    }
}
