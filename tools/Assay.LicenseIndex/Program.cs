using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.LicenseIndexing;
using Assay.Licenses;
using Assay.Licenses.Recognition;

// Makes the index of licences from spdx-full.json of the npm package spdx-license-list: ids, names, addresses, and prints of the texts instead of the texts.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Assay.LicenseIndex FOLDER-OF-SPDX-LICENSE-LIST OUTPUT-FILE");
    return 2;
}

string[] deprecated =
[
    "AGPL-1.0", "AGPL-3.0", "BSD-2-Clause-FreeBSD", "BSD-2-Clause-NetBSD", "bzip2-1.0.5", "eCos-2.0", "GFDL-1.1", "GFDL-1.2", "GFDL-1.3", "GPL-1.0", "GPL-1.0+", "GPL-2.0", "GPL-2.0+",
    "GPL-2.0-with-autoconf-exception", "GPL-2.0-with-bison-exception", "GPL-2.0-with-classpath-exception", "GPL-2.0-with-font-exception", "GPL-2.0-with-GCC-exception",
    "GPL-3.0", "GPL-3.0+", "GPL-3.0-with-autoconf-exception", "GPL-3.0-with-GCC-exception", "LGPL-2.0", "LGPL-2.0+", "LGPL-2.1", "LGPL-2.1+", "LGPL-3.0", "LGPL-3.0+",
    "Net-SNMP", "Nunit", "StandardML-NJ", "wxWindows",
];

// Addresses of those who publish licences; where else a text was once seen says nothing about other packages.
string[] publishers =
[
    "creativecommons.org/", "gnu.org/", "opensource.org/", "mozilla.org/", "eclipse.org/", "apache.org/", "polyformproject.org/", "opendatacommons.org/", "cdla.io/", "fsl.software/", "boost.org/", "unicode.org/", "w3.org/",
    "cecill.info/", "scripts.sil.org/", "openfontlicense.org/", "php.net/", "python.org/", "zlib.net/", "wtfpl.net/", "paritylicense.com/", "cryptographicautonomylicense.com/", "hippocraticlicense.org/", "mariadb.com/", "mongodb.com/",
    "elastic.co/", "codeproject.com/", "curl.haxx.se/", "oracle.com/", "joinup.ec.europa.eu/", "nationalarchives.gov.uk/", "blueoakcouncil.org/", "openssl.org/", "postgresql.org/", "repoze.org/", "sqlite.org/", "tapr.org/", "ohwr.org/",
];

var here = Path.Combine(AppContext.BaseDirectory, "Tables");
var families = FamilyTable.Read(File.ReadAllLines(Path.Combine(here, "families.txt")));
using var list = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(args[0], "spdx-full.json")));
var licenses = list.RootElement.EnumerateObject().OrderBy(license => license.Name, StringComparer.Ordinal).ToArray();

// Licences of equal text share one print: that of an id that is not deprecated, the plain one among them. "Only" and "or later" of a GNU licence differ in what a notice beside the text says.
var texts = licenses
    .GroupBy(license => GnuText().Match(license.Name) is { Success: true } gnu ? gnu.Groups["version"].Value : Punctuation().Replace(license.Value.GetProperty("licenseText").GetString()!, " ").ToLowerInvariant(), StringComparer.Ordinal)
    .SelectMany(group => group.Select(license => (license.Name, Text: group.Select(other => other.Name).OrderBy(Rank).ThenBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First())))
    .ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
texts["Nunit"] = "zlib-acknowledgement";

var output = new StringBuilder();
output.Append("# Licences: ids, names and addresses of the SPDX License List, and prints of its texts. Source: npm package spdx-license-list (CC0-1.0); families, phrases and prints are ours.\n");
output.Append("# Written by tools/Assay.LicenseIndex, described in docs/design/licenses.md.\n");
foreach (var license in licenses)
{
    var (family, restrictions) = families.Of(license.Name);
    var addresses = (license.Value.TryGetProperty("url", out var url) ? url.GetString()! : "").Split(['\n', ' ', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(LicenseAddress.Normalize).Where(address => publishers.Any(publisher => address.StartsWith(publisher, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal);
    output.Append(LicenseIndexFile.Line(new LicenseEntry(license.Name, license.Value.GetProperty("name").GetString()!, family, restrictions, texts[license.Name],
        license.Value.GetProperty("osiApproved").GetBoolean(), deprecated.Contains(license.Name), [.. addresses]))).Append('\n');
}

var phrases = File.ReadAllLines(Path.Combine(here, "phrases.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();
foreach (var phrase in phrases.Where(fields => !texts.ContainsKey(fields[0])).DistinctBy(fields => fields[0], StringComparer.Ordinal))
{
    var (family, restrictions) = FamilyTable.Parse(phrase[2]);
    output.Append(LicenseIndexFile.Line(new LicenseEntry(phrase[0], phrase[1], family, restrictions, phrase[0], false, false, []))).Append('\n');
}

foreach (var license in licenses.Where(license => texts[license.Name] == license.Name))
{
    output.Append(LicenseIndexFile.Line(TextPrinter.Print(license.Name, license.Value.GetProperty("licenseText").GetString()!, isPhrase: false))).Append('\n');
}

foreach (var phrase in phrases)
{
    output.Append(LicenseIndexFile.Line(TextPrinter.Print(phrase[0], phrase[3], isPhrase: true))).Append('\n');
}

File.WriteAllText(args[1], output.ToString());
return 0;

int Rank(string name) => (deprecated.Contains(name) ? 4 : 0) + (name.Contains("invariants", StringComparison.Ordinal) ? 2 : 0) + (name.EndsWith("-or-later", StringComparison.Ordinal) ? 1 : 0);

internal static partial class Program
{
    [GeneratedRegex(@"^(?<version>(A|L)?GPL-\d\.\d|GFDL-\d\.\d)(\+|-only|-or-later|(-no)?-invariants-(only|or-later))?$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex GnuText();

    [GeneratedRegex(@"[\W_]+", RegexOptions.None, 10_000)]
    private static partial Regex Punctuation();
}
