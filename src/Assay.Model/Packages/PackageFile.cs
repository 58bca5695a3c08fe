namespace Assay.Model;

/// <summary>The input of a scan: bytes and where they are from.</summary>
/// <param name="Name">File name, the first link of every artifact path.</param>
/// <param name="Origin">Where it was found, as the user would say it (path, feed name); may be shown, is not written into reports that must be equal on every machine.</param>
/// <param name="Bytes">The whole file; of a folder its listing, see <see cref="Folder"/>.</param>
public sealed record PackageFile(string Name, string Origin, byte[] Bytes)
{
    /// <summary>Community that the source stands for (<c>nuget</c>, <c>psgallery</c>); null for loose files.</summary>
    public string? Community { get; init; }

    /// <summary>What the feed says of the package; null when it is not from one.</summary>
    public FeedPackageInfo? Feed { get; init; }

    /// <summary>The files of an input that is a folder; null for one file.</summary>
    public FolderContent? Folder { get; init; }

    /// <summary>Bytes of the file, or of all files of the folder.</summary>
    public long Size => Folder?.Size ?? Bytes.LongLength;
}
