using Assay.Model;

namespace Assay.Reports;

/// <summary>What is new in a version, a line for each thing that a person should know before any list.</summary>
internal static class NewLines
{
    public static IEnumerable<(string What, string Text)> Of(NewInVersion news, string arrow, int shown)
    {
        var changes = news.Changes;
        if (changes.Verdict.Before != changes.Verdict.After)
        {
            yield return ("verdict", $"was {Word(changes.Verdict.Before)}, is {Word(changes.Verdict.After)}");
        }

        foreach (var change in changes.Origin)
        {
            yield return ("origin", $"{ChangeText.Origin(change.What)}: {ChangeText.Values(change.Before)} {arrow} {ChangeText.Values(change.After)}");
        }

        foreach (var behavior in changes.Behaviors.New.Where(behavior => behavior.Risk > Risk.Benign).Take(shown))
        {
            yield return ("behavior", $"{behavior.Title} ({Word(behavior.Risk)}; {ChangeText.Runs(behavior)})");
        }

        foreach (var behavior in changes.Behaviors.Changed.Take(shown))
        {
            yield return ("runs earlier", $"{behavior.Title} ({ChangeText.Runs(behavior)})");
        }

        if (More(changes.Behaviors.New.Count, changes.Behaviors.New.Where(behavior => behavior.Risk > Risk.Benign).Take(shown).Count()) is > 0 and var others)
        {
            yield return ("behavior", $"and {Quantity.Of(others, "more new behavior")}");
        }

        foreach (var surface in changes.Surfaces)
        {
            yield return ("runs at " + surface.Surface, $"{string.Join(", ", surface.Files.Take(shown).Select(file => file.Place is { } place ? $"{file.Artifact} ({place})" : file.Artifact))}{(surface.Total > shown ? $" and {surface.Total - shown} more" : "")}{(surface.First ? "; nothing did before" : "")}");
        }

        if (changes.Hosts.NewTotal > 0)
        {
            yield return ("hosts", $"{string.Join(", ", changes.Hosts.New.Take(shown).Select(host => host.Host))}{(changes.Hosts.NewTotal > shown ? $" and {changes.Hosts.NewTotal - shown} more" : "")}");
        }

        foreach (var (what, list) in new[] { ("depends on", changes.Dependencies.Added), ("no longer", changes.Dependencies.Removed) })
        {
            if (list.Count > 0)
            {
                yield return (what, $"{string.Join(", ", list.Take(shown).Select(dependency => dependency.Id))}{(list.Count > shown ? $" and {list.Count - shown} more" : "")}");
            }
        }
    }

    private static int More(int total, int shown) => total - shown;

    private static string Word<T>(T value)
        where T : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString()).Replace('-', ' ');
}
