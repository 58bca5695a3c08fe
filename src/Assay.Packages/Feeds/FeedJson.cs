using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Packages.Feeds;

/// <summary>Writes and reads what a feed said, for the cache.</summary>
[JsonSerializable(typeof(CachedStatement))]
internal sealed partial class FeedJson : JsonSerializerContext;

/// <summary>What the cache keeps of a package beside its file.</summary>
/// <param name="Community">Community of the package; null where its layout decides.</param>
/// <param name="Feed">What the feed said of it.</param>
internal sealed record CachedStatement(string? Community, FeedPackageInfo? Feed);
