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

    /// <summary>The project, for what no line names.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <inheritdoc />
    public bool Execute()
    {
        var said = 0;
        var isFailed = false;
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

            BuildEngine.LogWarningEvent(new BuildWarningEventArgs("", finding.Code, finding.File.Length == 0 ? Project : finding.File, finding.Line, finding.Column, 0, 0, finding.Text, "", "assay", finding.HelpLink, DateTime.UtcNow, null));

            // The engine writes an error in place of such a warning, and would go on to compile.
            isFailed |= BuildEngine is IBuildEngine8 engine && engine.ShouldTreatWarningAsError(finding.Code);
        }

        return !isFailed;
    }
}
