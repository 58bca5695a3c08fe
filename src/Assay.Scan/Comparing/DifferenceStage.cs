using System.Globalization;
using Assay.Linking;
using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>States what is new in a package against the version before, for rules to judge.</summary>
/// <remarks>A stage of its own: what it adds depends on another package and is never stored with what the package itself says. Thread-safe.</remarks>
internal sealed class DifferenceStage(RulePack rules)
{
    private const int MaximumOfKind = 200;

    private readonly Dictionary<string, ChainKind> _chains = rules.Behaviors.ToDictionary(rule => rule.Id, rule => rule.Chain, StringComparer.Ordinal);

    /// <summary>Adds the facts to those of the later package.</summary>
    public PackageFacts Add(PackageFacts before, PackageFacts after, VersionChanges changes)
    {
        if (after.Files.Count == 0 || changes.Comparability.Status == ComparabilityStatus.None)
        {
            return after;
        }

        var facts = new FactWriter();
        var places = new AddedFacts(facts);
        var writer = new DifferenceWriter(facts, places);
        writer.Write("version", Surface.None, ("before", before.Manifest?.NormalizedVersion), ("after", after.Manifest?.NormalizedVersion), ("step", changes.Step));

        // Of another package, or of an older version, nothing is new.
        if (changes.Step is not (null or "lower" or "other-package"))
        {
            WriteOrigin(changes, writer);
            WriteDependencies(changes.Dependencies, writer);
            if (changes.Step == "same" && before.ContentHash is { } earlier && after.ContentHash is { } later && earlier != later)
            {
                writer.Write("content", Surface.None, ("version", after.Manifest?.NormalizedVersion));
            }

            // What was not read may have been there.
            if (changes.Comparability.BeforeComplete)
            {
                WriteBehaviors(changes.Behaviors, writer);
                WriteSurfaces(changes.Surfaces, writer);
                WriteFiles(before, after, changes, writer);
                foreach (var host in changes.Hosts.New.Take(MaximumOfKind))
                {
                    writer.Write("host.new", Surface.None, ("name", host.Host), ("file", host.Artifact), ("url", host.Url));
                }
            }
        }

        return after with { Files = [places.Join(after.Files[0]), .. after.Files.Skip(1)] };
    }

    private static void WriteOrigin(VersionChanges changes, DifferenceWriter writer)
    {
        foreach (var change in changes.Origin)
        {
            var (before, after) = (string.Join(", ", change.Before), string.Join(", ", change.After));
            if (change.What is "author-signature" or "code-signature")
            {
                var role = change.What == "author-signature" ? "author" : "code";
                if (change.Before.Count > 0)
                {
                    writer.Write(change.After.Count == 0 ? "signer.lost" : "signer.changed", Surface.None, ("role", role), ("before", before), ("after", after),
                        ("kept", change.Before.Intersect(change.After, StringComparer.OrdinalIgnoreCase).Any() ? "some" : "none"));
                }
            }
            else if (change.What == "repository")
            {
                writer.Write(change.What, Surface.None, ("before", before), ("after", after), ("owner", Owner(before) is { } owner && Owner(after) is { } other && !string.Equals(owner, other, StringComparison.OrdinalIgnoreCase) ? "changed" : null));
            }
            else if (change.What == "license-family")
            {
                var (from, to) = (LicenseRank.Of(change.Before), LicenseRank.Of(change.After));
                writer.Write(change.What, Surface.None, ("before", before), ("after", after), ("direction", from is null || to is null ? null : to > from ? "stricter" : to < from ? "freer" : null));
            }
            else
            {
                writer.Write(change.What, Surface.None, ("before", before), ("after", after), ("kept", change.Before.Intersect(change.After, StringComparer.OrdinalIgnoreCase).Any() ? "some" : "none"));
            }
        }
    }

    private static void WriteDependencies(DependencyChanges changes, DifferenceWriter writer)
    {
        foreach (var dependency in changes.Added.Where(dependency => dependency.Kind != "assembly").Take(MaximumOfKind))
        {
            writer.Write("dependency.added", Surface.None, ("name", dependency.Id), ("range", string.Join(", ", dependency.After)), ("like", Likeness.Closest(dependency.Id, changes.Removed.Select(removed => removed.Id))));
        }

        foreach (var dependency in changes.Removed.Where(dependency => dependency.Kind != "assembly").Take(MaximumOfKind))
        {
            writer.Write("dependency.removed", Surface.None, ("name", dependency.Id), ("range", string.Join(", ", dependency.Before)));
        }

        foreach (var dependency in changes.Changed.Take(MaximumOfKind))
        {
            writer.Write("dependency.changed", Surface.None, ("name", dependency.Id), ("before", string.Join(", ", dependency.Before)), ("after", string.Join(", ", dependency.After)));
        }
    }

    private void WriteBehaviors(BehaviorChanges changes, DifferenceWriter writer)
    {
        foreach (var behavior in changes.New)
        {
            writer.Write("behavior.new", SurfacesOf(behavior.SurfacesAfter), ("name", behavior.Id), ("category", behavior.Category), ("risk", Word(behavior.Risk)), ("chain", Chain(behavior.Id)));
        }

        foreach (var behavior in changes.Changed)
        {
            var gained = behavior.SurfacesAfter.Except(behavior.SurfacesBefore, StringComparer.Ordinal).ToArray();
            writer.Write("behavior.unasked", SurfacesOf(gained), ("name", behavior.Id), ("category", behavior.Category), ("risk", Word(behavior.Risk)), ("chain", Chain(behavior.Id)),
                ("before", string.Join(", ", behavior.SurfacesBefore)), ("after", string.Join(", ", behavior.SurfacesAfter)));
        }
    }

    private static void WriteSurfaces(IReadOnlyList<NewSurface> surfaces, DifferenceWriter writer)
    {
        foreach (var surface in surfaces)
        {
            foreach (var file in surface.Files)
            {
                writer.Write("surface.new", SurfacesOf([surface.Surface]), ("name", surface.Surface), ("file", file.Artifact), ("kind", Word(file.Kind)), ("place", file.Place),
                    ("first", surface.First ? "true" : "false"), ("new-file", file.IsNew ? "true" : "false"));
            }
        }
    }

    private static void WriteFiles(PackageFacts before, PackageFacts after, VersionChanges changes, DifferenceWriter writer)
    {
        var known = before.Contents.Select(file => SurfaceComparer.NameOf(file.Artifact)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var hadNative = before.Contents.Any(file => SizeComparer.IsProgram(file.Artifact.Kind));
        foreach (var file in after.Contents.Where(file => !file.Artifact.Derived && SizeComparer.IsCode(file.Artifact.Kind) && !known.Contains(SurfaceComparer.NameOf(file.Artifact))).Take(MaximumOfKind))
        {
            var kind = file.Artifact.Kind;
            writer.Write("file.new", SurfaceComparer.SurfacesOf(file), ("name", file.Artifact.Name), ("kind", Word(kind)), ("class", SizeComparer.IsProgram(kind) ? "native" : SizeComparer.IsScript(kind) ? "script" : "managed"),
                ("first", SizeComparer.IsProgram(kind) && !hadNative ? "true" : null));
        }

        foreach (var file in changes.Files.Changed.Where(file => file.KindBefore is not null).Take(MaximumOfKind))
        {
            writer.Write("file.kind", Surface.None, ("name", file.Path), ("before", Word(file.KindBefore!.Value)), ("after", Word(file.Kind)), ("code", SizeComparer.IsCode(file.Kind) && !SizeComparer.IsCode(file.KindBefore!.Value) ? "true" : null));
        }

        if (changes.Sizes.FirstOrDefault(size => size.What == "code") is { Before: > 0 } code && code.Before != code.After)
        {
            writer.Write("code.size", Surface.None, ("before", Number(code.Before)), ("after", Number(code.After)), ("percent", Number((long)Math.Round(100.0 * (code.After - code.Before) / code.Before))));
        }
    }

    private string? Chain(string behavior) => _chains.GetValueOrDefault(behavior) is not ChainKind.None and var chain ? Word(chain) : null;

    private static Surface SurfacesOf(IEnumerable<string> names) => names.Aggregate(Surface.None, (all, name) => SurfaceNames.TryParse(name, out var surface) ? all | surface : all);

    private static string Word<T>(T value)
        where T : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Code hosts name the owner first: https://host/owner/name.
    private static string? Owner(string address) =>
        Uri.TryCreate(address.StartsWith("git@", StringComparison.Ordinal) ? "ssh://" + address.Replace(':', '/') : address, UriKind.Absolute, out var uri) && uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var owner, ..]
            ? $"{uri.Host}/{owner}"
            : null;

    private sealed class DifferenceWriter(FactWriter facts, AddedFacts places)
    {
        public void Write(string value, Surface surface, params (string Name, string? Value)[] arguments) =>
            facts.Add(FactKind.Difference, value, surface == Surface.None ? FactRecord.None : places.Of(surface), new ArgumentList([.. arguments.Where(argument => !string.IsNullOrEmpty(argument.Value)).Select(argument => new Argument(argument.Name, argument.Value))]));
    }
}
