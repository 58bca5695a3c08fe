using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

// Makes the list of roots from the two lists of a .NET SDK: of each certificate the facts that a chain is judged by, not the certificate.
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: Assay.RootTable FOLDER-OF-THE-SDK DATE OUTPUT-FILE");
    return 2;
}

var folder = args[0].TrimEnd(Path.DirectorySeparatorChar);
var purposes = new Dictionary<string, (X509Certificate2 Certificate, SortedSet<string> Names)>(StringComparer.Ordinal);
foreach (var (file, purpose) in new[] { ("codesignctl.pem", "code-signing"), ("timestampctl.pem", "time-stamping") })
{
    var certificates = new X509Certificate2Collection();
    certificates.ImportFromPemFile(Path.Combine(folder, "trustedroots", file));
    foreach (var certificate in certificates)
    {
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        if (!purposes.TryGetValue(thumbprint, out var known))
        {
            purposes[thumbprint] = known = (certificate, new SortedSet<string>(StringComparer.Ordinal));
        }

        known.Names.Add(purpose);
    }
}

var output = new StringBuilder();
output.Append(CultureInfo.InvariantCulture, $"# date: {args[1]}\n");
output.Append(CultureInfo.InvariantCulture, $"# Authorities trusted for code signing and time stamping. Source: trustedroots/codesignctl.pem and timestampctl.pem of the .NET SDK {Path.GetFileName(folder)}; facts only.\n");
output.Append("# Written by tools/Assay.RootTable, described in docs/design/signatures.md.\n");
output.Append("# purposes | SHA-256 of the certificate | not after | name | subject (DER, base-64) | public key (SubjectPublicKeyInfo, base-64)\n");
foreach (var (thumbprint, (certificate, names)) in purposes.OrderBy(root => NameOf(root.Value.Certificate), StringComparer.Ordinal).ThenBy(root => root.Key, StringComparer.Ordinal))
{
    output.AppendJoin(" | ",
        string.Join(',', names),
        thumbprint,
        certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        NameOf(certificate).Replace('|', '/'),
        Convert.ToBase64String(certificate.SubjectName.RawData),
        Convert.ToBase64String(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    output.Append('\n');
}

File.WriteAllText(args[2], output.ToString());
Console.WriteLine($"{purposes.Count} roots, {output.Length} characters");
return 0;

// The common name, else the last organizational unit, else the organization.
static string NameOf(X509Certificate2 certificate)
{
    var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements).ToArray();
    string[] types = ["2.5.4.3", "2.5.4.11", "2.5.4.10"];
    return types.Select(type => parts.FirstOrDefault(part => part.GetSingleElementType().Value == type)?.GetSingleElementValue()).FirstOrDefault(name => name is not null) ?? certificate.Subject;
}
