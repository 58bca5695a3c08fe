using Assay.Model;
using Assay.Model.Storing;
using Assay.Scan;

namespace Assay.Web.Isolation;

/// <summary>What was read of one package as bytes that need nothing besides: its contents, then the package that names them by their places.</summary>
internal static class AnalysisFormat
{
    private const byte Format = 1;
    private const byte End = 0x41;
    private const int DigestLength = 64;

    public static void Write(PackageReading reading, string extractor, StoredBuffer output)
    {
        var places = new Dictionary<ContentKey, int>();
        var contents = new List<ReadContent>();
        foreach (var content in reading.Contents.OfType<ReadContent>())
        {
            if (places.TryAdd(content.Key, contents.Count))
            {
                contents.Add(content);
            }
        }

        var part = new StoredBuffer();
        output.Byte(Format);
        output.Text(extractor);
        output.Number(contents.Count);
        foreach (var content in contents)
        {
            output.Text(content.Key.Sha256);
            output.Number((int)content.Key.Kind);
            output.Number((int)content.Key.Role);
            part.Clear();
            ContentReadingFormat.Write(content.Reading, part);
            output.Number(part.Written.Length);
            output.Bytes(part.Written);
        }

        part.Clear();
        PackageReadingFormat.Write(reading, content => places[content.Key], part);
        output.Number(part.Written.Length);
        output.Bytes(part.Written);
        output.Number(reading.Contents.Count);
        foreach (var content in reading.Contents)
        {
            output.Number(content is null ? 0 : places[content.Key] + 1);
        }

        output.Byte(End);
    }

    /// <summary>Reads it; throws <see cref="InvalidDataException"/> when the bytes are damaged or from another extractor.</summary>
    public static PackageReading Read(ReadOnlySpan<byte> bytes, string extractor)
    {
        var input = new StoredReader(bytes);
        if (input.Byte() != Format || input.RequiredText() != extractor)
        {
            throw StoredReader.Broken();
        }

        var contents = new ReadContent[input.Count()];
        foreach (ref var content in contents.AsSpan())
        {
            var key = new ContentKey(Digest(input.RequiredText()), (ArtifactKind)input.Number(), (ContentRole)input.Number());
            content = new ReadContent(key, ContentReadingFormat.Read(input.Bytes(input.Count())), IsNew: true);
        }

        var reading = PackageReadingFormat.Read(input.Bytes(input.Count()), number => number < contents.Length ? contents[number].Reading.Facts : null);
        if (input.Number() != reading.Contents.Count)
        {
            throw StoredReader.Broken();
        }

        var files = new LinkedFile[reading.Contents.Count];
        var held = new ReadContent?[files.Length];
        for (var i = 0; i < files.Length; i++)
        {
            var place = input.Number(contents.Length) - 1;
            held[i] = place < 0 ? null : contents[place];
            // Contents without facts share none, so that each is known by its own.
            files[i] = held[i] is { } content ? reading.Package.Files[i] with { Facts = content.Reading.Facts } : reading.Package.Files[i];
        }

        return input.Byte() == End && input.AtEnd ? new PackageReading(reading.Package with { Files = files }, held) : throw StoredReader.Broken();
    }

    private static string Digest(string text) => text.Length == DigestLength && text.All(char.IsAsciiHexDigitLower) ? text : throw StoredReader.Broken();
}
