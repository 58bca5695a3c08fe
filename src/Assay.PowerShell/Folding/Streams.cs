using System.IO.Compression;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Streams and readers over constant bytes. Decompression is bounded by length and ratio.</summary>
internal static class Streams
{
    private const int Chunk = 1 << 14;
    private const int FreeLength = 1 << 16;

    public static object? Create(string type, in Arguments arguments)
    {
        switch (type)
        {
            case "System.IO.MemoryStream":
                return arguments.Count == 0 ? new ByteStream(type, []) : arguments.Bytes(0, out var bytes)
                    ? arguments.Count == 3 ? Part(type, bytes, arguments) : new ByteStream(type, bytes)
                    : UnknownElement.Any;
            case "System.IO.Compression.DeflateStream" or "System.IO.Compression.GZipStream" or "System.IO.Compression.ZLibStream" or "System.IO.Compression.BrotliStream":
                return arguments.Count >= 2 && arguments[0] is ByteStream source && arguments.Names(1, "Decompress") ? Decompress(type, source, arguments.Work) : UnknownElement.Any;
            case "System.IO.StreamReader":
                return arguments.Count >= 1 && arguments[0] is ByteStream text ? Reader(type, text, arguments) : UnknownElement.Any;
            case "System.IO.StringReader":
                return arguments.Count == 1 && arguments.Text(0, out var given) ? new TextSource(type, given) : UnknownElement.Any;
            case "System.IO.BinaryReader":
                return arguments.Count >= 1 && arguments[0] is ByteStream bits ? bits : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    public static object? Invoke(ByteStream stream, string member, in Arguments arguments)
    {
        switch (member.ToUpperInvariant())
        {
            case "TOARRAY" when arguments.Work.Fits(stream.Length):
                return stream.Bytes.AsSpan(0, stream.Length).ToArray();
            case "WRITE" when arguments.Bytes(0, out var bytes):
                var start = 0;
                var count = bytes.Length;
                return (arguments.Count == 1 || (arguments.Int(1, out start) && arguments.Int(2, out count))) && start >= 0 && count >= 0 && (long)start + count <= bytes.Length && Write(stream, bytes.AsSpan(start, count), arguments.Work)
                    ? null
                    : UnknownElement.Any;
            case "WRITEBYTE" when arguments.Int(0, out var single) && single is >= 0 and <= 255 && Write(stream, [(byte)single], arguments.Work):
                return null;
            case "COPYTO" when arguments.Count >= 1 && arguments[0] is ByteStream target:
                var written = Write(target, stream.Rest, arguments.Work);
                stream.Position = stream.Length;
                return written ? null : UnknownElement.Any;
            case "SEEK" when arguments.Int(0, out var offset) && offset >= 0 && offset <= stream.Length && (arguments.Count == 1 || arguments.Names(1, "Begin") || arguments[1] is 0):
                stream.Position = offset;
                return (long)offset;
            case "READ" when arguments.Count == 3 && arguments[0] is byte[] buffer && arguments.Int(1, out var at) && arguments.Int(2, out var length) && at >= 0 && length >= 0 && (long)at + length <= buffer.Length:
                var read = Math.Min(length, stream.Length - stream.Position);
                stream.Rest[..read].CopyTo(buffer.AsSpan(at));
                stream.Position += read;
                return Boxes.Of(read);
            case "READBYTE" when arguments.Count == 0:
                return stream.Position < stream.Length ? Boxes.Of((int)stream.Bytes[stream.Position++]) : Boxes.Of(-1);
            case "READBYTES" when arguments.Int(0, out var wanted) && wanted >= 0:
                var piece = stream.Rest[..Math.Min(wanted, stream.Length - stream.Position)].ToArray();
                stream.Position += piece.Length;
                return piece;
            case "CLOSE" or "DISPOSE" or "FLUSH":
                return null;
            default:
                return UnknownElement.Any;
        }
    }

    public static object? Property(ByteStream stream, string member) => member.ToUpperInvariant() switch
    {
        "LENGTH" when stream.TypeName == "System.IO.MemoryStream" => (long)stream.Length,
        "POSITION" when stream.TypeName == "System.IO.MemoryStream" => (long)stream.Position,
        "BASESTREAM" => stream,
        _ => UnknownElement.Any,
    };

    public static object? Invoke(TextSource source, string member, in Arguments arguments)
    {
        switch (member.ToUpperInvariant())
        {
            case "READTOEND" when arguments.Work.Fits(source.Text.Length - source.Position):
                var rest = source.Text[source.Position..];
                source.Position = source.Text.Length;
                return rest;
            case "READLINE":
                return ReadLine(source);
            case "READ" when arguments.Count == 0:
                return source.Position < source.Text.Length ? Boxes.Of((int)source.Text[source.Position++]) : Boxes.Of(-1);
            case "CLOSE" or "DISPOSE":
                return null;
            default:
                return UnknownElement.Any;
        }
    }

    private static string? ReadLine(TextSource source)
    {
        if (source.Position >= source.Text.Length)
        {
            return null;
        }

        var rest = source.Text.AsSpan(source.Position);
        var end = rest.IndexOfAny('\r', '\n');
        if (end < 0)
        {
            source.Position = source.Text.Length;
            return rest.ToString();
        }

        source.Position += end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        return rest[..end].ToString();
    }

    private static object? Part(string type, byte[] bytes, in Arguments arguments) =>
        arguments.Int(1, out var start) && arguments.Int(2, out var count) && start >= 0 && count >= 0 && (long)start + count <= bytes.Length ? new ByteStream(type, bytes.AsSpan(start, count).ToArray()) : UnknownElement.Any;

    private static object? Reader(string type, ByteStream stream, in Arguments arguments)
    {
        var encoding = arguments.Count > 1 && arguments[1] is Encoding given ? given : Encoding.UTF8;
        if (arguments.Count > 1 && arguments[1] is UnknownElement || !arguments.Work.Fits(stream.Rest.Length))
        {
            return UnknownElement.Any;
        }

        arguments.Work.Use(Techniques.TextEncoding);
        using var reader = new StreamReader(new MemoryStream(stream.Bytes, stream.Position, stream.Length - stream.Position, writable: false), encoding, detectEncodingFromByteOrderMarks: true);
        return new TextSource(type, reader.ReadToEnd());
    }

    private static bool Write(ByteStream stream, ReadOnlySpan<byte> bytes, Workspace work)
    {
        var end = (long)stream.Position + bytes.Length;
        if (end > work.Spending.Budget.ValueLength || !work.Fits(bytes.Length))
        {
            work.Spending.Reach(FoldLimit.Value);
            return false;
        }

        if (end > stream.Bytes.Length)
        {
            var grown = new byte[Math.Max(end, Math.Min(stream.Bytes.Length * 2L, work.Spending.Budget.ValueLength))];
            stream.Bytes.AsSpan(0, stream.Length).CopyTo(grown);
            stream.Bytes = grown;
        }

        bytes.CopyTo(stream.Bytes.AsSpan(stream.Position));
        stream.Position = (int)end;
        stream.Length = Math.Max(stream.Length, (int)end);
        return true;
    }

    private static object? Decompress(string type, ByteStream source, Workspace work)
    {
        work.Use(Techniques.Compression);
        var input = source.Bytes.AsSpan(source.Position, source.Length - source.Position).ToArray();
        var limit = Math.Min(work.Spending.Budget.ValueLength, Math.Max(FreeLength, (long)input.Length * work.Spending.Budget.Ratio));
        using var memory = new MemoryStream(input, writable: false);
        using Stream inflater = type switch
        {
            "System.IO.Compression.DeflateStream" => new DeflateStream(memory, CompressionMode.Decompress),
            "System.IO.Compression.GZipStream" => new GZipStream(memory, CompressionMode.Decompress),
            "System.IO.Compression.ZLibStream" => new ZLibStream(memory, CompressionMode.Decompress),
            _ => new BrotliStream(memory, CompressionMode.Decompress),
        };
        using var output = new MemoryStream();
        var buffer = new byte[Chunk];
        try
        {
            for (int read; (read = inflater.Read(buffer)) > 0;)
            {
                if (output.Length + read > limit || !work.Fits(read))
                {
                    work.Spending.Reach(FoldLimit.Value);
                    return UnknownElement.Any;
                }

                output.Write(buffer, 0, read);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or InvalidOperationException)
        {
            if (output.Length == 0)
            {
                return UnknownElement.Any;
            }
        }

        source.Position = source.Length;
        return new ByteStream(type, output.ToArray());
    }
}
