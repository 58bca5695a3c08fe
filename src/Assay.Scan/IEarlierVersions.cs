using Assay.Model;

namespace Assay.Scan;

/// <summary>Knows earlier versions of packages: a file that was named, a feed, an index.</summary>
public interface IEarlierVersions
{
    /// <summary>Gives the facts of the version to compare a package with; null when none is known. Called from several threads.</summary>
    PackageFacts? Before(PackageFacts package, CancellationToken cancellation);
}
