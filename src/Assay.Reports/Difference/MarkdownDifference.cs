using System.Text;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes a comparison as Markdown for a review: a table of what is new, details behind it.</summary>
public static class MarkdownDifference
{
    private const int Shown = 20;
    private const string Arrow = "→";

    /// <summary>Writes the comparison in UTF-8.</summary>
    public static void Write(VersionComparison comparison, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var (before, after, changes) = (comparison.Before, comparison.After, comparison.Changes);
        text.WriteLine($"### {MarkdownText.Encode(ChangeText.Names(before, after, Arrow))}: {Verdict(before.Verdict)} {Arrow} {Verdict(after.Verdict)}");
        text.WriteLine();
        foreach (var sentence in ChangeText.Limits(changes.Comparability))
        {
            text.WriteLine($"**{MarkdownText.Encode(sentence)}**");
            text.WriteLine();
        }

        foreach (var reason in changes.Verdict.NewReasons)
        {
            text.WriteLine($"- {MarkdownText.Encode(reason)}");
        }

        if (changes.Verdict.NewReasons.Count > 0)
        {
            text.WriteLine();
        }

        WriteTable(changes, text);
        text.WriteLine();
        text.WriteLine($"<sub>{MarkdownText.Encode($"{comparison.Tool.Name} {comparison.Tool.Version}, rules {comparison.Inputs.RulePack.Version}; before {before.Sha256}, after {after.Sha256}")}</sub>");
    }

    private static void WriteTable(VersionChanges changes, StreamWriter text)
    {
        text.WriteLine("| | before to after |");
        text.WriteLine("| --- | --- |");
        foreach (var change in changes.Origin)
        {
            Row(text, ChangeText.Origin(change.What), [$"{Value(change.Before)} {Arrow} {Value(change.After)}"]);
        }

        Row(text, "new behaviors", changes.Behaviors.New.Select(behavior => $"{MarkdownText.Encode(behavior.Title)} ({MarkdownText.Encode($"{Word(behavior.Risk)}, {ChangeText.Runs(behavior)}")}){Place(behavior.Evidence)}"));
        Row(text, "runs earlier", changes.Behaviors.Changed.Select(behavior => $"{MarkdownText.Encode(behavior.Title)} ({MarkdownText.Encode(ChangeText.Runs(behavior))}){Place(behavior.Evidence)}"));
        Row(text, "behaviors gone", changes.Behaviors.Gone.Select(behavior => MarkdownText.Encode(behavior.Title)));
        Row(text, "new issues", changes.Issues.New.Select(issue => $"{MarkdownText.Encode(issue.Title)} ({Word(issue.Severity)})"));
        Row(text, "issues of another status", changes.Issues.Changed.Select(issue => $"{MarkdownText.Encode(issue.Title)}: {Word(issue.StatusBefore!.Value)} {Arrow} {Word(issue.StatusAfter!.Value)}"));
        Row(text, "issues gone", changes.Issues.Gone.Select(issue => MarkdownText.Encode(issue.Title)));
        foreach (var surface in changes.Surfaces)
        {
            Row(text, $"runs at {surface.Surface}{(surface.First ? " for the first time" : "")}", surface.Files.Select(file => $"{MarkdownText.Code(file.Artifact)} ({MarkdownText.Encode(ChangeText.Newly(file))})"), surface.Total);
        }

        Row(text, "new hosts", changes.Hosts.New.Select(host => $"{MarkdownText.Code(host.Host)} in {MarkdownText.Code(host.Artifact)}"), changes.Hosts.NewTotal);
        Row(text, "hosts gone", changes.Hosts.Gone.Select(host => MarkdownText.Code(host.Host)), changes.Hosts.GoneTotal);
        Row(text, "dependencies added", changes.Dependencies.Added.Select(dependency => $"{MarkdownText.Code(dependency.Id)} {Value(dependency.After)}"));
        Row(text, "dependencies removed", changes.Dependencies.Removed.Select(dependency => $"{MarkdownText.Code(dependency.Id)} {Value(dependency.Before)}"));
        Row(text, "dependencies changed", changes.Dependencies.Changed.Select(dependency => $"{MarkdownText.Code(dependency.Id)} {Value(dependency.Before)} {Arrow} {Value(dependency.After)}"));
        Row(text, "files", [ChangeText.Files(changes.Files)]);
        Row(text, "public API", !changes.Api.Compared ? ["Not comparable: the public members of a library were not read."] : ChangeText.Api(changes.Api).DefaultIfEmpty(ChangeText.None(changes.Comparability, "the same")));
        foreach (var size in changes.Sizes)
        {
            Row(text, size.What == "files" ? "number of files" : size.What + " size", [ChangeText.Size(size, Arrow)]);
        }
    }

    private static void Row(StreamWriter text, string name, IEnumerable<string> cells, int? total = null)
    {
        var all = cells.ToArray();
        if (all.Length > 0)
        {
            var more = Math.Max(total ?? all.Length, all.Length) - Math.Min(Shown, all.Length);
            text.WriteLine($"| {MarkdownText.Encode(name)} | {string.Join("<br>", all.Take(Shown))}{(more > 0 ? $"<br>and {more} more" : "")} |");
        }
    }

    private static string Place(IReadOnlyList<Evidence> evidence) => evidence is [var first, ..] ? $" in {MarkdownText.Code(first.Artifact)}" : "";

    private static string Value(IReadOnlyList<string> values) => MarkdownText.Encode(ChangeText.Values(values));

    private static string Verdict(VerdictStatus status) => $"**{Word(status)}**";

    private static string Word<T>(T value)
        where T : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString()).Replace('-', ' ');
}
