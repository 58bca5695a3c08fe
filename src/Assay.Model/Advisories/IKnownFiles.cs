namespace Assay.Model;

/// <summary>Tells which packages are known to ship a file. Thread-safe.</summary>
public interface IKnownFiles
{
    /// <summary>Gives the versions that ship the file as their own, by package and version; empty when the file is not known.</summary>
    /// <param name="sha256">Lower-case SHA-256 of the file.</param>
    IReadOnlyList<KnownFile> Of(string sha256);
}

/// <summary>A package version that ships a file.</summary>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>.</param>
/// <param name="Package">Id.</param>
/// <param name="Version">Normalised version.</param>
public sealed record KnownFile(string Community, string Package, string Version);
