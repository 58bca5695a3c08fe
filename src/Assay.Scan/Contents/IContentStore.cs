using Assay.Model;

namespace Assay.Scan;

/// <summary>Keeps what was read of contents, so that equal ones in other packages are not read again. Asked by several threads.</summary>
public interface IContentStore
{
    /// <summary>Gives what was read; null when the content is not known.</summary>
    ContentReading? Find(ContentKey key);
}

/// <summary>What was read of one content.</summary>
/// <param name="Facts">Its facts; without debug symbols when they come from a store.</param>
/// <param name="Derived">Content that was found inside it, none of it a container: read on its own, under keys of its own.</param>
public sealed record ContentReading(FileFacts Facts, IReadOnlyList<DerivedArtifact> Derived);
