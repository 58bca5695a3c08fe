using Microsoft.Build.Framework;

namespace Assay.Build;

/// <summary>Says what a check of packages found as warnings of the build, so that <c>NoWarn</c>, <c>WarningsAsErrors</c> and editors treat them as any other.</summary>
public sealed class ReportFindings : ITask
{
    // A build is no place for thousands of lines.
    private const int MostFindings = 1_000;

    /// <inheritdoc />
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc />
    public ITaskHost? HostObject { get; set; }

    /// <summary>The file that <c>assay check --format msbuild</c> wrote.</summary>
    [Required]
    public string Findings { get; set; } = "";

    /// <inheritdoc />
    public bool Execute()
    {
        var said = 0;
        foreach (var line in File.ReadLines(Findings))
        {
            if (Finding.Read(line) is not { } finding)
            {
                continue;
            }

            if (++said > MostFindings)
            {
                BuildEngine.LogMessageEvent(new BuildMessageEventArgs($"Only the first {MostFindings} findings are shown.", "", nameof(ReportFindings), MessageImportance.High));
                break;
            }

            BuildEngine.LogWarningEvent(new BuildWarningEventArgs("", finding.Code, finding.File.Length == 0 ? BuildEngine.ProjectFileOfTaskNode : finding.File, finding.Line, finding.Column, 0, 0, finding.Text, "", "assay", finding.HelpLink, DateTime.UtcNow, null));
        }

        return true;
    }
}
