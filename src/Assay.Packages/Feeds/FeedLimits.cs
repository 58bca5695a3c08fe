namespace Assay.Packages.Feeds;

/// <summary>Limits what asking a source may cost.</summary>
internal sealed record FeedLimits
{
    private const long MiB = 1024 * 1024;

    public static FeedLimits Default { get; } = new();

    /// <summary>Attempts at one request, the first included.</summary>
    public int Attempts { get; init; } = 4;
    /// <summary>Pause before the second attempt; it doubles each time.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);
    /// <summary>The longest pause a server may ask for; beyond it the source counts as unreachable.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);
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
    /// <summary>Redirects of one request.</summary>
    public int Redirects { get; init; } = 3;
    /// <summary>Unpacked bytes of one JSON document.</summary>
    public long DocumentBytes { get; init; } = 64 * MiB;
    /// <summary>Bytes of one package.</summary>
    public long PackageBytes { get; init; } = UnpackBudget.Default.InputBytes;
    /// <summary>Versions of one package; the rest of a longer list is not looked at.</summary>
    public int Versions { get; init; } = 50_000;
    /// <summary>Characters of a deprecation message.</summary>
    public const int DeprecationLength = 2000;
    /// <summary>Registration pages that one look-up reads.</summary>
    public int RegistrationPages { get; init; } = 64;
}
