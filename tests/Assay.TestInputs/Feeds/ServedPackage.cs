using System.Globalization;
using System.Security.Cryptography;

namespace Assay.TestInputs;

/// <summary>A version that a <see cref="FeedServer"/> has, and what it says of it.</summary>
public sealed record ServedPackage(string Id, string Version, byte[] Content)
{
    private static readonly DateTimeOffset Beginning = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public DateTimeOffset Created { get; init; } = Beginning;
    public bool Listed { get; init; } = true;
    public bool Deprecated { get; init; }
    /// <summary>Downloads of this version.</summary>
    public long Downloads { get; init; } = 10;
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<string> Owners { get; init; } = ["somebody"];
    public bool Verified { get; init; }
    /// <summary>The SHA-512 that the feed names, base-64; that of the content unless it lies.</summary>
    public string Hash { get; init; } = Convert.ToBase64String(SHA512.HashData(Content));

    public string LowerId => Id.ToLowerInvariant();
    public string LowerVersion => Version.ToLowerInvariant();
    public bool IsPrerelease => Version.Contains('-', StringComparison.Ordinal);
    public bool IsScript => Tags.Contains("PSScript");

    /// <summary>Publication as feeds tell it: the year 1900 hides a version.</summary>
    public DateTimeOffset Published => Listed ? Created : new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A key that orders versions of up to three numbers and a label.</summary>
    public (Version Numbers, bool IsStable, string Label) Order
    {
        get
        {
            var parts = Version.Split('-', 2);
            return (System.Version.Parse(parts[0]), parts.Length == 1, parts.ElementAtOrDefault(1) ?? "");
        }
    }

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
