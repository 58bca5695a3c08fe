using Assay.Model;
using Assay.Model.Storing;
using Assay.Packages;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Web.Isolation;

/// <summary>Reads one package in a child process and writes what was read of it to standard output. Judges nothing: rules and lists are not loaded.</summary>
internal static class AnalysisProgram
{
    /// <summary>What it is called.</summary>
    public const string Name = "analyse";

    /// <summary>Exit code when the file cannot be opened.</summary>
    public const int NoFile = 4;

    /// <summary>Exit code when the memory did not suffice.</summary>
    public const int NoMemory = 5;

    // What decides which facts are read is not among the rules: the extractor is the same as with all of them.
    private static readonly RulePack NoRules = new() { Version = "", AttackVersion = "", AttackNames = new Dictionary<string, string>(StringComparer.Ordinal), Behaviors = [], Policies = [] };

    /// <summary>Reads the package.</summary>
    /// <param name="arguments">The path of the file, and the community of the feed that it is from where that is known.</param>
    /// <param name="output">Takes an <see cref="AnalysisFormat"/>.</param>
    public static int Run(IReadOnlyList<string> arguments, Stream output)
    {
        // An analyser may take a failed allocation for a broken file: nothing that was read with too little memory is believed.
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) =>
        {
            if (thrown.Exception is OutOfMemoryException)
            {
                Environment.Exit(NoMemory);
            }
        };
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(arguments[0]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return NoFile;
        }

        var scanner = new Scanner(new ScanOptions { Rules = NoRules, ToolVersion = "" });
        var file = new PackageFile("package.nupkg", "", bytes) { Community = arguments.Count > 1 ? arguments[1] : null };
        var reading = scanner.Read(file with { Name = NameOf(file) }, null);
        var buffer = new StoredBuffer();
        AnalysisFormat.Write(reading, scanner.Extractor, buffer);
        output.Write(buffer.Written);
        output.Flush();
        return 0;
    }

    // The name that a feed gives the file, whatever somebody called it who handed it in.
    private static string NameOf(PackageFile file) => ManifestLookup.Find(file, UnpackBudget.Default) is { } manifest && NuGetVersion.TryParse(manifest.Version, out var version)
        ? $"{manifest.Id}.{version.ToNormalizedString()}.nupkg".ToLowerInvariant()
        : file.Name;
}
