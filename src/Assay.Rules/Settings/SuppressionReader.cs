using System.Globalization;
using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads the list of suppressions.</summary>
internal sealed class SuppressionReader(YamlFile file, RuleNames rules, List<PolicyFileValue> values)
{
    private const int MaximumCount = 10_000;

    private static readonly string[] Keys = ["rule", "package", "path", "reason", "owner", "expires"];
    private static readonly string[] Required = ["rule", "package", "reason", "owner", "expires"];

    public IReadOnlyList<Suppression> Read(YamlNode node)
    {
        var items = file.Sequence(node, "'suppressions'");
        if (items.Count > MaximumCount)
        {
            file.Report(DiagnosticIds.WrongType, node, $"There are {items.Count} suppressions; more than {MaximumCount} are not read.");
            return [];
        }

        return [.. items.Select(One).OfType<Suppression>()];
    }

    private Suppression? One(YamlNode node)
    {
        if (file.Mapping(node, "A suppression") is not { } mapping)
        {
            return null;
        }

        string? rule = null, path = null, reason = null, owner = null;
        PackagePattern? package = null;
        DateOnly? expires = null;
        foreach (var (key, value) in mapping.Children)
        {
            switch (file.Key(key))
            {
                case "rule":
                    rule = Policy(value);
                    break;
                case "package":
                    package = Package(value);
                    break;
                case "path":
                    path = file.Text(value, "'path'");
                    break;
                case "reason":
                    reason = Words(value, "'reason'");
                    break;
                case "owner":
                    owner = Words(value, "'owner'");
                    break;
                case "expires":
                    expires = Date(value);
                    break;
                default:
                    file.UnknownKey(key, "a suppression", Keys);
                    break;
            }
        }

        foreach (var missing in Required.Where(required => !mapping.Children.ContainsKey(required)))
        {
            file.Report(DiagnosticIds.MissingKey, node, $"The suppression has no '{missing}'.");
        }

        if (rule is null || package is null || reason is null || owner is null || expires is null)
        {
            return null;
        }

        var line = Math.Max(1, (int)node.Start.Line);
        values.Add(new PolicyFileValue("suppressions", $"{rule} in {package}{(path is null ? "" : $", {path}")}, until {expires:yyyy-MM-dd}, {owner}: {reason}", line, rule));
        return new Suppression(rule, package, path, reason, owner, expires.Value, line);
    }

    private string? Policy(YamlNode node)
    {
        if (rules.Find(file, node) is not { } id)
        {
            return null;
        }

        if (rules.IsBehavior(id))
        {
            file.Report(DiagnosticIds.UnknownRule, node, $"'{id}' is a behavior, which decides nothing; suppress the policy that rests on it.");
            return null;
        }

        return id;
    }

    private PackagePattern? Package(YamlNode node)
    {
        if (file.Text(node, "'package'") is not { } text)
        {
            return null;
        }

        if (PackagePattern.Parse(text, out var defect) is { } pattern)
        {
            return pattern;
        }

        file.Report(DiagnosticIds.ValueShape, node, $"'{text}' is no package: {defect}.");
        return null;
    }

    private DateOnly? Date(YamlNode node)
    {
        if (file.Text(node, "'expires'") is { } text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            file.Report(DiagnosticIds.ValueShape, node, $"'{text}' is no date: write yyyy-MM-dd.");
        }

        return null;
    }

    private string? Words(YamlNode node, string what)
    {
        var text = file.Text(node, what);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            file.Report(DiagnosticIds.WrongType, node, $"{what} must say something.");
            return null;
        }

        return text;
    }
}
