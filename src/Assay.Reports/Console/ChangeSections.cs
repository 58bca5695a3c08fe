using Assay.Model;

namespace Assay.Reports;

/// <summary>What differs between two packages, section by section.</summary>
internal sealed class ChangeSections(VersionChanges changes, LineWriter lines, ConsoleReportOptions options)
{
    private const int Indent = 2;
    private const int MaximumShown = 10;
    private const int MaximumPlaces = 2;

    private int Shown => options.All ? int.MaxValue : MaximumShown;

    public void WriteOrigin()
    {
        lines.Heading("Signer, owner, licence");
        foreach (var change in changes.Origin)
        {
            lines.Write(new TextLine().Column(ChangeText.Origin(change.What), 20).Prose(ChangeText.Values(change.Before), Palette.Faint).Whole(lines.Symbols.Arrow, Palette.Faint, gap: 1).Prose(ChangeText.Values(change.After), Palette.Strong), Indent, hang: 24);
        }

        None(changes.Origin.Count, "The same.");
    }

    public void WriteBehaviors()
    {
        WriteBehaviors("New behaviors", changes.Behaviors.New, "None.");
        if (changes.Behaviors.Changed.Count > 0)
        {
            WriteBehaviors("Behaviors that run on more occasions", changes.Behaviors.Changed, "None.");
        }

        WriteGone("Behaviors that are gone", [.. changes.Behaviors.Gone.Select(behavior => (lines.Symbols.Of(behavior.Risk).Word, behavior.Title))]);
    }

    public void WriteIssues()
    {
        lines.Heading("New issues", Count(changes.Issues.New.Count));
        foreach (var issue in changes.Issues.New.Take(Shown))
        {
            var (sign, word, style) = lines.Symbols.Of(issue.Severity);
            lines.Write(new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1).Prose(issue.Title, Palette.Strong, gap: 2).Whole($"({issue.Id})", Palette.Faint, gap: 1), Indent, hang: 15);
            WriteEvidence(issue.Evidence, issue.EvidenceTotal);
        }

        More(changes.Issues.New.Count);
        foreach (var issue in changes.Issues.Changed)
        {
            lines.Write(new TextLine().Prose($"{issue.Title}: was {Word(issue.StatusBefore)}, is {Word(issue.StatusAfter)}"), Indent, hang: 4);
        }

        None(changes.Issues.New.Count + changes.Issues.Changed.Count, "None.");
        WriteGone("Issues that are gone", [.. changes.Issues.Gone.Select(issue => (lines.Symbols.Of(issue.Severity).Word, issue.Title))]);
    }

    public void WriteSurfaces()
    {
        lines.Heading("Runs on occasions on which it did not");
        foreach (var surface in changes.Surfaces)
        {
            lines.Write(new TextLine().Column(surface.Surface, 9, Palette.Strong).Prose($"{SurfaceText.Explain(surface.Surface)}{(surface.First ? "; nothing did before" : "")}"), Indent, hang: 13);
            foreach (var file in surface.Files.Take(Shown))
            {
                lines.Write(new TextLine().Whole(file.Artifact, Palette.Place).Prose($"({ChangeText.Newly(file)})", Palette.Faint), indent: 13, hang: 15);
            }

            More(surface.Total, 13);
        }

        None(changes.Surfaces.Count, "None.");
    }

    public void WriteHosts()
    {
        lines.Heading("New hosts in code", Count(changes.Hosts.NewTotal));
        foreach (var host in changes.Hosts.New.Take(Shown))
        {
            lines.Write(new TextLine().Whole(host.Host, Palette.Strong).Whole(host.Url, Palette.Faint).Whole("in " + host.Artifact, Palette.Place), Indent, hang: 4);
        }

        More(changes.Hosts.NewTotal);
        None(changes.Hosts.NewTotal, "None.");
        if (changes.Hosts.GoneTotal > 0)
        {
            lines.Write(new TextLine().Prose($"Gone: {string.Join(", ", changes.Hosts.Gone.Take(Shown).Select(host => host.Host))}{(changes.Hosts.GoneTotal > Shown ? $" and {changes.Hosts.GoneTotal - Shown} more" : "")}", Palette.Faint), Indent, hang: 4);
        }
    }

    public void WriteDependencies()
    {
        var dependencies = changes.Dependencies;
        lines.Heading("Dependencies");
        WriteDependencies("+", dependencies.Added, dependency => ChangeText.Values(dependency.After));
        WriteDependencies("-", dependencies.Removed, dependency => ChangeText.Values(dependency.Before));
        WriteDependencies("~", dependencies.Changed, dependency => $"{ChangeText.Values(dependency.Before)} {lines.Symbols.Arrow} {ChangeText.Values(dependency.After)}");
        None(dependencies.Added.Count + dependencies.Removed.Count + dependencies.Changed.Count, "The same.");
    }

    public void WriteFiles()
    {
        lines.Heading("Files", ChangeText.Files(changes.Files));
        foreach (var (sign, files) in new[] { ("+", changes.Files.Added), ("-", changes.Files.Removed), ("~", changes.Files.Changed), (">", changes.Files.Moved) })
        {
            // What can run is read first.
            foreach (var file in files.OrderBy(file => file.KindBefore is null).ThenBy(file => !IsCode(file)).ThenBy(file => file.Path, StringComparer.Ordinal).Take(Shown))
            {
                lines.Write(new TextLine().Whole(sign, Palette.Strong).Whole(file.Path, Palette.Place, gap: 1).Prose($"({ChangeText.File(file, lines.Symbols.Arrow)})", Palette.Faint), Indent, hang: 4);
            }

            More(files.Count, 4);
        }
    }

    public void WriteApi()
    {
        lines.Heading("What other code may call");
        if (!changes.Api.Compared)
        {
            lines.Write(new TextLine().Prose("Not comparable: the public members of a library were not read."), Indent);
            return;
        }

        var sums = ChangeText.Api(changes.Api).ToArray();
        foreach (var sum in sums)
        {
            lines.Write(new TextLine().Prose(sum, Palette.Strong), Indent);
        }

        foreach (var space in changes.Api.Namespaces.Take(Shown))
        {
            lines.Write(new TextLine().Whole(space.Name.Length == 0 ? "(no namespace)" : space.Name).Prose($"types {ChangeText.Counts(space.TypesAdded, space.TypesRemoved)}, members {ChangeText.Counts(space.MembersAdded, space.MembersRemoved)}", Palette.Faint, gap: 2), indent: 4, hang: 6);
        }

        More(changes.Api.Namespaces.Count, 4);
        None(sums.Length, "The same.");
    }

    public void WriteSizes()
    {
        lines.Heading("Sizes");
        foreach (var size in changes.Sizes)
        {
            lines.Write(new TextLine().Column(size.What, 9).Prose(ChangeText.Size(size, lines.Symbols.Arrow)), Indent);
        }
    }

    private void WriteBehaviors(string heading, IReadOnlyList<ChangedBehavior> behaviors, string none)
    {
        lines.Heading(heading, Count(behaviors.Count));
        foreach (var behavior in behaviors.Take(Shown))
        {
            var (sign, word, style) = lines.Symbols.Of(behavior.Risk);
            lines.Write(new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1).Prose(behavior.Title, Palette.Strong, gap: 2), Indent, hang: 15);
            lines.Write(new TextLine().Joined(lines.Symbols.Dot, [behavior.Id, behavior.Category, ChangeText.Runs(behavior), behavior.Prevalence.Label], Palette.Faint), indent: 15);
            WriteEvidence(behavior.Evidence, behavior.EvidenceTotal);
        }

        More(behaviors.Count);
        None(behaviors.Count, none);
    }

    private void WriteEvidence(IReadOnlyList<Evidence> evidence, int total)
    {
        var shown = options.All ? evidence.Count : Math.Min(MaximumPlaces, evidence.Count);
        foreach (var item in evidence.Take(shown))
        {
            lines.Write(EvidenceText.Line(item, lines.Symbols), indent: 15, hang: 17);
        }

        if (total > shown)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(total - shown, "more place")}", Palette.Faint), indent: 15);
        }
    }

    private void WriteGone(string heading, IReadOnlyList<(string Word, string Title)> gone)
    {
        if (gone.Count == 0)
        {
            return;
        }

        lines.Heading(heading, Count(gone.Count));
        foreach (var (word, title) in gone.Take(Shown))
        {
            lines.Write(new TextLine().Column(word, 14, Palette.Faint).Prose(title, Palette.Faint), Indent, hang: 18);
        }

        More(gone.Count);
    }

    private void WriteDependencies(string sign, IReadOnlyList<DependencyChange> dependencies, Func<DependencyChange, string> ranges)
    {
        foreach (var dependency in dependencies.Take(Shown))
        {
            lines.Write(new TextLine().Whole(sign, Palette.Strong).Whole(dependency.Id, Palette.Strong, gap: 1).Prose(ranges(dependency), gap: 2).Whole(dependency.Kind == "package" ? null : $"({dependency.Kind})", Palette.Faint, gap: 1), Indent, hang: 4);
        }

        More(dependencies.Count);
    }

    private void None(int count, string text)
    {
        if (count == 0)
        {
            lines.Write(new TextLine().Prose(ChangeText.None(changes.Comparability, text), Palette.Faint), Indent);
        }
    }

    private void More(int total, int indent = Indent)
    {
        if (total > Shown)
        {
            lines.Write(new TextLine().Prose($"and {total - Shown} more", Palette.Faint), indent);
        }
    }

    private static string? Count(int count) => count == 0 ? null : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Word(AssessmentStatus? status) => status is { } known ? lines.Symbols.Of(known).Word : "";

    // Assemblies of translated texts hold no code.
    private static bool IsCode(FileChange file) => !file.Path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase) && file.Kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO or ArtifactKind.PowerShell or ArtifactKind.Batch or ArtifactKind.Shell
        or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.MSBuild or ArtifactKind.HtmlApplication;
}
