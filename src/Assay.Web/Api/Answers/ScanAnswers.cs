using Assay.Web.Jobs;

namespace Assay.Web.Api;

/// <summary>Scans that were accepted last.</summary>
/// <param name="Scans">The newest first.</param>
public sealed record ApiScans(IReadOnlyList<ApiScan> Scans);

/// <summary>A package that a feed is asked for.</summary>
public sealed record ApiScanRequest
{
    /// <summary>nuget or psgallery.</summary>
    public required string Community { get; init; }
    /// <summary>Package id.</summary>
    public required string Id { get; init; }
    /// <summary>Version; null for the latest.</summary>
    public string? Version { get; init; }
}

/// <summary>A package that was handed in or asked for.</summary>
public sealed record ApiScan
{
    /// <summary>Its name: whoever does not know it cannot guess it.</summary>
    public required string Id { get; init; }
    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }
    /// <summary>The name of the file, or id@version.</summary>
    public required string Subject { get; init; }
    /// <summary>What happens just now.</summary>
    public required string? Stage { get; init; }
    /// <summary>Why it failed.</summary>
    public required string? Error { get; init; }
    /// <summary>nuget or psgallery; null until it is known.</summary>
    public required string? Community { get; init; }
    /// <summary>Package id; null until it is known.</summary>
    public required string? PackageId { get; init; }
    /// <summary>Version; null until it is known.</summary>
    public required string? Version { get; init; }
    /// <summary>SHA-256 of the file; null until it has arrived.</summary>
    public required string? Sha256 { get; init; }
    /// <summary>Scans before it in the queue; null when it does not wait.</summary>
    public required int? Ahead { get; init; }
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset Accepted { get; init; }
    /// <summary>When its state changed last.</summary>
    public required DateTimeOffset Changed { get; init; }
    /// <summary>The address of its report; null until it is there.</summary>
    public required string? Report { get; init; }
    /// <summary>The address of its page.</summary>
    public required string Page { get; init; }
}
