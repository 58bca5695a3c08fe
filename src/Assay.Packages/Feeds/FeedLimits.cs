using Assay.Model;

namespace Assay.Packages.Feeds;

/// <summary>Limits what asking a source may cost.</summary>
internal sealed record FeedLimits
{
    public static FeedLimits Default { get; } = new();

    /// <summary>Attempts at one request, the first included.</summary>
    public int Attempts { get; init; } = 4;
    /// <summary>The same for a catalog: a listing of hours must outlive an outage of a minute.</summary>
    public int CatalogAttempts { get; init; } = 8;
    /// <summary>Pause before the second attempt; it doubles each time, up to the longest.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);
    /// <summary>The longest pause a server may ask for; beyond it the source counts as unreachable.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>The same for a catalog.</summary>
    public TimeSpan CatalogLongestDelay { get; init; } = TimeSpan.FromMinutes(5);
    /// <summary>Time to connect and, once more, to answer.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>Time between two arrivals of content.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>Time for the whole of one JSON document.</summary>
    public TimeSpan DocumentTime { get; init; } = TimeSpan.FromMinutes(2);
    /// <summary>Time for the whole of one package.</summary>
    public TimeSpan PackageTime { get; init; } = TimeSpan.FromHours(1);
    /// <summary>Time that another process may need for the same download.</summary>
    public TimeSpan LockTime { get; init; } = TimeSpan.FromMinutes(10);
    /// <summary>Requests at the same time to one host.</summary>
    public int RequestsPerHost { get; init; } = 8;
    /// <summary>Redirects of one request.</summary>
    public int Redirects { get; init; } = 3;
    /// <summary>Unpacked bytes of one JSON document.</summary>
    public long DocumentBytes { get; init; } = DocumentLimits.FeedBytes;
    /// <summary>Bytes of one package.</summary>
    public long PackageBytes { get; init; } = UnpackBudget.Default.InputBytes;
    /// <summary>Versions of one package; the rest of a longer list is not looked at.</summary>
    public int Versions { get; init; } = DocumentLimits.FeedVersions;
    /// <summary>Characters of a deprecation message.</summary>
    public const int DeprecationLength = 2000;
    /// <summary>Registration pages that one look-up reads.</summary>
    public int RegistrationPages { get; init; } = 64;
    /// <summary>Registration pages that the listing of one id reads.</summary>
    public int AllRegistrationPages { get; init; } = 1000;
    /// <summary>Pages of a catalog; the real one has some 23,000.</summary>
    public int CatalogPages { get; init; } = DocumentLimits.CatalogPages;
    /// <summary>Rows of one search, or of one pass over a V2 query.</summary>
    public int Rows { get; init; } = DocumentLimits.FeedRows;
    /// <summary>Pages of one search, or of one pass over a V2 query.</summary>
    public int Pages { get; init; } = DocumentLimits.FeedPages;
    /// <summary>Passes over a V2 query until two of them agree.</summary>
    public int Passes { get; init; } = 5;
    /// <summary>Characters of the tags of one version, and of one other text that a listing keeps.</summary>
    public const int TextLength = 16_384;
}
