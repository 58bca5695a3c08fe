namespace Assay.Packages;

/// <summary>Tells how far the download of a package is.</summary>
/// <param name="Package">Id and version.</param>
/// <param name="Received">Bytes that have arrived.</param>
/// <param name="Total">Bytes in all; null when the source does not say.</param>
public readonly record struct DownloadProgress(string Package, long Received, long? Total);
