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
                return [(depth, (condition.Behavior is { } id ? $"behavior {id}" : "another behavior") + place)];
            case ConditionKind.Flow:
                return [(depth, $"data flows{place}"), .. condition.Children.SelectMany((step, index) => Step(step, index, condition.Children.Count, depth + 1))];
            default:
                return [(depth, Heading(condition) + place), .. condition.Children.SelectMany(child => Lines(child, depth + 1))];
        }
    }

    private static string Heading(Condition condition) => condition.Kind switch
    {
        ConditionKind.All => "all of",
        ConditionKind.Any => "any of",
        ConditionKind.Not => "not",
        ConditionKind.Count => $"at {condition.AtLeast} or more places",
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
