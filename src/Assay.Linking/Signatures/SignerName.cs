using Assay.Model;

namespace Assay.Linking.Signatures;

/// <summary>Names of signers: which of them mean one party, and whether one of them is named by a manifest.</summary>
internal static class SignerName
{
    private const int ShortestWord = 3;
    private const int LongestText = 500;

    // Foundations sign for projects of others, whose manifests name the project.
    private static readonly string[] Foundations = ["netfoundation", "signpathfoundation"];

    // Words that many names have and that tell nobody from another.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "inc", "incorporated", "ltd", "limited", "llc", "llp", "gmbh", "corp", "corporation", "company", "co", "sro", "spa", "srl", "bvba", "oyj", "aps", "pty", "plc", "sarl", "sas",
        "the", "and", "der", "von", "van", "for", "open", "source", "developer", "foundation", "software", "technologies", "technology", "systems", "solutions", "services", "group", "holding", "holdings",
        "international", "development", "project", "team", "contributors", "community", "code", "signing", "certificate", "labs", "net", "com", "org", "www", "http", "https",
    };

    private static readonly string[] CodeHosts = ["github.com", "github.io", "gitlab.com", "bitbucket.org", "codeplex.com", "codeberg.org", "visualstudio.com", "azure.com"];

    // Names under which the packages of one company are published.
    private static readonly (string Company, string[] Names)[] Families =
    [
        ("microsoft", ["microsoft", "dotnet", "netfoundation", "aspnet", "azure", "xamarin", "nuget", "github", "powershell", "windows", "visualstudio", "sqlserver", "mono", "bing", "office", "linkedin"]),
        ("google", ["google", "grpc", "protobuf", "flutter", "firebase"]),
        ("amazon", ["amazon", "aws"]),
        ("broadcom", ["broadcom", "vmware", "symantec", "pivotal"]),
        ("opentext", ["opentext", "microfocus"]),
        ("progress", ["progress", "telerik", "chef"]),
        ("meta", ["meta", "facebook"]),
    ];

    /// <summary>Gives the key of the party that a certificate names; null when it names nobody. <c>Humanizer (.NET Foundation)</c> and <c>.NET Foundation</c> are one.</summary>
    public static string? Key(ArgumentList? arguments)
    {
        var name = arguments?["organization"] ?? arguments?["signer"];
        if (name is null)
        {
            return null;
        }

        var plain = Plain(name);
        if (Array.Find(Foundations, foundation => plain.Contains(foundation, StringComparison.Ordinal)) is { } known)
        {
            return known;
        }

        var words = Words(name).ToArray();
        return words.Length == 0 ? plain : string.Concat(words);
    }

    /// <summary>Says whether somebody of the manifest may well be the signer: a word of the name, or another name of the company, in what names people or addresses.</summary>
    public static bool IsNamed(ArgumentList? arguments, PackageManifest manifest)
    {
        if (Key(arguments) is not { Length: > 0 } key || Foundations.Contains(key))
        {
            return true;
        }

        var texts = manifest.Authors.Concat(manifest.Owners).Append(manifest.Id).Append(manifest.Title).Append(WithoutHost(manifest.ProjectUrl)).Append(WithoutHost(manifest.Repository?.Url))
            .Where(text => text is { Length: > 0 and <= LongestText }).Select(text => Plain(text!)).ToArray();
        string[] names = [arguments?["signer"] ?? "", arguments?["organization"] ?? ""];
        return Array.Exists(names, name => Words(name).Any(word => Array.Exists(texts, text => text.Contains(word, StringComparison.Ordinal))))
            || Array.Exists(Families, family => Array.Exists(names, name => Plain(name).Contains(family.Company, StringComparison.Ordinal)) && Array.Exists(texts, text => Array.Exists(family.Names, other => text.Contains(other, StringComparison.Ordinal))))
            || Array.Exists(names, name => Plain(name) is { Length: >= 4 } plain && Array.Exists(texts, text => text.Length >= 4 && plain.Contains(text, StringComparison.Ordinal)))
            || Array.Exists(names, name => Initials(name) is { Length: >= 2 } initials && manifest.Authors.Concat(manifest.Owners).Select(Plain).Any(author => author.Length >= 2 && initials.StartsWith(author, StringComparison.Ordinal)));
    }

    // Everybody's code lies at a code host: only the path names an owner.
    private static string? WithoutHost(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && CodeHosts.Any(host => uri.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)) ? uri.AbsolutePath : address;

    private static IEnumerable<string> Words(string name) => name.Split([' ', '.', ',', '-', '_', '(', ')', '/', '&', '"', '\'', '@'], StringSplitOptions.RemoveEmptyEntries)
        .Select(Plain).Where(word => word.Length >= ShortestWord && !Common.Contains(word));

    private static string Initials(string name) => string.Concat(name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsLetter(word[0])).Select(word => char.ToLowerInvariant(word[0])));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
