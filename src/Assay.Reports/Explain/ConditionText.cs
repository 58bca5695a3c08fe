using Assay.Model;

namespace Assay.Reports;

/// <summary>Says a condition in words, one line per node.</summary>
internal static class ConditionText
{
    /// <summary>Gives the lines with their depth, general to specific.</summary>
    public static IEnumerable<(int Depth, string Text)> Lines(Condition condition, int depth = 0)
    {
        var place = Place(condition);
        switch (condition.Kind)
        {
            case ConditionKind.Fact when condition.Fact is { } fact:
                return [(depth, PredicateText.Of(fact) + place)];
            case ConditionKind.Behavior:
                return [(depth, Selection(condition.Behavior) + place)];
            case ConditionKind.Flow:
                return [(depth, $"data flows{place}"), .. condition.Children.SelectMany((step, index) => Step(step, index, condition.Children.Count, depth + 1))];
            default:
                return [(depth, Heading(condition) + place), .. condition.Children.SelectMany(child => Lines(child, depth + 1))];
        }
    }

    // behavior {risk: [suspicious], category: [network]} => a suspicious behavior of network
    private static string Selection(BehaviorPredicate? behavior)
    {
        if (behavior is { Ids.Count: > 0 })
        {
            return "behavior " + string.Join(" or ", behavior.Ids);
        }

        var words = new List<string>();
        words.AddRange((behavior?.Risks ?? []).Select(risk => ReportNamingPolicy.Instance.ConvertName(risk.ToString()) + " risk"));
        words.AddRange((behavior?.Chains ?? []).Select(chain => ReportNamingPolicy.Instance.ConvertName(chain.ToString()) + " chain"));
        words.AddRange((behavior?.Categories ?? []).Select(category => "category " + category));
        return words.Count == 0 ? "any behavior" : "any behavior of " + string.Join(", ", words);
    }

    private static string Heading(Condition condition) => condition.Kind switch
    {
        ConditionKind.All => "all of",
        ConditionKind.Any => "any of",
        ConditionKind.Not => "not",
        ConditionKind.Count => condition.Distinct == CountDistinct.Behavior ? $"{condition.AtLeast} or more different behaviors of" : $"at {condition.AtLeast} or more places",
        _ => ReportNamingPolicy.Instance.ConvertName(condition.Kind.ToString()),
    };

    private static IEnumerable<(int Depth, string Text)> Step(Condition step, int index, int count, int depth)
    {
        var role = index == 0 ? "from" : index == count - 1 ? "to" : "through";
        var lines = Lines(step, depth).ToArray();
        return lines.Length == 1 ? [(depth, $"{role} {lines[0].Text}")] : [(depth, role), .. lines.Select(line => (line.Depth + 1, line.Text))];
    }

    private static string Place(Condition condition)
    {
        var texts = new List<string>();
        if (condition.Within != Scope.Inherit)
        {
            texts.Add(condition.Within == Scope.Package ? "anywhere in the package" : $"in one {ReportNamingPolicy.Instance.ConvertName(condition.Within.ToString())}");
        }

        if (condition.Proven)
        {
            texts.Add("proven by the arguments");
        }

        if (condition.Surfaces != Surface.None)
        {
            texts.Add("running at " + string.Join(" or ", condition.Surfaces.Names()));
        }

        if (condition.Community is { } community)
        {
            texts.Add($"in packages of {community}");
        }

        return texts.Count == 0 ? "" : ", " + string.Join(", ", texts);
    }
}
