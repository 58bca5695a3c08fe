using Assay.Model;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>The subject <c>-</c>.</summary>
internal static class StandardInput
{
    public const string Subject = "-";

    public static async Task<PackageLocation> ReadAsync(Host host, bool isFirst, AnalysisLimits limits, CancellationToken cancellation)
    {
        if (!isFirst)
        {
            throw new CommandFailedException(ExitCode.Usage, "- stands for standard input and can be given once");
        }

        try
        {
            return await StreamSource.ReadAsync(host.Input, limits, cancellation);
        }
        catch (PackageSourceException exception)
        {
            throw new CommandFailedException(ExitCode.Incomplete, exception.Message);
        }
    }
}
