namespace Assay.Web.Access;

/// <summary>What is known of a token; the token itself is not.</summary>
public sealed record ApiToken
{
    /// <summary>Its number.</summary>
    public required long Number { get; init; }
    /// <summary>What it is called; no other token that is not revoked is called so.</summary>
    public required string Name { get; init; }
    /// <summary>What its owner may do.</summary>
    public required PortalRole Role { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }
    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset Expires { get; init; }
    /// <summary>When it was used last, to the hour; null when it never was.</summary>
    public DateTimeOffset? Used { get; init; }
    /// <summary>When it was revoked; null when it was not.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>Whether it opens anything.</summary>
    public bool IsGood(DateTimeOffset now) => Revoked is null && now < Expires;
}
