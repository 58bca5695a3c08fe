using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages.Projects;

/// <summary>One file that names packages: its bytes, what to call it, and what could not be read of it.</summary>
internal sealed class SourceText
{
    private const int ProblemLimit = 100;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<CheckProblem> _problems = [];
    private LineTable? _lines;

    /// <summary>Takes the bytes of a file.</summary>
    /// <param name="path">What reports call it.</param>
    /// <param name="bytes">The file.</param>
    public SourceText(string path, byte[] bytes)
    {
        Path = path;
        _bytes = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;
    }

    /// <summary>What reports call the file.</summary>
    public string Path { get; }

    /// <summary>The bytes without a byte order mark of UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<CheckProblem> Problems => _problems;

    /// <summary>Says that something was not read.</summary>
    public void Add(int? line, string text, bool notice = false)
    {
        if (_problems.Count < ProblemLimit)
        {
            _problems.Add(new CheckProblem(Path, line, text) { Notice = notice });
        }
    }

    /// <summary>Gives a place by its byte.</summary>
    public ManifestPlace Place(long offset, string role)
    {
        var (line, column) = (_lines ??= new LineTable(_bytes)).Locate(offset);
        return new ManifestPlace(Path, line, column, role);
    }

    /// <summary>Gives the place of an element or attribute.</summary>
    public ManifestPlace Place(XObject node, string role) => node is IXmlLineInfo info && info.HasLineInfo() ? new ManifestPlace(Path, info.LineNumber, info.LinePosition, role) : new ManifestPlace(Path, null, null, role);

    /// <summary>The line of an element.</summary>
    public static int? LineOf(XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    /// <summary>Reads JSON; null with a problem when it is none.</summary>
    public PlacedJson? Json(params string[] skipped)
    {
        try
        {
            return PlacedJson.Read(_bytes.Span, skipped);
        }
        catch (JsonException exception)
        {
            // The reader counts lines from zero.
            Add(exception.LineNumber is { } line ? (int)Math.Min(line + 1, int.MaxValue) : null, "The file is no JSON that can be read: " + FirstSentence(exception.Message));
            return null;
        }
    }

    /// <summary>Reads XML without document types, bounded; null with a problem when it is none.</summary>
    public XElement? Xml()
    {
        if (_bytes.Length > XmlGuard.Bytes)
        {
            Add(null, $"The file has {_bytes.Length} bytes; the limit is {XmlGuard.Bytes}.");
            return null;
        }

        try
        {
            var bytes = _bytes.ToArray();
            if (XmlGuard.Check(new MemoryStream(bytes)) is { } refusal)
            {
                Add(null, refusal);
                return null;
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes), XmlGuard.Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException exception)
        {
            Add(exception.LineNumber > 0 ? exception.LineNumber : null, "The file is not well-formed, or has a document type: " + FirstSentence(exception.Message));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Unknown or unfit encodings: the reader lets several types of exception through.
            Add(null, "The file cannot be decoded: " + FirstSentence(exception.Message));
        }

        return null;
    }

    /// <summary>Gives the lines of a text in UTF-8, or UTF-16 with a byte order mark.</summary>
    public string[] Lines()
    {
        var text = _bytes.Span switch
        {
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            var plain => Encoding.UTF8.GetString(plain),
        };
        return text.Split('\n');
    }

    private static string FirstSentence(string text) => text.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var at ? text[..at] : text.ReplaceLineEndings(" ");
}
