using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>What kind of file a construction is.</summary>
internal enum ArchiveKind
{
    Package,
    Tar,
    Gzip,
}

/// <summary>An archive that some readers may read in another way than others.</summary>
/// <param name="Class">The kind of ambiguity.</param>
/// <param name="Name">What is special about it.</param>
/// <param name="Build">Builds it; a package gets the id that it is installed under.</param>
/// <param name="Expected">Problems that the product reports, each of them; none for what every reader reads alike.</param>
internal sealed record Construction(string Class, string Name, Func<string, byte[]> Build, params ProblemId[] Expected)
{
    public ArchiveKind Kind { get; init; }

    /// <summary>Why the product reports something although the readers of this test agree; null when they do not.</summary>
    public string? Deliberate { get; init; }

    public string Extension => Kind switch { ArchiveKind.Package => ".nupkg", ArchiveKind.Tar => ".tar", _ => ".gz" };

    public override string ToString() => $"{Class}: {Name}";

    /// <summary>A package with a manifest and entries.</summary>
    public static Construction Of(string kind, string name, RawEntry[] entries, params ProblemId[] expected) => Of(kind, name, zip => zip.Add(entries), expected);

    /// <summary>A package with a manifest and whatever else is done to it.</summary>
    public static Construction Of(string kind, string name, Action<RawZip> change, params ProblemId[] expected) => new(kind, name, id => Package(id, change), expected);

    /// <summary>A package whose bytes are changed afterwards.</summary>
    public static Construction Patched(string kind, string name, RawEntry[] entries, Func<byte[], byte[]> patch, params ProblemId[] expected) =>
        new(kind, name, id => patch(Package(id, zip => zip.Add(entries))), expected);

    public static Construction OfTar(string kind, string name, Func<byte[]> build, params ProblemId[] expected) => new(kind, name, _ => build(), expected) { Kind = ArchiveKind.Tar };

    public static Construction OfGzip(string kind, string name, Func<byte[]> build, params ProblemId[] expected) => new(kind, name, _ => build(), expected) { Kind = ArchiveKind.Gzip };

    public static byte[] Package(string id, Action<RawZip> change)
    {
        var zip = new RawZip().Add(Manifest(id));
        change(zip);
        return zip.Build();
    }

    public static RawEntry Manifest(string id) => new(id + ".nuspec", NupkgBuilder.Manifest(id, "1.0.0"));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
