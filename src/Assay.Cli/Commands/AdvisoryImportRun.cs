using System.Globalization;
using Assay.Community;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>One run of <c>assay advisories import</c>: read, write, summary.</summary>
internal static class AdvisoryImportRun
{
    public static int Execute(IReadOnlyList<string> paths, string? output, bool quiet, Host host, CancellationToken cancellation)
    {
        AdvisoryImportResult result;
        try
        {
            result = AdvisoryImport.Read(paths, cancellation);
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.NothingFound, exception.Message);
        }

        var path = output ?? AdvisoryStore.FindFile(host.Variable);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var file = new AtomicFile(path);
            AdvisoryStore.Write(result.Packages, file.Content);
            file.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}");
        }

        foreach (var problem in result.Problems)
        {
            host.Say("assay: " + TerminalText.Encode(problem));
        }

        if (!quiet)
        {
            var packages = result.Packages.Items.Where(item => item.Package.Length > 0).Select(item => (item.Community, item.Package.ToLowerInvariant())).Distinct().Count();
            using var writer = host.OpenOutput();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Packages.Items.Count} records of {packages} packages from {result.Files} files: {TerminalText.Encode(result.Packages.Id)}{(result.Packages.Date.Length > 0 ? ", " + TerminalText.Encode(result.Packages.Date) : "")}."));
        }

        return result.Problems.Count > 0 ? ExitCode.Incomplete : ExitCode.Success;
    }
}
