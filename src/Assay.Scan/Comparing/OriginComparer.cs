using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares who signs a package, who publishes it, where its source is said to be, and under which licence it comes.</summary>
internal static class OriginComparer
{
    private const int MaximumNames = 20;

    /// <summary>Gives what is not the same, in the order of weight: signatures first, then what a feed vouches for, then what the package says of itself.</summary>
    public static IReadOnlyList<OriginChange> Compare(PackageReport before, PackageReport after) =>
    [
        .. Statements(before).Zip(Statements(after), (earlier, later) => new OriginChange(earlier.What, earlier.Values, later.Values))
            .Where(change => !Same(change.Before, change.After)),
    ];

    private static IEnumerable<(string What, string[] Values)> Statements(PackageReport report)
    {
        var package = report.Package;
        yield return ("id", [package.Id]);
        yield return ("author-signature", Signers(report, "author"));
        yield return ("code-signature", Signers(report, "authenticode", "script", "catalogue"));
        yield return ("unsigned-code", report.Signing switch
        {
            { Files: 0 } => [],
            { Unsigned: 0 } => ["none"],
            var signing => [signing.Unsigned == signing.Files ? "all" : "some"],
        });
        yield return ("repository-owners", Order(report.Signatures.Where(signature => signature.Role == "repository").SelectMany(signature => signature.Owners ?? [])));
        yield return ("authors", Order(package.Authors));
        yield return ("owners", Order(package.Owners));
        yield return ("repository", Address(package.Repository?.Url));
        yield return ("project-page", Address(package.ProjectUrl));
        yield return ("license", Licenses(package));
        yield return ("license-family", Order(Applying(package).Select(license => license.Family).OfType<string>()));
    }

    // One party has several certificates over the years; one that is not trusted is not the party that it names.
    private static string[] Signers(PackageReport report, params string[] roles) => Order(report.Signing.Signers.Where(signer => roles.Contains(signer.Role)).Select(signer =>
    {
        var name = signer.Organization ?? signer.Name;
        return signer.Status != "valid" ? $"{name} ({signer.Status ?? "not verified"})" : signer.Trust is null or "trusted" ? name : $"{name} ({signer.Trust})";
    }));

    private static string[] Licenses(ReportedPackage package) => Applying(package).Select(license => license.Id).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } recognised
        ? Order(recognised)
        : package.License switch
        {
            { Expression: { } expression } => [expression],
            { File: { } file } => ["file " + file],
            { Url: { } url } => [url],
            _ => [],
        };

    private static IEnumerable<ReportedLicense> Applying(ReportedPackage package) => package.Licenses.Where(license => license is { Scope: "package", Role: "applies" });

    // Addresses of one repository are written with and without an ending.
    private static string[] Address(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return [];
        }

        var text = url.Trim().TrimEnd('/');
        return [text.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? text[..^4] : text];
    }

    private static string[] Order(IEnumerable<string> names) => [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).Take(MaximumNames)];

    private static bool Same(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        before.Count == after.Count && before.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(after.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
}
