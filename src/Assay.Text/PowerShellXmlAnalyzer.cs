using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Model;

namespace Assay.Text;

/// <summary>Takes the script blocks out of PowerShell's types and format files and cmdlet definitions: they are code that runs in the session.</summary>
/// <remarks>
/// Formats: <c>ScriptBlock</c>. Types: <c>GetScriptBlock</c>, <c>SetScriptBlock</c> of script properties, <c>Script</c> of script methods.
/// Code references name a static method of a library that the module loads.
/// </remarks>
public static class PowerShellXmlAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "2";

    private const int MaximumElements = 500_000;

    /// <summary>Writes what the file says of code outside it and gives its script blocks, equal ones once, as <c>ScriptBlock#1.ps1</c> and so on.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> file, FactWriter facts)
    {
        var run = new Run(facts);
        try
        {
            using var reader = TolerantXml.Open(file);
            run.Read(reader);
            if (TolerantXml.MayHaveDocumentType(file.Span))
            {
                facts.AddProblem(ProblemId.XmlUnreadable, "The file has a document type: some readers pass over it, others refuse the file.", incomplete: false);
            }
        }
        catch (XmlException exception)
        {
            // PowerShell does not load such a file either.
            facts.AddProblem(ProblemId.XmlUnreadable, $"The file is not well-formed: {exception.Message}", incomplete: false);
        }

        return run.Blocks;
    }

    private sealed class Run(FactWriter facts)
    {
        private readonly List<DerivedArtifact> _blocks = [];
        private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
        private readonly StringBuilder _text = new();
        private string _typeName = "";

        public IReadOnlyList<DerivedArtifact> Blocks => _blocks;

        public void Read(XmlReader reader)
        {
            var elements = 0;
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (++elements > MaximumElements || reader.Depth > FixedLimits.MarkupDepth)
                {
                    facts.AddProblem(ProblemId.LimitSteps, $"The file has more than {MaximumElements} elements or {FixedLimits.MarkupDepth} levels; the rest was not read.");
                    return;
                }

                var position = (IXmlLineInfo)reader;
                var (line, column) = (position.LineNumber, position.LinePosition);
                switch (reader.LocalName)
                {
                    case "ScriptBlock" or "GetScriptBlock" or "SetScriptBlock" or "Script":
                        if (!AddBlock(reader.LocalName, TextOf(reader), line))
                        {
                            return;
                        }

                        break;
                    case "TypeName":
                        _typeName = TextOf(reader).Trim();
                        break;

                    // <CodeReference><TypeName>Contoso.Sample</TypeName><MethodName>Read</MethodName></CodeReference>
                    case "MethodName" when _typeName.Length > 0 && TextOf(reader).Trim() is { Length: > 0 } method:
                        facts.Add(FactKind.Call, $"{_typeName}::{method}", positionKind: PositionKind.LineColumn, position: line, column: column);
                        break;
                }
            }
        }

        private bool AddBlock(string element, string text, int line)
        {
            if (text.AsSpan().Trim().IsEmpty || !_texts.Add(text))
            {
                return true;
            }

            if (_blocks.Count == facts.Limits.Number(Limit.XmlBlocks))
            {
                facts.AddLimit(Limit.XmlBlocks, $"The file has more than {_blocks.Count} script blocks; the rest was not read.");
                return false;
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"ScriptBlock#{_blocks.Count + 1}.ps1");
            _blocks.Add(new DerivedArtifact(name, Encoding.UTF8.GetBytes(text), string.Create(CultureInfo.InvariantCulture, $"{element} of line {line}")));
            return true;
        }

        // The reader stays on the last node of the element, so that what follows it is read by the loop.
        private string TextOf(XmlReader reader)
        {
            _text.Clear();
            if (reader.IsEmptyElement)
            {
                return "";
            }

            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                {
                    _text.Append(reader.Value);
                }
            }

            return _text.ToString();
        }
    }
}
