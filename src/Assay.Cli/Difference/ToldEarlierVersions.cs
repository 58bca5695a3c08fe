using Assay.Model;
using Assay.Reports;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Says on standard error of which packages no earlier version is known: without a word, a report with nothing new looks the same.</summary>
internal sealed class ToldEarlierVersions(IEarlierVersions versions, Host host) : IEarlierVersions
{
    public PackageFacts? Before(PackageFacts package, CancellationToken cancellation)
    {
        var before = versions.Before(package, cancellation);
        if (before is null)
        {
            host.Say(package.Manifest is { } manifest
                ? $"assay: {TerminalText.Encode(manifest.Id)} {TerminalText.Encode(manifest.NormalizedVersion)}: no earlier version is known."
                : $"assay: {TerminalText.Encode(package.FileName)}: it has no id and version, so that there is none before it.");
        }

        return before;
    }
}
