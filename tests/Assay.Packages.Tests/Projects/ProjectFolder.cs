using System.Text;
using Assay.Packages.Projects;

namespace Assay.Packages.Tests.Projects;

/// <summary>A folder of files for the readers of projects; gone when disposed of.</summary>
internal sealed class ProjectFolder : IDisposable
{
    public ProjectFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "assay-project-tests", System.IO.Path.GetRandomFileName());

    public ProjectFolder Add(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return this;
    }

    /// <summary>Reads what lies at some paths of the folder; the folder itself without any.</summary>
    public ProjectSet Read(params string[] names) => ProjectSources.Read(names.Length == 0 ? [Path] : names, Path, static (path, bytes, _) => path.EndsWith(".json", StringComparison.Ordinal) ? RequiredResources.ReadJson(path, bytes) : null);

    /// <summary>Reads one file that is one source.</summary>
    public ProjectReading ReadOne(string name) => Assert.Single(Read(name).Projects);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
