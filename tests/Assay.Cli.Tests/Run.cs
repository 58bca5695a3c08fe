using System.Text;
using Assay.Model;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

namespace Assay.Cli.Tests;

/// <summary>Runs a command line in this process with an engine that knows packages by their names.</summary>
internal sealed class Run : IDisposable
{
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal);

    public Run()
    {
        Directory.CreateDirectory(Folder);
        With("ASSAY_DATA", Path.Combine(Folder, "data"));
    }

    /// <summary>A folder of this run.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "assay-cli-tests", Path.GetRandomFileName());

    public int ExitCode { get; private set; }
    public string Output { get; private set; } = "";
    public string Error { get; private set; } = "";
    public CancellationToken Cancellation { get; init; }
    public byte[] Input { get; init; } = [];
    public bool IsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Gives the report of a package by its file name; the default understands pass, review, fail, unknown at the start of the name.</summary>
    public Func<PackageFile, CancellationToken, PackageReport> Scan { get; init; } = (package, _) => Report(package.Name);

    /// <summary>Called with the prevalence of a scan; null for none.</summary>
    public Action<IPrevalence?> Prevalence { get; init; } = static _ => { };

    /// <summary>Called with what a scan knows of other packages.</summary>
    public Action<IdentityInputs> Identity { get; init; } = static _ => { };

    /// <summary>Called with what signatures are verified against.</summary>
    public Action<SignatureSettings> Signatures { get; init; } = static _ => { };

    public Run With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public string File(string name)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, name);
        return path;
    }

    public async Task<Run> AssayAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host
        {
            Variable = _variables.GetValueOrDefault,
            OutputIsTerminal = IsTerminal,
            ErrorIsTerminal = ErrorIsTerminal,
            Engine = new Engine { Resolve = (_, subject, _, _) => Task.FromResult(Resolve(subject)), LoadRules = () => RuleSample.Pack, CreateScanner = CreateScanner, LoadCommunity = () => CommunitySample.Snapshot },
            Input = new MemoryStream(Input),
            Clock = new StoppedClock(),
            WorkingDirectory = Folder,
        };
        ExitCode = await Program.RunAsync(args, output, error, host, Cancellation);
        Output = Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n");
        Error = Encoding.UTF8.GetString(error.ToArray()).ReplaceLineEndings("\n");
        return this;
    }

    public static PackageReport Report(string name)
    {
        var status = Enum.GetValues<VerdictStatus>().FirstOrDefault(status => name.StartsWith(status.ToString(), StringComparison.OrdinalIgnoreCase));
        return PlainSamples.Clean with
        {
            Package = PlainSamples.Clean.Package with { Id = Path.GetFileNameWithoutExtension(name) },
            Verdict = new(status, status == VerdictStatus.Pass ? [] : [$"The sample is {status}."]),
        };
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private ScanPackage CreateScanner(ScanOptions options)
    {
        Identity(options.Identity);
        Signatures(options.Signatures);
        Prevalence(options.Community);
        return (package, cancellation) => Scan(package, cancellation);
    }

    private static SubjectResolution Resolve(string subject) => subject switch
    {
        "usage" => new([], SubjectError.Usage, "usage: this is no subject"),
        "nothing" => new([], SubjectError.NothingFound, "nothing: there is no such file"),
        "unreachable" => new([], SubjectError.SourceUnreachable, "unreachable: the feed does not answer"),
        "unreadable" => new([], SubjectError.Unreadable, "unreadable: access is denied"),
        _ when Directory.Exists(subject) => new([.. Directory.GetFiles(subject).Order(StringComparer.Ordinal).Select(Locate)], SubjectError.None, null),
        _ => new([Locate(subject)], SubjectError.None, null),
    };

    private static PackageLocation Locate(string path) => new(Path.GetFileName(path), path, 1);

    internal sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 1, 3, 4, 5, TimeSpan.Zero);
    }
}
