namespace Assay.Model;

/// <summary>Distinct web addresses by what they are for. Only those of code can be contacted by it.</summary>
/// <param name="Code">In code, scripts, build files and data of code.</param>
/// <param name="Documentation">In documentation, help and messages.</param>
/// <param name="License">In licences.</param>
/// <param name="Schema">Names of schemas, namespaces and vocabularies.</param>
/// <param name="Certificate">In certificates that native files hold.</param>
public sealed record ReportedUrls(int Code, int Documentation, int License, int Schema, int Certificate)
{
    /// <summary>Hosts that a report names; more are counted.</summary>
    public const int MaximumHosts = 50;

    /// <summary>No addresses.</summary>
    public static ReportedUrls None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Hosts of the addresses in code in alphabetical order, at most <see cref="MaximumHosts"/>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How many hosts there are.</summary>
    public int HostsTotal { get; init; }

    /// <summary>Addresses of all kinds.</summary>
    public int Total() => Code + Documentation + License + Schema + Certificate;
}
