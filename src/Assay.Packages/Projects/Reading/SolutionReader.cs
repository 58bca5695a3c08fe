using System.Text.RegularExpressions;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads which projects a solution has: <c>.sln</c>, <c>.slnx</c>, <c>.slnf</c>.</summary>
internal static partial class SolutionReader
{
    private const int ProjectLimit = DocumentLimits.SolutionProjects;
    private const int LongestLine = 4_096;

    /// <summary>Gives paths of projects with forward slashes; those of a filter count from the folder of the solution that it names.</summary>
    /// <param name="source">The solution.</param>
    /// <param name="solution">The solution that a filter names; null for anything else.</param>
    public static IReadOnlyList<(string Path, int? Line)> Read(SourceText source, out string? solution)
    {
        solution = null;
        return Path.GetExtension(source.Path).ToUpperInvariant() switch
        {
            ".SLNX" => ReadXml(source),
            ".SLNF" => ReadFilter(source, out solution),
            _ => ReadText(source),
        };
    }

    // Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "App", "src\App\App.csproj", "{...}"
    private static (string, int?)[] ReadText(SourceText source)
    {
        var projects = new List<(string, int?)>();
        var lines = source.Lines();
        if (!Array.Exists(lines, line => line.StartsWith("Microsoft Visual Studio Solution File", StringComparison.Ordinal)))
        {
            source.Add(null, "This is no solution: its first line is missing.");
        }

        for (var i = 0; i < lines.Length && projects.Count < ProjectLimit; i++)
        {
            if (lines[i].Length <= LongestLine && lines[i].StartsWith("Project(", StringComparison.Ordinal) && ProjectLine().Match(lines[i]) is { Success: true } match && IsProject(match.Groups["path"].Value))
            {
                projects.Add((Slashes(match.Groups["path"].Value), i + 1));
            }
        }

        return [.. projects];
    }

    private static (string, int?)[] ReadXml(SourceText source) =>
    [
        .. from project in (source.Xml()?.Descendants() ?? []).Where(element => element.Name.LocalName == "Project").Take(ProjectLimit)
           let path = project.Attribute("Path")?.Value
           where path is not null && IsProject(path)
           select (Slashes(path), SourceText.LineOf(project)),
    ];

    private static (string, int?)[] ReadFilter(SourceText source, out string? solution)
    {
        var root = source.Json()?["solution"];
        solution = root?["path"]?.Text is { Length: > 0 } path ? Slashes(path) : null;
        if (solution is null)
        {
            source.Add(null, "This is no filter of a solution: it names no solution.path.");
        }

        return [.. from project in (root?["projects"]?.Items ?? []).Take(ProjectLimit) where project.Text is not null && IsProject(project.Text) select (Slashes(project.Text!), source.Place(project.Offset, "reference").Line)];
    }

    private static bool IsProject(string path) => ProjectKinds.IsProject(path);

    private static string Slashes(string path) => path.Replace('\\', '/');

    [GeneratedRegex("""^Project\("[^"]*"\)\s*=\s*"[^"]*",\s*"(?<path>[^"]+)",""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ProjectLine();
}
