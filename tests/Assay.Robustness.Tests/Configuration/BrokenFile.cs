using System.Text;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Configuration;

/// <summary>What may be wrong with a file of any format, and what is wrong with those of one.</summary>
internal static class BrokenFile
{
    private static readonly byte[] Deep = Encoding.ASCII.GetBytes(new string('[', 200_000));

    /// <summary>Bytes that are no file of any text format that is read.</summary>
    public static IReadOnlyDictionary<string, byte[]> Any { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["noise"] = Bytes.Noise(5000),
        ["nul"] = new byte[200],
        ["marked-utf16-is-utf8"] = [0xFF, 0xFE, .. "{\"a\": 1}"u8],
        ["deep"] = Deep,
    };

    /// <summary>Bytes that are no document of JSON of any kind.</summary>
    public static IReadOnlyDictionary<string, byte[]> Json { get; } = new Dictionary<string, byte[]>(Any, StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["cut"] = "{\"formatVersion\": 2, \"version\": 1, \"schemaVersion\": 1, \"packages\": [{\"id\""u8.ToArray(),
        ["number"] = "99999999999999999999"u8.ToArray(),
        ["deep-objects"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
        ["bytes-no-utf8"] = [.. "{\"a\": \""u8, 0xFF, 0xC0, .. "\"}"u8],
        ["two-documents"] = "{} {}"u8.ToArray(),
        ["versions-of-no-number"] = "{\"formatVersion\": \"x\", \"version\": [], \"schemaVersion\": {}, \"packages\": 1, \"issues\": 1, \"dependencies\": 1, \"targets\": 1, \"libraries\": 1}"u8.ToArray(),
        ["versions-of-the-future"] = "{\"formatVersion\": 2147483648, \"version\": 2147483648, \"schemaVersion\": 2147483648}"u8.ToArray(),
    };

    /// <summary>The same for readers that take a document on every line.</summary>
    public static IReadOnlyDictionary<string, byte[]> JsonOfOneDocument { get; } = Json.Where(shape => shape.Key != "two-documents").ToDictionary(StringComparer.Ordinal);

    /// <summary>Bytes that are no document of XML.</summary>
    public static IReadOnlyDictionary<string, byte[]> Xml { get; } = new Dictionary<string, byte[]>(Any, StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["cut"] = "<Project><ItemGroup><PackageReference Include='a'"u8.ToArray(),
        ["document-type"] = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><packages>&b;</packages>"u8.ToArray(),
        ["levels"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000))),
        ["bytes-no-utf8"] = [.. "<a b='"u8, 0xFF, 0xC0, .. "'/>"u8],
    };
}
