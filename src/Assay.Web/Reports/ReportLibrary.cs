using Assay.Community.Index;
using Assay.Model;
using Assay.Web.Communities;

namespace Assay.Web.Reports;

/// <summary>Gives the reports of versions that the indexes know. Thread-safe.</summary>
public sealed class ReportLibrary(Judging judging)
{
    /// <summary>Gives the report of a version, judged with today's inputs; null when the index keeps no facts of it that this build can read.</summary>
    public PackageReport? Find(PortalCommunity community, VersionEntry version)
    {
        var (scanner, _) = judging.Scanner();
        return community.Read(reader => reader.Reading(version, scanner.Extractor), null) is { } reading ? scanner.Report(scanner.Complete(reading)) : null;
    }
}
