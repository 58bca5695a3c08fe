using Assay.TestInputs;

namespace Assay.Differential.Tests.Readers;

/// <summary>A program that extracts archives, and how it is asked to.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Command">The program.</param>
/// <param name="Package">The Debian package that brings it.</param>
/// <param name="Arguments">Arguments that extract <c>archive</c> into the working folder.</param>
/// <param name="WarningCode">Exit codes up to this one say that everything was extracted.</param>
internal sealed record ArchiveProgram(string Name, string Command, string Package, Func<string, string[]> Arguments, int WarningCode)
{
    // A size that lies may fill the disk: 20,480 blocks are 10 MiB.
    private const string SmallFiles = "ulimit -f 20480; exec \"$0\" \"$@\"";

    /// <summary>True when the archive comes through a pipe: the program cannot look at the directory first.</summary>
    public bool IsPiped { get; init; }

    /// <summary>True when the program writes the one content to its output.</summary>
    public bool WritesContent { get; init; }

    public static ArchiveProgram SevenZip { get; } = new("7-Zip", "7z", "p7zip-full", archive => ["x", "-y", "-bd", "-bso0", "-p", archive], 1);
    public static ArchiveProgram Unzip { get; } = new("unzip", "unzip", "unzip", archive => ["-q", "-o", "-P", "", archive], 1);
    public static ArchiveProgram BsdTar { get; } = new("bsdtar", "bsdtar", "libarchive-tools", archive => ["-xf", archive], 0);
    public static ArchiveProgram BsdTarPipe { get; } = new("bsdtar, piped", "bsdtar", "libarchive-tools", _ => ["-xf", "-"], 0) { IsPiped = true };
    public static ArchiveProgram GnuTar { get; } = new("GNU tar", "tar", "tar", archive => ["--no-same-owner", "-xf", archive], 0);
    public static ArchiveProgram Gzip { get; } = new("gzip", "gzip", "gzip", archive => ["-dc", archive], 0) { WritesContent = true };
    public static ArchiveProgram SevenZipContent { get; } = new("7-Zip", "7z", "p7zip-full", archive => ["x", "-so", "-bd", archive], 1) { WritesContent = true };

    public static IReadOnlyList<ArchiveProgram> OfZip { get; } = [SevenZip, Unzip, BsdTar, BsdTarPipe];
    public static IReadOnlyList<ArchiveProgram> OfTar { get; } = [GnuTar, SevenZip, BsdTar];
    public static IReadOnlyList<ArchiveProgram> OfGzip { get; } = [Gzip, SevenZipContent];

    /// <summary>True when it is there; a missing one fails in continuous integration.</summary>
    public bool IsThere()
    {
        if (Program.Exists(Command))
        {
            return true;
        }

        Assert.False(Checkout.IsContinuousIntegration, $"{Command} of the package {Package} is missing.");
        return false;
    }

    /// <summary>Extracts an archive into a folder of its own and tells what is there then.</summary>
    public async Task<Reading> ReadAsync(string archive, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var (exitCode, output, errors) = await Program.RunAsync("sh", ["-c", SmallFiles, Command, .. Arguments(archive)], folder, cancellation, IsPiped ? await File.ReadAllBytesAsync(archive, cancellation) : null);
        if (exitCode > WarningCode || exitCode < 0)
        {
            return Reading.Refused(Name, Program.LastWords(WritesContent ? [] : output, errors));
        }

        return WritesContent ? Reading.Of(Name, [("content", Reading.Hash(output))]) : Reading.OfArchive(Name, await Reading.BelowAsync(folder, cancellation));
    }
}
