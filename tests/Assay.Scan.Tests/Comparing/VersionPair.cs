using Assay.Model;
using Assay.Packages;
using Assay.Scan.Comparing;
using Assay.Signatures;
using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests.Comparing;

/// <summary>Builds and compares pairs of packages.</summary>
internal static class VersionPair
{
    private static readonly ScanOptions Options = new()
    {
        Rules = EmbeddedRules.Load(),
        ToolVersion = "test",
        PublicMembers = true,
        Signatures = new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) },
    };

    private static readonly Scanner Scanner = new(Options);

    public static NupkgBuilder Package(string version = "1.0.0", string more = "") => new(NupkgBuilder.Manifest(version: version, more: more));

    public static VersionChanges Compare(byte[] before, byte[] after) => Scanner.Compare(File(before, "before.nupkg"), File(after, "after.nupkg")).Changes;

    public static VersionChanges Compare(NupkgBuilder before, NupkgBuilder after) => Compare(before.Build(), after.Build());

    public static VersionComparison Comparison(NupkgBuilder before, NupkgBuilder after) => Scanner.Compare(File(before.Build(), "before.nupkg"), File(after.Build(), "after.nupkg"));

    /// <summary>Scans the later package with the earlier one at hand.</summary>
    public static PackageReport Judge(byte[] before, byte[] after) =>
        new Scanner(Options with { Earlier = new Known(Scanner.Extract(File(before, "before.nupkg"))) }).Scan(File(after, "after.nupkg"));

    public static PackageFacts Extract(byte[] package) => Scanner.Extract(File(package, "package.nupkg"));

    public static PackageFile File(byte[] bytes, string name) => new(name, "test", bytes);

    public static byte[] Library(string statements) => CSharpSample.CompileStatements(statements);

    private sealed class Known(PackageFacts facts) : IEarlierVersions
    {
        public PackageFacts? Before(PackageFacts package, CancellationToken cancellation) => facts;
    }
}
