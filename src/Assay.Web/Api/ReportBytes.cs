using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Reports;

namespace Assay.Web.Api;

/// <summary>A report, schema version 1.</summary>
internal sealed record ReportDocument;

/// <summary>A comparison of two versions, schema version 1.</summary>
internal sealed record DifferenceDocument;

/// <summary>Gives reports and comparisons as the command line writes them.</summary>
internal sealed class ReportBytes(ReportLibrary library)
{
    /// <summary>The report of a version; null when there are no facts of it.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReportAsync(PortalCommunity community, VersionEntry version) => Unpack(await library.JsonAsync(community, version));

    /// <summary>The comparison of two versions; null when there are no facts of one of them.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> DifferenceAsync(PortalCommunity community, VersionEntry before, VersionEntry after) => Unpack(await library.CompareJsonAsync(community, before, after));

    private static ReadOnlyMemory<byte>? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        using var stream = ReportFiles.Unpack(packed);
        var output = new MemoryStream();
        stream.CopyTo(output);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
