using System.Runtime.InteropServices;
using System.Xml;
using Assay.Model;

namespace Assay.Text;

/// <summary>Reads which tasks an MSBuild file takes from libraries or from source in the file. What its targets do is not analysed.</summary>
/// <remarks>MSBuild <c>UsingTask</c> element: attributes TaskName, AssemblyFile, AssemblyName, TaskFactory, Runtime, Architecture, Condition.</remarks>
public static class BuildFileAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const int MaximumDepth = 256;
    private const int MaximumElements = 200_000;
    private const int MaximumCharacters = 64 * 1024 * 1024;

    /// <summary>Writes one <c>task</c> fact named <c>UsingTask</c> for every such element, its attributes as arguments.</summary>
    public static void Analyze(ReadOnlyMemory<byte> file, FactWriter facts)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024, MaxCharactersInDocument = MaximumCharacters };
        try
        {
            using var stream = MemoryMarshal.TryGetArray(file, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new MemoryStream(file.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            Read(reader, facts);
        }
        catch (XmlException exception)
        {
            facts.AddProblem(ProblemId.XmlUnreadable, $"The build file is not well-formed or has a DTD: {exception.Message}", incomplete: false);
        }
    }

    private static void Read(XmlReader reader, FactWriter facts)
    {
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (++elements > MaximumElements || reader.Depth > MaximumDepth)
            {
                facts.AddProblem(ProblemId.LimitSteps, $"The build file has more than {MaximumElements} elements or {MaximumDepth} levels; the rest was not read.");
                return;
            }

            if (reader.LocalName == "UsingTask")
            {
                Write(reader, facts);
            }
        }
    }

    private static void Write(XmlReader reader, FactWriter facts)
    {
        var position = (IXmlLineInfo)reader;
        var (line, column) = (position.LineNumber, position.LinePosition);
        var arguments = new List<Argument>();
        while (reader.MoveToNextAttribute())
        {
            if (arguments.Count < 16)
            {
                arguments.Add(new Argument(reader.LocalName, reader.Value));
            }
        }

        facts.Add(FactKind.Task, "UsingTask", FactRecord.None, new ArgumentList([.. arguments]), Derivation.Literal, PositionKind.LineColumn, line, column);
    }
}
