using Assay.Model;

namespace Assay.Scan;

/// <summary>What was read of one package, before anything is joined: a function of its bytes and of the extractor alone. Rules, lists, dates and settings come later.</summary>
/// <param name="Package">The artifacts with their facts, surfaces unset; the manifest; what could not be unpacked.</param>
/// <param name="Contents">For each artifact the content whose facts it has; null where they belong to this package alone.</param>
public sealed record PackageReading(PackageFacts Package, IReadOnlyList<ReadContent?> Contents);

/// <summary>One content of a package.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Reading">What was read of it.</param>
/// <param name="IsNew">True when it was read now; false when it came from the store.</param>
public sealed record ReadContent(ContentKey Key, ContentReading Reading, bool IsNew);
