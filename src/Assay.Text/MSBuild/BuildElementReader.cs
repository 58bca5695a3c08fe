using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Reads a build file into elements, within limits. What was read before the place where a file breaks is kept.</summary>
internal sealed class BuildElementReader(FactWriter facts)
{
    private const int MaximumAttributes = 256;

    private readonly BuildElement _root = new("", 0, 0);
    private readonly Stack<(BuildElement Element, Dictionary<string, int> Names)> _open = [];
    private readonly StringBuilder _text = new();

    /// <summary>Gives the document: its children are the root elements.</summary>
    public BuildElement Read(ReadOnlyMemory<byte> file)
    {
        _open.Push((_root, []));
        try
        {
            using var reader = TolerantXml.Open(file);
            Read(reader);
            if (TolerantXml.MayHaveDocumentType(file.Span))
            {
                facts.AddProblem(ProblemId.XmlUnreadable, "The build file has a document type: MSBuild passes over it, other readers refuse the file or see another one.", incomplete: false);
            }
        }
        catch (XmlException exception)
        {
            // MSBuild does not load such a file either, unless the rest of it stands behind the project.
            facts.AddProblem(ProblemId.XmlUnreadable, $"The build file is not well-formed: {exception.Message}", incomplete: false);
        }

        return _root;
    }

    private void Read(XmlReader reader)
    {
        var elements = 0;
        var limit = facts.Limits[Limit.BuildElements];
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > limit)
                    {
                        facts.AddLimit(Limit.BuildElements, $"The build file has more than {limit} elements; the rest was not read.");
                        return;
                    }

                    if (reader.Depth > FixedLimits.MarkupDepth)
                    {
                        facts.AddProblem(ProblemId.LimitSteps, $"The build file has more than {FixedLimits.MarkupDepth} levels; the rest was not read.");
                        return;
                    }

                    Open(reader);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    var element = _open.Peek().Element;
                    element.Text = element.Text.Length == 0 ? reader.Value : Join(element.Text, reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    _open.Pop();
                    break;
            }
        }
    }

    private void Open(XmlReader reader)
    {
        var position = (IXmlLineInfo)reader;
        var element = new BuildElement(reader.LocalName, position.LineNumber, position.LinePosition);
        var (parent, names) = _open.Peek();
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(names, element.Name, out _);
        parent.Add(element, ++number);
        var isEmpty = reader.IsEmptyElement;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (element.Attributes.Count < MaximumAttributes && reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                element.Add(new BuildAttribute(reader.LocalName, reader.Value));
            }
        }

        if (!isEmpty)
        {
            _open.Push((element, []));
        }
    }

    private string Join(string before, string after)
    {
        _text.Clear();
        return _text.Append(before).Append(after).ToString();
    }
}
