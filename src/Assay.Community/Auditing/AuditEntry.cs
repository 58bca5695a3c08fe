namespace Assay.Community;

/// <summary>One entry of a vulnerability index as NuGet reads it: versions of a package, how bad it is, and the page to read.</summary>
/// <remarks>Resource <c>VulnerabilityInfo/6.7.0</c> of the V3 protocol, property names <c>severity</c>, <c>url</c>, <c>versions</c>.</remarks>
/// <param name="Package">Package id, in any letter case.</param>
/// <param name="Versions">A range in the notation of NuGet.</param>
/// <param name="Severity">0 low, 1 moderate, 2 high, 3 critical.</param>
/// <param name="Url">An absolute address: the only text of ours that NuGet shows.</param>
public sealed record AuditEntry(string Package, string Versions, int Severity, string Url);

/// <summary>A part of a vulnerability index that changes by itself.</summary>
/// <param name="Name">Names it for clients: at most 32 characters.</param>
/// <param name="Updated">The day that it speaks of, <c>yyyy-MM-dd</c>.</param>
/// <param name="Entries">In any order.</param>
public sealed record AuditPage(string Name, string Updated, IReadOnlyList<AuditEntry> Entries);
