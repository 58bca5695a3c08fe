using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Packages.Feeds;

/// <summary>Writes and reads what a feed said, for the cache.</summary>
[JsonSerializable(typeof(FeedPackageInfo))]
internal sealed partial class FeedJson : JsonSerializerContext;
