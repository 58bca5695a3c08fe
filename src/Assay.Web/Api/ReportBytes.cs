using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Communities;
using Assay.Web.Reports;

namespace Assay.Web.Api;

/// <summary>A report, schema version 1.</summary>
internal sealed record ReportDocument;

/// <summary>A comparison of two versions, schema version 1.</summary>
internal sealed record DifferenceDocument;

/// <summary>Gives reports and comparisons as the command line writes them.</summary>
internal sealed class ReportBytes(Judging judging, ReportLibrary library)
{
    /// <summary>The report of a version; null when there are no facts of it.</summary>
    public Task<byte[]?> ReportAsync(PortalCommunity community, VersionEntry version) =>
        Task.FromResult(library.Find(community, version) is { } report ? Bytes(output => JsonReport.Write(report, output)) : null);

    /// <summary>The comparison of two versions; null when there are no facts of one of them.</summary>
    public Task<byte[]?> DifferenceAsync(PortalCommunity community, VersionEntry before, VersionEntry after)
    {
        var (scanner, _) = judging.Scanner();
        return Task.FromResult(Facts(before) is { } first && Facts(after) is { } second ? Bytes(output => JsonReport.Write(scanner.Compare(first, second), output)) : null);

        PackageFacts? Facts(VersionEntry version) => community.Read(reader => reader.Reading(version, scanner.Extractor), null) is { } reading ? scanner.Complete(reading) : null;
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }
}
