namespace Assay.Model;

/// <summary>What is known of other packages and their publishers, handed in with its dates.</summary>
public sealed record IdentityInputs
{
    /// <summary>Nothing is known.</summary>
    public static IdentityInputs None { get; } = new();

    /// <summary>Popular packages, at most one list for each community.</summary>
    public IReadOnlyList<PopularPackages> Popular { get; init; } = [];
    /// <summary>Well-known publishers; null for none.</summary>
    public Publishers? Publishers { get; init; }
    /// <summary>Domains of disposable and anonymous mail boxes; null for none.</summary>
    public MailDomains? MailDomains { get; init; }
    /// <summary>Known malicious packages; null when nobody imported any.</summary>
    public MaliciousPackages? Malicious { get; init; }
    /// <summary>The day that ages count to; null for no ages.</summary>
    public DateOnly? AsOf { get; init; }
}
