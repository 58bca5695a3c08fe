using System.Diagnostics;
using System.Globalization;

namespace Assay.Differential.Tests.Readers;

/// <summary>A folder for what readers extract; it goes with everything in it.</summary>
internal sealed class TemporaryFolder : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("assay-readers-").FullName;

    public string Below(int number) => System.IO.Path.Combine(Path, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The base library cannot delete a file whose name is no UTF-8, so another program does.</summary>
    public async ValueTask DisposeAsync()
    {
        using var process = Process.Start("rm", ["-rf", Path]);
        await process.WaitForExitAsync();
    }
}
