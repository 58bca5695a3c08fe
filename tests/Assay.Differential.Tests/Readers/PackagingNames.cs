using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Differential.Tests.Readers;

/// <summary>Takes away what readers of packages and readers of archives tell apart in every package.</summary>
/// <remarks>
/// The NuGet client does not install the parts that only packaging needs, and decodes names; archive programs install those and do not decode.
/// Only the encoding that a writer of packages makes is undone here: it never encodes an unreserved character or a slash (RFC 3986 2.3, ECMA-376 part 2, 6.2.2.2).
/// </remarks>
internal static partial class PackagingNames
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/\\";

    public static IEnumerable<(string Name, string Hash)> WithoutPackaging(IEnumerable<(string Name, string Hash)> files) => files
        .Where(file => file.Name != "[Content_Types].xml" && !file.Name.StartsWith("_rels/", StringComparison.Ordinal) && !file.Name.StartsWith("package/services/", StringComparison.Ordinal));

    public static string Decode(string name) => Encoded().Replace(name, match =>
    {
        var decoded = Uri.UnescapeDataString(match.Value);
        return decoded.Any(c => Unreserved.Contains(c, StringComparison.Ordinal) || c < ' ') ? match.Value : decoded;
    });

    [GeneratedRegex("(%[0-9A-Fa-f]{2})+")]
    private static partial Regex Encoded();
}
