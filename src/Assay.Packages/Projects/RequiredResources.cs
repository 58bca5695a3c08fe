using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads the JSON form of a file for <c>Install-PSResource -RequiredResourceFile</c>: name to version, or to an object with <c>version</c>, <c>repository</c>, <c>prerelease</c>.</summary>
public static class RequiredResources
{
    /// <summary>Gives what is asked for; null when the text is none of this form.</summary>
    /// <param name="path">What reports call the file.</param>
    /// <param name="bytes">The file.</param>
    public static ProjectReading? ReadJson(string path, byte[] bytes)
    {
        var source = new SourceText(path, bytes);
        if (source.Json() is not { IsObject: true, Members.Count: > 0 } root || !root.Members.All(member => IsResource(member.Value)))
        {
            return null;
        }

        return Reading(path, [.. root.Members.Select(member =>
        {
            var version = member.Value.IsObject ? member.Value["version"] : member.Value;
            return new NamedPackage("psgallery", member.Name, RangeOf(version?.Text), [version is null ? source.Place(member.Offset, "reference") : source.Place(version.Offset, "version")]);
        })], source.Problems);
    }

    /// <summary>Makes a reading of what a file asks for.</summary>
    public static ProjectReading Reading(string path, IReadOnlyList<NamedPackage> named, IReadOnlyList<CheckProblem> problems) =>
        new() { Name = System.IO.Path.GetFileName(path), Path = path, Kind = "required-resources", Named = named, Problems = problems };

    /// <summary>Gives the range of a version as this file writes it: one without brackets is that version alone, nothing or a star is any.</summary>
    public static string? RangeOf(string? version) => version?.Trim() switch
    {
        null or "" or "*" => null,
        ['[' or '(', ..] range => range,
        var text when text.Contains('*', StringComparison.Ordinal) => text,
        var text => $"[{text}]",
    };

    private static bool IsResource(PlacedJson value) => value.IsObject
        ? value.Members.All(member => member.Name.ToUpperInvariant() is "VERSION" or "REPOSITORY" or "PRERELEASE" or "SCOPE" or "ACCEPTLICENSE" or "QUIET" or "REINSTALL" or "TRUSTREPOSITORY" or "NOCLOBBER" or "SKIPDEPENDENCYCHECK")
        : value.Text is not null && VersionRanges.Parse(RangeOf(value.Text) ?? "*") is not null;
}
