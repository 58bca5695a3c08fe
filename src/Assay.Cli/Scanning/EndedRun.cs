using Assay.Reports;

namespace Assay.Cli;

/// <summary>Says of a run that was ended what it did.</summary>
internal static class EndedRun
{
    /// <summary>One line: <c>assay: ended: 12 of 40 packages scanned; nothing was written to report.json</c>.</summary>
    /// <param name="what">What was done with packages.</param>
    /// <param name="done">How many it was done with.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="outputs">Files that were asked for.</param>
    public static string Describe(string what, int done, int all, IReadOnlyList<OutputRequest> outputs)
    {
        var files = string.Join(", ", outputs.Where(output => !output.IsFolder).Select(output => output.Path));
        var folders = string.Join(", ", outputs.Where(output => output.IsFolder).Select(output => output.Path));
        return $"assay: ended: {done:N0} of {all:N0} {(all == 1 ? "package" : "packages")} {what}"
            + (files.Length == 0 ? "" : "; nothing was written to " + TerminalText.Encode(files))
            + (folders.Length == 0 ? "" : $"; {TerminalText.Encode(folders)} has the files of those");
    }
}
