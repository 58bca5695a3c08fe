using System.Text;
using Assay.Cli;

namespace Assay.Robustness.Tests.Configuration;

/// <summary>Runs command lines in this process, in a folder of their own.</summary>
internal sealed class CommandRun : IDisposable
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("assay-configuration-").FullName;

    /// <summary>Runs one.</summary>
    public async Task<(int ExitCode, string Output, string Error)> AssayAsync(CancellationToken cancellation, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { Variable = name => name == "ASSAY_DATA" ? Path.Combine(Folder, "data") : null, WorkingDirectory = Folder };
        var exitCode = await Program.RunAsync(args, output, error, host, cancellation);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
