using System.Globalization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Says differences in words that all outputs share.</summary>
internal static class ChangeText
{
    /// <summary>Names a statement about origin.</summary>
    public static string Origin(string what) => what switch
    {
        "id" => "package id",
        "author-signature" => "author signature",
        "code-signature" => "signed code",
        "unsigned-code" => "unsigned code",
        "repository-owners" => "owners at the feed",
        "authors" => "authors, as declared",
        "owners" => "owners, as declared",
        "repository" => "repository",
        "project-page" => "project page",
        "license" => "licence",
        "license-family" => "kind of licence",
        _ => what,
    };

    /// <summary>Gives values as one text; <c>none</c> when there are none.</summary>
    public static string Values(IReadOnlyList<string> values) => values.Count == 0 ? "none" : string.Join(", ", values);

    /// <summary>Names a package with its version.</summary>
    public static string Name(ComparedPackage package) => package.Version is null ? package.Id : $"{package.Id} {package.Version}";

    /// <summary>Names both: <c>Sample 1.0.0 to 1.1.0</c>.</summary>
    public static string Names(ComparedPackage before, ComparedPackage after, string between) => before.Id == after.Id && after.Version is not null && before.Version is not null
        ? $"{before.Id} {before.Version} {between} {after.Version}"
        : $"{Name(before)} {between} {Name(after)}";

    /// <summary>Says what kind of step it is; null when nothing is known of it.</summary>
    public static string? Step(string? step) => step switch
    {
        null => null,
        "other-package" => "two packages of different ids",
        "same" => "the same version",
        "lower" => "the second version is the lower one",
        "release" => "from prerelease to release",
        "prerelease" => "to a prerelease",
        _ => $"{step} version",
    };

    /// <summary>Says what cannot be said; nothing when both sides were read completely.</summary>
    public static IEnumerable<string> Limits(Comparability comparability)
    {
        if (comparability.Status == ComparabilityStatus.None)
        {
            yield return "Not comparable: one of the packages could not be read.";
            yield break;
        }

        if (!comparability.BeforeComplete)
        {
            yield return "Not comparable in full: a part of the earlier package could not be read. What is shown as new may have been there.";
        }

        if (!comparability.AfterComplete)
        {
            yield return "Not comparable in full: a part of the later package could not be read. More may be new, and what is shown as gone may still be there.";
        }
    }

    /// <summary>What stands where nothing was found: <c>none</c> only where both sides were read.</summary>
    public static string None(Comparability comparability, string none) => comparability.Status == ComparabilityStatus.Complete ? none : "Not comparable.";

    /// <summary>Gives the sums of files.</summary>
    public static string Files(FileChanges files) => string.Create(CultureInfo.InvariantCulture,
        $"{files.Totals.Added:N0} added, {files.Totals.Removed:N0} removed, {files.Totals.Changed:N0} changed, {files.Totals.Moved:N0} moved, {files.Unchanged:N0} the same");

    /// <summary>Gives the sums of public types and members, or of functions.</summary>
    public static IEnumerable<string> Api(ApiChanges api)
    {
        if (api is not { TypesAdded: 0, TypesRemoved: 0, MembersAdded: 0, MembersRemoved: 0 })
        {
            yield return $"public types {Counts(api.TypesAdded, api.TypesRemoved)}, public members {Counts(api.MembersAdded, api.MembersRemoved)}";
        }

        if (api is not { FunctionsAdded: 0, FunctionsRemoved: 0 })
        {
            yield return $"exported functions {Counts(api.FunctionsAdded, api.FunctionsRemoved)}";
        }
    }

    /// <summary><c>+12 −3</c>.</summary>
    public static string Counts(int added, int removed) => string.Create(CultureInfo.InvariantCulture, $"+{added:N0} -{removed:N0}");

    /// <summary><c>1.2 MB to 1.3 MB (+8 %)</c>.</summary>
    public static string Size(SizeChange size, string between)
    {
        var (before, after) = size.What == "files" ? (Quantity.Of(size.Before, "file"), Quantity.Of(size.After, "file")) : (Quantity.Bytes(size.Before), Quantity.Bytes(size.After));
        return size.Before == size.After ? $"{after}, the same"
            : size.Before == 0 ? $"{before} {between} {after}"
            : string.Create(CultureInfo.InvariantCulture, $"{before} {between} {after} ({100.0 * (size.After - size.Before) / size.Before:+0;-0;0} %)");
    }

    /// <summary>Names a kind of file.</summary>
    public static string Kind(ArtifactKind kind) => ReportNamingPolicy.Instance.ConvertName(kind.ToString()).Replace('-', ' ');

    /// <summary>Says what a changed file was and is.</summary>
    public static string File(FileChange file, string between)
    {
        var kind = file.KindBefore is { } before ? $"{Kind(before)} {between} {Kind(file.Kind)}" : Kind(file.Kind);
        var size = (file.SizeBefore, file.SizeAfter) switch
        {
            ({ } earlier, { } later) when earlier != later => $"{Quantity.Bytes(earlier)} {between} {Quantity.Bytes(later)}",
            _ => Quantity.Bytes(file.SizeAfter ?? file.SizeBefore ?? 0),
        };
        return $"{kind}, {size}{(file.PathBefore is { } path ? $", was {path}" : "")}";
    }

    /// <summary>Says why a file runs then: it is new, or something in it does.</summary>
    public static string Newly(NewlyRunFile file) => (file.IsNew, file.Place) switch
    {
        (true, null) => "new file",
        (true, { } place) => $"new file, {place}",
        (false, null) => "was there and did not run then",
        (false, { } place) => $"was there; new: {place}",
    };

    /// <summary>Says when a behavior ran and runs.</summary>
    public static string Runs(ChangedBehavior behavior) => behavior switch
    {
        { SurfacesBefore.Count: > 0, SurfacesAfter.Count: > 0 } => $"ran: {string.Join(", ", behavior.SurfacesBefore)}; runs: {string.Join(", ", behavior.SurfacesAfter)}",
        { SurfacesAfter.Count: > 0 } => "runs: " + string.Join(", ", behavior.SurfacesAfter),
        { SurfacesBefore.Count: > 0 } => "ran: " + string.Join(", ", behavior.SurfacesBefore),
        _ => "about the package",
    };
}
