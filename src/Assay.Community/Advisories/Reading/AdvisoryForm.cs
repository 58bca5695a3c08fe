using System.Buffers;
using System.Text.Json;

namespace Assay.Community;

/// <summary>The forms that advisories come in.</summary>
internal enum AdvisoryForm
{
    /// <summary>None of them.</summary>
    Other,
    /// <summary>No content.</summary>
    Empty,
    Zip,
    Gzip,
    /// <summary>One record of the OSV format.</summary>
    Osv,
    /// <summary>An array of them.</summary>
    OsvArray,
    /// <summary>An object with an array <c>vulns</c> of them.</summary>
    OsvList,
    /// <summary>JSON objects one after the other.</summary>
    Lines,
    /// <summary>The index of the vulnerability index of a NuGet feed.</summary>
    NuGetIndex,
    /// <summary>A page of it.</summary>
    NuGetPage,
    /// <summary>CISA's catalogue.</summary>
    ExploitedJson,
    ExploitedCsv,
    ScoresCsv,
    /// <summary>SHA-256 of malicious files.</summary>
    Hashes,
}

/// <summary>Tells what content is by its first values or lines; names do not count.</summary>
internal static class AdvisoryForms
{
    private const int FirstBytes = 64 * 1024;

    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Tells the form. Throws <see cref="JsonException"/> for what begins as JSON and is none.</summary>
    public static AdvisoryForm Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
        {
            return AdvisoryForm.Zip;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return AdvisoryForm.Gzip;
        }

        var text = TrimStart(WithoutMark(bytes));
        return text.IsEmpty ? AdvisoryForm.Empty : text[0] switch
        {
            (byte)'{' => OfObject(text),
            (byte)'[' => OfArray(text),
            _ => OfLines(text),
        };
    }

    /// <summary>Leaves the byte order mark out.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>Leaves the byte order mark out.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text) => text[(text.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var start ? start : text.Length)..];

    private static AdvisoryForm OfObject(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 });
        reader.Read();
        var (isOsv, isList, isCatalogue, isPage, members) = (false, false, false, true, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members++;
            isOsv |= reader.ValueTextEquals("affected"u8) || reader.ValueTextEquals("schema_version"u8) || reader.ValueTextEquals("modified"u8);
            isList |= reader.ValueTextEquals("vulns"u8);
            isCatalogue |= reader.ValueTextEquals("vulnerabilities"u8);
            reader.Read();
            isPage &= reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
        }

        // Only now is it known to be an object to its end; another value may follow.
        if (reader.Read())
        {
            return AdvisoryForm.Lines;
        }

        return isOsv ? AdvisoryForm.Osv : isList ? AdvisoryForm.OsvList : isCatalogue ? AdvisoryForm.ExploitedJson : isPage && members > 0 ? AdvisoryForm.NuGetPage : AdvisoryForm.Other;
    }

    private static AdvisoryForm OfArray(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 });
        reader.Read();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            // A page of a vulnerability index without entries is an empty array.
            return reader.TokenType == JsonTokenType.EndArray ? AdvisoryForm.NuGetPage : AdvisoryForm.Other;
        }

        var form = AdvisoryForm.Other;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            form = reader.ValueTextEquals("@id"u8) ? AdvisoryForm.NuGetIndex : reader.ValueTextEquals("id"u8) ? AdvisoryForm.OsvArray : reader.ValueTextEquals("cveID"u8) ? AdvisoryForm.ExploitedJson : form;
            reader.Skip();
        }

        return form;
    }

    private static AdvisoryForm OfLines(ReadOnlySpan<byte> text)
    {
        var first = text[..Math.Min(text.Length, FirstBytes)];
        foreach (var range in first.Split((byte)'\n'))
        {
            var line = first[range].Trim(" \t\r"u8);
            if (line.StartsWith("#model_version"u8) || line.StartsWith("cve,epss"u8))
            {
                return AdvisoryForm.ScoresCsv;
            }

            if (line.IsEmpty || line[0] == (byte)'#')
            {
                continue;
            }

            if (line.Length >= 64 && !line[..64].ContainsAnyExcept(HexadecimalDigits))
            {
                return AdvisoryForm.Hashes;
            }

            return line.IndexOf("cveID"u8) >= 0 && line.IndexOf((byte)',') >= 0 ? AdvisoryForm.ExploitedCsv : AdvisoryForm.Other;
        }

        return AdvisoryForm.Other;
    }
}
