namespace Assay.Web.Api;

/// <summary>What the owner of a token may do; each role includes the ones before it.</summary>
public enum TokenRole
{
    /// <summary>See pages and answers.</summary>
    Read = 1,
    /// <summary>Hand packages in.</summary>
    Submit = 2,
    /// <summary>Manage tokens, see the audit log.</summary>
    Admin = 3,
}

/// <summary>Whether a token opens anything.</summary>
public enum TokenState
{
    /// <summary>It does.</summary>
    Good,
    /// <summary>Its time is over.</summary>
    Expired,
    /// <summary>Somebody made it worthless.</summary>
    Revoked,
}

/// <summary>Tokens.</summary>
/// <param name="Tokens">All of them, the newest first.</param>
public sealed record ApiTokens(IReadOnlyList<ApiTokenEntry> Tokens);

/// <summary>What is known of a token; the token itself is not.</summary>
public sealed record ApiTokenEntry
{
    /// <summary>Its number.</summary>
    public required long Number { get; init; }
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }
    /// <summary>What its owner may do.</summary>
    public required TokenRole Role { get; init; }
    /// <summary>Whether it opens anything.</summary>
    public required TokenState State { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }
    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset Expires { get; init; }
    /// <summary>When it was used last, to the hour; null when it never was.</summary>
    public required DateTimeOffset? Used { get; init; }
    /// <summary>When it was revoked; null when it was not.</summary>
    public required DateTimeOffset? Revoked { get; init; }
}

/// <summary>A token that somebody wants.</summary>
public sealed record ApiTokenRequest
{
    /// <summary>What it shall be called: 1 to 64 letters, digits, spaces and .-_@.</summary>
    public required string Name { get; init; }
    /// <summary>What its owner may do.</summary>
    public required TokenRole Role { get; init; }
    /// <summary>Days that it is good for, 1 to 3650; null for the site's own number.</summary>
    public int? Days { get; init; }
}

/// <summary>A token that was made.</summary>
/// <param name="Token">The token. Nobody can be told it again.</param>
/// <param name="Entry">What is kept of it.</param>
public sealed record ApiTokenMade(string Token, ApiTokenEntry Entry);
