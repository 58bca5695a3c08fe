using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Reads one record of the Open Source Vulnerability format, as collections of malicious packages use it.</summary>
/// <remarks>OSV Schema 1.7: <c>id</c>, <c>modified</c>, <c>withdrawn</c>, <c>affected[]{package{ecosystem,name},ranges[]{type,events[]},versions[]}</c>. Ids of malicious packages begin with <c>MAL-</c>.</remarks>
internal static class OsvRecord
{
    private const int MostVersions = 100_000;
    private const int MostAffected = 10_000;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Gives the packages of our communities that a record names as malicious, and the day of its last change; nothing for any other record. Throws <see cref="JsonException"/> for what is no JSON.</summary>
    public static (IReadOnlyList<MaliciousPackage> Packages, string Date) Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(WithoutMark(bytes), Options);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "id") is not { } id || !id.StartsWith("MAL-", StringComparison.Ordinal) || Text(root, "withdrawn") is not null)
        {
            return ([], "");
        }

        var packages = new List<MaliciousPackage>();
        foreach (var affected in Items(root, "affected").Take(MostAffected))
        {
            if (affected.ValueKind == JsonValueKind.Object && affected.TryGetProperty("package", out var package) && package.ValueKind == JsonValueKind.Object
                && Text(package, "name") is { Length: > 0 and <= 256 } name && CommunityOf(Text(package, "ecosystem")) is { } community)
            {
                packages.Add(new MaliciousPackage(id, community, name, [.. Items(affected, "versions").Where(version => version.ValueKind == JsonValueKind.String).Select(version => TextOf(version)!).Take(MostVersions)],
                    [.. Items(affected, "ranges").SelectMany(Spans)], []));
            }
        }

        return (packages, Text(root, "modified") is { Length: >= 10 } modified ? modified[..10] : "");
    }

    // Events follow each other: introduced opens a span, fixed and last_affected close it.
    private static IEnumerable<VersionSpan> Spans(JsonElement range)
    {
        if (range.ValueKind != JsonValueKind.Object || string.Equals(Text(range, "type"), "GIT", StringComparison.Ordinal))
        {
            yield break;
        }

        string? from = null;
        var isOpen = false;
        foreach (var item in Items(range, "events").Take(MostVersions))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (Text(item, "introduced") is { } introduced)
            {
                (from, isOpen) = (introduced, true);
            }
            else if (isOpen && (Text(item, "fixed") ?? Text(item, "last_affected")) is { } end)
            {
                yield return Text(item, "fixed") is null ? new VersionSpan(from, null, end) : new VersionSpan(from, end, null);
                isOpen = false;
            }
        }

        if (isOpen)
        {
            yield return new VersionSpan(from, null, null);
        }
    }

    // No ecosystem of the schema stands for the PowerShell Gallery; collections of one's own may use these names.
    private static string? CommunityOf(string? ecosystem) => ecosystem?.Split(':')[0] switch
    {
        "NuGet" => "nuget",
        "PSGallery" or "PowerShell" or "PowerShell Gallery" => "psgallery",
        _ => null,
    };

    private static string? Text(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException exception)
        {
            // Bytes that are no UTF-8, or half a pair of surrogates, are found when the text is made.
            throw new JsonException("A text is not readable.", exception);
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
