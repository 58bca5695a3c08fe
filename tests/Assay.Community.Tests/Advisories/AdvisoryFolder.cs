using System.Text;

namespace Assay.Community.Tests.Advisories;

/// <summary>A folder of records, and what an import makes of it.</summary>
internal sealed class AdvisoryFolder : IDisposable
{
    public static readonly DateOnly Today = new(2026, 2, 1);

    public string Path { get; } = Directory.CreateTempSubdirectory("assay-advisories-").FullName;

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Imports paths below the folder; the folder itself when none is named.</summary>
    public AdvisoryImportResult Import(AdvisoryDatabase? existing = null, string? source = null, params string[] paths) =>
        AdvisoryImport.Run(existing, paths.Length == 0 ? [Path] : [.. paths.Select(path => System.IO.Path.Combine(Path, path))], source, Today, null, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A record with one package of NuGet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="package">The package.</param>
    /// <param name="affected">Members of the affected entry besides the package.</param>
    /// <param name="more">Members of the record.</param>
    public static string Record(string id, string package = "Sample", string affected = """ "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}] """, string more = "") =>
        $$"""{"schema_version": "1.7.0", "id": "{{id}}", "modified": "2026-01-02T03:04:05Z", {{more}} "affected": [{"package": {"ecosystem": "NuGet", "name": "{{package}}"}, {{affected}}}]}""";
}
